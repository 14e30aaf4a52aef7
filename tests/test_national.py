"""National editions: what each holds, the page of all of a country's, and that page and PDF say the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, Reader, shown_address
from community.addresses import address_of, national_path
from community.model import Community
from community.national import MOST_FOREIGN_CASES, Edition, dossier, edition
from community.project import Project
from editions import between, chosen, column_heads, letters, page_letters, pdf_letters, source_letters, without
from pdf import Opened
from reader import BuiltSite, cases

pytestmark = pytest.mark.xdist_group("site")

LOCALES = ("en", "nl", "it", "pt", "hr", "cs", "hu")
CROATIA = "countries/croatia/brief/"


def pairs(community: Community) -> Iterator[tuple[str, str]]:
    """Yield every country with every brief, by their ids."""
    yield from product(community.countries, community.policy_briefs)


def address(locale: str, country: str) -> str:
    """Return the address of the page of a country's editions in a language."""
    return ("" if locale == "en" else f"{locale}/") + address_of(national_path(country))


def pdf_of(site: BuiltSite, locale: str, country: str, brief: str) -> Path:
    """Return the PDF of an edition."""
    (found,) = (site.folder / "documents").glob(f"*-policy-brief-{brief}-{country}-{locale}.pdf")
    return found


def heading(shown: Any, anchor: str) -> str:
    """Return the words of a heading of a page."""
    return " ".join(shown.xpath("string(.//h2[@id=$anchor])", anchor=anchor).split())


# --- what an edition holds


@pytest.mark.parametrize("case", cases("national"), ids=lambda case: case["name"])
def test_an_edition_holds_what_is_known_of_its_country(case: dict[str, Any], example_copy: Path) -> None:
    if change := case.get("replace"):
        file = example_copy / change["file"]
        file.write_text(file.read_text("utf-8").replace(change["this"], change["by"], 1), "utf-8")
    community = Project.load(example_copy).community
    made = edition(community, community.countries[case["country"]], community.policy_briefs[case["brief"]])
    foreign = {
        one.case.id: {
            "recommendations": [tie.record_id for tie in one.recommendations],
            "challenges": list(one.challenges),
            "models": list(one.models),
            "topics": [tie.record_id for tie in one.topics],
        }
        for one in made.foreign
    }
    assert [cluster.id for cluster in made.clusters] == case["clusters"]
    assert [cluster.id for cluster in made.unnamed_clusters] == case["unnamed"]
    assert [one.id for one in made.cases] == case["cases"]
    assert [one.recommendation.id for one in made.advice if one.own] == case["noted"]
    assert [one.recommendation.id for one in made.advice] == case["recommendations"]
    assert foreign == case["foreign"]
    assert list(made.without_foreign) == case["without_foreign"]
    assert [source for source in made.sources if source not in made.briefs[0].sources] == case["sources"]
    assert made.updated
    assert made.updated.isoformat() == case["updated"]


@pytest.mark.parametrize("network", ["project", "example"])
def test_an_edition_shows_only_what_the_records_say(network: str, request: pytest.FixtureRequest) -> None:
    community: Community = request.getfixturevalue(network).community
    for country, brief in pairs(community):
        made = edition(community, community.countries[country], community.policy_briefs[brief])
        assert {cluster.country for cluster in made.clusters} <= {country}
        assert {one.country for one in made.cases} <= {country}
        assert country not in {foreign.case.country for foreign in made.foreign}
        assert len(made.foreign) <= MOST_FOREIGN_CASES
        assert {one.recommendation.id for one in made.advice} == set(made.briefs[0].recommendations)
        noted = [bool(one.own) for one in made.advice]
        assert noted == sorted(noted, reverse=True)
        for one in made.advice:
            assert Counter([*one.own, *one.elsewhere]) == Counter(one.recommendation.country_notes)
            assert {note.country for note in one.own} <= {country}


def dossiers(community: Community) -> list[Edition]:
    return [dossier(community, country) for country in community.countries.values()]


@pytest.mark.parametrize("network", ["project", "example"])
def test_a_dossier_joins_its_editions_in_their_order(network: str, request: pytest.FixtureRequest) -> None:
    community: Community = request.getfixturevalue(network).community
    for told in dossiers(community):
        assert {one.recommendation.id for one in told.advice} == set(community.recommendations)
        for brief in community.policy_briefs.values():
            own = edition(community, told.country, brief)
            assert shown_for(told, brief.id) == shown_for(own, brief.id)


def shown_for(made: Edition, brief: str) -> list[Any]:
    """Return what an edition of one or more briefs shows for one of them."""
    foreign = [
        (
            one.case.id,
            one.challenges,
            [tie.record_id for tie in one.recommendations if brief in tie.briefs],
            [tie.record_id for tie in one.topics if brief in tie.briefs],
        )
        for one in made.foreign
        if brief in one.briefs
    ]
    return [foreign, [one.recommendation.id for one in made.advice if brief in one.briefs]]


def test_a_case_that_stands_behind_a_recommendation_is_not_left_out_for_one_that_does_not(project: Project) -> None:
    community = project.community
    for country, brief in pairs(community):
        made = edition(community, community.countries[country], community.policy_briefs[brief])
        guidelines = {g for one in made.advice for g in one.recommendation.guidelines}
        behind = {case for g in guidelines for case in community.guidelines[g].cases}
        abroad = {case for case in behind if community.case_studies[case].country != country}
        shown = {one.case.id for one in made.foreign}
        if any(not one.recommendations for one in made.foreign):
            assert abroad <= shown
        else:
            assert shown <= abroad


# --- the page of all editions of a country


def test_every_country_has_a_page_with_every_brief_and_recommendation(site: BuiltSite, project: Project) -> None:
    community = project.community
    for locale, country in product(LOCALES, community.countries):
        page = site.page(address(locale, country))
        assert page.get("lang") == locale
        for brief in community.policy_briefs:
            assert page.xpath("//section[@data-briefs=$brief]", brief=brief), (locale, country, brief)
        told = page.xpath("//section/@data-recommendation")
        assert sorted(told) == sorted(community.recommendations)
        assert page.xpath("//form[contains(@class, 'compiler')]/@hidden"), "without scripts there is nothing to choose"
        assert not page.xpath("//div[@class='prose']//*[@hidden][not(self::form)][not(contains(@class, 'address'))]")


def test_a_recommendation_without_a_note_on_the_country_says_so(site: BuiltSite, project: Project) -> None:
    for told in dossiers(project.community):
        page = site.page(address("en", told.country.id))
        for advice in told.advice:
            (part,) = page.xpath("//section[@data-recommendation=$id]", id=advice.recommendation.id)
            assert bool(part.xpath(".//*[@class='missing']")) != bool(advice.own)


def test_what_is_not_known_of_a_country_is_said(site: BuiltSite, project: Project) -> None:
    flanders = site.text(address("en", "belgium-flanders"))
    assert "This site has no case study of this country." in flanders
    assert flanders.count("0 of 5 schools named") == 4
    assert "Clusters of which no school is named" in flanders
    for country in project.community.countries.values():
        shown = site.text(address("en", country.id), "//h2[@id='not-published']/following-sibling::aside")
        assert letters(country.not_published[0].value.split(".")[0].split("[")[0]) in letters(shown)


def test_a_brief_that_does_not_concern_a_country_says_so(site: BuiltSite, project: Project) -> None:
    for country, brief in pairs(project.community):
        page = site.page(address("en", country))
        warned = page.xpath("//section[@data-briefs=$brief]//aside[contains(@class, 'limits')]", brief=brief)
        assert bool(warned) != (country in project.community.policy_briefs[brief].countries)


def test_countries_and_briefs_lead_to_the_national_editions(site: BuiltSite, project: Project) -> None:
    for locale in ("en", "hu"):
        prefix = "" if locale == "en" else f"{locale}/"
        for country, brief in pairs(project.community):
            assert "brief/" in site.page(f"{prefix}countries/{country}/").xpath("//main//a/@href")
            links = site.page(f"{prefix}policy-briefs/{brief}/").xpath("//main//a/@href")
            assert f"../../countries/{country}/brief/?brief={brief}" in links
        for page in ("policy/", "policy-briefs/", "all-pages/"):
            links = site.page(prefix + page).xpath("//main//a/@href")
            assert len([link for link in links if link.endswith("/brief/")]) == len(project.community.countries), page


def test_the_trail_leads_from_an_edition_to_its_country(site: BuiltSite) -> None:
    trail = site.page(f"hr/{CROATIA}").xpath("//nav[@class='trail']//a")
    assert [link.get("href") for link in trail] == ["../../../", "../../", "../"]
    assert trail[2].text_content() == "Hrvatska"


def test_an_old_address_of_a_country_leads_to_its_editions(example_site: BuiltSite) -> None:
    for prefix in ("", "de/"):
        moved = (example_site.folder / prefix / "countries/oya/brief/index.html").read_text("utf-8")
        assert 'content="0; url=../../norway/brief/"' in moved


# --- the documents


def test_page_and_document_say_the_same_in_the_same_order(site: BuiltSite, project: Project) -> None:
    for locale, (country, brief) in product(LOCALES, pairs(project.community)):
        shown = chosen(site.page(address(locale, country)), brief)
        told = pdf_letters(pdf_of(site, locale, country, brief))
        sources = source_letters(shown)
        last = letters(heading(shown, "sources")) + sources[0]
        said, heads = between(told, heading(shown, "answers"), last), column_heads(shown)
        assert all(head in said for head in heads)
        assert without(said, heads) == without(page_letters(shown), heads), (locale, country, brief)
        place = told.index(last)
        for source in sources:
            place = told.index(source, place)


def test_every_document_names_its_country_and_is_short(site: BuiltSite, project: Project) -> None:
    for locale, (country, brief) in product(LOCALES, pairs(project.community)):
        label = site.text(address(locale, country), "//*[contains(@class, 'edition-cover')]/p[@class='kind']")
        document = Opened(pdf_of(site, locale, country, brief))
        assert str(document.pdf.docinfo["/Title"]).endswith(label)
        assert 4 <= len(document.pages) <= 7


def test_a_country_offers_the_documents_of_its_editions(site: BuiltSite, project: Project) -> None:
    for country in project.community.countries:
        for page in (f"countries/{country}/", f"countries/{country}/brief/"):
            links = site.page(page).xpath("//div[@class='documents']//a")
            titles = [link.text_content().strip() for link in links if f"-{country}-en.pdf" in link.get("href")]
            assert len(titles) == len(set(titles)) == len(project.community.policy_briefs), page


# --- in a browser


def visible_letters(page: Page) -> str:
    """Return the text that a reader sees of the document, from its first heading to the sources, in letters."""
    seen = page.evaluate(
        """() => {
            document.querySelectorAll(".edition-tell").forEach((part) => part.remove());
            document.querySelectorAll("ol.steps").forEach((steps) => [...steps.children].forEach(
                (step, number) => step.prepend(`${number + 1} `)));
            const parts = [...document.querySelectorAll(".prose > *")];
            const place = (id) => parts.findIndex((part) => part.id === id);
            return parts.slice(place("answers"), place("sources")).map((part) => part.innerText).join(" ");
        }"""
    )
    return letters(seen)


@pytest.mark.parametrize("locale", ["en", "hr", "cs", "hu"])
def test_a_choice_shows_exactly_the_edition(reader: Reader, site: BuiltSite, locale: str) -> None:
    brief = "preparing-mentor-schools"
    page = reader.open(f"{address(locale, 'croatia')}?brief={brief}")
    assert page.locator(".compiler").is_visible()
    shown = chosen(site.page(address(locale, "croatia")), brief)
    assert visible_letters(page) == page_letters(shown)
    sources = page.locator("ol.sources li:visible").all_inner_texts()
    assert [letters(f"{number} {entry}") for number, entry in enumerate(sources, 1)] == [
        source + letters(about)
        for source, about in zip(
            source_letters(shown), page.locator("ol.sources li:visible > a:last-child").all_inner_texts(), strict=True
        )
    ]


def test_choosing_changes_page_and_address_and_back_undoes_it(reader: Reader) -> None:
    page = reader.open(CROATIA)
    brief, other = "choosing-a-model", "learning-from-pilots"
    page.get_by_role("button", name="Choose none").first.click()
    assert page.locator("section[data-briefs]:visible, section[data-recommendation]:visible").count() == 0
    assert not page.locator("#recommendations").is_visible()
    page.locator(f"input[value={brief}]").check()
    assert shown_address(page).endswith(f"?brief={brief}")
    assert page.locator("section[data-recommendation]:visible").count() == 3
    page.locator("summary", has_text="Recommendations").click()
    page.locator("input[value=fund-a-light-coordination]").uncheck()
    assert page.locator("section[data-recommendation]:visible").count() == 2
    page.locator(f"input[value={other}]").check()
    assert page.locator("section[data-recommendation]:visible").count() == 5, "what was taken out stays out"
    chosen_address = shown_address(page)
    page.go_back()
    assert page.locator("section[data-recommendation]:visible").count() == 2
    page.go_back()
    page.go_back()
    page.go_back()
    assert shown_address(page).endswith("/brief/")
    assert page.locator("section[data-recommendation]:visible").count() == 12
    again = reader.open(chosen_address.removeprefix(reader.root))
    assert again.locator("section[data-recommendation]:visible").count() == 5
    assert again.locator("input[name=brief]:checked").count() == 2


def test_an_address_with_an_id_that_is_gone_shows_everything(reader: Reader) -> None:
    page = reader.open(f"{CROATIA}?brief=no-such-brief&recommendation=nor-this")
    assert page.locator("section[data-recommendation]:visible").count() == 12


def test_an_edition_offers_its_own_document_beside_the_print(reader: Reader) -> None:
    page = reader.open(f"hr/{CROATIA}?brief=choosing-a-model")
    link = page.locator(".compiler-pdf a")
    assert str(link.get_attribute("href")).endswith("-policy-brief-choosing-a-model-croatia-hr.pdf")
    page.locator("input[value=learning-from-pilots]").check()
    assert link.count() == 0


@pytest.mark.parametrize("locale", ["en", "hu"])
def test_the_print_is_a_document_of_its_own(reader: Reader, site: BuiltSite, tmp_path: Path, locale: str) -> None:
    brief = "preparing-mentor-schools"
    page = reader.open(f"{address(locale, 'hungary')}?brief={brief}")
    pdf = tmp_path / "print.pdf"
    page.pdf(path=str(pdf), format="A4")
    printed = letters(" ".join(Opened(pdf).pages))
    shown = chosen(site.page(address(locale, "hungary")), brief)
    cover = shown.xpath(".//*[contains(@class, 'edition-cover')]")[0].text_content()
    assert letters(shown_address(page)) in printed
    assert letters(cover)[:40] in printed
    assert letters(page.locator(".compiler-title").inner_text()) not in printed
    assert not Counter(page_letters(shown)) - Counter(printed)


def test_the_page_is_whole_without_scripts(reader: Reader) -> None:
    page = reader.open(f"cs/{CROATIA}?brief=choosing-a-model", scripts=False)
    assert not page.locator(".compiler").is_visible()
    assert page.locator("section[data-recommendation]:visible").count() == 12


@pytest.mark.parametrize("locale", ["en", "hr", "cs", "hu"])
@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")])
def test_the_page_is_accessible_and_fits(reader: Reader, locale: str, width: int, scheme: Any) -> None:
    chosen_only = f"{address(locale, 'croatia')}?brief=counting-teachers-time"
    page = reader.open(chosen_only, width=width, color_scheme=scheme, bypass_csp=True)
    page.locator(".compiler summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
