"""Forms that schools fill in: one text on the page, in PDF, Word and OpenDocument, and files that are sound."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import odfdo
import pytest
from lxml import etree, html

from community.catalogue import Catalogue
from community.documents.cache import Cache
from community.documents.compose import Document, Standing, compose
from community.documents.formats import write
from community.documents.kinds import KINDS
from community.documents.office import office_date, word_date
from community.documents.plan import documents_of
from community.documents.shelf import Made
from community.pages import Writer
from community.project import Project
from community.site import Site
from community.text import Text
from pdf import make
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("forms")

URL = "https://org.example/"
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
# What stands where nothing has been written yet: room, and boxes to tick.
_ROOM = re.compile("[\u00a0☐]")
FORM = KINDS["template"]


def forms(project: Project, folder: Path, *locales: str) -> tuple[Site, list[Made]]:
    """Return all forms of a network in some languages, in all formats, made anew."""
    site = Site(project)
    made = make(documents_of(site, URL, kinds=["template"], locales=locales), Cache(folder))
    return site, made


@pytest.fixture(scope="module")
def own_forms(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[Made]]:
    """All forms of this repository's network, in every language."""
    return forms(project, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def example_forms(example: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[Made]]:
    """All forms of the example network, in every language."""
    return forms(example, tmp_path_factory.mktemp("example"))


def of_format(made: list[Made], name: str) -> Iterator[Made]:
    """Yield the documents of one format; there are some."""
    found = [one for one in made if one.document.format == name]
    assert found
    yield from found


# --- what each says


def page_says(site: Site, document: Document) -> list[str]:
    """Return all that the page of a form says of what stands on paper, piece by piece, in paper's order."""
    page = site.generated(document.locale)[document.subject.page]
    tree = html.fromstring(f"<div>{page.markdown}</div>")
    (sheet,) = tree.xpath("//div[@class='sheet']")
    heading = re.search(r"^## (.*) \{ #how \}$", page.markdown, re.M)
    assert heading
    pieces = [page.head.title, page.head.lead_html.striptags()]
    pieces += [each.text_content() for each in tree.xpath("//dl[@class='glance']//*[self::dt or self::dd]")]
    pieces += [re.sub(r"\\(.)", r"\1", heading[1])]
    pieces += [each.text_content() for each in tree.xpath("//ol[@class='steps']/li | //aside[@class='aside']/p")]
    leaf = "self::h3 or self::caption or self::th or self::td or self::li or self::span[contains(@class, 'sheet-')]"
    paragraph = "self::p[@class='sheet-label' or @class='sheet-guidance']"
    pieces += [each.text_content() for each in sheet.xpath(f".//*[{leaf} or {paragraph}]")]
    # The notice stands before the steps' heading on the page, and below the steps on paper.
    notice = tree.xpath("string(//aside[@class='aside']/p)")
    pieces.remove(notice)
    pieces.insert(pieces.index(tree.xpath("string((//ol[@class='steps']/li)[last()])")) + 1, notice)
    return tidied(pieces)


def word_says(content: bytes) -> list[str]:
    """Return the text of a Word document's body, piece by piece."""
    body = docx.Document(BytesIO(content)).element.body
    return tidied(piece for paragraph in body.iter(f"{{{WORD['w']}}}p") for piece in _word_pieces(paragraph))


def odt_says(content: bytes) -> list[str]:
    """Return the text of an OpenDocument's body, piece by piece."""
    root = odt_part(content, "content")
    paragraphs = root.xpath("//office:text//*[self::text:p or self::text:h]", namespaces={**ODF, **root.nsmap})
    return tidied("".join(piece) for paragraph in paragraphs for piece in _split_at_tabs(paragraph))


def _word_pieces(paragraph: Any) -> list[str]:
    """Return the text of a paragraph, parted at its tabs."""
    found = [""]
    for node in paragraph.iter():
        if node.tag == f"{{{WORD['w']}}}tab" and node.getparent().tag == f"{{{WORD['w']}}}r":
            found.append("")
        elif node.tag == f"{{{WORD['w']}}}t":
            found[-1] += node.text or ""
    return found


def _split_at_tabs(paragraph: Any) -> list[list[str]]:
    """Return the stretches of text of a paragraph, parted at its tabs."""
    pieces: list[list[str]] = [[]]
    for event, node in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "start":
            if node.tag == f"{{{ODF['text']}}}tab":
                pieces.append([])
            pieces[-1].append(node.text or "")
        elif node is not paragraph:
            pieces[-1].append(node.tail or "")
    return pieces


def tidied(pieces: Any) -> list[str]:
    """Return pieces of text without room to write, boxes and empty ones."""
    words = (" ".join(_ROOM.sub("", piece).split()) for piece in pieces)
    return [piece for piece in words if piece]


def odt_part(content: bytes, name: str) -> Any:
    """Return a part of an OpenDocument as odfdo reads it."""
    return etree.fromstring(odfdo.Document(BytesIO(content)).get_part(name).serialize())


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens, as lines broken on paper leave it."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def test_word_says_what_the_page_says(
    own_forms: tuple[Site, list[Made]], example_forms: tuple[Site, list[Made]]
) -> None:
    for site, made in (own_forms, example_forms):
        for one in of_format(made, "docx"):
            assert word_says(one.file.content) == page_says(site, one.document), one.path


def test_opendocument_says_what_the_page_says(
    own_forms: tuple[Site, list[Made]], example_forms: tuple[Site, list[Made]]
) -> None:
    for site, made in (own_forms, example_forms):
        for one in of_format(made, "odt"):
            assert odt_says(one.file.content) == page_says(site, one.document), one.path


def test_pdf_says_what_the_page_says(own_forms: tuple[Site, list[Made]]) -> None:
    site, made = own_forms
    for one in of_format(made, "pdf"):
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        text = subprocess.run(command, input=one.file.content, capture_output=True, check=True).stdout.decode()
        said, place = squeezed(text), 0
        for piece in page_says(site, one.document):
            place = said.find(squeezed(piece), place)
            assert place >= 0, (one.path, piece)


# --- that the files are sound


def test_a_network_has_its_forms_in_every_language_and_format(own_forms: tuple[Site, list[Made]]) -> None:
    site, made = own_forms
    templates, locales = site.project.community.templates, site.project.locales
    assert len(made) == len(templates) * len(locales) * 3
    assert {one.document.file for one in made} >= {
        f"mensi-template-mentoring-agreement-{locale}.{name}" for locale in locales for name in ("pdf", "docx", "odt")
    }


def test_a_form_is_made_the_same_each_time(example: Project, tmp_path: Path) -> None:
    first, second = (forms(example, tmp_path / name, "en", "de")[1] for name in ("first", "second"))
    assert [one.sha256 for one in first] == [one.sha256 for one in second]


def test_a_table_has_a_line_for_each_school_of_a_cluster(example_forms: tuple[Site, list[Made]]) -> None:
    (word,) = (o for o in of_format(example_forms[1], "docx") if o.document.locale == "en")
    table = docx.Document(BytesIO(word.file.content)).tables[0]
    assert [row.cells[0].text for row in table.rows] == [
        "Role",
        "Mentor school 1",
        "Mentor school 2",
        "Mentee school 1",
        "Mentee school 2",
        "Mentee school 3",
    ]


def test_word_knows_headings_table_heads_language_and_metadata(own_forms: tuple[Site, list[Made]]) -> None:
    site, made = own_forms
    tags = {"en": "en-GB", "nl": "nl-NL", "it": "it-IT", "pt": "pt-PT", "hr": "hr-HR", "cs": "cs-CZ", "hu": "hu-HU"}
    for one in of_format(made, "docx"):
        document = docx.Document(BytesIO(one.file.content))
        record = site.project.community.templates[one.document.subject.slug]
        styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
        assert styles[0] == "Title"
        assert styles.count("Heading 1") == len(record.sections)
        for table in document.tables:
            assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows].index(False) == 1
        assert document.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == [tags[one.document.locale]]
        properties = document.core_properties
        assert properties.title == one.document.title
        assert properties.language == tags[one.document.locale]
        assert properties.subject
        assert "MenSI" in properties.author
        assert properties.keywords
        assert properties.created == properties.modified
        assert properties.created is not None
        assert properties.created.date().isoformat() == record.updated.isoformat()
        footer = document.sections[0].footer._element
        assert footer.xpath(".//w:fldSimple/@w:instr")[-3:-1] == [" PAGE ", " NUMPAGES "]
        assert "101004633" in "".join(footer.itertext())
        assert "CC BY 4.0" in "".join(footer.itertext())


def test_every_place_of_a_word_form_has_a_label_and_an_id_of_its_own(own_forms: tuple[Site, list[Made]]) -> None:
    for one in of_format(own_forms[1], "docx"):
        controls = list(docx.Document(BytesIO(one.file.content)).element.body.iter(f"{{{WORD['w']}}}sdt"))
        labels = [control.find("w:sdtPr/w:alias", WORD).get(f"{{{WORD['w']}}}val") for control in controls]
        ids = [control.find("w:sdtPr/w:id", WORD).get(f"{{{WORD['w']}}}val") for control in controls]
        assert controls
        assert all(0 < len(label) <= 64 for label in labels)  # Word refuses longer ones
        assert len(set(ids)) == len(ids)


def test_opendocument_knows_headings_table_heads_language_and_metadata(own_forms: tuple[Site, list[Made]]) -> None:
    site, made = own_forms
    for one in of_format(made, "odt"):
        document = odfdo.Document(BytesIO(one.file.content))
        record = site.project.community.templates[one.document.subject.slug]
        assert document.get_type() == "text"
        assert len(document.body.get_headers()) == len(record.sections)
        content = odt_part(one.file.content, "content")
        tables = content.xpath("//table:table", namespaces=ODF)
        assert tables
        assert all(len(table.xpath("table:table-header-rows/table:table-row", namespaces=ODF)) == 1 for table in tables)
        default = "//style:default-style[@style:family='paragraph']//@fo:language"
        assert odt_part(one.file.content, "styles").xpath(default, namespaces=ODF) == [one.document.locale]
        assert document.meta.title == one.document.title
        assert str(document.meta.language).startswith(f"{one.document.locale}-")
        assert "MenSI" in str(document.meta.initial_creator)
        assert str(document.meta.creation_date).startswith(record.updated.isoformat())
        with ZipFile(BytesIO(one.file.content)) as package:
            first = package.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", 0)
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_in_another_language_is_marked(example_forms: tuple[Site, list[Made]]) -> None:
    for name, mark in (("docx", b'<w:lang w:val="en-GB"/>'), ("odt", b'text:style-name="-en-GB"')):
        (german,) = (o for o in of_format(example_forms[1], name) if o.document.locale == "de")
        (english,) = (o for o in of_format(example_forms[1], name) if o.document.locale == "en")
        part = {"docx": "word/document.xml", "odt": "content.xml"}[name]
        assert mark in ZipFile(BytesIO(german.file.content)).read(part)
        assert mark not in ZipFile(BytesIO(english.file.content)).read(part)


HOSTILE = "<w:p>&amp;#let x = 1; $y$ @z \\today =SUM(A1) {{ data }} {% if %} ]]> \"'"


def hostile_form(example: Project, words: str) -> list[Document]:
    """Return the example's form in all formats, with words in it that mean something to programs."""
    (record,) = example.community.templates.values()
    heading = record.sections[0].model_copy(update={"heading": Text(words)})
    changed = record.model_copy(update={"title": Text(words), "sections": (heading, *record.sections[1:])})
    community = replace(example.community, templates={record.id: changed})
    (subject,) = FORM.subjects(community)
    writer = Writer(community, Catalogue("en"))
    composed = compose(FORM, subject, writer, URL, lambda *_: Standing(translated=True, reviewed=True))
    return list(composed.formats(FORM.others))


def test_characters_that_mean_something_to_a_program_come_out_as_characters(example: Project, tmp_path: Path) -> None:
    pdf, word, odt = hostile_form(example, HOSTILE)
    expected = " ".join(HOSTILE.split())
    assert word_says(write(word.template, word.data).content)[0] == expected
    assert odt_says(write(odt.template, odt.data).content)[0] == expected
    content = write(pdf.template, pdf.data).content
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True).stdout
    assert squeezed("#let x = 1; $y$ @z \\today =SUM(A1) {{ data }} {% if %} ]]>") in squeezed(text.decode())


def test_a_character_that_no_xml_may_hold_is_left_out(example: Project) -> None:
    _, word, odt = hostile_form(example, "A\x01\x08\ufffeB")
    assert word_says(write(word.template, word.data).content)[0] == "AB"
    assert odt_says(write(odt.template, odt.data).content)[0] == "AB"


@pytest.mark.parametrize(
    ("pattern", "word", "office"),
    [
        ("d. MMM y.", "d. MMM yyyy.", "D. MMM YYYY."),
        ("d 'de' MMM 'de' y", "d 'de' MMM 'de' yyyy", 'D "de" MMM "de" YYYY'),
        ("dd/MM/y", "dd/MM/yyyy", "DD/MM/YYYY"),
    ],
)
def test_patterns_of_dates_are_written_as_each_program_reads_them(pattern: str, word: str, office: str) -> None:
    assert word_date(pattern) == word
    assert office_date(pattern) == office


# --- where they are offered


def test_a_template_is_offered_on_its_page_in_each_format(example_site: BuiltSite) -> None:
    for prefix, locale in (("", "en"), ("de/", "de")):
        page = example_site.page(f"{prefix}templates/evening-sheet/")
        links = page.xpath("//div[@class='documents']//a")
        names = [link.get("href").rpartition("/")[2] for link in links]
        assert names == [f"lantern-readers-template-evening-sheet-{locale}.{name}" for name in ("pdf", "docx", "odt")]
        assert all((example_site.folder / "documents" / name).is_file() for name in names)
        facts = [each.text_content() for each in page.xpath("//span[@class='document-facts']")]
        assert [fact.split(" · ")[0] for fact in facts] == ["PDF", "DOCX", "ODT"]


def test_a_template_is_offered_on_the_page_of_each_guideline_that_it_belongs_to(project: Project) -> None:
    pages = Site(project).generated("en")
    for template in project.community.templates.values():
        for guideline in template.guidelines:
            assert f'href="../../templates/{template.id}/"' in pages[f"guidelines/{guideline}.md"].markdown


def test_the_library_lists_each_template_with_its_files(example_site: BuiltSite) -> None:
    page = example_site.page("resources/")
    (entry,) = page.xpath("//section[@id='templates']//li[.//a[contains(@href, 'templates/evening-sheet/')]]")
    assert [link.get("href").rpartition(".")[2] for link in entry.xpath(".//a[contains(@href, 'documents/')]")] == [
        "pdf",
        "docx",
        "odt",
    ]
    assert page.xpath("string(//section[@id='templates']/p)") == "English"
