"""A reader who opens every page, in every state that readers may have it in, and writes down what is wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from community.audit.browser import DESKTOP, PHONE
from community.audit.pages import BuiltPage

# WCAG 2.2, levels A and AA, and what axe-core's makers hold to be good practice: all rules, all parts of a page.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
NARROW = 320
# How much of what is seen may move while a page is loading, as Chromium counts it, and how often it is looked at again.
MOST_SHIFT = 0.01
_LOOKS_AGAIN = 3
HEIGHT = 900
# What a narrow window changes about elements that are there in a wide one too, besides their colours.
NARROW_RULES = ("target-size", "scrollable-region-focusable", *COLOUR_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a reader may have a page: the width, what the system asks for, and what the reader opened.

    `part` is what opening changes; `rules` are those that a state can change, or tags of them.
    """

    name: str
    width: int = DESKTOP
    media: tuple[tuple[str, str], ...] = ()
    opens: str = ""
    part: str = ""
    rules: tuple[str, ...] = COLOUR_RULES


STATES = (
    State(name="light", rules=TAGS),
    State(name="dark", media=(("color_scheme", "dark"),)),
    State(name="forced colours", media=(("forced_colors", "active"),)),
    State(name="360 px", width=PHONE, rules=NARROW_RULES),
    State(name="menu open", width=PHONE, opens=".menu-drop > summary", part=".site-header", rules=TAGS),
    State(name="search open", opens="[data-search-open]", part="dialog", rules=TAGS),
)
OPENED = tuple(state for state in STATES if state.opens)


@dataclass(slots=True, kw_only=True)
class Visit:
    """What was found on a page; `files` are the paths that a first view fetched, `html` is what scripts left."""

    page: BuiltPage
    faults: list[str] = field(default_factory=list)
    files: tuple[str, ...] = ()
    html: str = ""
    shift: float = 0.0


class Walker:
    """Somebody who reads many pages one after the other, in one browser that keeps what pages let it keep.

    With `whole`, every rule is asked of the whole page in every state. Otherwise every rule is asked of every page
    once; contrast, which takes most of the time, is measured in each state once for each look that a text can have
    (its colours, its size, and all that it stands in). On the pages of `closely` every rule is asked at 360 px too,
    menu and search are opened, and every rule asked of what opened. Those of `plainly` are seen in the first state
    alone.
    """

    def __init__(
        self,
        chromium: Browser,
        root: str,
        closely: Iterable[BuiltPage] = (),
        plainly: Iterable[BuiltPage] = (),
        whole: bool = False,
    ) -> None:
        self.root = root
        self.whole = whole
        self._closely = {page.address for page in closely}
        self._plainly = {page.address for page in plainly}
        self._seen: dict[str, set[int]] = {state.name: set() for state in STATES}
        self._faults: list[str] = []
        self._files: list[str] = []
        self._context = chromium.new_context(
            viewport={"width": DESKTOP, "height": HEIGHT}, bypass_csp=True, reduced_motion="reduce", locale="en-GB"
        )
        self._context.set_default_timeout(20_000)
        # Not on the empty page between two others: to read axe-core takes a while.
        self._context.add_init_script(f'if (location.protocol !== "about:") {{ {axe_source()} }}')
        self._context.add_init_script(files("community.audit").joinpath("in_page.js").read_text("utf-8"))
        self._page = self._context.new_page()
        self._page.on("console", self._note_message)
        self._page.on("pageerror", lambda error: self._faults.append(f"script: {error}"))
        self._page.on("request", lambda request: self._note_request(request.url))
        self._page.on("response", self._note_answer)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._faults.append(message.text)

    def _note_answer(self, answer: Response) -> None:
        if answer.status >= HTTPStatus.BAD_REQUEST:
            self._faults.append(f"missing: {answer.url}")

    def _note_request(self, url: str) -> None:
        if url.startswith(self.root):
            self._files.append(urlsplit(url).path.removeprefix("/"))
        elif not url.startswith(("data:", "blob:")):
            self._faults.append(f"another host is asked: {url}")

    def visit(self, built: BuiltPage) -> Visit:
        """Open a page and return what was found."""
        page = self._page
        page.goto("about:blank")  # what the last page still asks for is none of this page's
        self._faults.clear()
        self._files.clear()
        visit = Visit(page=built)
        page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
        page.goto(self.root + built.address)
        visit.shift = page.evaluate("audit.shift()")
        visit.files = tuple(dict.fromkeys(self._files))
        visit.html = page.content()
        # A browser with little time may draw a page when half of it is read; what moves by itself moves each time.
        for _ in range(_LOOKS_AGAIN if visit.shift > MOST_SHIFT else 0):
            page.reload()
            visit.shift = min(visit.shift, page.evaluate("audit.shift()"))
        visit.faults += [f"moves with reduced motion: {what}" for what in page.evaluate("audit.moving()")]
        closely = self.whole or built.address in self._closely
        for state in STATES[:1] if built.address in self._plainly else STATES:
            if state.opens and not closely:
                continue
            visit.faults += [f"{state.name}: {fault}" for fault in self._in_state(page, state, closely)]
        visit.faults += [f"text spacing: cut: {what}" for what in self._spaced(page)]
        visit.faults += [f"{NARROW} px: cut: {what}" for what in self._narrowed(page)]
        visit.faults += self._faults
        visit.faults += [f"kept unasked: {what}" for what in self._kept()]
        return visit

    def _in_state(self, page: Page, state: State, closely: bool) -> list[str]:
        if page.viewport_size != {"width": state.width, "height": HEIGHT}:
            page.set_viewport_size({"width": state.width, "height": HEIGHT})
        page.emulate_media(**dict[str, Any](state.media))
        if state.opens:
            page.locator(state.opens).click()
            page.locator(f"{state.part} :is(nav, input)").first.wait_for()
            page.wait_for_load_state("networkidle")  # what it fetches would be told of the next page
        rules = TAGS if self.whole or (closely and state.rules == NARROW_RULES) else state.rules
        fresh = None if self.whole or state.part else self._fresh(page, self._seen[state.name])
        found: list[str] = []
        if fresh != [] or rules != COLOUR_RULES:
            asked = ["" if self.whole else state.part, list(rules), fresh]
            found = page.evaluate("([part, rules, fresh]) => audit.violations(part, rules, fresh)", asked)
        if state.opens:
            page.keyboard.press("Escape")
        page.emulate_media(**{name: "null" for name, _ in state.media})  # type: ignore[arg-type]  # names as data
        return found

    def _fresh(self, page: Page, seen: set[int]) -> list[int]:
        """Return the numbers of elements whose looks have not been seen before, one of each look."""
        looks: list[int] = page.evaluate("audit.looks()")
        fresh = {look: number for number, look in enumerate(looks) if look not in seen}
        seen.update(fresh)
        return sorted(fresh.values())

    def _spaced(self, page: Page) -> list[str]:
        page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
        found: list[str] = page.evaluate(
            "() => { audit.space(true); const found = audit.unreachable(); audit.space(false); return found }"
        )
        return found

    def _narrowed(self, page: Page) -> list[str]:
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        found: list[str] = page.evaluate("audit.unreachable()")
        return found

    def _kept(self) -> list[str]:
        state = self._context.storage_state()
        kept = [f"cookie {cookie.get('name')}" for cookie in state.get("cookies", ())]
        return kept + [f"storage {origin}" for origin in state.get("origins", ())]

    def close(self) -> None:
        """Close the browser's window."""
        self._context.close()


def walk(walker: Walker, pages: Iterable[BuiltPage]) -> Iterator[Visit]:
    """Yield a visit to each page."""
    for page in pages:
        yield walker.visit(page)


def axe_version() -> str:
    """Return the version of axe-core."""
    return str(re.findall(r"axe v([\d.]+)", axe_source())[0])


def axe_source() -> str:
    """Return axe-core as its package carries it."""
    return Path(str(files("axe_playwright_python").joinpath("axe.min.js"))).read_text("utf-8")
