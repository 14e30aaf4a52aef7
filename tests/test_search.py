"""The search as readers use it, in a real browser on the built site."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser import DESKTOP, PHONE, Reader, shown_address
from community.project import ROOT
from community.search import write_bundle
from community.search_entries import Entry
from community.search_score import FIRST, Query, read_queries, score
from reader import BuiltSite
from score_search import MARKS, OURS, QUERIES, ranks

pytestmark = pytest.mark.xdist_group("search")

# A language, what somebody types there without accents, the page that comes first, and the kind of page that it says.
SEARCHES = [
    ("", "isolated schools", "challenges/isolation/", "Challenge"),
    ("hr/", "izoliranost skola", "hr/challenges/isolation/", "Izazov"),
    ("cs/", "izolovanost skol", "cs/challenges/isolation/", "Výzva"),
    ("hu/", "iskolak elszigeteltsege", "hu/challenges/isolation/", "Kihívás"),
]


def opened(reader: Reader, address: str, query: str = "", **options: object) -> Page:
    """Open a page, press the key of the search, type a query, and wait for what it finds."""
    page = reader.open(address, **options)
    page.keyboard.press("/")
    expect(page.locator("#search input")).to_be_focused()
    if query:
        page.keyboard.type(query)
        searched(page, query)
    return page


def searched(page: Page, query: str) -> None:
    """Wait until the results of a query are shown: it then stands in the address."""
    expect(page).to_have_url(re.compile(re.escape(f"#search={quote(query, safe='')}") + "$"))
    expect(page.locator("#search [role=status]")).not_to_be_empty()


def found(page: Page) -> list[str]:
    """Return the addresses of the results that are shown, below the site's root."""
    root = page.evaluate("new URL(document.querySelector('#search').dataset.base, location.href).href")
    return [
        link.removeprefix(root) for link in page.locator("#search ol a").evaluate_all("all => all.map(a => a.href)")
    ]


@pytest.fixture(scope="module")
def rank_of(site: BuiltSite, chromium: Browser, site_address: str) -> Iterator[dict[Query, int | None]]:
    """The place of the right page among what the search finds, for all queries of the list."""
    yield ranks(chromium, site_address, OURS, read_queries(QUERIES))


def test_every_query_of_the_list_finds_its_page_among_the_first_five(rank_of: dict[Query, int | None]) -> None:
    missed = [f"{q.locale}, {q.way}: {q.text} ({rank})" for q, rank in rank_of.items() if not rank or rank > FIRST]
    assert missed == []


def test_the_list_has_twenty_queries_a_language_of_every_way_and_names_pages_that_exist(site: BuiltSite) -> None:
    queries = read_queries(QUERIES)
    for locale in ("en", "nl", "it", "pt", "hr", "cs", "hu"):
        own = [query for query in queries if query.locale == locale]
        assert len(own) >= 20, locale
        ways = {"inflected", "accent-free", "misspelt", "name", "other language"}
        assert {query.way for query in own} == (ways if locale == "en" else ways | {"english"}), locale
    addresses = set(site.addresses())
    named = {"" if page == "index" else page for query in queries for page in query.pages}
    assert named - addresses == set()


def test_the_readme_tells_the_scores_of_today(rank_of: dict[Query, int | None]) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    table = text.partition(MARKS[0])[2].partition(MARKS[1])[0]
    rows = {cells[1]: cells for line in table.splitlines() if len(cells := [c.strip() for c in line.split("|")]) > 4}
    for name, key in [(locale, "locale") for locale in ("en", "nl", "it", "pt", "hr", "cs", "hu")]:
        own = score(rank for query, rank in rank_of.items() if getattr(query, key) == name)
        assert rows[name][2:4] == [str(own.queries), f"{100 * own.recall:.0f} % · {own.reciprocal_rank:.2f}"]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize(("address", "query", "first", "kind"), SEARCHES)
def test_a_page_is_found_and_opened_with_the_keyboard_alone(
    reader: Reader, address: str, query: str, first: str, kind: str, width: int
) -> None:
    page = opened(reader, address, query, width=width)
    status = page.locator("#search [role=status]")
    assert any(letter.isdigit() for letter in status.inner_text())
    assert found(page)[0] == first
    entry = page.locator("#search li").first
    assert entry.locator(".kind").inner_text() == kind
    assert entry.locator("mark").count() > 0
    page.keyboard.press("ArrowDown")
    expect(entry.locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search li a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search input")).to_be_focused()
    assert page.locator("#search").evaluate("box => box.scrollWidth <= box.clientWidth")
    page.keyboard.press("Enter")
    page.wait_for_url(reader.root + first)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("address", ["", "hr/guidelines/"])
def test_the_focus_stays_in_the_dialog_and_goes_back_to_what_opened_it(
    reader: Reader, address: str, width: int
) -> None:
    page = reader.open(address, width=width)
    opener = page.locator("[data-search-open]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search input")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        # Past its last stop the focus leaves the page for the browser's own bars, never for what is behind.
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#search')")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_keys_of_the_search_are_letters_where_a_reader_types(reader: Reader) -> None:
    page = reader.open("")
    page.keyboard.press("s")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.type("s/s")
    assert page.locator("#search input").input_value() == "s/s"


def test_a_search_has_an_address_that_can_be_shared_and_back_returns_to_it(reader: Reader) -> None:
    page = opened(reader, "hu/", "óralátogatás")
    assert unquote(shown_address(page)).endswith("hu/#search=óralátogatás")
    before = found(page)
    page.keyboard.press("Enter")
    page.wait_for_url(reader.root + before[0])
    page.go_back()
    expect(page.locator("#search input")).to_have_value("óralátogatás")
    expect(page.locator("#search li")).not_to_have_count(0)
    assert found(page) == before
    page.keyboard.press("Escape")
    expect(page).to_have_url(reader.root + "hu/")


def test_an_entry_of_the_page_that_one_is_on_closes_the_dialog(reader: Reader) -> None:
    page = opened(reader, "glossary/", "cluster diary")
    page.locator("#search a[href$='glossary/#cluster-diary']").click()
    expect(page.locator("#search")).to_be_hidden()
    assert shown_address(page) == reader.root + "glossary/#cluster-diary"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("poticaj", "glossary/#incentive"),
        ("dirigente scolastico", "glossary/#school-leader"),
        ("lesobservatie", "glossary/#lesson-observation"),
    ],
)
def test_a_word_of_another_language_finds_the_page_in_the_readers_own(reader: Reader, query: str, first: str) -> None:
    page = opened(reader, "cs/", query)
    assert f"cs/{first}" in found(page)[:FIRST]


def test_english_is_searched_on_demand_and_its_results_say_so(reader: Reader) -> None:
    page = opened(reader, "hr/", "overloaded")
    offer = page.locator("[data-search-offer]")
    expect(offer).to_be_visible()
    own = {address.removeprefix("hr/") for address in found(page)}
    assert page.locator("#search .badge").count() == 0
    offer.click()
    expect(page.locator("#search .badge").first).to_have_text("engleski")
    english = [address for address in found(page) if not address.startswith("hr/")]
    assert own.isdisjoint(english)
    assert page.locator("#search li a[lang=en]").count() == len(english)


def test_more_results_are_shown_on_demand(reader: Reader) -> None:
    page = opened(reader, "", "mentoring")
    assert page.locator("#search li").count() == 10
    page.locator("[data-search-more]").click()
    expect(page.locator("#search li")).to_have_count(20)
    expect(page.locator("#search li a").nth(10)).to_be_focused()


def test_what_is_nowhere_is_said_to_be_nowhere(reader: Reader) -> None:
    page = opened(reader, "cs/", "xyzzyplugh")
    assert page.locator("#search [role=status]").inner_text().startswith("Nic")
    assert found(page) == []


def test_nothing_of_the_search_is_fetched_before_it_is_opened_and_no_query_is_ever_sent(reader: Reader) -> None:
    page = reader.open("cs/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url) + (request.post_data or "")))
    page.reload()
    assert [url for url in asked if "search" in url or "pagefind" in url] == []
    page.keyboard.press("/")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.type("lenesicich")
    expect(page.locator("#search li")).not_to_have_count(0)
    assert any("pagefind/cs/" in url for url in asked)
    assert [url for url in asked if "lenesic" in url.split("#")[0]] == []
    assert [url for url in asked if "pagefind/hu/" in url and not url.endswith("words.txt")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize(("address", "query"), [(address, query) for address, query, _, _ in SEARCHES])
def test_the_open_dialog_has_no_barrier(reader: Reader, address: str, query: str, width: int, scheme: str) -> None:
    page = opened(reader, address, query, width=width, color_scheme=scheme, bypass_csp=True)
    results = Axe().run(page, context="#search")
    assert [(violation["id"], violation["nodes"]) for violation in results.response["violations"]] == []


def test_without_scripts_the_search_leads_to_all_pages_by_kind(reader: Reader) -> None:
    page = reader.open("hr/", scripts=False)
    page.locator("[data-search-open]").click()
    page.wait_for_url(reader.root + "hr/all-pages/")
    for place in ("guidelines/observe-lessons/", "glossary/#lesson-observation", "resources/#selfie"):
        assert page.locator(f"main a[href='../{place}']").count() == 1, place
    assert "Nyíregyháza" in page.locator("#schools + ul").inner_text()


def test_a_bundle_depends_on_its_entries_alone(tmp_path: Path) -> None:
    entries = [Entry("hr", f"hr/{n}/", "Tema", f"Naslov {n}", f"<div>Tekst {n % 7} o školi</div>") for n in range(60)]
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        write_bundle(folder, entries)
        written.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert written[0] == written[1]
