"""The forms of words: which words of a language are one word, inflected, written with or without accents.

Snowball's stems are the ground. What they leave apart is joined by rules on consonants and vowels that change: knjiga
and knjizi (hr), mentor and mentoři (cs), tanterem and tantermek (hu), reunião and reuniões (pt).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from community.inflection import ALGORITHMS

# Letters with a stroke have no accent that Unicode could take away.
_STROKES = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"})
_CONSONANTS = "bcdfghjklmnpqrstvwxz"

# Consonants that change before an ending, without accents: how the changed form ends, and what stands in its place.
ALTERNATIONS: dict[str, dict[str, str]] = {
    "hr": {"ci": "k", "cima": "k", "ce": "k", "zi": "g", "zima": "g", "si": "h", "sima": "h"},
    "cs": {"ce": "k", "ci": "k", "cich": "k", "ze": "h", "zi": "h", "zich": "h", "se": "ch", "si": "ch"},
}
# A vowel that is there only while no ending follows: sastanak and sastanka, terem and termek.
_FLEETING = {"hr": "a", "cs": "e", "hu": "aeo"}
# Endings of which the stemmer leaves a vowel, without accents.
_NASAL = {"pt": re.compile(r"(?:ao|aos|oes|aes)$")}
_LAST_VOWEL = {"hu": "ae"}


@cache  # a word stands on many pages
def without_marks(word: str) -> str:
    """Return a word without its accents, as Pagefind's index holds it: strokes stay."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def folded(word: str) -> str:
    """Return a word in plain letters, as it is typed on a keyboard without accents."""
    return without_marks(word).translate(_STROKES)


@cache
def _stemmer(locale: str) -> Callable[[str], str]:
    algorithm = ALGORITHMS.get(locale)
    return snowballstemmer.stemmer(algorithm).stemWord if algorithm else str


def keys(word: str, locale: str) -> Iterator[str]:
    """Yield what two forms of one word share at least one of, in plain letters."""
    word = word.lower()
    plain, stem = folded(word), folded(_stemmer(locale)(word))
    # Snowball takes a form for an ending now and then (hu tankerület, hr razlog): the word itself is a key too.
    yield plain
    yield stem
    for ending, original in ALTERNATIONS.get(locale, {}).items():
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            yield plain[: -len(ending)] + original
    vowels = _FLEETING.get(locale)
    if vowels and re.search(rf"..[{_CONSONANTS}][{vowels}][{_CONSONANTS}]$", plain):
        yield plain[:-2] + plain[-1]
    if locale in _NASAL and len(plain) > 5 and (cut := _NASAL[locale].sub("", plain)) != plain:
        yield f"{cut}ao"
    if locale in _LAST_VOWEL and len(stem) > 2 and stem[-1] in _LAST_VOWEL[locale]:
        yield stem[:-1]


def families(words: Iterable[str], locale: str) -> list[tuple[str, ...]]:
    """Return the words in families of one word's forms, in alphabetical order; every word is in one family."""
    ordered = sorted(set(words))
    parent = {word: word for word in ordered}

    def root(word: str) -> str:
        while parent[word] != word:
            parent[word] = word = parent[parent[word]]
        return word

    first: dict[str, str] = {}
    for word in ordered:
        for key in keys(word, locale):
            parent[root(word)] = root(first.setdefault(key, word))
    found: dict[str, list[str]] = defaultdict(list)
    for word in ordered:
        found[root(word)].append(word)
    return sorted(tuple(family) for family in found.values())
