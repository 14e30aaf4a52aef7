"""The small Markdown of records: paragraphs, emphasis, strong, links and lists; never HTML, never images."""

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

_FULL = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape"])
_TAG = re.compile(r"<[^>]+>")


def _allow_link(address: str) -> bool:
    return bool(re.match(r"(?:https?://|mailto:)", address))


_FULL.validateLink = _allow_link  # type: ignore[method-assign]  # markdown-it's own way to narrow its schemes


def to_html(text: str) -> Markup:
    """Return a text as HTML blocks."""
    return Markup(_FULL.render(text).strip())


def to_inline(text: str) -> Markup:
    """Return a text of one paragraph as HTML without a block around it; blocks become line breaks."""
    return Markup(_FULL.renderInline(" ".join(text.split())))


def to_plain(text: str) -> str:
    """Return a text without markup, for titles and descriptions."""
    return Markup(_TAG.sub("", to_inline(text))).unescape()
