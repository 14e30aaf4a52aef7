"""Words of texts, and where a term stands among them, inflected or not; stems are Snowball's."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from community.text import SOURCE_LOCALE

# Snowball has nothing for hr; its Serbian takes Latin letters, and the endings are the same.
ALGORITHMS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "serbian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
# How many letters an inflected form has more than another: klastrech, klasterima. Some languages stack endings.
_LONGEST_ENDING, _LONGEST_STACK = 3, 12
_STACKING = {"fi", "hu"}
# A run of letters.
WORD = re.compile(r"[^\W\d_]+")
# What may stand between the words of one form.
BETWEEN = re.compile(r"[\s\u00ad'’-]+")

Keys = frozenset[str]


@cache
def keys_of(locale: str) -> Callable[[str], Keys]:
    """Return what gives the keys of a word: the word and its stem. Two words are one when they share a key.

    Snowball's Hungarian takes `tankerület` to `tankerül` and `tankerületek` to `tankerület`: stems alone would miss it.
    """
    algorithm = ALGORITHMS.get(locale)
    stem = snowballstemmer.stemmer(algorithm).stemWord if algorithm else str

    @cache
    def keys(word: str) -> Keys:
        folded = word.lower()
        if locale == SOURCE_LOCALE:
            # An English stem is too short: mentoring, mentors and mentored have one.
            return frozenset((folded, folded.removesuffix("s")))
        return frozenset((folded, stem(folded)))

    return keys


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands, its keys, and how much longer than a form its inflected forms may be.

    Czech `mentor` and `mentorovat`, to mentor, have one stem; but an ending of four letters makes another word.
    """

    text: str
    start: int
    end: int
    keys: Keys
    ending: int

    def is_form_of(self, other: "Word") -> bool:
        """Tell whether both are one word, inflected or not."""
        return not self.keys.isdisjoint(other.keys) and len(self.text) <= len(other.text) + self.ending


def words(text: str, locale: str) -> list[Word]:
    """Return the words of a text; a hyphen stands between two."""
    keys = keys_of(locale)
    ending = _LONGEST_STACK if locale in _STACKING else _LONGEST_ENDING
    return [Word(match[0], match.start(), match.end(), keys(match[0]), ending) for match in WORD.finditer(text)]


def same(form: Sequence[Word], others: Sequence[Word]) -> bool:
    """Tell whether words are a form, word for word, inflected or not."""
    return all(other.is_form_of(word) for word, other in zip(form, others, strict=True))


def places(form: Sequence[Word], among: Sequence[Word]) -> Iterator[int]:
    """Yield where a form begins among other words, inflected or not."""
    for start in range(len(among) - len(form) + 1):
        # The first word alone decides nearly always.
        if among[start].is_form_of(form[0]) and same(form, among[start : start + len(form)]):
            yield start


class Said:
    """A text that is asked for many terms."""

    def __init__(self, text: str, locale: str) -> None:
        self._locale = locale
        self._words = words(text, locale)
        self._starts: dict[str, list[int]] = {}
        for start, word in enumerate(self._words):
            for key in word.keys:
                self._starts.setdefault(key, []).append(start)

    def has(self, form: str) -> bool:
        """Tell whether a form of a term stands in the text, inflected or not."""
        wanted = words(form, self._locale)
        return any(
            same(wanted, found)
            for key in wanted[0].keys
            for start in self._starts.get(key, ())
            if len(found := self._words[start : start + len(wanted)]) == len(wanted)
        )
