"""Compare a translated page with its English: what must be the same in every language."""

import re
from collections import Counter
from collections.abc import Iterator

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


def structure_faults(english: str, translation: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and fault of all that a translation lost, added or moved."""
    for what, pattern in _SAME:
        wanted, got = Counter(pattern.findall(english)), Counter(pattern.findall(translation))
        for item in wanted - got:
            yield 0, f"{what} {item} of the English is missing"
        for item in got - wanted:
            yield _line(translation, item), f"{what} {item} is not in the English"
    anchors = _SAME[0][1]
    if not Counter(anchors.findall(english)) - Counter(anchors.findall(translation)) and (
        anchors.findall(english) != anchors.findall(translation)
    ):
        yield 0, "the headings stand in another order than in the English"
    for fault in number_faults(_ORDINAL.sub("", english), _ORDINAL.sub("", translation)):
        yield 0, fault
    for what, pattern in _COUNTED:
        wanted_count, got_count = len(pattern.findall(english)), len(pattern.findall(translation))
        if wanted_count != got_count:
            yield 0, f"{got_count} {what} where the English has {wanted_count}"


def number_faults(english: str, translation: str) -> Iterator[str]:
    """Yield each number of two digits or more that a translation lost or added; 79.6 and 79,6 are one.

    Smaller ones may be written as a word in one language and as a digit in the other.
    """
    wanted, got = (
        {number.replace(",", ".") for number in _NUMBER.findall(_NO_NUMBER.sub(" ", text)) if len(number) > 1}
        for text in (english, translation)
    )
    for number in sorted(wanted - got):
        yield f"the number {number} of the English is missing"
    for number in sorted(got - wanted):
        yield f"the number {number} is not in the English"


def _line(text: str, item: str) -> int:
    return text.count("\n", 0, max(text.find(item), 0))
