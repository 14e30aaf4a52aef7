"""Whatever stands in a field comes out as characters: no field of any record can put markup into a page."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml.html import document_fromstring, fragment_fromstring
from pydantic import BaseModel

from community.catalogue import Catalogue
from community.documents.formats import write
from community.documents.plan import documents_of
from community.engine import load_settings
from community.frame import not_found
from community.model import COLLECTIONS
from community.pages import Writer
from community.project import Project
from community.prose import Prose
from community.safety import check_page
from community.site import Site
from community.site_files import site_files
from community.text import PartialDate, Ref, Text
from fuzzing import to_html

MARK = "<img src=x onerror=alert(1)>\"'&amp; */_`{: onclick=x }"
# Fields that the rules let through only in a shape of their own.
SHAPED = {"id", "country", "url", "archived", "email", "language", "languages", "locale", "code", "aliases"}


def poisoned(value: Any, field: str = "") -> Any:
    """Return a value with the mark at the end of every free text in it."""
    if isinstance(value, Text):
        return Text(value.value + MARK, value.locale)
    if isinstance(value, Ref | PartialDate) or field in SHAPED or field.endswith("_language"):
        return value
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        literal = {name for name, info in fields.items() if "Literal" in str(info.annotation)}
        return value.model_copy(
            update={name: poisoned(getattr(value, name), name) for name in fields if name not in literal}
        )
    if isinstance(value, tuple):
        return tuple(poisoned(item, field) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, field) for key, item in value.items()}
    return value + MARK if isinstance(value, str) else value


@pytest.mark.parametrize("locale", ["en", "de", "nb"])
def test_no_field_can_put_markup_into_a_page(example: Project, locale: str) -> None:
    community = example.community
    changed = {name: {k: poisoned(r) for k, r in community.collection(name).items()} for name in COLLECTIONS}
    writer = Writer(replace(community, network=poisoned(community.network), **changed), example.catalogues[locale])
    pages = list(writer.pages().values())
    assert any("&lt;img src=x" in page.markdown for page in pages)
    for page in pages:
        html = f"{page.markdown}{page.head.title_html}{page.head.lead_html}{page.head.kind}{page.head.facts}"
        assert "<img" not in html, page.path
        # A mark may stand in an attribute as characters, but it never makes one.
        attributes = {
            name for element in fragment_fromstring(html, create_parent="div").iter() for name in element.attrib
        }
        assert not [name for name in attributes if name.startswith("on")], page.path


class Poisoned(Catalogue):
    """A catalogue whose every word tries to leave the place that it stands in."""

    def gettext(self, message: str) -> str:
        return f'{message}" onclick="x()" & <b>'


def test_no_word_of_the_interface_can_leave_its_attribute(example: Project) -> None:
    """Words of the interface stand in attributes too, and jinja takes translations for markup."""
    pages = list(Writer(example.community, Poisoned("de")).pages().values())
    assert any("&#34; onclick=&#34;" in page.markdown for page in pages)
    for page in pages:
        html = f"{page.markdown}{page.head.kind}{page.head.facts}"
        assert '" onclick="' not in html, page.path
        assert "<b>" not in html, page.path
        assert "&amp;amp;" not in html, page.path
        assert "&amp;#34;" not in html, page.path


def poisoned_project(example: Project) -> Project:
    """Return the example network with the mark in every text of every record."""
    community = example.community
    changed = {name: {k: poisoned(r) for k, r in community.collection(name).items()} for name in COLLECTIONS}
    return replace(example, community=replace(community, network=poisoned(community.network), **changed))


@pytest.mark.parametrize("locale", ["en", "de"])
def test_no_field_can_put_markup_into_the_html_of_a_page(example: Project, locale: str) -> None:
    site = Site(poisoned_project(example))
    for path in site.index.paths():
        page = site.page(locale, path)
        article = fragment_fromstring(to_html(page.markdown), create_parent="main")
        assert list(check_page(article, path)) == []
        assert not list(article.iter("img")), path
        entries = [entry.text_content() for entry in article.iter() if entry.get("data-search-entry")]
        assert not [entry for entry in entries if "&lt;" in entry], path


def with_poisoned_pages(project: Project) -> Project:
    """Return a project with the mark in the title and the lead of every written page."""

    def changed(page: Prose) -> Prose:
        front = page.front
        title, lead = (Text(text.value + MARK, text.locale) for text in (front.title, front.description))
        return replace(page, front=front.model_copy(update={"title": title, "description": lead}))

    return replace(project, prose={key: changed(page) for key, page in project.prose.items()})


def test_no_field_can_break_a_file_beside_the_pages(example: Project) -> None:
    site = Site(with_poisoned_pages(poisoned_project(example)))
    files = dict(site_files(site, "https://org.example/", "https://git.example/network/issues"))
    files |= dict(not_found(site, load_settings(example.root)[1]))
    readers: dict[str, Callable[[str], object]] = {
        "json": json.loads,
        "csv": lambda text: [row for row in csv.reader(StringIO(text)) if len(row) != 9],
        "xml": lambda text: etree.fromstring(text.encode()),
        "svg": lambda text: etree.fromstring(text.encode()),
        "html": lambda text: [*check_page(document_fromstring(text), "")],
        "txt": lambda text: [],
    }
    assert {name.rpartition(".")[2] for name in files} == set(readers)
    for name, text in files.items():
        found = readers[name.rpartition(".")[2]](text)
        assert not isinstance(found, list) or found == [], name
    titles = [unit["title"] for unit in json.loads(files["translate/status.json"])["de"]["units"]]
    assert any("onerror" in title for title in titles)
    assert "<img" not in files["404.html"]
    assert "onerror" in files["404.html"]


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of a tree of plain values with the name that it has."""
    if isinstance(value, str):
        yield key, value
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from strings(item, name if isinstance(name, str) else key)


def test_no_field_can_be_more_than_text_in_a_document(example: Project) -> None:
    documents = list(documents_of(Site(poisoned_project(example)), "https://org.example/", locales=["en"]))
    marked = 0
    for document in documents:
        for key, text in strings(json.loads(document.data)):
            if key == "address":
                assert re.match(r"https?://|mailto:|#|$", text), text
            marked += "<img src=x onerror=alert(1)>" in text
            assert "&lt;" not in text, (document.file, text)
        if document.format in ("docx", "odt"):
            with ZipFile(BytesIO(write(document.template, document.data).content)) as file:
                parts = [etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")]
            assert any("<img src=x" in "".join(part.itertext()) for part in parts), document.file
    assert marked > len(documents)
