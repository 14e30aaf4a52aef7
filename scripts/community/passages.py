"""All that people wrote in a language, piece by piece with the English it translates, ready for a look at its words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from community.catalogue import INTERFACE_FILE, RECORDS_FILE, read_po_file
from community.project import Project
from community.prose import Prose
from community.text import SOURCE_LOCALE

# Code, blocks and marks, addresses of links, bare addresses, anchors: nothing that a translator chose.
_NOT_TEXT = re.compile(
    r"""^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`
    |\{\{[^}]*\}\}|\{[^}\n]*\}|%\([a-z_]+\)[sd]
    |\]\([^)]*\)|^\s*\[[^\]]+\]:.*$|https?://[^\s)>]+|[\w.+-]+@[\w-]+\.[\w.-]+|</?[a-z][^>]*>""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^#{2,6} .*?\{[^}\n]*#([\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)
_CAPITAL = re.compile(r"(?<![\w-])[^\W\d_a-z]")
_RUN = re.compile(r"[\w-]+(?: [\w-]+){0,9}")
# Words as others said them: „…“, „…”, “…”, »…«, «…», "…", ‘…’ and *emphasis*, which marks words of other languages.
_QUOTED = re.compile(
    r"""„[^“”„\n]*[“”]|“[^”\n]*”|»[^«\n]*«|«[^»\n]*»|"[^"\n]*"|[‘‚][^‘’\n]*[’‘](?!\w)
    |(?<![*\w])\*(?!\*)[^*\n]+\*(?!\*)|(?<![_\w])_(?!_)[^_\n]+_(?![_\w])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of one language and the English that it translates, without code, marks and addresses.

    `line` is that of its first words, or of the message in a PO file, where `lines_count` is false: what a message says
    is told with the message's line. `context` is the message's own, `folder/id.field` for a text of a record.
    """

    path: str
    line: int
    text: str
    english: str
    context: str = ""
    lines_count: bool = True

    def line_at(self, position: int) -> int:
        """Return the line on which a position of the text stands."""
        return self.line + self.text.count("\n", 0, position) if self.lines_count else self.line


def passages(project: Project, locale: str) -> Iterator[Passage]:
    """Yield every text that people wrote in a language: pages section by section, records, interface."""
    for page in project.prose.values():
        if page.locale == locale:
            yield from _sections(page, project.prose.get((SOURCE_LOCALE, page.path), page))
    for name in (RECORDS_FILE, INTERFACE_FILE):
        path = project.root / "docs" / locale / name
        if not path.exists():
            continue
        full = f"docs/{locale}/{name}"
        for message in read_po_file(path, locale, full):
            if not message.id or message.fuzzy:
                continue
            english = message.id if isinstance(message.id, str) else message.id[-1]
            for string in (message.string,) if isinstance(message.string, str) else message.string or ():
                line, context = message.lineno or 1, message.context or ""
                yield Passage(full, line, blanked(string), blanked(english), context, lines_count=False)


def _sections(page: Prose, english: Prose) -> Iterator[Passage]:
    for name in ("title", "description"):
        own, source = getattr(page.front, name), getattr(english.front, name)
        yield Passage(page.name, 1, blanked(own.value), blanked(source.value))
    originals = {anchor: text for anchor, _, text in _split(english.markdown)}
    for anchor, line, text in _split(page.markdown):
        # A section that the English no longer has is held against the whole page.
        yield Passage(
            page.name, page.first_line + line, blanked(text), blanked(originals.get(anchor, english.markdown))
        )


def _split(markdown: str) -> Iterator[tuple[str, int, str]]:
    """Yield the anchor, the first line (from 0) and the text of each section of a page; the first has no anchor."""
    starts = [0, *(match.start() for match in _HEADING.finditer(markdown)), len(markdown)]
    for start, end in pairwise(starts):
        text = markdown[start:end]
        heading = _HEADING.match(text)
        yield heading[1] if heading else "", markdown.count("\n", 0, start), text


def blanked(text: str) -> str:
    """Return a text with code, marks, addresses and tags replaced by spaces, line for line."""
    return _NOT_TEXT.sub(_blank, unicodedata.normalize("NFC", text))


def unquoted(text: str) -> str:
    """Return a text with what stands in quotation marks or *emphasis* replaced by spaces."""
    return _QUOTED.sub(_blank_as_one, text)


def without_names(text: str, english: str) -> tuple[str, str]:
    """Return both texts with the names that they share replaced by spaces: Standards of Evidence, Future Classroom Lab.

    A name is a run of two words or more, the first and the last with a capital, that the translation left English. In
    the translation it may carry an ending.
    """
    for match in _CAPITAL.finditer(english):
        run = _RUN.match(english, match.start())
        name = run[0] if run else ""
        while " " in name and not (name.rsplit(" ", 1)[1][0].isupper() and name in text):
            name = name.rsplit(" ", 1)[0]
        if " " in name:
            text = re.sub(rf"(?<!\w){re.escape(name)}\w*", _blank_as_one, text)
            english = english.replace(name, f"|{' ' * (len(name) - 1)}")
    return text, english


def _blank_as_one(match: re.Match[str]) -> str:
    """Return a stop and spaces, so that the words on both sides are not neighbours."""
    return f"|{_blank(match)[1:]}"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
