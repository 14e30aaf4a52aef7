"""HTML that templates wrote, kept aside while the Markdown around it is read.

Python-Markdown would parse it twice and change nothing of it. In its place stands an empty element that holds the ids
of all that is in it, because links to those are checked.
"""

import re
from collections.abc import Iterable

_HEADING = re.compile(r"^(#+ .*)$", re.MULTILINE)
_ID = re.compile(r'<[^>]* id="([^"]*)"')
_PLACE = re.compile(r'<div data-kept="(\d+)">.*?</div>')


class Kept:
    """The HTML of one page that is kept aside, piece by piece."""

    def __init__(self, pieces: Iterable[str] = ()) -> None:
        self._pieces = list(pieces)

    def put(self, written: str) -> str:
        """Return what templates wrote, headings of Markdown with HTML between, with places instead of the HTML."""
        return "\n\n".join(
            part if number % 2 else self._place(part)
            for number, part in enumerate(map(str.strip, _HEADING.split(written)))
            if part
        )

    def _place(self, piece: str) -> str:
        self._pieces.append(piece)
        ids = "".join(f'<a id="{found}"></a>' for found in _ID.findall(piece))
        return f'<div data-kept="{len(self._pieces) - 1}">{ids}</div>'

    def restore(self, html: str) -> str:
        """Return a page's HTML with each piece in its place."""
        return _PLACE.sub(lambda match: self._pieces[int(match[1])], html)
