"""The views of pages that the audit's rows share: one walk over all pages, and one over the stock site's."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.sync_api import sync_playwright

from community.audit.bench import Bench
from community.audit.browser import launch, serving
from community.audit.markup import errors_after_scripts, markup_errors
from community.audit.pages import BuiltPage
from community.audit.walk import OPENED, STATES, Visit, Walker

_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Walked:
    """All visits to our site, how many views of pages they were, and in words what was asked of which."""

    visits: tuple[Visit, ...]
    views: int
    told: str


_walked: WeakKeyDictionary[Bench, Walked] = WeakKeyDictionary()
_errors: WeakKeyDictionary[Bench, tuple[list[str], list[str]]] = WeakKeyDictionary()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site; yields its address."""
    with serving(site) as root:
        yield root


def walked(bench: Bench) -> Walked:
    """Return a visit to every page of our site, made once a run."""
    if bench not in _walked:
        visits = _walk_at_once(bench, bench.site, bench.pages, bench.kinds)
        count, closely = len(bench.pages), len(bench.kinds)
        if bench.whole:
            views = count * len(STATES)
            told = f"every rule on all {count} pages in {len(STATES)} states"
        else:
            views = count * (len(STATES) - len(OPENED)) + closely * len(OPENED)
            told = (
                f"every rule on {count} pages, contrast of every look in light, dark, forced colours and 360 px, "
                f"every rule in all states on {closely} pages (one of each kind a language)"
            )
        _walked[bench] = Walked(tuple(visits), views, told)
    return _walked[bench]


def html_errors(bench: Bench) -> tuple[list[str], list[str]]:
    """Return the errors in the HTML of our files, and in what scripts made of them; looked for once a run."""
    if bench not in _errors:
        after = ((visit.page.address, visit.html) for visit in walked(bench).visits)
        _errors[bench] = markup_errors(bench.site), errors_after_scripts(after, bench.work / "after-scripts")
    return _errors[bench]


def stock_walked(bench: Bench) -> list[Visit]:
    """Return a visit to one English page of each kind of the stock site; nothing is opened there."""
    return _walk_at_once(bench, bench.stock_site, bench.stock_pages, [])


def first_view(bench: Bench, site: Path) -> tuple[str, ...]:
    """Return what a first view of the home page fetches."""
    home = BuiltPage(address="", locale="en", kind="home", file=site / "index.html")
    with bench.chromium() as chromium, serving(site) as root:
        walker = Walker(chromium, root)
        files = walker.visit(home).files
        walker.close()
    return files


def _walk_at_once(bench: Bench, site: Path, pages: Sequence[BuiltPage], closely: Sequence[BuiltPage]) -> list[Visit]:
    """Walk in as many processes as there are cores, in pieces of neighbours, and tell how far they are."""
    pieces = [pages[start : start + _AT_ONCE] for start in range(0, len(pages), _AT_ONCE)]
    visits: list[Visit] = []
    with ProcessPoolExecutor(max_workers=cpu_count()) as pool:
        for done in pool.map(_walk, pieces, [site] * len(pieces), [closely] * len(pieces), [bench.whole] * len(pieces)):
            visits += done
            bench.say(f"  {len(visits)} of {len(pages)} pages")
    return visits


def _walk(pages: Sequence[BuiltPage], site: Path, closely: Sequence[BuiltPage], whole: bool) -> list[Visit]:
    with sync_playwright() as playwright, serving(site) as root:
        chromium = launch(playwright)
        walker = Walker(chromium, root, closely, whole=whole and bool(closely))
        visits = [walker.visit(page) for page in pages]
        chromium.close()
    return visits
