"""The small Markdown of records: paragraphs, emphasis, strong, links and lists; never HTML, never images."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

_TAG = re.compile(r"<[^>]+>")


class _Small(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return bool(re.match(r"(?:https?://|mailto:)", url))


_FULL = _Small("zero").enable(["emphasis", "link", "list", "newline", "escape"])


@cache  # a text stands on many pages and in many documents
def to_html(text: str) -> Markup:
    """Return a text as HTML blocks."""
    return Markup(_FULL.render(text).strip())


@cache
def to_inline(text: str) -> Markup:
    """Return a text of one paragraph as HTML without a block around it; blocks become line breaks."""
    return Markup(_FULL.renderInline(" ".join(text.split())))


def to_plain(text: str) -> str:
    """Return a text without markup, for titles and descriptions."""
    return Markup(_TAG.sub("", to_inline(text))).unescape()
