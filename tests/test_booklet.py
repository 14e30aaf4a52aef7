"""The reader's booklet in a real browser: chosen, ordered, shared, printed; and how every kind of page prints."""

import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import DESKTOP, PHONE, Reader
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("booklet")

# A slow machine is no fault.
expect.set_options(timeout=30_000)

LOCALES = ("en", "hr", "cs", "hu")
THREE = ("guidelines/observe-lessons/", "countries/croatia/", "policy-briefs/choosing-a-model/")
LINK = (
    "#title=Na%C5%A1i%20mentori&items=hr:guidelines/observe-lessons,countries/croatia,en:policy-briefs/choosing-a-model"
)


def prefix(locale: str) -> str:
    return "" if locale == "en" else f"{locale}/"


def add(page: Page, reader: Reader, *addresses: str) -> None:
    for address in addresses:
        page.goto(reader.root + address)
        page.locator("[data-booklet-add]").click()


def composed(page: Page) -> Page:
    """Wait until the document stands."""
    expect(page.locator(".booklet-document")).to_be_visible()
    expect(page.locator(".booklet-document[aria-busy]")).to_have_count(0)
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".booklet-page h2").all_text_contents()


def lines(page: Page) -> list[str]:
    return page.locator(".booklet-pages li a").all_text_contents()


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return found


def printed(page: Page, folder: Path) -> str:
    """Return the text of a page's PDF, with spaces as a reader sees them."""
    pdf = folder / "page.pdf"
    page.pdf(path=str(pdf), format="A4")
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens: an address is cut at a hyphen, which pdftotext then takes away."""
    return re.sub(r"[\s-]", "", text)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_reader_adds_orders_removes_and_comes_back(reader: Reader, site: BuiltSite, locale: str, width: int) -> None:
    page = reader.open(prefix(locale), width=width)
    assert page.locator(".booklet-link").is_hidden()
    assert kept(page) == {}
    add(page, reader, *(prefix(locale) + address for address in THREE))
    assert page.locator(".page-foot > [role=status]").text_content().endswith(" 3")
    assert page.locator("[data-booklet-count]").text_content() == "(3)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".booklet-link").click()
    composed(page)
    names = [site.text(prefix(locale) + address, "//h1") for address in THREE]
    assert titles(page) == lines(page) == names
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    second = page.locator(".booklet-pages li").nth(1)
    second.locator("[data-do=up]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.do") == "down", "the first page can only go down"
    composed(page)
    assert titles(page) == lines(page) == [names[1], names[0], names[2]]

    page.locator(".booklet-pages li").nth(2).locator("[data-do=remove]").click()
    composed(page)
    assert names[2] in page.locator(".booklet-status").text_content()
    assert titles(page) == [names[1], names[0]]
    page.locator("[data-do=undo]").click()
    composed(page)
    assert titles(page) == [names[1], names[0], names[2]]

    page.locator("#booklet-title").fill("<b>Ő & č</b>")
    page.reload()
    composed(page)
    assert titles(page) == [names[1], names[0], names[2]]
    assert page.locator("#booklet-cover").text_content() == "<b>Ő & č</b>"
    assert page.title() == "<b>Ő & č</b>"

    page.locator("[data-do=empty]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    assert kept(page) == {}, "what is empty is not kept"
    assert page.locator(".booklet-link").is_hidden()
    page.locator("[data-do=undo]").click()
    composed(page)
    assert len(titles(page)) == 3
    assert page.context.cookies() == []


def test_the_button_takes_a_page_out_again(reader: Reader) -> None:
    page = reader.open("cs/models/regional-hub/")
    button = page.locator("[data-booklet-add]")
    words = button.inner_text()
    button.click()
    assert button.inner_text() != words
    page.reload()
    assert button.inner_text() != words
    button.click()
    assert button.inner_text() == words
    assert kept(page) == {}


def test_a_shared_link_leaves_the_own_booklet_alone_until_the_reader_takes_it(reader: Reader) -> None:
    page = reader.open("hr/models/regional-hub/")
    add(page, reader, "hr/models/regional-hub/")
    mine = kept(page)
    page.goto(f"{reader.root}hr/booklet/{LINK}")
    composed(page)
    assert page.locator(".booklet-shared").is_visible()
    assert page.locator("#booklet-title").input_value() == "Naši mentori"
    page.locator(".booklet-pages li").nth(0).locator("[data-do=down]").click()
    composed(page)
    assert kept(page) == mine
    assert page.evaluate("location.hash").startswith(
        "#title=Na%C5%A1i%20mentori&items=hr:countries/croatia,guidelines/"
    )
    page.locator("[data-do=join]").click()
    composed(page)
    assert page.locator(".booklet-shared").is_hidden()
    assert len(lines(page)) == 4
    assert page.evaluate("location.hash") == ""
    assert kept(page) != mine


def test_a_reader_may_make_a_shared_booklet_theirs_or_go_back(reader: Reader) -> None:
    page = reader.open(f"hr/booklet/{LINK}")
    composed(page)
    assert kept(page) == {}
    page.locator("[data-do=leave]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    assert kept(page) == {}
    page.goto(f"{reader.root}hr/")
    page.goto(f"{reader.root}hr/booklet/{LINK}")
    composed(page)
    page.locator("[data-do=take]").click()
    composed(page)
    (value,) = kept(page).values()
    assert value == LINK.replace("#", "1 ")


def test_the_link_to_a_booklet_opens_the_same_booklet(reader: Reader) -> None:
    page = reader.open(f"hr/booklet/{LINK}")
    composed(page)
    before = titles(page)
    page.locator("[data-do=link]").click()
    link = page.locator("#booklet-address").input_value()
    assert len(link) < 200
    other = reader.open(link.removeprefix(reader.root))
    assert titles(composed(other)) == before


def test_pages_of_several_languages_are_marked_and_can_become_one(reader: Reader) -> None:
    page = reader.open(f"hr/booklet/{LINK}")
    composed(page)
    languages = "[...document.querySelectorAll('.booklet-page')].map((part) => part.lang)"
    assert page.evaluate(languages) == ["hr", "hr", "en"]
    assert page.locator(".booklet-terms dl").evaluate_all("lists => lists.map((list) => list.lang)") == ["", "en"]
    page.locator("fieldset [value=cs]").click()
    expect(page.locator(".booklet-page[lang=cs]")).to_have_count(3)
    assert page.locator("fieldset [value=cs]").get_attribute("aria-pressed") == "true"
    assert page.evaluate(languages) == ["cs", "cs", "cs"]
    assert page.locator("#booklet-terms").text_content() == "Korišteni pojmovi", "the frame stays the reader's"


def test_a_page_that_is_not_translated_stays_as_it_is(example_reader: Reader) -> None:
    page = example_reader.open("booklet/#items=guidelines/light-the-first-lamp,about")
    composed(page)
    page.locator("fieldset [value=nb]").click()
    expect(page.locator(".booklet-status")).to_contain_text(titles(page)[1])
    composed(page)
    assert "en:about" in page.evaluate("location.hash")


def test_an_old_address_is_followed_to_the_new_one(example_reader: Reader) -> None:
    page = example_reader.open("booklet/#items=guidelines/first-lamp")
    composed(page)
    address = page.locator(".booklet-foot a").first.get_attribute("href")
    assert address == "https://org.example/guidelines/light-the-first-lamp/"


def test_a_page_that_is_gone_is_told_and_the_others_are_shown(reader: Reader) -> None:
    page = reader.open("booklet/#items=guidelines/no-such-page,countries/croatia")
    composed(page)
    assert titles(page) == ["Croatia"]
    assert "guidelines/no-such-page/" in page.locator(".booklet-status").text_content()
    # The browser tells of the missing page; nothing else may be wrong.
    assert [fault for fault in reader.faults if "404" not in fault] == [reader.root + "guidelines/no-such-page/"]
    reader.faults.clear()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_ready_made_booklet_opens_in_the_readers_language(reader: Reader, project: Project, locale: str) -> None:
    page = reader.open(f"{prefix(locale)}countries/portugal/")
    page.locator(".onward a").last.click()
    composed(page)
    assert page.locator("#booklet-title").input_value().startswith(project.community.network.name)
    assert page.locator(".booklet-page").count() > 5
    assert set(page.locator(".booklet-page").evaluate_all("parts => parts.map((part) => part.lang)")) == {locale}
    assert kept(page) == {}
    page.locator("#role-teacher .buttons a").click()
    expect(page.locator(".booklet-pages li")).to_have_count(len(page.locator("#role-teacher .links a").all()))
    composed(page)
    assert page.locator(".booklet-shared").is_visible()


def test_nothing_in_the_document_clashes_or_leads_nowhere(reader: Reader) -> None:
    page = reader.open("hr/booklet/#country-hungary")
    composed(page)
    twice = page.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);"
        " return ids.filter((id, place) => ids.indexOf(id) !== place) })()"
    )
    assert twice == []
    broken = page.locator(".booklet-document a[href^='#']").evaluate_all(
        "links => links.map((link) => link.hash).filter((way) => !document.getElementById(way.slice(1)))"
    )
    assert broken == []
    ways = page.locator(".booklet-document a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert [way for way in ways if not re.match(r"#|https?://", way)] == []
    assert not [way for way in ways if way.startswith(reader.root)], "links are permanent addresses"
    levels = page.locator(":is(h1, h2, h3, h4, h5, h6)").evaluate_all(
        "heads => heads.filter((head) => head.checkVisibility()).map((head) => Number(head.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_sources_of_all_pages_are_one_list_with_one_numbering(reader: Reader, site: BuiltSite) -> None:
    page = reader.open(f"hr/booklet/{LINK}")
    composed(page)
    wanted: list[str] = []
    for address in ("hr/guidelines/observe-lessons/", "hr/countries/croatia/", "policy-briefs/choosing-a-model/"):
        wanted += [x for x in site.page(address).xpath("//ol[@class='sources']/li/@id") if x not in wanted]
    ids = page.locator(".booklet-sources li").evaluate_all("lines => lines.map((line) => line.id)")
    assert set(wanted) <= {name.removeprefix("booklet-") for name in ids}
    assert page.locator(".booklet-document ol.sources").count() == 1
    marks: list[list[Any]] = page.locator(".booklet-document .cite a").evaluate_all(
        "marks => marks.map((mark) => [Number(mark.textContent), mark.getAttribute('href').slice(1)])"
    )
    assert marks
    assert all(ids[number - 1] == name for number, name in marks)


def test_the_printed_booklet_is_a_document_of_its_own(reader: Reader, site: BuiltSite, tmp_path: Path) -> None:
    page = reader.open(f"hr/booklet/{LINK}", locale="hr-HR", color_scheme="dark")
    composed(page)
    text = printed(page, tmp_path)
    whole = flat(text)
    pages = text.split("\f")
    assert "Naši mentori" in pages[0]
    assert flat(page.locator(".booklet-cover time").inner_text()) in flat(pages[0])
    assert site.url in pages[0]
    assert "Sadržaj" in pages[0]
    for address in ("hr/guidelines/observe-lessons/", "hr/countries/croatia/", "policy-briefs/choosing-a-model/"):
        title = site.text(address, "//h1")
        assert title in flat(pages[0]), "in the contents"
        begins = [number for number, one in enumerate(pages) if title in flat(one)[:300] and number]
        assert begins, f"{title} begins on a new page"
        assert squeezed(site.url + address) in squeezed(text)
    for words in ("22. studenoga 2026.", "Korišteni pojmovi", "klaster", "Izvori", "101004633", "CC BY 4.0"):
        assert words in whole
    assert re.search(r"Naši mentori\s", pages[2]), "the running title"
    assert f"2 / {len(pages) - 1}" in flat(pages[1])
    assert pages[0].count("Naši mentori") == 1, "the cover has no running title"
    for part in (".skip", ".search-link span", ".page-foot ul a", "[data-do=print]", "#ready-made", ".notice a"):
        words = page.locator(part).first.text_content()
        assert words
        assert words not in whole


def test_damaged_and_foreign_choices_are_ignored(reader: Reader) -> None:
    page = reader.open("booklet/")
    key = page.evaluate(
        "(async () => `booklet ${(await import(document.querySelector('script[src*=choice]').src)).root.pathname}`)()"
    )
    for value in (
        "{",
        "1 items=../../etc,javascript:x,<b>,%,xx:guidelines/a",
        "2 items=countries/croatia",
        "1 title=a%",
    ):
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])
        page.reload()
        expect(page.locator("[data-empty]")).to_be_visible()
        assert page.locator(".booklet-link").is_hidden()
    page.evaluate(
        "key => localStorage.setItem(key, '1 title=A&items=en:countries/croatia,,x:y,countries/croatia')", key
    )
    page.reload()
    composed(page)
    assert titles(page) == ["Croatia"]


def test_a_browser_that_keeps_nothing_still_shows_a_booklet(reader: Reader) -> None:
    page = reader.open("")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto(f"{reader.root}booklet/{LINK}")
    composed(page)
    page.locator("[data-do=take]").click()
    composed(page)
    assert len(titles(page)) == 3
    assert page.locator(".booklet-status").inner_text() == (
        "Your browser keeps nothing; the booklet will be gone when you leave. Its link holds it."
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_without_scripts_the_page_tells_how_to_print_and_lists_the_pages(reader: Reader, locale: str) -> None:
    page = reader.open(f"{prefix(locale)}booklet/", scripts=False, width=PHONE)
    assert page.locator("noscript p").is_visible()
    assert page.locator(".booklet").is_hidden()
    assert page.locator(".ready-booklets .buttons:visible").count() == 0
    card = page.locator("#country-croatia")
    card.locator("summary").click()
    assert card.locator(".links a").first.is_visible()
    assert page.goto(f"{reader.root}{prefix(locale)}models/regional-hub/")
    assert page.locator("[data-booklet-add]").is_hidden()
    page.locator(".citation summary").click()
    assert page.locator(".citation pre").first.is_visible()
    assert page.locator(".citation button:visible").count() == 0


def test_a_citation_is_copied_and_downloaded(reader: Reader) -> None:
    page = reader.open("hr/guidelines/observe-lessons/", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".citation summary").click()
    bibtex, ris = page.locator(".citation pre").all()
    page.locator(".citation [data-copied] button").first.click()
    expect(page.locator(".citation [role=status]").first).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == bibtex.text_content()
    with page.expect_download() as waiting:
        page.locator(".citation [data-copied] a").nth(1).click()
    assert waiting.value.suggested_filename == "hr-guidelines-observe-lessons.ris"
    assert Path(waiting.value.path()).read_bytes().decode() == ris.text_content().replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]
)
def test_the_booklet_page_breaks_no_rule_of_accessibility(reader: Reader, scheme: str, width: int) -> None:
    page = reader.open(f"hr/booklet/{LINK}", width=width, color_scheme=scheme, bypass_csp=True)
    composed(page)
    page.locator("[data-do=link]").click()
    page.locator("#role-teacher summary").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.goto(f"{reader.root}hr/models/regional-hub/")
    page.locator("[data-booklet-add]").click()
    page.locator(".citation summary").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


PRINTED = (
    "", "countries/", "countries/croatia/", "clusters/croatia-4/", "models/regional-hub/", "challenges/stem/",
    "topics/leadership/", "incentives/", "incentives/protected-time/", "guidelines/observe-lessons/",
    "recommendations/lead-from-the-front/", "case-studies/blue-hub-works-online/", "policy-briefs/choosing-a-model/",
    "courses/first-steps/", "glossary/", "evidence/", "evidence/sources/", "resources/", "about/", "all-pages/",
)  # fmt: skip
# Everything that only a screen can use.
NEVER_PRINTED = (
    ".site-header *, .site-footer nav *, .trail, .contents, .skip, .page-foot > ul *, .citation *, button, input"
)


@pytest.mark.parametrize("locale", ["en", "hr", "hu"])
def test_every_kind_of_page_prints_as_a_text(reader: Reader, locale: str) -> None:
    page = reader.open(prefix(locale), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for address in PRINTED:
        page.goto(reader.root + prefix(locale) + address)
        shown = page.locator(NEVER_PRINTED).evaluate_all("all => all.filter((one) => one.checkVisibility()).length")
        assert shown == 0, address
        assert page.locator("h1").is_visible()
        assert page.locator(".site-footer .funding").is_visible()
        assert page.locator("link[rel=canonical]").get_attribute("href") in page.locator(".print-foot").inner_text()
        colours = page.evaluate(
            "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.documentElement))"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], address
        assert page.locator(".notice").count() == (locale != "en")


def test_what_is_closed_on_the_screen_is_open_on_paper(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("courses/first-steps/")
    feedback = page.locator(".question details p").first
    assert not feedback.is_visible()
    assert flat(feedback.text_content() or "") in flat(printed(page, tmp_path))


def test_addresses_of_other_sites_are_printed_and_those_of_figures_and_sources_are_not(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.open("guidelines/observe-lessons/")
    text = squeezed(printed(page, tmp_path))
    for link in page.locator(".sources a[href^='http']").all():
        assert squeezed(f"({link.get_attribute('href')})") in text
    assert "(#source" not in text
    assert "(../" not in text


@pytest.mark.parametrize("part", [".card", ".pair", ".figure", "tr", ".glance > div", ".checklist li", ".aside"])
def test_nothing_that_belongs_together_is_cut(reader: Reader, part: str) -> None:
    page = reader.open("guidelines/observe-lessons/")
    page.emulate_media(media="print")
    for address in ("guidelines/observe-lessons/", "policy-briefs/choosing-a-model/", "countries/croatia/", ""):
        page.goto(reader.root + address)
        breaks = page.locator(f"main {part}").evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")
        assert set(breaks) <= {"avoid"}
    heads = page.locator("main :is(h2, h3)").evaluate_all("all => all.map((one) => getComputedStyle(one).breakAfter)")
    assert set(heads) == {"avoid"}
