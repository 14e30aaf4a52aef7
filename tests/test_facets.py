"""Facets: what each record answers to each question, and how a list page shows it."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from community.facets import FACETS, GROUPED, NONE, UNKNOWN, offered, orders
from community.library_view import LibraryView
from community.locales import Locale
from community.pages import Writer
from community.project import Project
from reader import cases

BLOCKS = {
    "guidelines": "guidelines-list", "recommendations": "recommendations-list", "case_studies": "case-studies-list",
    "clusters": "clusters-list", "resources": "resources-list",
}  # fmt: skip


def raw_words(name: str, value: str) -> str:
    return f"{name}:{value}"


def english(project: Project) -> LibraryView:
    return Writer(project.community, project.catalogues["en"]).view("guidelines/")


def listed(project: Project, collection: str, locale: str = "en") -> html.HtmlElement:
    writer = Writer(project.community, project.catalogues[locale])
    return html.fromstring(writer.render(f"blocks/{BLOCKS[collection]}.jinja", writer.view("x/")))


@pytest.mark.parametrize("case", cases("facets"), ids=lambda case: f"{case['collection']}/{case['id']}")
def test_a_record_answers_every_question(project: Project, example: Project, case: dict[str, Any]) -> None:
    community = (example if case["network"] == "example" else project).community
    record = community.collection(case["collection"])[case["id"]]
    found = {facet.name: " ".join(facet.values(community, record)) for facet in FACETS[case["collection"]]}
    assert found == case["values"]


@pytest.mark.parametrize(
    ("most", "band"),
    [(1, "up-to-8-hours"), (8, "up-to-8-hours"), (9, "up-to-16-hours"), (40, "up-to-40-hours"), (41, "over-40-hours")],
)
def test_hours_fall_into_bands(example: Project, most: int, band: str) -> None:
    guideline = next(iter(example.community.guidelines.values()))
    other = guideline.model_copy(update={"hours": guideline.hours.model_copy(update={"least": 1, "most": most})})
    (time,) = [facet for facet in FACETS["guidelines"] if facet.name == "time"]
    assert time.values(example.community, other) == (band,)


def test_a_question_that_all_records_answer_alike_is_not_asked(project: Project) -> None:
    asked = {facet.name for facet, _ in offered(project.community, "resources")}
    minutes = {resource.minutes for resource in project.community.resources.values()}
    assert ("time" in asked) == (len(minutes) > 1)
    for collection in FACETS:
        assert all(len(values) > 1 for _, values in offered(project.community, collection))


def test_an_order_is_offered_only_where_it_tells_records_apart(project: Project) -> None:
    assert {"time", "evidence"} <= set(orders(project.community, "guidelines"))
    one_day = {key: g.model_copy(update={"updated": None}) for key, g in project.community.guidelines.items()}
    assert "newest" not in orders(replace(project.community, guidelines=one_day), "guidelines")


@pytest.mark.parametrize("collection", FACETS)
def test_every_record_stands_once_in_its_list(project: Project, collection: str) -> None:
    listing = english(project).listing(collection, raw_words)
    shown = [record.id for group in listing.groups for record in group.records]
    assert sorted(shown) == sorted(project.community.collection(collection))
    for order in listing.orders:
        ranks = [
            dict(rank.split(":") for rank in html.fromstring(f"<p{listing.attributes[key]}>").get("data-ranks").split())
            for key in shown
        ]
        assert sorted(int(rank[order]) for rank in ranks) == list(range(len(shown)))


@pytest.mark.parametrize("collection", GROUPED)
def test_headings_stand_in_the_order_of_the_facet_and_lead_to_their_records(project: Project, collection: str) -> None:
    for locale in project.locales:
        page = listed(project, collection, locale)
        groups = page.xpath(".//section[@class='group'][h2]")
        (question,) = page.xpath(f".//details[@data-facet='{GROUPED[collection]}']")
        assert [g.xpath("string(h2/@id)") for g in groups] == question.xpath(".//input/@value")
        for group in groups:
            said = group.xpath(".//li/@data-values")
            assert said
            assert all(f"{GROUPED[collection]}:{group.xpath('string(h2/@id)')}" in one.split("|") for one in said)


@pytest.mark.parametrize("locale", ["hr", "cs", "hu"])
def test_choices_are_in_the_alphabetical_order_of_the_language_with_the_unknown_last(
    project: Project, locale: str
) -> None:
    page = listed(project, "resources", locale)
    for name in ("topic", "language", "country", "kind"):
        rows = page.xpath(f".//details[@data-facet='{name}']//li")
        words = [row.xpath("string(.//span[@class='facet-words'])") for row in rows]
        values = [row.xpath("string(.//input/@value)") for row in rows]
        known = [word for word, value in zip(words, values, strict=True) if value not in (NONE, UNKNOWN)]
        assert len(known) > 3
        assert words[: len(known)] == Locale(locale).in_order(known, str)


def test_ranks_by_title_are_those_of_the_language(project: Project) -> None:
    for locale in project.locales:
        cards = listed(project, "guidelines", locale).xpath(".//li[@data-ranks]")
        cards.sort(key=lambda card: int(card.get("data-ranks").split("title:")[1].split()[0]))
        titles = [card.xpath("string(.//p[@class='card-title']/a)") for card in cards]
        assert titles == Locale(locale).in_order(titles, str)


@pytest.mark.parametrize("collection", FACETS)
def test_counts_are_written_in_the_plural_forms_of_each_language(
    project: Project, example: Project, collection: str
) -> None:
    singular, plural = {
        "guidelines": ("%(shown)s guideline", "%(shown)s guidelines"),
        "recommendations": ("%(shown)s recommendation", "%(shown)s recommendations"),
        "case_studies": ("%(shown)s case study", "%(shown)s case studies"),
        "clusters": ("%(shown)s cluster", "%(shown)s clusters"),
        "resources": ("%(shown)s resource", "%(shown)s resources"),
    }[collection]
    for network in (project, example):
        for locale, catalogue in network.catalogues.items():
            library = listed(network, collection, locale)
            assert library.get("data-locale") == Locale(locale).tag
            for number in range(1200):
                category = Locale(locale).cldr.plural_form(number)
                expected = catalogue.ngettext(singular, plural, number) % {"shown": "{n}"}
                assert library.get(f"data-count-{category}") == expected, (locale, number)
