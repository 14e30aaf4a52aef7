"""A PDF as a reader, a screen reader and a library meet it, and how tests set documents."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

from community.documents.cache import Cache
from community.documents.compose import Document
from community.documents.shelf import Made
from community.documents.stock import made_or_told
from community.problems import Problem, ProblemsFound


def make(documents: Iterable[Document], cache: Cache) -> list[Made]:
    """Return documents with their files, from the cache or set anew. Raises ProblemsFound."""
    results = [made_or_told(document, cache) for document in documents]
    if problems := [one for one in results if isinstance(one, Problem)]:
        raise ProblemsFound(problems)
    return [one for one in results if isinstance(one, Made)]


@dataclass(frozen=True, eq=False)
class Opened:
    """A PDF file, read once."""

    path: Path

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, in the order in which it was set."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(self.path), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return text.split("\f")[:-1]

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The file's objects."""
        return pikepdf.open(self.path)

    @cached_property
    def elements(self) -> list[tuple[str, Any]]:
        """The elements of the structure tree in reading order, each with its type."""
        return list(_elements(self.pdf.Root.StructTreeRoot))

    @cached_property
    def outline(self) -> list[str]:
        """The bookmarks, parents before children."""
        with self.pdf.open_outline() as outline:
            return [item.title for root in outline.root for item in (root, *_below(root))]

    @cached_property
    def fonts(self) -> list[Any]:
        """The descriptors of all fonts."""
        return [item for item in self.pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]


def _elements(node: Any) -> Iterator[tuple[str, Any]]:
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S).removeprefix("/"), child
            yield from _elements(child)


def _below(item: Any) -> Iterator[Any]:
    for child in item.children:
        yield child
        yield from _below(child)


def packed(text: str) -> str:
    """Return a text without blanks and hyphens, in which a line that was broken is like one that was not."""
    return re.sub(r"[\s\-\u2010\u2011\u00ad]+", "", text)
