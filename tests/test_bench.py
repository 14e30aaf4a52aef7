"""The benchmark gives every generator the same pages, and says what it measured. Nothing here is timed."""

import datetime
import re
import sys
from pathlib import Path

import pytest

from bench.benchmark import Plan
from bench.engine import Work
from bench.engines import engines
from bench.install import Installed
from bench.machine import describe
from bench.markdown import LOCALES, Page, as_file, page_paths, pages
from bench.measure import CommandError, Run, memory_of_session, run
from bench.ours import Ours
from bench.report import report
from bench.table import Case, Summary, goals, goals_table, ratio, summaries, table
from community.addresses import REQUIRED_PAGES
from community.project import Project

pytestmark = pytest.mark.xdist_group("bench")


@pytest.fixture(scope="module")
def written() -> list[Page]:
    return list(pages(50))


def test_there_are_as_many_pages_as_asked_for(written: list[Page]) -> None:
    assert len({page.path for page in written}) == len({page.title for page in written}) == 50
    assert set(REQUIRED_PAGES) - {"404.md"} <= set(page_paths(50))
    with pytest.raises(ValueError, match="pages are needed"):
        page_paths(5)


def test_the_pages_are_the_same_every_time(written: list[Page]) -> None:
    assert list(pages(50)) == written
    assert list(pages(50, seed="other")) != written


def test_a_page_has_about_400_words_with_tables_lists_and_links(written: list[Page]) -> None:
    for page in written:
        text = as_file(page, "en", addresses=False)
        assert 300 <= len(re.findall(r"[^\W\d_]+", page.body)) <= 500
        assert len(re.findall(r"^\| ", text, re.M)) == 7
        assert len(re.findall(r"^- ", text, re.M)) == 9
        assert len(re.findall(r"^1\. ", text, re.M)) == 4
        assert len(re.findall(r"^### ?|^## ", text, re.M)) == 4


def test_links_lead_to_pages_of_the_same_language(written: list[Page]) -> None:
    known = {page.path for page in written}
    for page in written:
        folder = Path(page.path).parent
        for target in re.findall(r"\]\(([^)]+)\)", as_file(page, "hr", addresses=False)):
            reached = (Path("/") / folder / target).resolve().relative_to("/").as_posix()
            assert reached in known


def test_links_are_addresses_where_a_generator_wants_them(written: list[Page]) -> None:
    ways = {way for page in written for way in re.findall(r"\]\(([^)]+)\)", as_file(page, "en", addresses=True))}
    assert ways
    assert not [way for way in ways if way.endswith(".md") or way.startswith("/")]


def test_each_language_has_the_same_structure(written: list[Page]) -> None:
    shapes = {
        re.sub(r"[^\W\d_]+", "w", as_file(written[7], locale, addresses=False).split("---\n", 2)[2])
        for locale in LOCALES
    }
    assert len(shapes) == 1


@pytest.mark.parametrize("name", list(engines(Installed(Path("nowhere")))))
def test_every_generator_gets_all_pages_in_all_languages(name: str, tmp_path: Path, written: list[Page]) -> None:
    engine = engines(Installed(tmp_path))[name]
    work = Work(tmp_path / "project", written[-4:])
    engine.prepare(work)
    for page in work.pages:
        for locale in LOCALES:
            text = (work.folder / engine.page_file(page.path, locale)).read_text("utf-8")
            assert text == as_file(page, locale, engine.addresses)
    engine.edit(work, 1)
    edited = (work.folder / engine.page_file(work.pages[-1].path, "hr")).read_text("utf-8")
    assert edited != as_file(work.pages[-1], "hr", engine.addresses)
    with pytest.raises(AssertionError, match="0 of"):
        engine.check(work)
    assert engine.version()


def test_our_project_of_plain_pages_is_sound(tmp_path: Path, written: list[Page]) -> None:
    engine = Ours("ours", True, ())
    engine.prepare(Work(tmp_path, written))
    project = Project.load(tmp_path)
    assert project.faults == ()
    assert len(project.prose) == (50 + 1) * len(LOCALES)


def test_a_cold_build_begins_without_what_was_kept(tmp_path: Path, written: list[Page]) -> None:
    engine = Ours("ours", True, (".cache", "site"))
    work = Work(tmp_path, written[:1])
    work.write(".cache/x", "x")
    (tmp_path / "site").symlink_to(tmp_path / ".cache")
    engine.forget(work)
    assert list(tmp_path.iterdir()) == []


def test_what_a_command_takes_is_measured(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(60_000_000)'], check=True)"
    done = run([sys.executable, "-c", code], tmp_path, {})
    assert done.wall > 0
    assert done.cpu > 0
    assert done.group_mb >= done.process_mb > 57


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path, {})


def test_a_session_that_is_over_has_no_memory() -> None:
    assert memory_of_session(-1) == 0


def test_a_large_size_has_one_round_and_no_warm_builds_of_those_that_forget() -> None:
    known = engines(Installed(Path("nowhere")))
    plan = Plan((50, 500), rounds=5, once=500)
    assert (plan.rounds_of(50), plan.rounds_of(500)) == (5, 1)
    assert plan.scenarios("hugo", known["hugo"], 50, 0) == ("cold", "unchanged", "edit")
    assert plan.scenarios("hugo", known["hugo"], 50, 1) == plan.scenarios("hugo", known["hugo"], 500, 0) == ("cold",)
    assert plan.scenarios("ours", known["ours"], 500, 0) == ("cold", "unchanged", "edit")
    assert plan.scenarios("ours-whole", known["ours-whole"], 50, 0) == ("cold",)


def summary(wall: float, memory: float = 100) -> Summary:
    return Summary(3, wall, wall, memory, memory)


RESULTS = {
    Case("stock", 200, "cold"): summary(40),
    Case("hugo", 200, "cold"): summary(5),
    Case("ours", 200, "cold"): summary(4),
    Case("ours", 200, "edit"): summary(1.5),
    Case("ours", 200, "unchanged"): summary(0.4),
    Case("ours", 500, "cold"): summary(12, memory=160),
}


def test_medians_are_of_the_runs_and_memory_is_the_most() -> None:
    case = Case("ours", 50, "cold")
    found = summaries([(case, Run(wall, wall * 2, wall * 10, wall * 20)) for wall in (3.0, 1.0, 2.0)])
    assert found == {case: Summary(3, 2.0, 4.0, 30.0, 60.0)}


def test_ratios_are_to_the_full_builds_of_stock_and_hugo() -> None:
    assert ratio(RESULTS, Case("ours", 200, "edit"), Case("stock", 200, "cold")) == pytest.approx(0.0375)
    assert ratio(RESULTS, Case("ours", 200, "cold"), Case("hugo", 500, "cold")) is None
    lines = table(RESULTS, {"stock": "Stock", "hugo": "Hugo", "ours": "Ours"}, 7).splitlines()
    assert lines[2] == "| 200 × 7 | cold | Stock | 40.0 | 40.0 | 100 | 100 | 1.00 | 8.00 | 3 |"
    assert lines[5] == "| 200 × 7 | nothing changed | Ours | 0.4 | 0.4 | 100 | 100 | 0.010 | 0.080 | 3 |"
    assert lines[-1] == "| 500 × 7 | cold | Ours | 12.0 | 12.0 | 160 | 160 |  |  | 3 |"
    assert len(lines) == 2 + len(RESULTS)


def test_goals_say_whether_they_are_reached() -> None:
    verdicts = {goal.words: goal.verdict for goal in goals(RESULTS)}
    assert verdicts == {
        "cold build, of Hugo’s": "reached",
        "cold build, of stock’s": "reached",
        "one page edited, of Hugo’s full build": "not reached",
        "one page edited, of stock’s full build": "not reached",
        "nothing changed, of stock’s full build": "reached",
        "cold build, 500 pages of 200": "not reached",
        "memory of the largest process": "not reached",
        "whole cold build, of stock’s bare one": "not measured",
    }
    assert "| memory of the largest process | 150 MB | 160 MB | not reached |" in goals_table(goals(RESULTS))


def test_the_report_names_the_machine_and_the_layouts_differences() -> None:
    known = engines(Installed(Path("nowhere")))
    text = report(
        RESULTS, {name: known[name] for name in ("ours", "stock", "hugo")}, describe(), 0.1, datetime.date.min
    )
    assert "cores" in text
    assert "hugo 0.168.0 (one small layout; no theme, no search)" in text
    assert "What the others make is not the same." in text
