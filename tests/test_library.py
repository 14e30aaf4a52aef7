"""The lists with facets, as readers use them in a real browser."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser import DESKTOP, PHONE, Reader, shown_address
from community.facets import FACETS
from community.locales import Locale
from community.model import Community
from community.project import Project
from measure_library import long_list, many_guidelines, opened

pytestmark = pytest.mark.xdist_group("library")

LOCALES = ("en", "hr", "cs", "hu")
SINGULAR = {
    "guidelines": "%(shown)s guideline", "clusters": "%(shown)s cluster", "resources": "%(shown)s resource",
    "case_studies": "%(shown)s case study",
}  # fmt: skip


def address(locale: str, path: str) -> str:
    return path if locale == "en" else f"{locale}/{path}"


def fitting(community: Community, collection: str, asked: dict[str, set[str]]) -> set[str]:
    """The records that have, for every question, one of the values asked for."""
    facets = {facet.name: facet for facet in FACETS[collection]}
    return {
        key
        for key, record in community.collection(collection).items()
        if all(values & set(facets[name].values(community, record)) for name, values in asked.items())
    }


def shown(page: Page) -> list[str]:
    """The addresses of the cards that are seen, in their order."""
    return [
        href.rstrip("/").split("/")[-1] for href in page.eval_on_selector_all(
            "[data-values]", "all => all.filter(c => c.checkVisibility()).map(c => c.querySelector('a').href)"
        )
    ]  # fmt: skip


def titles(page: Page) -> list[str]:
    words = page.locator("[data-values]:visible .card-title").all_inner_texts()
    return [" ".join(word.split()) for word in words]


def unfold(page: Page) -> None:
    """Open all that is folded, as a reader can."""
    if (toggle := page.locator(".facets-toggle")).is_visible() and toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    page.evaluate("for (const facet of document.querySelectorAll('.facet')) facet.open = true")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".facet input[name={name}][value='{value}']").click()


def counts(page: Page) -> list[tuple[str, str, int]]:
    """Every value of every question, and how many records its count promises."""
    found = page.eval_on_selector_all(
        ".facet input", "all => all.map(i => [i.name, i.value, i.parentNode.querySelector('.facet-count').textContent])"
    )
    return [(name, value, int(re.sub(r"\D", "", count))) for name, value, count in found]


def counted(project: Project, locale: str, collection: str, number: int) -> str:
    singular = SINGULAR[collection]
    plural = {"%(shown)s case study": "%(shown)s case studies"}.get(singular, f"{singular}s")
    return project.catalogues[locale].ngettext(singular, plural, number) % {"shown": Locale(locale).number(number)}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("locale", LOCALES)
def test_choosing_narrows_the_list_and_counts_say_what_another_choice_would_give(
    reader: Reader, project: Project, locale: str, width: int
) -> None:
    community = project.community
    page = reader.open(address(locale, "guidelines/"), width=width)
    unfold(page)
    asked = {"country": {"hungary", "portugal"}, "cost": {"none"}}
    for name, values in asked.items():
        for value in sorted(values):
            choose(page, name, value)
    expected = fitting(community, "guidelines", asked)
    assert 0 < len(expected) < len(community.guidelines)
    assert set(shown(page)) == expected
    assert page.locator(".listing-count").inner_text() == counted(project, locale, "guidelines", len(expected))
    for name, value, count in counts(page):
        others = {key: values for key, values in asked.items() if key != name}
        assert count == len(fitting(community, "guidelines", {**others, name: {value}})), (name, value)
    headings = page.locator(".group h2:visible").evaluate_all("all => all.map(h => h.id)")
    assert headings == [p for p in ("explore", "prepare", "deliver", "sustain") if any(
        community.guidelines[key].phase == p for key in expected)]  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_a_choice_stands_in_the_address_and_survives_reload_back_and_forward(reader: Reader, locale: str) -> None:
    page = reader.open(address(locale, "case-studies/"))
    unfold(page)
    everything = shown(page)
    choose(page, "country", "hungary")
    one = shown(page)
    choose(page, "country", "portugal")
    two = shown(page)
    assert len(everything) > len(two) > len(one) > 0
    assert parse_qs(urlsplit(shown_address(page)).query) == {"country": ["hungary", "portugal"]}
    page.reload()
    assert shown(page) == two
    page.go_back()
    expect(page.locator("[data-values]:visible")).to_have_count(len(one))
    assert shown(page) == one
    page.go_back()
    expect(page.locator("[data-values]:visible")).to_have_count(len(everything))
    assert urlsplit(shown_address(page)).query == ""
    page.go_forward()
    expect(page.locator("[data-values]:visible")).to_have_count(len(one))
    assert page.locator("input[value=hungary]").is_checked()


def test_what_stands_in_the_address_for_others_is_kept_and_what_is_unknown_is_not(reader: Reader) -> None:
    page = reader.open("guidelines/?from=letter&phase=nowhere&order=sideways")
    assert len(shown(page)) == 16
    choose(page, "phase", "deliver")
    assert parse_qs(urlsplit(shown_address(page)).query) == {"from": ["letter"], "phase": ["deliver"]}


@pytest.mark.parametrize("locale", ["hr", "cs", "hu"])
@pytest.mark.parametrize("collection", ["resources", "clusters", "case_studies"])
def test_the_count_that_is_read_aloud_has_the_right_plural(
    reader: Reader, project: Project, locale: str, collection: str
) -> None:
    page = reader.open(address(locale, f"{collection.replace('_', '-')}/"))
    status = page.locator(".listing-count[role=status]")
    assert status.inner_text() == counted(project, locale, collection, len(project.community.collection(collection)))
    unfold(page)
    seen = set()
    for name, value, number in counts(page):
        if number in seen:
            continue
        seen.add(number)
        choose(page, name, value)
        assert status.inner_text() == counted(project, locale, collection, number)
        choose(page, name, value)
    assert len(seen) > 2


def test_browsers_and_builds_agree_on_the_plural_category_of_every_number(reader: Reader, project: Project) -> None:
    page = reader.open("guidelines/")
    for code in (*project.locales, "de", "nb", "pl", "sl"):
        locale = Locale(code)
        found = page.evaluate(
            "tag => [...Array(1200).keys()].map(number => new Intl.PluralRules(tag).select(number))",
            locale.tag,
        )
        assert found == [str(locale.cldr.plural_form(number)) for number in range(1200)], code


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_are_put_in_the_order_of_the_language(reader: Reader, locale: str) -> None:
    page = reader.open(address(locale, "guidelines/"))
    page.locator(".listing-order select").select_option("title")
    found = titles(page)
    assert len(found) == 16
    assert found == Locale(locale).in_order(found, str)
    assert page.locator(".group:visible").count() == 0
    page.locator(".listing-order select").select_option("")
    assert page.locator(".group:visible h2").count() == 4
    assert shown(page) == shown(reader.open(address(locale, "guidelines/")))


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("time", lambda guideline: guideline.hours.most),
        ("evidence", lambda guideline: ("high", "moderate", "low", "very-low").index(guideline.evidence.cerqual)),
    ],
)
def test_records_are_put_in_the_order_of_time_and_evidence(
    reader: Reader, project: Project, order: str, key: Callable[[Any], int]
) -> None:
    page = reader.open(f"guidelines/?order={order}&audience=mentor-school")
    found = [key(project.community.guidelines[one]) for one in shown(page)]
    assert len(found) == 13
    assert all(before <= after for before, after in pairwise(found))
    choose(page, "audience", "mentor-school")
    assert len(shown(page)) == 16
    found = [key(project.community.guidelines[one]) for one in shown(page)]
    assert all(before <= after for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("path", "typed", "first"),
    [
        ("hr/guidelines/", "skolu", None),
        ("clusters/", "SPLIT gimnazija", "croatia-4"),
        ("cs/case-studies/", "madarsk", None),
        ("hu/resources/", "onertekeles", None),
    ],
)
def test_words_are_found_without_accents_and_in_any_case(
    reader: Reader, path: str, typed: str, first: str | None
) -> None:
    page = reader.open(path)
    everything = len(shown(page))
    page.locator("#library-text").fill(typed)
    expect(page.locator(".chosen .chip")).to_have_count(1)
    assert 0 < len(shown(page)) < everything
    if first:
        assert shown(page) == [first]
    assert parse_qs(urlsplit(shown_address(page)).query) == {"text": [typed]}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_where_nothing_fits_the_page_says_which_choice_to_give_up(
    reader: Reader, project: Project, locale: str, width: int
) -> None:
    page = reader.open(address(locale, "clusters/?country=croatia&mode=online&text=zzzz"), width=width)
    assert shown(page) == []
    assert counted(project, locale, "clusters", 0) in page.locator(".listing-count[role=status]").inner_text()
    assert len(page.locator(".listing-count[role=status]").inner_text()) > len(counted(project, locale, "clusters", 0))
    # No single choice would help, so all are given up at once.
    page.locator(".nothing .clear").click()
    assert len(shown(page)) == 24
    page.goto(reader.root + address(locale, "clusters/?country=croatia&mode=online"))
    without_country = len(fitting(project.community, "clusters", {"mode": {"online"}}))
    offers = page.locator(".nothing .relax")
    assert offers.locator(".relax-count").all_inner_texts() == [
        counted(project, locale, "clusters", 4), counted(project, locale, "clusters", without_country),
    ]  # fmt: skip
    offers.first.click()
    assert shown(page) == ["croatia-1", "croatia-2", "croatia-3", "croatia-4"]
    assert page.evaluate("document.activeElement.className") == "listing-count"
    assert not page.locator(".nothing").is_visible()


def test_what_was_chosen_can_be_taken_back_one_by_one_or_at_once(reader: Reader) -> None:
    page = reader.open("hr/guidelines/?phase=deliver&phase=prepare&cost=none")
    chips = page.locator(".chosen .chip")
    assert chips.count() == 3
    assert "Hungary" not in chips.all_inner_texts()
    chips.first.click()
    assert chips.count() == 2
    assert page.evaluate("document.activeElement.className") == "chip"
    page.locator(".chosen .clear").click()
    assert chips.count() == 0
    assert len(shown(page)) == 16
    assert urlsplit(shown_address(page)).query == ""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_reader_with_a_keyboard_alone_reaches_everything(reader: Reader, width: int) -> None:
    page = reader.open("cs/guidelines/", width=width)
    page.locator("#library-text").focus()
    if width == PHONE:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "explore"
    page.keyboard.press("Space")
    assert len(shown(page)) == 3
    assert page.evaluate("document.activeElement.checked")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "chip":
            break
    page.keyboard.press("Enter")
    assert len(shown(page)) == 16
    assert page.evaluate("document.activeElement.className") == "listing-count"


def test_the_filters_fold_on_a_phone(reader: Reader) -> None:
    page = reader.open("hu/resources/", width=PHONE)
    assert not page.locator(".facets-panel").is_visible()
    page.locator(".facets-toggle").click()
    choose(page, "kind", "video")
    page.locator(".facets-done").click()
    assert not page.locator(".facets-panel").is_visible()
    assert page.locator(".facets-chosen").inner_text() == "1"
    assert page.evaluate("document.activeElement.className") == "listing-count"


def test_a_link_to_a_record_lands_though_a_filter_would_hide_it(reader: Reader) -> None:
    page = reader.open("resources/?kind=video#models-report")
    assert page.locator("#models-report").is_visible()
    assert urlsplit(shown_address(page)).query == ""
    page = reader.open("guidelines/?order=title#sustain")
    assert page.locator("#sustain").is_visible()
    page = reader.open("resources/?kind=report#models-report")
    assert parse_qs(urlsplit(shown_address(page)).query) == {"kind": ["report"]}


@pytest.mark.parametrize("path", ["guidelines/", "hr/recommendations/", "cs/clusters/", "hu/resources/"])
def test_without_scripts_the_list_is_complete_and_offers_nothing_that_does_not_work(
    reader: Reader, project: Project, path: str
) -> None:
    page = reader.open(path, scripts=False)
    collection = path.split("/")[-2]
    cards = page.locator("[data-values]:visible")
    expect(cards).to_have_count(len(project.community.collection(collection)))
    assert not page.locator(".facets").is_visible()
    assert not page.locator(".listing-head").is_visible()
    assert not page.locator(".more").is_visible()


def test_nothing_moves_when_the_script_has_started(reader: Reader) -> None:
    for width in (DESKTOP, PHONE):
        page = reader.open("guidelines/", width=width)
        place = "document.querySelector('.group .card').getBoundingClientRect()"
        after = page.evaluate(f"[{place}.x, {place}.y + scrollY]")
        page.evaluate("for (const part of document.querySelectorAll('.facets, .listing-head')) part.hidden = true")
        page.evaluate("document.querySelector('.listing-count').textContent = ''")
        before = page.evaluate(f"[{place}.x, {place}.y + scrollY]")
        assert after == pytest.approx(before, abs=1)


@pytest.mark.parametrize("path", ["cs/guidelines/?phase=deliver&text=skol", "hr/resources/", "hu/clusters/?text=zzz"])
@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")])
def test_axe_finds_no_fault_with_everything_unfolded(reader: Reader, path: str, width: int, scheme: str) -> None:
    page = reader.open(path, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    unfold(page)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("path", ["en", "hr", "cs", "hu"])
def test_nothing_is_wider_than_the_smallest_screen(reader: Reader, path: str) -> None:
    page = reader.open(address(path, "resources/?kind=report&audience=ministry-or-agency&country=none"), width=320)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(reader.root + address(path, "guidelines/observe-lessons/#related"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_ten_thousand_records_are_counted_rightly(chromium: Browser, example: Project) -> None:
    made = many_guidelines(example, 10_000)
    facets = {facet.name: facet for facet in FACETS["guidelines"]}
    asked = {"phase": {"deliver", "explore"}, "country": {"norway"}, "cost": {"low", "high"}}

    def number(**conditions: set[str]) -> int:
        return sum(
            all(values & set(facets[name].values(example.community, record)) for name, values in conditions.items())
            for record in made.values()
        )

    query = "&".join(f"{name}={value}" for name, values in asked.items() for value in values)
    with opened(chromium, long_list(example, 10_000), f"?{query}&order=title") as page:
        expected = number(**asked)
        assert expected > 60
        assert re.sub(r"\D", "", page.locator(".listing-count").inner_text()) == str(expected)
        for name, value, count in counts(page):
            if name in ("phase", "time", "audience"):
                others = {key: values for key, values in asked.items() if key != name}
                assert count == number(**{**others, name: {value}}), (name, value)
        assert len(shown(page)) == 60
        page.locator(".more button").click()
        assert len(shown(page)) == min(120, expected)
        assert page.evaluate("document.activeElement.closest('[data-values]') !== null")
        found = titles(page)
        assert found == Locale("en").in_order(found, str)
