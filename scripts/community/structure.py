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
    ("the year", re.compile(r"\b((?:19|20)\d\d)\b")),
)
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
    for what, pattern in _COUNTED:
        wanted_count, got_count = len(pattern.findall(english)), len(pattern.findall(translation))
        if wanted_count != got_count:
            yield 0, f"{got_count} {what} where the English has {wanted_count}"


def _line(text: str, item: str) -> int:
    return text.count("\n", 0, max(text.find(item), 0))
