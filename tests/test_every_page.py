"""Pages of the site in Chromium: all rules of axe-core, the Nu HTML checker, nothing kept, nothing from elsewhere.

Every page in English, and every kind of page in each other language: a page takes more than two seconds of a processor.
`make audit` walks every page in every language. Each language has a test, so that they can run side by side.
"""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from community.audit.browser import serving
from community.audit.markup import errors_after_scripts, markup_errors
from community.audit.pages import built_pages, kind_of, one_of_each_kind
from community.audit.walk import Visit, Walker, walk
from community.audit.weight import over_budget, weight_of
from community.project import Project
from community.text import SOURCE_LOCALE
from reader import CASES, BuiltSite

LOCALES = ("en", "nl", "it", "pt", "hr", "cs", "hu")
MOST_SHIFT = 0.01


def walked(chromium: Browser, site: BuiltSite, project: Project, locale: str | None = None) -> list[Visit]:
    """Return a visit to every page in English or, with no language, in all; else to one page of each kind."""
    pages = [page for page in built_pages(site.folder, project) if locale in (None, page.locale)]
    pages = pages if locale in (None, SOURCE_LOCALE) else one_of_each_kind(pages)
    # The kinds are looked at closely in the languages in turn; the audit does so in every language.
    turn = LOCALES.index(locale) if locale else 0
    kinds = one_of_each_kind(pages)
    closely = [page for number, page in enumerate(kinds) if page.kind == "home" or number % len(LOCALES) == turn]
    with serving(site.folder) as root:
        walker = Walker(chromium, root, closely=closely)
        visits = list(walk(walker, pages))
        walker.close()
    return visits


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
    "locale", [pytest.param(code, marks=pytest.mark.xdist_group(f"walk-{code}")) for code in LOCALES]
)
def test_no_page_has_a_barrier_an_error_or_too_much_weight(
    chromium: Browser, site: BuiltSite, project: Project, tmp_path: Path, locale: str
) -> None:
    visits = walked(chromium, site, project, locale)
    assert len(visits) > (100 if locale == SOURCE_LOCALE else 40)
    assert faults(visits, tmp_path) == []
    assert over_weight(visits, site) == []


@pytest.mark.xdist_group("walk-example")
def test_no_page_of_another_network_has_a_barrier_or_an_error(
    chromium: Browser, example_site: BuiltSite, example: Project, tmp_path: Path
) -> None:
    visits = walked(chromium, example_site, example)
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
