"""Every kind of page as readers may need it: with the keyboard alone, enlarged, without scripts, without motion.

What takes little is asked of every page by test_every_page.py: rules of axe, narrow windows, spacing of the text.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, Reader
from community.audit.pages import BuiltPage, built_pages, one_of_each_kind
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("reading")

LANGUAGES = ("en", "hr", "cs", "hu")
HELPERS = (Path(__file__).parents[1] / "scripts/community/audit/in_page.js").read_text("utf-8")
# What can have the focus and is seen, in the order of the source.
STOPS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const seen = (stop) => stop.checkVisibility({ visibilityProperty: true });
  return stops.filter((stop) => stop.tabIndex >= 0 && !stop.disabled && seen(stop));
}"""
# Every element that has the focus must show it: with an outline, or a shape of a drawing that changes its stroke.
SEEN = """(element) => {
  const shapes = [element, ...element.querySelectorAll("*")];
  const styles = [...shapes.map((one) => getComputedStyle(one)), getComputedStyle(element, "::after")];
  return styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || shapes.some((one) => one instanceof SVGGeometryElement && parseFloat(getComputedStyle(one).strokeWidth) >= 3);
}"""
# Notes each element that gets the focus, and whether that is seen, while Tab is pressed; asked once, at the end.
LISTENING = f"""() => {{
  globalThis.stops = ({STOPS})();
  globalThis.walked = [];
  document.addEventListener("focusin", ({{ target }}) => walked.push([target, ({SEEN})(target)]));
  return stops.length;
}}"""
FAULT = """() => {
  const name = (one) => one ? one.outerHTML.slice(0, 120) : "nothing";
  for (const [number, wanted] of stops.entries()) {
    const [element, seen] = walked[number] ?? [];
    if (element !== wanted) return `the focus is on ${name(element)} and not on ${name(wanted)}`;
    if (!seen) return `the focus is not seen on ${name(element)}`;
  }
  return document.activeElement === stops.at(-1) ? "the focus can't leave the last stop" : "";
}"""


@pytest.fixture(scope="module")
def kinds(site: BuiltSite, project: Project) -> list[BuiltPage]:
    return one_of_each_kind(built_pages(site.folder, project))


def in_turn(kinds: list[BuiltPage]) -> Iterator[BuiltPage]:
    """Yield each kind once, in the languages in turn."""
    for number, kind in enumerate(sorted({page.kind for page in kinds})):
        yield next(p for p in kinds if p.kind == kind and p.locale == LANGUAGES[number % len(LANGUAGES)])


def in_languages(kinds: list[BuiltPage]) -> list[BuiltPage]:
    """Return each kind in each of the languages that are looked at closely."""
    return [page for page in kinds if page.locale in LANGUAGES]


def walked_by_keyboard(page: Page) -> list[str]:
    """Return what is wrong with the way of the Tab key through a page."""
    count = page.evaluate(LISTENING)
    assert count > 10
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    fault = page.evaluate(FAULT)
    return [fault] if fault else []


def test_the_tab_key_goes_through_every_kind_of_page_in_the_order_of_reading(
    reader: Reader, kinds: list[BuiltPage]
) -> None:
    page = reader.open("", reduced_motion="reduce")
    faults = []
    for kind in in_turn(kinds):
        page.goto(reader.root + kind.address)
        faults += [f"{kind.address}: {fault}" for fault in walked_by_keyboard(page)]
        faults += [f"{kind.address}: tabindex above 0"] * page.locator(
            "[tabindex]:not([tabindex='0'], [tabindex='-1'])"
        ).count()
    assert faults == []


@pytest.mark.parametrize("opener", [".menu-drop > summary", ".languages > summary"])
def test_what_drops_down_is_walked_and_closed_with_the_keyboard_alone(reader: Reader, opener: str) -> None:
    page = reader.open("hr/guidelines/", width=PHONE, reduced_motion="reduce")
    page.locator(opener).focus()
    page.keyboard.press("Enter")
    links = page.locator(opener.replace(" > summary", " a"))
    for number in range(links.count()):
        page.keyboard.press("Tab")
        assert links.nth(number).evaluate("element => element === document.activeElement")
        assert page.evaluate(f"({SEEN})(document.activeElement)")
        box = links.nth(number).bounding_box()
        assert box
        assert box["height"] >= 24
    page.keyboard.press("Escape")
    assert page.locator(opener).evaluate("element => element === document.activeElement && !element.parentElement.open")


def test_folded_text_unfolds_and_folds_with_the_keyboard(reader: Reader, kinds: list[BuiltPage]) -> None:
    page = reader.open("", reduced_motion="reduce")
    for kind in in_turn(kinds):
        page.goto(reader.root + kind.address)
        for details in page.locator("details:not(.drop) > summary").all()[:3]:
            if not details.is_visible() or details.evaluate("e => getComputedStyle(e).pointerEvents === 'none'"):
                continue
            before = details.evaluate("e => e.parentElement.open")
            details.focus()
            page.keyboard.press("Space")
            assert details.evaluate("e => e.parentElement.open") is not before, kind.address
            page.keyboard.press("Enter")
            assert details.evaluate("e => e.parentElement.open") is before, kind.address


def test_enlarged_to_twice_its_size_nothing_is_lost(reader: Reader, kinds: list[BuiltPage]) -> None:
    # Zoom halves the window that a page sees; text alone is enlarged by some browsers.
    page = reader.open("", width=DESKTOP // 2, reduced_motion="reduce", bypass_csp=True)
    page.add_init_script(HELPERS)
    faults = []
    for kind in in_languages(kinds):
        page.goto(reader.root + kind.address)
        faults += [f"{kind.address}: zoom: {what}" for what in page.evaluate("audit.unreachable()")]
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        faults += [f"{kind.address}: text: {what}" for what in page.evaluate("audit.unreachable()")]
    assert faults == []


def test_without_scripts_no_page_offers_what_does_not_work(reader: Reader, kinds: list[BuiltPage]) -> None:
    page = reader.open("", scripts=False)
    dead = "main :is(button, input, select, textarea):visible, header :is(button, input, select, textarea):visible"
    faults = []
    for kind in in_languages(kinds):
        page.goto(reader.root + kind.address)
        faults += [
            f"{kind.address}: {one.evaluate('e => e.outerHTML.slice(0, 100)')}" for one in page.locator(dead).all()
        ]
        if len(page.locator("main").inner_text()) < 200:
            faults.append(f"{kind.address}: there is no text")
    assert faults == []


def test_the_skip_link_leads_past_the_menu(reader: Reader) -> None:
    page = reader.open("cs/guidelines/observe-lessons/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement")
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_around_what_has_the_focus_stands_out(reader: Reader, scheme: str) -> None:
    page = reader.open("", color_scheme=scheme, reduced_motion="reduce")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineColor")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert contrast(ring, ground) >= 3


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast of two colours as browsers write them: rgb(18, 58, 107)."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_on_a_phone_the_cells_of_a_comparison_are_cells_for_other_programs_too(reader: Reader) -> None:
    page = reader.open("hr/compare/?models=top-down,bottom-up,virtual#models", width=PHONE)
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    assert roles.count("columnheader") == 3
    rows = page.locator(".chosen tbody tr >> visible=true").count()
    assert roles.count("rowheader") == rows
    assert roles.count("cell") + roles.count("gridcell") >= 3 * rows


@pytest.mark.parametrize("address", ["hr/compare/?models=top-down,bottom-up#models", "hr/guidelines/observe-lessons/"])
def test_nothing_that_stays_in_sight_hides_what_has_the_focus(reader: Reader, address: str) -> None:
    page = reader.open(address, width=PHONE, reduced_motion="reduce")
    assert page.locator(".offer").is_visible()
    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(45):
            page.keyboard.press(key)
            hidden += page.evaluate(
                """() => {
                  const element = document.activeElement;
                  if (element === document.body || element.closest(".offer")) return [];
                  const boxes = [...element.getClientRects()];
                  const seen = boxes.some((box) => [0.1, 0.5, 0.9].some((part) => {
                    const top = document.elementFromPoint(box.x + box.width * part, box.y + box.height / 2);
                    return top && (element.contains(top) || top.contains(element));
                  }));
                  return seen ? [] : [element.outerHTML.slice(0, 100)];
                }"""
            )
    assert hidden == []


def test_the_system_with_its_own_colours_shows_where_one_is(reader: Reader) -> None:
    page = reader.open("cs/guidelines/", forced_colors="active")
    lines = page.locator(".sections a").evaluate_all("all => all.map((a) => getComputedStyle(a).borderBottomColor)")
    current = page.locator(".sections a[aria-current]").evaluate("a => getComputedStyle(a).borderBottomColor")
    assert lines.count(current) == 1
