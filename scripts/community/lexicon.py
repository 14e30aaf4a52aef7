"""The lexicon of a language: the words of its pages in families, each with what it is in English.

A reader's browser has no stemmer. It looks a word up here, and asks the index for all forms that stand in the pages.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from community.passages import Passage
from community.search_entries import WORD, Entry
from community.text import SOURCE_LOCALE
from community.word_forms import ALTERNATIONS, families, folded, without_marks

# Two words stand for each other if they stand in the same texts at least this often, and more often than apart.
_LEAST_TOGETHER, _LEAST_LIKENESS, _MOST_TRANSLATIONS = 2, 0.45, 2
# A longer text says too much: that two words stand in it tells little.
_MOST_WORDS = 60


def lexicon(locale: str, entries: Sequence[Entry], english: Mapping[str, Sequence[str]]) -> str:
    """Return a lexicon as text; `english` gives the English words for a word, in plain letters.

    The first line is JSON (which consonants change before an ending; how many entries there are), each other line a
    family, the most frequent first: what its words begin with, their ends, and after a tab its English words; all
    without accents.
    """
    counts: Counter[str] = Counter()
    written: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for word in {*entry.words}:
            counts[word.lower()] += 1
            written[word.lower()].add(without_marks(word))
    lines = []
    for family in families(counts, locale):
        forms = sorted({form for word in family for form in written[word]})
        start = _common_start(forms[0], forms[-1])
        line = "|".join([start, *(form.removeprefix(start) for form in forms)])
        known = dict.fromkeys(word for form in family for word in english.get(form, ()))
        if known:
            line += "\t" + " ".join([*known][:_MOST_TRANSLATIONS])
        lines.append((-sum(counts[word] for word in family), line))
    head = json.dumps({"alternations": ALTERNATIONS.get(locale, {}), "size": len(entries)}, sort_keys=True)
    return "\n".join([head, *(line for _, line in sorted(lines))]) + "\n"


def translations(locale: str, passages: Iterable[Passage]) -> Mapping[str, tuple[str, ...]]:
    """Return the English words that stand where a word of the language stands, the likeliest first, in plain letters.

    What people translated tells which words belong together (Dice's coefficient over their families).
    """
    pairs = [(_words(passage.text), _words(passage.english)) for passage in passages]
    pairs = [(own, source) for own, source in pairs if len(own) <= _MOST_WORDS and len(source) <= _MOST_WORDS]
    own_family = _family_of((word for own, _ in pairs for word in own), locale)
    english_family = _family_of((word for _, source in pairs for word in source), SOURCE_LOCALE)
    own_count: Counter[tuple[str, ...]] = Counter()
    english_count: Counter[tuple[str, ...]] = Counter()
    together: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for text, original in pairs:
        left, right = {own_family[word] for word in text}, {english_family[word] for word in original}
        own_count.update(left)
        english_count.update(right)
        together.update((a, b) for a in left for b in right)
    found: dict[tuple[str, ...], list[tuple[float, str]]] = defaultdict(list)
    for (own, source), count in together.items():
        likeness = 2 * count / (own_count[own] + english_count[source])
        if count >= _LEAST_TOGETHER and likeness >= _LEAST_LIKENESS:
            found[own].append((-likeness, folded(min(source, key=lambda word: (len(word), word)))))
    return {
        word: tuple(english for _, english in sorted(likely)[:_MOST_TRANSLATIONS])
        for family, likely in found.items()
        for word in family
    }


def _common_start(first: str, last: str) -> str:
    """Return what the first and the last of sorted words, and so all between, begin with."""
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((number for number, (a, b) in pairs if a != b), min(len(first), len(last)))]


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _family_of(words: Iterable[str], locale: str) -> dict[str, tuple[str, ...]]:
    return {word: family for family in families(words, locale) for word in family}
