"""Pages of the site in Chromium: all rules of axe-core, the Nu HTML checker, nothing kept, nothing from elsewhere.

Every page in English, and every kind of page in two more languages, in turn: a page takes two seconds of a processor.
One English page of each kind is seen in every state. `make audit` walks every page in every language and state. English
is walked beside the others, which share one walker.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from community.audit.browser import serving
from community.audit.markup import errors_after_scripts, markup_errors
from community.audit.pages import BuiltPage, built_pages, kind_of, one_of_each_kind
from community.audit.walk import MOST_SHIFT, Visit, Walker, walk
from community.audit.weight import over_budget, weight_of
from community.project import Project
from community.text import SOURCE_LOCALE
from reader import CASES, BuiltSite

LOCALES = ("en", "nl", "it", "pt", "hr", "cs", "hu")


def in_turn(pages: list[BuiltPage], locales: Sequence[str], times: int = 1) -> list[BuiltPage]:
    """Return one page of each kind in so many languages, which take turns, and every home page."""
    turns = cycle(locales)
    chosen = {kind: {*islice(turns, times)} for kind in sorted({page.kind for page in pages})}
    return [page for page in one_of_each_kind(pages) if page.kind == "home" or page.locale in chosen[page.kind]]


@pytest.fixture(scope="module")
def walker(chromium: Browser, site: BuiltSite, project: Project) -> Iterator[Walker]:
    """Somebody who looks closely at the kinds of page, in the languages in turn; the audit does so in all of them."""
    pages = built_pages(site.folder, project)
    kinds = {page.address for page in one_of_each_kind(pages)}
    plainly = [page for page in pages if page.address not in kinds]
    with serving(site.folder) as root:
        made = Walker(chromium, root, closely=in_turn(pages, LOCALES), plainly=plainly)
        yield made
        made.close()


def faults(visits: list[Visit], tmp_path: Path) -> list[str]:
    """Return all that is wrong with pages, and with their HTML after their scripts have run."""
    found = [f"{visit.page.address}: {fault}" for visit in visits for fault in visit.faults]
    found += [f"{v.page.address}: moves by {v.shift:.3f} while loading" for v in visits if v.shift > MOST_SHIFT]
    return found + errors_after_scripts(((visit.page.address, visit.html) for visit in visits), tmp_path)


def over_weight(visits: list[Visit], site: BuiltSite) -> list[str]:
    """Return the pages of which a first view is heavier than the budget of their kind."""
    budgets = yaml.safe_load((CASES / "weight.yaml").read_text("utf-8"))
    return [
        f"{visit.page.address} ({visit.page.kind}): {what}"
        for visit in visits
        for budget in [budgets["frame"] | budgets["kinds"][visit.page.kind]]
        for what in over_budget(weight_of(site.folder, visit.files), budget)
    ]


@pytest.mark.parametrize(
    "locale",
    [pytest.param(code, marks=pytest.mark.xdist_group(f"walk-{code == SOURCE_LOCALE}")) for code in LOCALES],
)
def test_no_page_has_a_barrier_an_error_or_too_much_weight(
    walker: Walker, site: BuiltSite, project: Project, tmp_path: Path, locale: str
) -> None:
    every = built_pages(site.folder, project)
    pages = every if locale == SOURCE_LOCALE else in_turn(every, LOCALES[1:], times=2)
    visits = list(walk(walker, (page for page in pages if page.locale == locale)))
    assert len(visits) > (100 if locale == SOURCE_LOCALE else 12)
    assert faults(visits, tmp_path) == []
    assert over_weight(visits, site) == []


@pytest.mark.xdist_group("walk-example")
def test_no_page_of_another_network_has_a_barrier_or_an_error(
    chromium: Browser, example_site: BuiltSite, example: Project, tmp_path: Path
) -> None:
    pages = in_turn(built_pages(example_site.folder, example), example.locales)
    with serving(example_site.folder) as root:
        walker = Walker(chromium, root, closely=[page for page in pages if page.kind == "home"])
        visits = list(walk(walker, pages))
        walker.close()
    assert {visit.page.locale for visit in visits} == set(example.locales)
    assert faults(visits, tmp_path) == []


@pytest.mark.xdist_group("site")
def test_no_file_of_the_site_has_an_error_in_its_html(site: BuiltSite) -> None:
    assert markup_errors(site.folder) == []


# --- the walk itself must see what is wrong


@pytest.mark.xdist_group("walk-example")
def test_the_walk_sees_each_kind_of_fault(chromium: Browser, example: Project, tmp_path: Path) -> None:
    folder = CASES / "barriers"
    pages = built_pages(folder, example)
    with serving(folder) as root:
        walker = Walker(chromium, root, closely=pages)
        (visit,) = walk(walker, pages)
        walker.close()
    found = faults([visit], tmp_path)
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    assert [words for words in expected if not any(words in one for one in found)] == [], found


@pytest.mark.xdist_group("walk-example")
@pytest.mark.parametrize(
    ("address", "kind"),
    [("", "home"), ("about/", "about/"), ("models/x/", "models/*"), ("countries/x/brief/", "countries/*/brief")],
)
def test_pages_made_from_records_are_of_one_kind(address: str, kind: str) -> None:
    assert kind_of(address, {"", "about/", "models/"}) == kind
