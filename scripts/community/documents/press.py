"""Typst's side of documents: a tree and a template in, an accessible PDF out; the only module that knows Typst."""

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from multiprocessing.util import Finalize
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import typst

from community.documents.file import File
from community.documents.words import FOLDER, templates_of

FONTS = Path(__file__).resolve().parents[3] / "overrides" / "fonts"
# PDF/UA-1: Typst refuses a document without title, language, alternative texts or a sound order of headings.
STANDARD: Final = "ua-1"
# How much smaller than usual a document may be set to fit: at the last one its text has about 9 points.
FITS = (1.0, 0.97, 0.94, 0.91, 0.88)

# Where templates find the data of the document, and its size.
_DATA = "data.json"
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")


class SettingFailed(Exception):  # noqa: N818  # its name is what happened
    """Typst would not set a document; the message is Typst's own, in one line."""


class _Room:
    """The folder of a process that sets documents, and its compiler, which uses again what it has laid out."""

    def __init__(self, process: int) -> None:
        self.folder = Path(mkdtemp(prefix=f"documents-{process}-"))
        Finalize(None, shutil.rmtree, (self.folder, True), exitpriority=0)  # a forked process knows no atexit
        self.compiler = typst.Compiler(root=str(self.folder), font_paths=[str(FONTS)], ignore_system_fonts=True)
        self._texts: dict[str, str] = {}

    def put(self, texts: Mapping[str, str]) -> None:
        """Write files, by name; those that are there as they should be are left alone."""
        for name, text in texts.items():
            if self._texts.get(name) != text:
                (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
                self._texts[name] = text


_room = cache(_Room)
_templates = cache(templates_of)


def press(template: str, data: str, most_pages: int | None = None) -> File:
    """Return the PDF that a template makes of a document's data. Raises SettingFailed.

    A document of more than `most_pages` is set smaller, as far as it can still be read well, or is a failure.
    """
    pages = 0
    for fit in FITS if most_pages else FITS[:1]:
        content = _set(template, data, fit)
        pages = page_count(content)
        if not most_pages or pages <= most_pages:
            return File(content, pages)
    raise SettingFailed(f"it fills {pages} pages and may have {most_pages}; shorten the texts that it is made of")


def _set(template: str, data: str, fit: float) -> bytes:
    """Return the PDF at a size of text. What Typst warns of, such as a font that it lacks, is a failure too."""
    room = _room(os.getpid())
    room.put({**_templates(template), _DATA: f'{{"fit":{fit},"data":{data}}}'})
    try:
        content, warnings = room.compiler.compile_with_warnings(
            input=str(room.folder / template), format="pdf", pdf_standards=STANDARD
        )
    except typst.TypstError as error:
        raise SettingFailed(" ".join([error.message, *error.hints])) from None
    if warnings:
        raise SettingFailed("; ".join(str(warning.message) for warning in warnings))
    assert isinstance(content, bytes)
    return content


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst's has: it writes its tree of pages first and uncompressed."""
    found = _PAGES.search(pdf)
    assert found, "Typst writes its tree of pages so"
    return int(found[1])


def press_print(template: str, folder: Path = FOLDER) -> str:
    """Return a fingerprint of all that makes a document besides its data: templates, fonts, Typst's version."""
    digest = hashlib.sha256(f"{version('typst')} {STANDARD} {FITS}".encode())
    for name, text in sorted(templates_of(template, folder).items()):
        digest.update(f"\0{name}\0{text}".encode())
    digest.update(_fonts_print().encode())
    return digest.hexdigest()


@cache
def _fonts_print() -> str:
    digest = hashlib.sha256()
    for path in sorted(FONTS.glob("*.ttf")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
