"""An invented network of any size is sound, the same for the same seed, and builds; work grows with records."""

import re
from collections import Counter
from gettext import c2py
from pathlib import Path

import pytest

from bench.measure import Run
from community.addresses import REQUIRED_PAGES
from community.drawings import draw_map
from community.links import check_links
from community.locales import Locale
from community.map_layout import APART, has_room, lay_out_counts, spread
from community.network_view import MOST_CLUSTERS
from community.project import Project
from community.related import Related
from community.site import Site
from community.strings import empty_catalog, strings_files
from community.text import SOURCE_LOCALE
from conftest import build, built_once
from reader import BuiltSite
from scale import pages
from scale.growth import Built, exponent, growth, page_sizes
from scale.network import COUNTRIES, Size
from scale.project import write_project
from scale.pseudo import LOCALES, pseudo

pytestmark = pytest.mark.xdist_group("scale")

SMALL = Size(2, 2, LOCALES[:3], library=4)


def made(folder: Path, size: Size, seed: str = "test") -> Path:
    for _ in write_project(folder, size, seed):
        pass
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("scale") / "small", SMALL)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory, small: Path) -> BuiltSite:
    return built_once(tmp_path_factory, "scale", small, "https://org.example/")


def test_it_is_sound_in_all_languages(small: Path) -> None:
    project = Project.load(small)
    assert project.locales == ("en", "el", "bg")
    assert (project.faults, project.orphans) == ((), ())
    assert [file.path.name for file in strings_files(project) if not file.is_current] == []


def test_it_is_the_same_for_the_same_seed(small: Path, tmp_path: Path) -> None:
    again, other = made(tmp_path / "again", SMALL), made(tmp_path / "other", SMALL, seed="other")
    files = sorted(path.relative_to(small) for path in small.rglob("*") if path.is_file())
    assert [name for name in files if (again / name).read_bytes() != (small / name).read_bytes()] == []
    assert (other / "data/clusters.yaml").read_bytes() != (small / "data/clusters.yaml").read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(small: Path) -> None:
    with pytest.raises(FileExistsError):
        made(small, SMALL)


def test_every_text_says_that_it_is_invented(small: Path) -> None:
    project = Project.load(small)
    for locale in project.locales[1:]:
        for (_, english), translated in project.catalogues[locale].records.items():
            assert ("invented" in english.lower()) == ("invented" in translated.lower())
    silent = {text for _, text in project.catalogues["el"].records if "invented" not in text.lower()}
    assert silent == set()


def test_every_language_has_made_up_words_of_its_own() -> None:
    text = "Seven schools {count} %(name)s [here](a.md) https://a.example"
    words = {locale: pseudo(text, locale) for locale in LOCALES}
    assert len(set(words.values())) == len(LOCALES) == 24
    for word in words.values():
        assert re.findall(r"\{count\}|%\(name\)s|\]\(a\.md\)|https://a\.example$", word) == [
            "{count}", "%(name)s", "](a.md)", "https://a.example",
        ]  # fmt: skip


def test_its_pages_are_those_that_every_site_has() -> None:
    assert set(REQUIRED_PAGES) <= set(pages.pages())


def test_it_builds_and_no_link_is_broken(small_site: BuiltSite) -> None:
    assert [str(problem) for problem in check_links(small_site.folder, small_site.url)] == []
    assert {"clusters/austria-1/", "el/clusters/austria-1/", "bg/countries/belgium/"} <= set(small_site.addresses())
    assert small_site.page("el/clusters/austria-1/").get("lang") == "el"


def test_documents_are_made_in_greek_and_cyrillic_letters(small_site: BuiltSite) -> None:
    names = {path.name for path in small_site.folder.rglob("*.pdf")}
    assert {"el", "bg"} <= {name.removesuffix(".pdf").rpartition("-")[2] for name in names}


def test_a_folder_without_an_index_page_is_not_named_above_its_pages(small_site: BuiltSite) -> None:
    assert small_site.page("about/partners/").xpath("//nav[@class='trail']//a[contains(@href, 'about')]") == []


def test_a_build_can_leave_out_documents_and_search(small: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = build(small, site, without=("documents", "search", "checks"))
    assert done.returncode == 0, done.stderr
    assert not list(site.resolve().rglob("*.pdf"))
    assert not (site / "pagefind").exists()
    assert [str(problem) for problem in check_links(site.resolve(), "https://org.example/")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_forms_of_a_plural_are_those_that_browsers_count_by(locale: str, example: Project) -> None:
    catalog = empty_catalog(locale, example)
    rule = Locale(locale).cldr.plural_form
    forms = c2py(catalog.plural_expr)
    pairs = {(forms(number), rule(number)) for number in range(400)}
    assert len(pairs) == len({form for form, _ in pairs}) == len({name for _, name in pairs}) == catalog.num_plurals


def test_the_countries_are_named_in_every_language() -> None:
    for locale in LOCALES:
        assert len({Locale(locale).territory(code) for code in COUNTRIES}) == len(COUNTRIES) == 34


def test_related_records_are_looked_for_among_a_number_that_grows_with_the_records(tmp_path: Path) -> None:
    """Four times as many clusters, with the same challenges in common, are not sixteen times as many pairs."""
    counts = []
    for clusters in (40, 160):
        size = Size(3, clusters, (SOURCE_LOCALE,), library=12)
        web = Related(Project.load(made(tmp_path / str(clusters), size)).community).web
        counts.append((len(web.nodes), len(web.scored)))
    (nodes, pairs), (more_nodes, more_pairs) = counts
    assert more_pairs / pairs <= 1.1 * more_nodes / nodes


def test_a_map_without_room_for_all_clusters_has_a_circle_for_each_country() -> None:
    drawn = draw_map(COUNTRIES)
    assert has_room(drawn, 24)
    assert not has_room(drawn, 680)
    names = {code: Locale("de").territory(code) for code in COUNTRIES}
    signs, counts = lay_out_counts(drawn, names, dict.fromkeys(COUNTRIES, 20))
    assert Counter(count.code for count in counts) == Counter(shape.code for shape in drawn.countries)
    assert {count.number for count in counts} == {20}
    for number, one in enumerate(counts):
        for other in counts[:number]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (APART - 0.3) ** 2
    assert 10 < len(signs) <= len(COUNTRIES)


def test_many_circles_at_one_spot_are_spread_apart() -> None:
    spots = spread([(100.0, 100.0)] * 12, 640, 480)
    assert len({(round(x), round(y)) for x, y in spots}) == 12


def test_the_exponent_of_growth_is_that_of_a_power() -> None:
    assert exponent([100, 200, 400], [1, 2, 4]) == pytest.approx(1)
    assert exponent([100, 200, 400], [1, 4, 16]) == pytest.approx(2)


def test_the_growth_of_builds_is_told_at_one_pace_of_the_machine() -> None:
    small = Built(100, 9000, 20000, 5000, Run(2.0, 3.0, 90, 100))
    large = Built(400, 9000, 20000, 5000, Run(16.0, 24.0, 95, 110), pace=2.0)
    last = growth([small, large]).splitlines()[-1]
    assert "processor time at one pace ~ pages^1.00" in last
    assert "of an average page ~ pages^0.00" in last
    assert len(growth([small]).splitlines()) == 2


def test_a_page_shows_some_of_many_clusters_and_leads_to_all(tmp_path: Path) -> None:
    project = Project.load(made(tmp_path / "many", Size(3, 45, LOCALES[:1], library=4)))
    pages = Site(project).generated(SOURCE_LOCALE)
    for folder, facet in (("challenges", "challenge"), ("models", "model"), ("incentives", "incentive")):
        page = pages[f"{folder}/{facet}-1.md"].markdown
        assert page.count('class="card cluster-card"') == MOST_CLUSTERS
        assert re.search(rf'href="../../clusters/\?{facet}={facet}-1">(\d+) clusters</a>', page)
        shown = set(re.findall(r'href="../../clusters/([a-z]+)-\d+/"', page))
        assert len(shown) == 3


def test_an_average_page_is_no_larger_in_a_larger_network(small_site: BuiltSite, tmp_path: Path) -> None:
    """Clusters are most of a network's pages: one of theirs must not grow with how many others there are."""
    larger = made(tmp_path / "larger", Size(8, 6, LOCALES[:1], library=4))
    site = tmp_path / "site"
    done = build(larger, site, without=("documents", "search"))
    assert done.returncode == 0, done.stderr
    sizes = []
    for folder in (small_site.folder, site.resolve()):
        found = list((folder / "clusters").glob("*-[0-9]*/index.html"))
        sizes.append(sum(path.stat().st_size for path in found) / len(found))
    # Languages are links on every page, and the small network has two more of them.
    assert sizes[1] <= 1.03 * sizes[0]
    assert page_sizes(site)[0] > 60
