"""What an editor gets wrong is told as path:line: message, all of it at once, and nothing is built."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from community.problems import Problem, ProblemsFound, report
from community.project import Project
from reader import cases

CASES = cases("problems")


def problems_of(folder: Path) -> list[str]:
    """Return what an editor or translator is told, by the build or by the check."""
    try:
        return [str(fault) for fault in Project.load(folder).faults]
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]


def change(folder: Path, case: dict[str, Any]) -> None:
    """Break one file of a network's folder as a case says."""
    path: Path = folder / case["file"]
    if case.get("delete"):
        path.unlink()
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "write" in case:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["write"], encoding="utf-8")
    elif "append" in case:
        path.write_text(path.read_text(encoding="utf-8") + case["append"], encoding="utf-8")
    elif "remove_field" in case:
        records = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        del records[0][case["remove_field"]]
        path.write_text(yaml.safe_dump(records, allow_unicode=True, sort_keys=False), encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert case["replace"] in text, "the case no longer fits the example"
        path.write_text(text.replace(case["replace"], case["with"], 1), encoding="utf-8")


def test_the_example_has_no_problem(example_copy: Path) -> None:
    assert problems_of(example_copy) == []


@pytest.mark.parametrize("case", CASES, ids=[str(case["name"]) for case in CASES])
def test_a_wrong_input_is_told_with_file_and_line(example_copy: Path, case: dict[str, Any]) -> None:
    change(example_copy, case)
    found = problems_of(example_copy)
    if "messages" in case:
        assert found == case["messages"]
    for part in case.get("contains", ()):
        assert any(part in problem for problem in found), found


def test_all_problems_of_all_files_come_at_once(example_copy: Path) -> None:
    for name in ("a field written twice", "a value that is not one of those allowed, with the nearest"):
        change(example_copy, next(case for case in CASES if case["name"] == name))
    change(example_copy, {"file": "docs/en/about/index.md", "append": "\n<iframe></iframe>\n"})
    found = problems_of(example_copy)
    assert [problem.split(":")[0] for problem in found] == [
        "data/guidelines.yaml",
        "data/topics.yaml",
        "docs/en/about/index.md",
    ]


def test_norway_stays_a_country(example: Project) -> None:
    assert [country.code for country in example.community.countries.values()] == ["NO", "IE"]


def test_carriage_returns_and_a_byte_order_mark_are_accepted(example_copy: Path) -> None:
    path = example_copy / "data" / "topics.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_of(example_copy) == []


def test_a_link_to_a_file_elsewhere_is_not_published(example_copy: Path) -> None:
    (example_copy / "docs" / "en" / "about" / "secret.md").symlink_to("/etc/hostname")
    assert problems_of(example_copy) == [
        "docs/en/about/secret.md:1: is no regular file; links and devices are not published"
    ]


def test_a_report_is_sorted_and_counted() -> None:
    problems = [Problem("b", 2, "x"), Problem("a", 10, "y"), Problem("a", 9, "z"), Problem("b", 2, "x")]
    assert report(problems) == "a:9: z\na:10: y\nb:2: x\n3 problems found."
