"""The Markdown that pages may hold: an allow-list, held against the text itself, so that each fault has its line.

Everything is judged line by line or in one pass: nothing that an editor writes may cost more time than its length.
Python-Markdown sees more than these rules know, so whatever is not plainly harmless is refused.
"""

import re
from collections.abc import Iterator
from html import unescape

from community.problems import shown
from community.read import hidden_characters

MAX_PAGE_BYTES = 100_000
_MAX_LINE = 5_000
_MAX_PARAGRAPH = 20_000
_MAX_BRACKETS = 100  # in a paragraph; Python-Markdown looks for the end of each
_MAX_NESTING = 6

_FENCE = re.compile(r"\s*(?:```|~~~)")
_FENCE_OPENS = re.compile(r"```[a-z0-9-]*")
_FENCE_CLOSES = re.compile(r"``` *")
_CODE = re.compile(r"`[^`]*`")
_BROKEN_CODE = re.compile(r"``|\\`")
_TAG = re.compile(r"<[A-Za-z/!?][^\s<>]{0,30}")
_PAIRED = ("kbd", "sub", "sup", "abbr")
# No attribute but the title of an abbreviation, whose characters can't end it.
_ALLOWED_TAG = re.compile(
    rf"""<(?:(?P<opens>kbd|sub|sup)>|abbr[ ]title="[^"<>&{{}}`\n]*">|/(?P<closes>{"|".join(_PAIRED)})>|br[ ]?/?>
    |https?://[^\s<>"'`]+>|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+>)""",
    re.VERBOSE,
)
_BRACES = re.compile(r"\{[^}]*\}")
_ALLOWED_BRACES = re.compile(r"\{(?:source:)?[a-z0-9-]+\}")
_ANCHOR = re.compile(r"^#{2,6} .*?(\{ ?#[a-z0-9-]+ ?\})$")
# What looks like an address may hold the next one: where nothing is open before it, only the inner one is a link.
_INLINE_ADDRESS = re.compile(r"\]\(\s{0,9}(<(?:(?!\]\()[^<>]){0,2000}>|(?:(?!\]\()[^)]){0,2000})")
_REFERENCE = re.compile(r"(?<!\*)\[(?!\^)[^\]\n]{0,200}\]:(?=[\s>]{0,9}([^\s]{1,2000}))")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_ALLOWED_SCHEME = re.compile(r"https?://(?![/\\])|mailto:")
_DEPTH = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_MARK = re.compile(r"(?:[-*+>]|\d{1,9}[.)]) ?")
_TITLE = re.compile(r"(?:[ \t]|>|[-*+:][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]]{0,200}\]:)*#(?!#)")
_UNDERLINE = re.compile(r"[ \t>]*=+[ \t]*")
_NOTE = re.compile(r"\s*(?:!!!|\?\?\?)(?! [a-z]+(?: \"[^\"]*\")?$)")
# What the line below a table's heads consists of, in a quotation too.
_RULE = frozenset("|:-> \t")
# Without one of these a line has no fault by itself; most lines have none.
_TELLING = re.compile(r"[<{&!#=?]")


def markdown_faults(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and fault of all that a page may not hold; code is shown and never acts."""
    lines = markdown.split("\n")
    long = list(length_faults(lines))
    yield from long
    if long:
        return  # the checks below, and Markdown itself, would take too long
    bare: list[str] = []
    fence = None
    for number, line in enumerate(lines):
        if fence is not None:
            fence = None if _FENCE_CLOSES.fullmatch(line) else fence
            bare.append("")
        elif _FENCE.match(line):
            bare.append("")
            if _FENCE_OPENS.fullmatch(line):
                fence = number
            else:
                yield number, "begins code in another way than pages do; write ``` alone on the line, or ``` and a word"
        elif _BROKEN_CODE.search(line) or line.count("`") % 2:
            yield number, "has a ` without its partner; write code between two ` on one line"
            bare.append(line)
        else:
            bare.append(blanked(line))
    if fence is not None:
        yield fence, "begins code that does not end; close it with ``` on a line of its own"
    for number, line in enumerate(bare):
        for fault in _line_faults(line):
            yield number, fault
    yield from _address_faults("\n".join(bare))


def blanked(line: str) -> str:
    """Return a line with its code replaced by spaces."""
    return _CODE.sub(lambda match: " " * len(match[0]), line)


def addresses(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and address of each link in a text that has no fault."""
    for match in _links(markdown):
        address = match[1].strip().removeprefix("<").removesuffix(">")
        yield markdown.count("\n", 0, match.start()), address.split(' "')[0].split(" '")[0].strip()


def _links(text: str) -> Iterator[re.Match[str]]:
    yield from _INLINE_ADDRESS.finditer(text)
    yield from _REFERENCE.finditer(text)


def length_faults(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and fault of what would keep a parser of Markdown busy for too long."""
    start = length = brackets = 0
    for number, line in enumerate(lines):
        if len(line) > _MAX_LINE:
            yield number, f"has {len(line)} characters in one line; the limit is {_MAX_LINE}. Write shorter paragraphs"
        depth = _DEPTH.match(line)
        if depth and depth[0] and (nesting := _nesting(depth[0])) > _MAX_NESTING:
            yield number, f"is nested {nesting} levels deep; the limit is {_MAX_NESTING}"
        if not line.strip():
            start, length, brackets = number + 1, 0, 0
            continue
        before = length, brackets
        length, brackets = length + len(line), brackets + line.count("[")
        if before[0] <= _MAX_PARAGRAPH < length:
            yield start, f"begins a paragraph of more than {_MAX_PARAGRAPH} characters; split it"
        if before[1] <= _MAX_BRACKETS < brackets:
            yield start, f"begins a paragraph with more than {_MAX_BRACKETS} '['; split it"


def _nesting(prefix: str) -> int:
    """Return how many lists and quotations a line stands in, judged by what it begins with."""
    marks = _MARK.findall(prefix)
    spaces = len(_MARK.sub("", prefix).expandtabs(4))
    return len(marks) + spaces // 4


def _line_faults(line: str) -> Iterator[str]:
    # Markdown would write a style for an aligned column, which no page may have.
    if ":" in line and _RULE.issuperset(line) and ("-" in line or "|" in line):
        yield "aligns a column of a table with ':'; columns are aligned by the site. Write --- without ':'"
    if not _TELLING.search(line):
        return
    opened = 0
    for match in _TAG.finditer(line):
        allowed = _ALLOWED_TAG.match(line, match.start())
        if not allowed:
            yield f"'{match[0]}' is HTML; pages are written in Markdown"
            return
        opened += 1 if allowed["opens"] or allowed[0].startswith("<abbr") else -1 if allowed["closes"] else 0
        if opened not in (0, 1):
            break
    if opened:
        yield "has a tag that is opened and not closed in this line, or the other way round"
    anchor = _ANCHOR.match(line)
    for match in _BRACES.finditer(line):
        if (anchor and match.start() == anchor.start(1)) or _ALLOWED_BRACES.fullmatch(match[0]) or "{{" in line:
            continue
        yield f"'{shown(match[0])}' is no {{fact-id}}, no {{source:id}} and no {{ #anchor }} at the end of a heading"
    if "&" in line and (hidden := next(hidden_characters(unescape(line)), None)):
        yield hidden[1]
    if "![" in line:
        yield "holds an image; pages have none"
    if _TITLE.match(line) or _UNDERLINE.fullmatch(line):
        yield "is a heading of the first level; that is the title in the front matter. Begin others with ##"
    if _NOTE.match(line):
        yield "'!!!' begins a note in another way than pages do; write !!! note, or !!! note \"Its title\""


def _address_faults(text: str) -> Iterator[tuple[int, str]]:
    for match in _links(text):
        # As a browser reads it: with its entities resolved, and without the spaces that a parser leaves out.
        bare = re.sub(r"\s", "", unescape(match[1])).lstrip("<")
        # Markdown leaves one of two backslashes, and a browser takes two for the slashes before another site's name.
        elsewhere = bare.startswith("\\\\") or _SCHEME.match(bare.lstrip("\\"))
        if elsewhere and not _ALLOWED_SCHEME.match(match[1].lstrip("< \n")):
            line = text.count("\n", 0, match.start())
            yield line, f"links to '{shown(bare.rstrip('>'))}'; use https://, http://, mailto: or a page"
