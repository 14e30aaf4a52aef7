"""The audit tells the truth about what it measured, and the accessibility statement about what the audit found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from community.audit.bench import Bench, Result
from community.audit.goals import GOALS, as_markdown, by_script, by_tests, measure, only
from community.audit.record import append
from community.audit.weight import Weight, over_budget
from community.pages import Writer
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("example")

BUDGET = {"page": 1000, "styles": 500, "scripts": 500, "other": 100, "requests": 3}
RECORD: dict[str, object] = {
    "id": "test-2031-01-02",
    "date": "2031-01-02",
    "pages": 7,
    "languages": 3,
    "checks": [{"kind": "rules", "tool": "axe-core", "version": "4", "views": 1234, "faults": 5, "states": ["dark"]}],
    "by_people_with_disabilities": False,
    "by_screen_reader_users": False,
}


@pytest.fixture
def bench(example: Project, tmp_path: Path) -> Bench:
    return Bench(example, tmp_path, "https://org.example/", tmp_path, say=lambda words: None)


@pytest.mark.parametrize(("by", "name"), [(by_script, "measure_nothing.py"), (by_tests, "tests/test_nothing.py")])
def test_a_goal_is_never_measured_by_what_is_not_there(by: Callable[[str], object], name: str) -> None:
    with pytest.raises(FileNotFoundError):
        by(name)


def test_a_measure_that_breaks_is_told_and_the_others_go_on(bench: Bench) -> None:
    def broken(bench: Bench) -> Result:
        raise RuntimeError("the tool fell over")

    fine = replace(GOALS[1], measure=lambda bench: Result("0", "9", True))
    (_, first), (_, second) = measure([replace(GOALS[0], measure=broken), fine], bench)
    assert "the tool fell over" in first.ours
    assert not first.met
    assert second.met


def test_the_table_has_a_line_for_each_goal_and_says_what_is_not_met() -> None:
    found = [(goal, Result("a", "b", number > 0)) for number, goal in enumerate(GOALS)]
    table = as_markdown(found, "2031-01-02", ["Told."])
    assert table.count("\n| ") == len(GOALS) + 2
    assert table.count("**no**") == 1


def test_a_row_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match=r"no such row: axes; rows: axe, nu"):
        only(["axes"])


def test_every_script_and_test_that_a_row_needs_can_be_chosen_by_name() -> None:
    names = [goal.name for goal in GOALS]
    assert [goal.name for goal in only(names)] == names
    assert len(set(names)) == len(names)


def test_a_view_over_its_budget_says_which_part_grew() -> None:
    weight = Weight((("index.html", 900), ("assets/site.css", 501), ("assets/site.js", 40)))
    (fault,) = over_budget(weight, BUDGET)
    assert fault.startswith("styles: 501 instead of at most 500; largest: [('index.html', 900)")
    assert over_budget(Weight(weight.files[::2]), BUDGET) == []


def test_what_an_audit_found_is_shown_in_the_statement(example_copy: Path) -> None:
    file = example_copy / "data" / "assessments.yaml"
    append(RECORD, file)
    append(RECORD | {"pages": 8}, file)
    assert file.read_text("utf-8").count("test-2031-01-02") == 1
    project = Project.load(example_copy)
    writer = Writer(project.community, project.catalogues["de"])
    shown = writer.render("blocks/accessibility.jinja", writer.view("about/accessibility/"))
    assert "1.234" in shown
    assert "Noch hat kein Mensch mit Behinderung diese Website geprüft." in shown
    assert "dunkel" in shown


def test_a_site_that_was_never_tested_says_so(example_copy: Path) -> None:
    (example_copy / "data" / "assessments.yaml").write_text("# Nothing yet.\n", "utf-8")
    project = Project.load(example_copy)
    writer = Writer(project.community, project.catalogues["en"])
    shown = writer.render("blocks/accessibility.jinja", writer.view("about/accessibility/"))
    assert "No test has been recorded yet." in shown
    assert "<table" not in shown


def test_who_has_tested_is_told_as_the_record_says(example_site: BuiltSite) -> None:
    text = example_site.text("about/accessibility/")
    assert "No person with a disability has tested this site yet." in text
    assert "screen reader" not in text
    cells = example_site.page("about/accessibility/").xpath("//tbody/tr[2]/td")
    assert [cell.text_content() for cell in cells] == ["Nu HTML checker 26.9.27", "120", "2"]
