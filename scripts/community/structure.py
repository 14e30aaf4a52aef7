"""Compare a translated page with its English: what must be the same in every language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SAME = (
    ("the anchor", re.compile(r"\{ *(#[a-z0-9-]+) *\}")),
    ("the block", re.compile(r"^(\{\{ *[a-z0-9-]+ *\}\})$", re.MULTILINE)),
    ("the mark", re.compile(r"(\{(?:source:)?[a-z0-9-]+\})")),
    ("the link to", re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)")),
    ("the image", re.compile(r"!\[[^\]]*\]\(([^)\s]+)")),
    ("the code", re.compile(r"(`[^`\n]+`)")),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NO_NUMBER = re.compile(r"\{[^}]*\}|\]\([^)]*\)|https?://\S+|`[^`]*`")
_ORDINAL = re.compile(r"^\s*\d+\. ", re.MULTILINE)
_COUNTED = (
    ("list items", re.compile(r"^\s*(?:[-*]|\d+\.) ", re.MULTILINE)),
    ("table rows", re.compile(r"^\|", re.MULTILINE)),
    ("notes", re.compile(r"^(?:!!!|\?\?\?)", re.MULTILINE)),
)


@dataclass(frozen=True, slots=True)
class _Structure:
    """What a text has that its translations must have: each kind of mark in its order, numbers, and counts."""

    same: tuple[tuple[str, ...], ...]
    numbers: frozenset[str]
    counts: tuple[int, ...]


def _structure(text: str) -> _Structure:
    return _Structure(
        same=tuple(tuple(pattern.findall(text)) for _, pattern in _SAME),
        numbers=_numbers(_ORDINAL.sub("", text)),
        counts=tuple(len(pattern.findall(text)) for _, pattern in _COUNTED),
    )


_structure_of_english = lru_cache(maxsize=4096)(_structure)  # each language is held against the same


def structure_faults(english: str, translation: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and fault of all that a translation lost, added or moved."""
    wanted, got = _structure_of_english(english), _structure(translation)
    if wanted == got:
        return
    for (what, _), one, other in zip(_SAME, wanted.same, got.same, strict=True):
        for item in Counter(one) - Counter(other):
            yield 0, f"{what} {item} of the English is missing"
        for item in Counter(other) - Counter(one):
            yield _line(translation, item), f"{what} {item} is not in the English"
    anchors, own = wanted.same[0], got.same[0]
    if not Counter(anchors) - Counter(own) and anchors != own:
        yield 0, "the headings stand in another order than in the English"
    for fault in _number_faults(wanted.numbers, got.numbers):
        yield 0, fault
    for (what, _), wanted_count, got_count in zip(_COUNTED, wanted.counts, got.counts, strict=True):
        if wanted_count != got_count:
            yield 0, f"{got_count} {what} where the English has {wanted_count}"


def number_faults(english: str, translation: str) -> Iterator[str]:
    """Yield each number of two digits or more that a translation lost or added; 79.6 and 79,6 are one.

    Smaller ones may be written as a word in one language and as a digit in the other.
    """
    return _number_faults(_numbers(english), _numbers(translation))


def _numbers(text: str) -> frozenset[str]:
    found = _NUMBER.findall(_NO_NUMBER.sub(" ", text))
    return frozenset(number.replace(",", ".") for number in found if len(number) > 1)


def _number_faults(wanted: frozenset[str], got: frozenset[str]) -> Iterator[str]:
    for number in sorted(wanted - got):
        yield f"the number {number} of the English is missing"
    for number in sorted(got - wanted):
        yield f"the number {number} is not in the English"


def _line(text: str, item: str) -> int:
    return text.count("\n", 0, max(text.find(item), 0))
