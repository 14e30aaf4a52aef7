"""A piece of a page as a tree of plain values, for documents: what a page says is what its document says.

A template of Typst reads the tree from JSON, so that no character of a text can be markup there.
"""

import re
from typing import Any
from urllib.parse import urljoin

from lxml import html
from markupsafe import Markup

# A node is a text, or a dict with its `kind` and its `content`.
Node = str | dict[str, Any]
Tree = list[Node]

_KINDS = {"p": "paragraph", "ul": "list", "ol": "numbers", "li": "item", "em": "emphasis", "strong": "strong"}
_BLOCKS = {"paragraph", "list", "numbers", "item"}


def to_tree(markup: Markup, base: str) -> Tree:
    """Return HTML of a page as a tree; `base` is the page's address, from which its links are seen."""
    if "<" not in markup:
        return _trimmed([_spaced(markup.unescape())])
    return _trimmed(_content(html.fragment_fromstring(str(markup), create_parent="div"), base))


def to_words(tree: Tree) -> str:
    """Return all that a tree says, without what it is."""
    return "".join(node if isinstance(node, str) else to_words(node.get("content", [])) for node in tree)


def _content(element: html.HtmlElement, base: str) -> Tree:
    nodes: Tree = [_spaced(element.text or "")]
    for child in element:
        nodes += _nodes(child, base)
        nodes.append(_spaced(child.tail or ""))
    return [node for node in nodes if node != ""]


def _nodes(element: html.HtmlElement, base: str) -> Tree:
    """Return what an element stands for; one that means nothing to a document stands for its content."""
    content = _content(element, base)
    tag = str(element.tag)
    if tag == "br":
        return [{"kind": "break"}]
    if tag == "a":
        address = urljoin(base, str(element.get("href")))
        kind = "figure" if element.get("class") == "figure-link" else "link"
        content = [{"kind": kind, "address": address, "content": content}]
    elif kind := _KINDS.get(tag, ""):
        node: dict[str, Any] = {"kind": kind, "content": _trimmed(content) if kind in _BLOCKS else content}
        if tag == "ol":
            node["start"] = int(element.get("start") or 1)
        content = [node]
    if language := element.get("lang"):
        content = [{"kind": "foreign", "language": language, "content": content}]
    return content


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _trimmed(nodes: Tree) -> Tree:
    """Return nodes without the blanks at both ends and between blocks."""
    blocks = any(isinstance(node, dict) and node["kind"] in _BLOCKS for node in nodes)
    kept: Tree = [node for node in nodes if not (blocks and node == " ")]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" ")
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return [node for node in kept if node != ""]
