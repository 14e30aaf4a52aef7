"""Sheets keep to their pages, the handbook leads to its own, and both say what the pages of the site say."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from community.documents.cache import Cache
from community.documents.compose import Document
from community.documents.plan import documents_of
from community.documents.press import press
from community.documents.tree import to_words
from community.inflection import Said
from community.problems import ProblemsFound
from community.project import Project
from community.records.base import Statement
from community.records.practice import Drawing, Guideline, Roadblock
from community.site import Site
from community.text import Text
from pdf import Opened, make, packed
from reader import BuiltSite, cases

pytestmark = pytest.mark.xdist_group("handbook")

URL = "https://org.example/"
A3 = (842, 1191)


@cache
def opened(site: BuiltSite, name: str) -> Opened:
    return Opened(site.folder / "documents" / name)


def example_documents(project: Project, **wanted: Any) -> list[Document]:
    return list(documents_of(Site(project), URL, **wanted))


def set_in(folder: Path, document: Document) -> Opened:
    path = folder / document.file
    path.write_bytes(press(document.template, document.data, document.most_pages).content)
    return Opened(path)


def with_guideline(project: Project, **changes: Any) -> tuple[Project, str]:
    """Return a project whose first guideline is changed, and the guideline's id."""
    guidelines: dict[str, Guideline] = dict(project.community.guidelines)
    name, record = next(iter(guidelines.items()))
    guidelines[name] = record.model_copy(update=changes)
    return replace(project, community=replace(project.community, guidelines=guidelines)), name


def flowing(document: Opened) -> str:
    """Return the packed text of a document without the numbers of its sources, which differ from the page's."""
    return re.sub(r"\[[\d,]+\]", "", packed("".join(document.pages)))


def said(elements: list[html.HtmlElement]) -> list[str]:
    """Return the packed texts of a page's elements without the numbers of sources."""
    texts = []
    for element in elements:
        for mark in element.xpath(".//sup[@class='cite']"):
            mark.drop_tree()
        texts.append(packed(element.text_content()))
    return texts


def page_of(site: BuiltSite, locale: str, address: str) -> html.HtmlElement:
    folder = "" if locale == "en" else f"{locale}/"
    source = (site.folder / f"{folder}{address}" / "index.html").read_bytes()
    return html.fromstring(source, parser=html.HTMLParser(encoding="utf-8"))


# --- how long and how large


def test_every_guideline_is_one_page_in_every_language(site: BuiltSite, project: Project) -> None:
    for guideline, locale in product(project.community.guidelines, project.locales):
        document = opened(site, f"mensi-guideline-{guideline}-{locale}.pdf")
        assert len(document.pages) == 1, document.path.name


def test_every_case_study_is_two_pages_in_every_language(site: BuiltSite, project: Project) -> None:
    for case, locale in product(project.community.case_studies, project.locales):
        document = opened(site, f"mensi-case-study-{case}-{locale}.pdf")
        assert len(document.pages) == 2, document.path.name


def test_every_model_is_a_poster_in_every_language(site: BuiltSite, project: Project) -> None:
    for model, locale in product(project.community.models, project.locales):
        pages = opened(site, f"mensi-poster-{model}-{locale}.pdf").pdf.pages
        assert [tuple(round(float(side)) for side in page.MediaBox[2:]) for page in pages] == [A3]


def test_the_handbook_and_its_phases_are_there_in_every_language(site: BuiltSite, project: Project) -> None:
    phases = {guideline.phase for guideline in project.community.guidelines.values()}
    for locale in project.locales:
        whole = opened(site, f"mensi-handbook-{locale}.pdf")
        parts = [opened(site, f"mensi-handbook-{phase}-{locale}.pdf") for phase in sorted(phases)]
        assert len(whole.pages) > max(len(part.pages) for part in parts)


# --- pages and documents say the same


def guideline_said(page: html.HtmlElement) -> list[str]:
    return said(
        page.xpath(
            "//h1 | //p[@class='lead'] | //ol[@class='steps']/li | //ul[@class='checklist']/li"
            " | //dl[@class='pair']//dd | //h2[@id='why']/following::ul[1]/li | //div[@class='rating']/p[2]"
        )
    )


def test_sheet_and_handbook_say_what_a_guidelines_page_says(site: BuiltSite, project: Project) -> None:
    for locale in project.locales:
        whole = flowing(opened(site, f"mensi-handbook-{locale}.pdf"))
        for guideline in project.community.guidelines.values():
            texts = guideline_said(page_of(site, locale, f"guidelines/{guideline.id}/"))
            assert len(texts) > 12
            part = flowing(opened(site, f"mensi-handbook-{guideline.phase}-{locale}.pdf"))
            sheet = flowing(opened(site, f"mensi-guideline-{guideline.id}-{locale}.pdf"))
            for name, document in (("handbook", whole), ("phase", part), ("sheet", sheet)):
                assert [text for text in texts if text not in document] == [], (guideline.id, locale, name)


def test_a_case_studys_sheet_says_what_its_page_says(site: BuiltSite, project: Project) -> None:
    for case, locale in product(project.community.case_studies, project.locales):
        page = page_of(site, locale, f"case-studies/{case}/")
        texts = said(
            page.xpath(
                "//h1 | //p[@class='lead'] | //ol[@class='steps']/li | //ul[@class='statements']/li"
                " | //dl[@class='glance']//dd | //aside//p | //h2[@id='context']/following::div[1]/*"
                " | //p[@class='figure-words']"
            )
        )
        sheet = flowing(opened(site, f"mensi-case-study-{case}-{locale}.pdf"))
        assert len(texts) > 12
        assert [text for text in texts if text not in sheet] == [], (case, locale)


def test_a_poster_says_what_a_models_page_says(site: BuiltSite, project: Project) -> None:
    for model, locale in product(project.community.models, project.locales):
        page = page_of(site, locale, f"models/{model}/")
        for mark in page.xpath("//span[@class='suggestion']"):
            mark.drop_tree()  # a sign stands for these words on a poster
        texts = said(page.xpath("//h1 | //p[@class='lead'] | //ul[@class='statements']/li | //dl[@class='glance']//dd"))
        poster = flowing(opened(site, f"mensi-poster-{model}-{locale}.pdf"))
        assert len(texts) > 10
        assert [text for text in texts if text not in poster] == [], (model, locale)


def test_what_no_source_tells_of_a_case_is_said_to_be_missing(example: Project, tmp_path: Path) -> None:
    documents = example_documents(example, kinds=["case-study"], locales=["en"], subjects=["lamp-in-the-window"])
    text = flowing(set_in(tmp_path, documents[0]))
    unknown = ("cluster", "mode", "people", "timeline", "did_not_work")
    record = example.community.case_studies["lamp-in-the-window"]
    assert all(getattr(record, name) is None for name in unknown)
    assert text.count(packed("not published in the sources we have")) == len(unknown)


def test_a_disputed_figure_of_a_case_shows_every_value(example: Project, tmp_path: Path) -> None:
    (document,) = example_documents(example, kinds=["case-study"], locales=["en"], subjects=["two-rooms"])
    numbers = json.loads(document.data)["body"]["numbers"]
    disputed = [number for number in numbers if number["disputed"]]
    assert disputed
    text = flowing(set_in(tmp_path, document))
    for number in disputed:
        assert packed("|".join([number["amount"], *number["others"]])) in text


# --- the handbook's own parts


def test_the_contents_lead_to_the_right_pages(site: BuiltSite, project: Project) -> None:
    for locale in project.locales:
        whole = opened(site, f"mensi-handbook-{locale}.pdf")
        pages = [packed(page) for page in whole.pages]
        listed = re.findall(r"^([1-4]\.\d)\s+(.*?)[ .\u2060]+(\d+)$", whole.pages[1], re.MULTILINE | re.DOTALL)
        assert len(listed) == len(project.community.guidelines), locale
        for number, title, page in listed:
            assert packed(number + title) in pages[int(page) - 1], (locale, number)


def test_every_page_of_the_handbook_but_the_cover_says_which_of_how_many_it_is(site: BuiltSite) -> None:
    pages = opened(site, "mensi-handbook-cs.pdf").pages
    for number, text in enumerate(pages[1:], start=2):
        assert f"{number} / {len(pages)}" in text


def test_bookmarks_lead_through_phases_to_guidelines(site: BuiltSite, project: Project) -> None:
    with opened(site, "mensi-handbook-en.pdf").pdf.open_outline() as outline:
        (root,) = outline.root
        chapters = {chapter.title: [child.title for child in chapter.children] for chapter in root.children}
    explore = [g.title.value for g in project.community.guidelines.values() if g.phase == "explore"]
    assert [re.sub(r"^[\d.]+\s+", "", title) for title in chapters["Explore"]] == explore
    assert [model.name.value for model in project.community.models.values()] == chapters["Mentoring models"]


def texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts_of(one)]


def test_the_handbook_explains_the_terms_that_it_uses_and_no_others(example: Project) -> None:
    changed, _ = with_guideline(example, summary=Text("Bring lanterns to an open evening."))
    (document,) = example_documents(changed, kinds=["handbook"], locales=["en"], subjects=["explore"])
    body = json.loads(document.data)["body"]
    told = Said(" ".join(texts_of(body["chapters"])), "en")
    forms = {term.forms["en"].use for term in example.community.glossary.values()}
    explained = {term["use"] for term in body["terms"]}
    assert explained == {form for form in forms if told.has(form)}
    assert {"lantern", "open evening"} <= explained < forms


@pytest.mark.parametrize("case", cases("said"), ids=lambda case: str(case["name"]))
def test_a_term_is_found_in_a_text(case: dict[str, Any]) -> None:
    assert Said(case["text"], case["locale"]).has(case["form"]) is case["found"]


def test_a_phase_without_guidelines_has_no_document(example: Project) -> None:
    names = {document.subject.slug for document in example_documents(example, kinds=["handbook"])}
    assert names == {"", "explore", "sustain"}
    bare = replace(example, community=replace(example.community, guidelines={}))
    assert example_documents(bare, kinds=["handbook"]) == []


def test_the_handbook_is_as_new_as_the_newest_of_its_records(example: Project) -> None:
    (document,) = example_documents(example, kinds=["handbook"], locales=["en"], subjects=["explore"])
    days = [g.updated for g in example.community.guidelines.values() if g.phase == "explore" and g.updated]
    assert document.updated
    assert document.updated.isoformat() >= max(day.isoformat() for day in days)


# --- sheets that are full


def test_what_does_not_fit_on_a_sheet_is_left_to_the_page_and_said(example: Project, tmp_path: Path) -> None:
    texts = [{"obstacle": f"Obstacle {n}. " + "word " * 60, "response": "Help. " * 40} for n in range(9)]
    pairs = [Roadblock.model_validate(text) for text in texts]
    changed, name = with_guideline(example, roadblocks=tuple(pairs))
    (document,) = example_documents(changed, kinds=["guideline"], locales=["en"], subjects=[name])
    found = set_in(tmp_path, document)
    assert len(found.pages) == 1
    text = flowing(found)
    shown = [n for n in range(9) if f"Obstacle{n}." in text]
    assert shown
    assert shown == list(range(len(shown)))
    assert len(shown) < len(pairs)
    assert packed("More on the web page.") in text
    for step in changed.community.guidelines[name].steps:
        assert packed(step.text.value.replace("*", "")) in text


@pytest.mark.parametrize("words", [1, 240, 320, 400, 480])
def test_a_sheet_that_is_set_smaller_loses_nothing(example: Project, tmp_path: Path, words: int) -> None:
    changed, name = with_guideline(example, steps=(Statement.model_validate({"text": "lantern " * words}),))
    (document,) = example_documents(changed, kinds=["guideline"], locales=["en"], subjects=[name])
    found = set_in(tmp_path, document)
    assert len(found.pages) == 1
    text = flowing(found)
    assert "lantern" * words in text
    assert text.endswith(packed(example.community.network.licence.name))


def test_a_guideline_that_no_page_can_hold_is_refused_with_file_and_line(example: Project, tmp_path: Path) -> None:
    steps = (Statement.model_validate({"text": "word " * 120}),) * 20
    changed, name = with_guideline(example, steps=steps)
    origin = example.community.origin("guidelines", name)
    with pytest.raises(ProblemsFound) as found:
        make(example_documents(changed, kinds=["guideline"], locales=["en"], subjects=[name]), Cache(tmp_path))
    (problem,) = found.value.problems
    assert (problem.path, problem.line) == ("data/guidelines.yaml", origin.line("id"))
    assert "the text is too long for the page" in problem.message


def test_an_address_in_a_sheets_text_stands_behind_its_words(example: Project, tmp_path: Path) -> None:
    step = Statement.model_validate({"text": "Ask the [library](https://library.example/lamps) first."})
    changed, name = with_guideline(example, steps=(step,))
    (document,) = example_documents(changed, kinds=["guideline"], locales=["en"], subjects=[name])
    assert packed("library (https://library.example/lamps) first") in flowing(set_in(tmp_path, document))


# --- the picture of a model


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (None, ["Mentor school", "Mentee school"]),
        (("outside", "fixed", "open"), ["Mentor school", "Mentee school", "Started from outside the schools"]),
        (
            ("inside", "rotating", "open"),
            ["Each school is mentor and mentee in turn", "Started by the schools themselves"],
        ),
        (("open", "fixed", "area"), ["Mentor school", "Mentee school", "Schools of one area"]),
        (("open", "fixed", "online"), ["Mentor school", "Mentee school", "They meet mainly online"]),
    ],
)
def test_the_legend_of_a_poster_says_what_the_record_says_and_no_more(
    example: Project, tmp_path: Path, drawing: tuple[str, str, str] | None, words: list[str]
) -> None:
    models = dict(example.community.models)
    name, model = next(iter(models.items()))
    made = Drawing.model_validate(dict(zip(("start", "roles", "ties"), drawing, strict=True))) if drawing else None
    models[name] = model.model_copy(update={"drawing": made})
    changed = replace(example, community=replace(example.community, models=models))
    (document,) = example_documents(changed, kinds=["poster"], locales=["en"], subjects=[name])
    text = flowing(set_in(tmp_path, document))
    every = {
        "Mentor school",
        "Mentee school",
        "Started from outside the schools",
        "Each school is mentor and mentee in turn",
        "Started by the schools themselves",
        "Schools of one area",
        "They meet mainly online",
    }
    assert {word for word in every if packed(word) in text} == set(words)


# --- where they are offered


def test_pages_offer_their_documents(site: BuiltSite) -> None:
    for address, files in {
        "hr/guidelines/observe-lessons/": ["guideline-observe-lessons"],
        "hr/case-studies/blue-hub-works-online/": ["case-study-blue-hub-works-online"],
        "hr/models/top-down/": ["poster-top-down"],
        "hr/guidelines/": [
            "handbook",
            *(f"handbook-{phase}" for phase in ("explore", "prepare", "deliver", "sustain")),
        ],
    }.items():
        links = site.page(address).xpath("//div[@class='documents']//a[contains(@href, '.pdf')]/@href")
        names = [link.rsplit("/", 1)[1] for link in links]
        assert [name for name in (f"mensi-{file}-hr.pdf" for file in files) if name not in names] == [], address


def test_another_network_has_a_handbook_of_its_own(example_site: BuiltSite) -> None:
    text = flowing(opened(example_site, "lantern-readers-handbook-de.pdf"))
    assert packed("Lantern Readers") in text
    (_, *rest) = opened(example_site, "lantern-readers-guideline-light-the-first-lamp-en.pdf").outline
    assert rest


def test_the_legal_words_close_every_document(site: BuiltSite, project: Project) -> None:
    site_of = Site(project)
    for kind, subject in (("handbook", ""), ("guideline", "observe-lessons"), ("poster", "virtual")):
        for document in documents_of(site_of, site.url, kinds=[kind], locales=["hu"], subjects=[subject]):
            if document.subject.slug != subject:
                continue
            network = json.loads(document.data)["network"]
            last = packed(opened(site, document.file).pages[-1])
            for name in ("funding", "disclaimer"):
                assert packed(to_words(network[name])) in last, document.file
            assert packed(network["licence"]["name"]) in last
