"""A document before it is set: one tree of plain values that holds all that its template needs."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

import segno

from community.addresses import address_of
from community.catalogue import Catalogue
from community.documents.formats import MEDIA_TYPES
from community.documents.kinds import Kind
from community.documents.subject import Subject
from community.documents.view import DocumentView
from community.documents.words import templates_of, words_in
from community.pages import Writer
from community.project import ROOT
from community.text import PartialDate

_LOOKS = ROOT / "overrides" / "assets"
_TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")

_QR_MASK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to be set. `data` is JSON; `place` is the file and line of the record that it is made of."""

    kind: str
    template: str
    most_pages: int | None
    file: str
    locale: str
    subject: Subject
    title: str
    label: str
    data: str
    updated: PartialDate | None
    place: tuple[str, int]

    @property
    def format(self) -> str:
        """The format of the file, as its name ends."""
        return self.file.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """The format of the file, as the web names it."""
        return MEDIA_TYPES[self.format]

    def formats(self, others: Mapping[str, str]) -> Iterator["Document"]:
        """Yield the document as PDF, and in other formats, each with its template."""
        yield self
        for name, template in others.items():
            yield replace(self, template=template, file=f"{self.file.removesuffix('pdf')}{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the translation of a page is: whether it is whole, and whether a native speaker has read it."""

    translated: bool
    reviewed: bool


def compose(
    kind: Kind, subject: Subject, writer: Writer, root: str, standing: Callable[[str, str], Standing]
) -> Document:
    """Return a document in the writer's language; `root` is the site's address, `standing` tells of a page of it."""
    locale = writer.catalogue.locale
    view = DocumentView(writer, address_of(subject.page), root)
    network = writer.community.network
    built = dict(kind.build(view, subject))
    collection, record_id = subject.record
    # A document of many records is as new as the newest, which its builder tells.
    updated: PartialDate | None = built.pop("updated", writer.community.collection(collection)[record_id].updated)
    label = str(built.pop("label", "")) or view.word("document_kind", kind.name)
    # A document of many records is translated when all of their pages are.
    built_from: list[str] = built.pop("made_of", [])
    # The figures' own sources are cited last, so that the text's come first in the list.
    figures, sources = view.figure_list(), view.source_list()
    content = {**built, "figures": figures, "sources": sources}
    origin = writer.community.origin(*subject.record)
    found = [standing(locale, page) for page in built_from or [subject.page]]
    title = " ".join(str(built["title"]).split())
    data = {
        **content,
        **_language(view),
        "kind": kind.name,
        "label": label,
        "version": _short_hash(content),
        "updated": view.date(updated) if updated else "",
        "date": [updated.year, updated.month or 1, updated.day or 1] if updated else None,
        "url": view.url_of(subject.address),
        "qr": qr_code(view.url_of(subject.address)),
        "reviewed": all(one.reviewed for one in found),
        "translated": all(one.translated for one in found),
        "network": {
            "name": network.name,
            "full_name": view.line(network.full_name),
            "funding": view.blocks(network.funding_statement),
            "disclaimer": view.blocks(network.disclaimer),
            "licence": {"name": network.licence.name, "address": network.licence.url},
        },
        "colours": colours(),
        "mark": mark(),
        "words": _words(kind.template, writer.catalogue),
    }
    parts = (name_part(network.name), kind.stem, subject.slug, kind.variant, locale)
    return Document(
        kind=kind.name,
        template=kind.template,
        most_pages=kind.most_pages,
        file=f"{'-'.join(part for part in parts if part)}.pdf",
        locale=locale,
        subject=subject,
        title=title,
        label=label,
        data=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        updated=updated,
        place=(origin.path, origin.line("id")),
    )


def _language(view: DocumentView) -> dict[str, str]:
    """Return the language as Typst names it, with the region that CLDR takes it for."""
    cldr = view.locale.cldr
    return {"language": str(cldr.language), "region": str(cldr.territory or "")}


def _short_hash(content: Any) -> str:
    """Return what tells one version of a document's content from another."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _words(template: str, catalogue: Catalogue) -> dict[str, str]:
    return {words: catalogue.gettext(words) for words in _messages(template)}


@cache
def _messages(template: str) -> tuple[str, ...]:
    return tuple({words: None for source in templates_of(template).values() for _, words in words_in(source)})


def name_part(words: str) -> str:
    """Return words as a part of a file's name: `Lantern Readers` is `lantern-readers`."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "network"


@cache
def qr_code(address: str) -> str:
    """Return the QR code of an address as an SVG in one path, without a border."""
    buffer = BytesIO()
    # All masks can be read; choosing the best of the eight takes four fifths of the time.
    code = segno.make(address, error="m", micro=False, mask=_QR_MASK)
    code.save(buffer, kind="svg", border=0, dark=colours()["ink"], omitsize=True, xmldecl=False, nl=False)
    return buffer.getvalue().decode()


@cache
def colours() -> dict[str, str]:
    """Return the colours of the site's light side, by the names of their tokens."""
    sheet = (_LOOKS / "site.css").read_text(encoding="utf-8")
    return dict(_TOKEN.findall(sheet[: sheet.index("}")]))


@cache
def mark() -> str:
    """Return the mark of the network as an SVG."""
    return (_LOOKS / "mark.svg").read_text(encoding="utf-8").strip()
