"""Whatever is wrong in data/, docs/ or mkdocs.yml is told with file and line, quickly, and nothing is published."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from community.problems import MOST_OF_A_FILE, Problem, ProblemsFound, report
from community.project import Project
from community.publish import Releases
from conftest import build, copy_example
from faults import CORPUS, Outcome, Scripts, change, corpus, told_in

pytestmark = pytest.mark.xdist_group("faults")

CASES = corpus()
TOLD = {name: case for name, case in CASES.items() if "told" in case}
SHOWN = {name: case for name, case in CASES.items() if "shown" in case}
# The kinds of fault that a file can't show, and who tests them.
ELSEWHERE = {
    "16": "test_fuzz.py",
    "30": "test_publish.py",
    "31": "test_publish.py",
    "33": "test_publish.py",
    "36": "test_repository.py",
}


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    """The project's scripts, each run in a process of its own."""
    with Scripts() as started:
        yield started


def published(site: Path) -> Path:
    """Publish a site of one page, which must outlive whatever follows."""
    releases = Releases(site)
    with releases.building() as new:
        new.mkdir()
        (new / "index.html").write_text("old")
        releases.publish(new)
    return site


def everything(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder; of a link, where it leads."""
    return {
        path.relative_to(folder).as_posix(): bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def check(outcome: Outcome, case: dict[str, Any]) -> None:
    """Hold what a script said against a case."""
    assert outcome.code == 1, outcome
    assert "Traceback" not in outcome.err + outcome.out
    told = told_in(outcome)
    assert told[: len(case["told"])] == case["told"]
    assert len(told) == len(case["told"]) + case.get("and_more_of_the_same", 0)


@pytest.mark.parametrize("case", TOLD.values(), ids=list(TOLD))
def test_a_wrong_input_is_told_and_nothing_is_published(tmp_path: Path, scripts: Scripts, case: dict[str, Any]) -> None:
    network, site = copy_example(tmp_path / "network"), published(tmp_path / "site")
    change(network, case["changes"])
    before = everything(tmp_path)
    # What is wrong in a translation keeps that text from being shown, and nothing else: only the check fails.
    if case.get("only_in_a_translation"):
        check(scripts.run("check_data", "--project", network), case)
    else:
        check(scripts.run("build_site", "--project", network, "--site", site), case)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("row", sorted({str(case["row"]) for case in TOLD.values()}))
def test_the_check_tells_what_the_build_tells(tmp_path: Path, scripts: Scripts, row: str) -> None:
    case = next(case for case in TOLD.values() if str(case["row"]) == row)
    network = copy_example(tmp_path / "network")
    change(network, case["changes"])
    check(scripts.run("check_data", "--project", network), case)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a network with all inputs at once that are strange, but no reason to stop."""
    folder = tmp_path_factory.mktemp("shown")
    network = copy_example(folder / "network")
    for case in SHOWN.values():
        change(network, case["changes"])
    done = build(network, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.parametrize("case", SHOWN.values(), ids=list(SHOWN))
def test_a_strange_input_does_no_harm(shown: Path, case: dict[str, Any]) -> None:
    for part in case["shown"]:
        text = (shown / part["file"]).read_text("utf-8")
        assert [wanted for wanted in part.get("holds", ()) if wanted not in text] == []
        assert [unwanted for unwanted in part.get("lacks", ()) if unwanted in text] == []


def test_every_kind_of_fault_has_a_case() -> None:
    listed = re.findall(r"^\| (\w+) \| (?!kind)", (CORPUS / "README.md").read_text("utf-8"), re.MULTILINE)
    rows = {str(case["row"]) for case in CASES.values()}
    assert sorted(rows | ELSEWHERE.keys()) == sorted(listed)
    assert not rows & ELSEWHERE.keys()
    assert all((CORPUS.parents[1] / file).exists() for file in ELSEWHERE.values())


def test_all_problems_of_all_files_come_at_once(example_copy: Path) -> None:
    for name in ("a-field-written-twice", "a-value-that-is-not-one-of-those-allowed-with-the-nearest", "another-theme"):
        change(example_copy, CASES[name]["changes"])
    change(example_copy, CASES["an-inline-frame-in-a-page"]["changes"])
    with pytest.raises(ProblemsFound) as found:
        Project.load(example_copy)
    assert [problem.path for problem in found.value.problems] == [
        "data/guidelines.yaml",
        "data/topics.yaml",
        "docs/en/about/index.md",
        "mkdocs.yml",
    ]


def test_norway_stays_a_country(example: Project) -> None:
    assert [country.code for country in example.community.countries.values()] == ["NO", "IE"]


def test_carriage_returns_and_a_byte_order_mark_change_nothing(example_copy: Path, example: Project) -> None:
    for path in (path for path in example_copy.rglob("*") if path.is_file()):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    changed = Project.load(example_copy)
    assert changed.community == example.community
    assert changed.prose == example.prose
    assert [c.records for c in changed.catalogues.values()] == [c.records for c in example.catalogues.values()]


def test_a_report_is_sorted_and_counted() -> None:
    problems = [Problem("b", 2, "x"), Problem("a", 10, "y"), Problem("a", 9, "z"), Problem("b", 2, "x")]
    assert report(problems) == "a:9: z\na:10: y\nb:2: x\n3 problems found."


def test_of_a_file_that_is_wrong_throughout_the_first_problems_are_told() -> None:
    lines = report(Problem("a", number, "x") for number in range(1, MOST_OF_A_FILE + 8)).splitlines()
    assert lines[MOST_OF_A_FILE - 1 :] == [
        f"a:{MOST_OF_A_FILE}: x",
        "a: 7 more in this file, which these may have caused",
        f"{MOST_OF_A_FILE + 7} problems found.",
    ]
