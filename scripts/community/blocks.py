"""Fill the marks in prose: `{{ block }}` on a line of its own, {fact-id} and {source:id} inside a line."""

import re
from collections.abc import Iterator
from functools import cache

from community.library_view import LibraryView
from community.model import Community
from community.pages import TEMPLATES, Writer
from community.problems import nearest, shown
from community.raw_html import Kept
from community.text import SOURCE_LOCALE

_BLOCK = re.compile(r"^\{\{ *([a-z0-9-]+) *\}\}$")
_MARK = re.compile(r"\{(source:)?([a-z0-9-]+)\}")
_FENCE = re.compile(r"^(```|~~~)")


@cache  # every page asks
def block_names() -> list[str]:
    """Return the names of all blocks: the templates in templates/blocks/."""
    return sorted(path.name.removesuffix(".jinja") for path in (TEMPLATES / "blocks").glob("*.jinja"))


def fill(markdown: str, writer: Writer, view: LibraryView, kept: Kept, locale: str = SOURCE_LOCALE) -> str:
    """Return prose with its marks filled, the HTML of blocks kept aside; `locale` is the language of the prose itself.

    A block speaks the language of the page, so in a page that is shown in English for want of a translation it is
    marked with the reader's language.
    """
    lines = []
    fenced = False
    for line in markdown.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (match := _BLOCK.match(line)):
            block = writer.render(f"blocks/{match[1]}.jinja", view).strip()
            block = block if locale == view.locale.code else _in_language(block, view.locale.code)
            lines += ["", kept.put(block), ""]
        else:
            lines.append(line if fenced else view.fill_line(line))
    return "\n".join(lines)


def _in_language(block: str, language: str) -> str:
    """Return a block marked with its language: its headings, and the HTML between them."""
    parts = re.split(r"^(#.*)$", block, flags=re.MULTILINE)
    marked = []
    for number, part in enumerate(parts):
        if number % 2:
            marked.append(re.sub(r" \}$", f' lang="{language}" }}', part))
        elif part.strip():
            marked.append(f'<div lang="{language}">\n{part.strip()}\n</div>')
    return "\n\n".join(marked)


def mark_faults(markdown: str, community: Community) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and fault of each mark that names nothing."""
    names = block_names()
    fenced = False
    for number, line in enumerate(markdown.split("\n")):
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            continue
        if match := _BLOCK.match(line):
            if match[1] not in names:
                yield number, f"'{{{{ {match[1]} }}}}' names no block{nearest(match[1], names)}"
            continue
        if "{{" in line:
            yield number, "'{{' begins a block; put '{{ name }}' alone on its line"
        for match in _MARK.finditer(line):
            known = community.sources if match[1] else community.facts
            where = "sources.yaml" if match[1] else "facts.yaml"
            if match[2] not in known:
                yield number, f"'{shown(match[0])}' names nothing in {where}{nearest(match[2], known)}"
