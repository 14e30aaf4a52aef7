"""Records side by side, clusters like the reader's, and the map: as built, and in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, Reader, shown_address, wait_until
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("compare")

LOCALES = ("en", "hr", "cs", "hu")
NARROW = 320
COLLECTIONS = {"models": "models", "guidelines": "guidelines", "case-studies": "case_studies"}
THREE = "?models=top-down,bottom-up,virtual#models"
MINE = "clusters/like-mine/?level=secondary&setting=small-and-rural&mode=online"


def prefix(locale: str) -> str:
    return "" if locale == "en" else f"{locale}/"


def columns(page: Page) -> list[str]:
    """Return the ids of the columns that are shown, from left to right."""
    shown: list[str] = page.evaluate(
        "[...document.querySelectorAll('.comparison thead th')].filter((th) => th.checkVisibility())"
        ".map((th) => th.dataset.id)"
    )
    return shown


def shows(page: Page, wanted: list[str]) -> None:
    """Hold that these columns are shown, now or when the script has done its work."""
    wait_until(lambda: columns(page) == wanted)
    assert columns(page) == wanted


# --- as built, without scripts


@pytest.mark.parametrize("locale", LOCALES)
def test_every_record_of_a_kind_stands_in_its_table_with_every_row_filled(
    site: BuiltSite, project: Project, locale: str
) -> None:
    page = site.page(f"{prefix(locale)}compare/")
    for kind, collection in COLLECTIONS.items():
        (table,) = page.xpath(f"//div[@data-kind='{kind}']//table")
        ids = table.xpath("thead//th[@scope='col']/@data-id")
        assert ids == list(project.community.collection(collection))
        for row in table.xpath("tbody/tr"):
            (head,) = row.xpath("th[@scope='row']/text()")
            cells = row.xpath("td/div")
            assert len(cells) == len(ids), head
            assert all(cell.text_content().strip() for cell in cells), head


def test_the_table_tells_all_that_a_record_tells(site: BuiltSite, project: Project) -> None:
    words = site.text("compare/", "//div[@class='compare']")
    for model in project.community.models.values():
        for field in ("strengths", "weaknesses", "cost_drivers", "conditions"):
            assert len(getattr(model, field)) > 1
    cases = project.community.case_studies.values()
    assert all(" ".join(case.not_if.value.split()) in words for case in cases)
    page = site.page("compare/")
    for guideline in project.community.guidelines.values():
        at = page.xpath("//div[@data-kind='guidelines']//thead//th/@data-id").index(guideline.id)
        steps = page.xpath("//div[@data-kind='guidelines']//tr[th[starts-with(., 'What to do')]]/td")[at]
        assert len(steps.xpath(".//li")) == len(guideline.steps)


def test_every_record_of_the_kinds_leads_to_its_comparison(site: BuiltSite, project: Project) -> None:
    for kind, collection in COLLECTIONS.items():
        for record_id in project.community.collection(collection):
            links = site.page(f"hr/{kind}/{record_id}/").xpath("//p[contains(@class, 'compare-link')]/a/@href")
            assert links == [f"../../compare/?{kind}={record_id}#{kind}"]


def test_without_scripts_all_tables_are_there_and_no_empty_form(reader: Reader) -> None:
    page = reader.open("compare/?models=top-down#models", scripts=False)
    assert page.locator(".comparison").count() == 3
    assert all(table.is_visible() for table in page.locator(".comparison").all())
    assert not page.locator(".pick").first.is_visible()
    page = reader.open("clusters/like-mine/?level=secondary", scripts=False)
    assert page.locator(".like-table").first.is_visible()
    assert not page.locator(".mine").is_visible()


def test_the_example_network_compares_its_own_records(example_site: BuiltSite) -> None:
    page = example_site.page("nb/compare/")
    assert page.xpath("//div[@data-kind='models']//thead//th/@data-id") == ["lamp-chain"]
    levels = example_site.page("clusters/like-mine/").xpath("//select[@name='level']/option/@value")
    assert levels == ["", "primary", "lower-secondary", "secondary"]
    assert not example_site.page("clusters/like-mine/").xpath("//select[@name='setting']")


# --- compare in a browser


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("locale", LOCALES)
def test_an_address_shows_its_records_side_by_side(reader: Reader, locale: str, width: int) -> None:
    page = reader.open(f"{prefix(locale)}compare/{THREE}", width=width)
    shows(page, ["top-down", "bottom-up", "virtual"])
    titles = page.locator(".chosen thead th >> visible=true").all_inner_texts()
    status = page.locator(".compare-status >> visible=true").inner_text()
    assert " · ".join(titles) in status
    assert page.locator(".chosen tbody tr").count() == 9
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reader_picks_records_and_goes_back(reader: Reader) -> None:
    page = reader.open("hr/guidelines/observe-lessons/")
    page.locator(".compare-link a").click()
    shows(page, ["observe-lessons"])
    page.locator("[data-kind=guidelines] [name='2']").select_option("choose-a-model")
    shows(page, ["observe-lessons", "choose-a-model"])
    assert shown_address(page).endswith("hr/compare/?guidelines=observe-lessons,choose-a-model#guidelines")
    page.locator("[data-kind=guidelines] [name='3']").select_option("see-if-mentoring-fits")
    assert len(columns(page)) == 3
    page.go_back()
    shows(page, ["observe-lessons", "choose-a-model"])
    assert page.locator("[data-kind=guidelines] [name='3']").input_value() == ""
    page.locator(".kinds a").first.click()
    shows(page, columns_of_kind(page, "models"))
    page.go_back()
    shows(page, ["observe-lessons", "choose-a-model"])
    page.locator("[data-kind=guidelines] [type=reset]").click()
    shows(page, columns_of_kind(page, "guidelines"))


def columns_of_kind(page: Page, kind: str) -> list[str]:
    heads = page.locator(f"[data-kind={kind}] thead th")
    return [head.get_attribute("data-id") or "" for head in heads.all()]


def test_a_record_can_be_chosen_once_and_what_is_unknown_is_ignored(reader: Reader) -> None:
    page = reader.open("compare/?models=virtual,virtual,no-such,top-down,bottom-up,regional-hub#models")
    shows(page, ["virtual", "top-down", "bottom-up"])
    assert page.locator("[data-kind=models] [name='1'] option[value='top-down']").is_disabled()
    assert page.locator("[data-kind=models] [name='2'] option[value='top-down']").is_enabled()


def test_rows_in_which_nothing_differs_are_marked_and_can_be_hidden(reader: Reader) -> None:
    page = reader.open("cs/compare/?case-studies=blue-hub-works-online,red-hub-ends-with-posters#case-studies")
    rows = page.locator("[data-kind=case-studies] tbody tr")

    def verdict(number: int) -> str:
        return rows.nth(number).locator(".verdict").inner_text()

    assert (verdict(0), verdict(2), verdict(4)) == ("stejné", "odlišné", "neuvádí se u každé položky")
    assert verdict(14) == "nikde není uvedeno"
    all_rows = rows.count()
    page.locator("[data-kind=case-studies] [name=same]").check()
    visible = [row.is_visible() for row in rows.all()]
    assert visible.count(False) >= 3
    assert not visible[0]
    assert visible[4]
    assert shown_address(page).endswith("&same=hide#case-studies")
    page.reload()
    assert [row.is_visible() for row in rows.all()] == visible
    page.go_back()
    assert all(row.is_visible() for row in rows.all())
    assert rows.count() == all_rows


def test_the_keyboard_alone_chooses_and_reads(reader: Reader) -> None:
    page = reader.open("compare/#models")
    page.locator("[data-kind=models] [name='1']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    shows(page, ["top-down", "bottom-up"])  # the second name skips what the first has
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "same"
    page.keyboard.press("Space")
    wait_until(lambda: "same=hide" in shown_address(page))
    assert "same=hide" in shown_address(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('thead') !== null")


def test_on_a_phone_every_cell_carries_its_records_name(reader: Reader) -> None:
    page = reader.open(f"hu/compare/{THREE}", width=PHONE)
    names = page.locator(".chosen tbody tr").first.locator(".cell-name >> visible=true").all_inner_texts()
    assert len(names) == 3


def test_a_comparison_prints_whole(reader: Reader) -> None:
    page = reader.open(f"cs/compare/{THREE}")
    page.emulate_media(media="print")
    assert not page.locator(".pick").first.is_visible()
    shows(page, ["top-down", "bottom-up", "virtual"])
    table = page.locator(".chosen").bounding_box()
    assert table
    assert table["width"] <= DESKTOP


# --- clusters like mine

MATCH, DIFFERS, UNKNOWN = ".near-match", ".near-differs", ".near-unknown"
WORDS = {
    "en": ("Matches 2 of 3 that you chose. Not published: 1.", "The same", "Not published", "Do not use it if"),
    "hr": ("Podudara se: 2 od 3 odabranih. Nije objavljeno: 1.", "Isto", "Nije objavljeno", "Kada nije prikladno"),
    "cs": ("Shoda: 2 z 3 zvolených. Není zveřejněno: 1.", "Stejné", "Není zveřejněno", "Kdy se to nehodí"),
    "hu": ("Egyezés: 3 választottból 2. Nincs közzétéve: 1.", "Egyezik", "Nincs közzétéve", "Mikor nem alkalmas"),
}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_nearest_clusters_say_what_matches_and_what_is_unknown(reader: Reader, locale: str, width: int) -> None:
    page = reader.open(prefix(locale) + MINE, width=width)
    score, same, unknown, not_if = WORDS[locale]
    clusters, cases = page.locator(".near-list").all()
    first = clusters.locator("li").first
    assert first.locator("a").get_attribute("href") == "../italy-2/"
    assert first.locator(".near-score").inner_text() == score
    assert first.locator(f"{MATCH} dt").inner_text() == same
    assert first.locator(f"{UNKNOWN} dt").inner_text() == unknown
    assert first.locator(f"{MATCH} dd").count() == 2
    assert not first.locator(DIFFERS).is_visible()
    for case in cases.locator(".near").all():
        assert case.locator(".near-not-if").inner_text().startswith(f"{not_if}:")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_different_answer_is_told_with_what_is_there_instead(reader: Reader) -> None:
    page = reader.open("clusters/like-mine/?mode=online&country=hungary")
    red = page.locator(".near", has=page.locator("a[href='../hungary-2/']")).first
    assert red.locator(f"{DIFFERS} dd").all_inner_texts() == ["How they met: Online and face to face"]
    assert red.locator(f"{MATCH} dd").all_inner_texts() == ["Country: Hungary"]


def test_a_level_is_unknown_and_not_different_while_a_school_is_not_published(reader: Reader) -> None:
    page = reader.open("clusters/like-mine/?level=secondary&country=italy")
    sicily = page.locator(".near", has=page.locator("a[href='../italy-1/']")).first
    assert sicily.locator(f"{UNKNOWN} dd").all_inner_texts() == ["Level"]


def test_what_only_the_country_is_connected_with_is_no_match(reader: Reader) -> None:
    page = reader.open("clusters/like-mine/?challenge=personalised-learning&country=croatia")
    first = page.locator(".near-list").first.locator("li").first
    assert first.locator(f"{UNKNOWN} dd").inner_text() == "Challenge – not told here, but connected with the country"


def test_choosing_changes_the_address_and_back_undoes_it(reader: Reader) -> None:
    page = reader.open("cs/clusters/like-mine/")
    status = page.locator(".mine-status")
    assert not page.locator(".nearest").is_visible()
    before = status.inner_text()
    page.locator("[name=size]").select_option("medium")
    assert shown_address(page).endswith("?size=medium")
    assert re.search(r"\d", status.inner_text())
    page.locator("[name=model]").select_option("virtual")
    page.go_back()
    assert page.locator("[name=model]").input_value() == ""
    assert page.locator("[name=size]").input_value() == "medium"
    page.locator("[type=reset]").click()
    assert status.inner_text() == before
    page.go_back()
    assert page.locator(".near-list").first.locator("a").get_attribute("href") == "../italy-2/"


def test_no_match_says_so(reader: Reader) -> None:
    page = reader.open("clusters/like-mine/?model=top-down")
    nones = page.locator(".near-none").all_inner_texts()
    assert len(nones) == 2
    assert all(words.startswith("None matches.") for words in nones)


def test_a_cluster_leads_to_those_like_it_and_stands_first(reader: Reader) -> None:
    page = reader.open("clusters/hungary-1/")
    page.locator("a[href*='like-mine/?']").click()
    first = page.locator(".near-list").first.locator("li").first
    assert first.locator("a").get_attribute("href") == "../hungary-1/"
    assert not first.locator(f"{DIFFERS}, {UNKNOWN}").first.is_visible()


def test_every_cluster_and_case_stands_in_the_tables(site: BuiltSite, project: Project) -> None:
    page = site.page("hu/clusters/like-mine/")
    rows = page.xpath("//table[@id='clusters-by-property']/tbody/tr")
    assert len(rows) == len(project.community.clusters)
    limits = page.xpath("//table[@id='cases-by-property']//td[@class='not-if']")
    assert len(limits) == len(project.community.case_studies)
    assert all(limit.text_content().strip() for limit in limits)


# --- the map


@pytest.mark.parametrize("locale", LOCALES)
def test_the_map_and_its_table_lead_to_the_same_places(site: BuiltSite, locale: str) -> None:
    page = site.page(f"{prefix(locale)}countries/")
    drawn = page.xpath("//figure[@class='map']//a/@href")
    listed = page.xpath("//table[@class='map-table']//a/@href")
    assert sorted(drawn) == sorted(listed)
    assert len(set(drawn)) == len(drawn) == 30
    order = page.xpath("//table[@class='map-table']//th[@scope='rowgroup']//a/@href")
    assert [href for href in drawn if href in order] == order


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tab_key_reaches_every_country_and_cluster_by_its_name_in_the_language(reader: Reader, locale: str) -> None:
    page = reader.open(f"{prefix(locale)}countries/")
    names = page.evaluate("[...document.querySelectorAll('.map a')].map((a) => a.getAttribute('aria-label'))")
    page.locator(".map a").first.focus()
    met = []
    for _ in names:
        met.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert met == names
    listed = page.locator(".map-table [scope=rowgroup]").all_inner_texts()
    assert [name for name in names if name in listed] == listed
    page.locator(".map-cluster").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/clusters/*/")


def test_on_a_desktop_circles_are_large_enough_to_hit(reader: Reader) -> None:
    page = reader.open("countries/")
    for circle in page.locator(".map .place").all():
        box = circle.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_on_a_phone_a_touch_on_a_circle_reaches_its_country(reader: Reader) -> None:
    page = reader.open("hr/countries/", width=PHONE, has_touch=True, locale="hr")
    page.locator(".map svg").evaluate("(map) => map.scrollIntoView({ block: 'center', behavior: 'instant' })")
    # The circle of Bobbio lies inside Italy.
    box = page.locator(".map-cluster[href*='italy-2'] circle").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/hr/countries/italy/")


# --- for everybody


@pytest.mark.parametrize("address", [f"compare/{THREE}", "compare/#guidelines", MINE, "countries/", ""])
def test_nothing_scrolls_sideways_on_the_narrowest_screen(reader: Reader, address: str) -> None:
    page = reader.open(f"hu/{address}", width=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


CASES_ADDRESS = "compare/?case-studies=blue-hub-works-online,red-hub-ends-with-posters#case-studies"


SETTINGS: tuple[tuple[str, dict[str, object]], ...] = (
    ("en", {}),
    ("hr", {"color_scheme": "dark"}),
    ("cs", {"width": PHONE}),
    ("hu", {"width": PHONE, "color_scheme": "dark"}),
)


@pytest.mark.parametrize(("locale", "options"), SETTINGS)
@pytest.mark.parametrize("address", [CASES_ADDRESS, "compare/", MINE, "countries/"])
def test_axe_finds_no_fault(reader: Reader, address: str, locale: str, options: dict[str, object]) -> None:
    page = reader.open(prefix(locale) + address, **options)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    faults = [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in found.response["violations"]]
    assert faults == []
