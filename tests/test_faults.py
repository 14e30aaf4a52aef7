"""Whatever is wrong in data/, docs/ or mkdocs.yml is told with file and line, quickly, and nothing is published."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from community.publish import Releases
from conftest import copy_example
from faults import Outcome, Scripts, change, corpus

pytestmark = pytest.mark.xdist_group("faults")

CASES = corpus()
PLACE = re.compile(r"[^:\n]+:[1-9]\d*: \S")


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


def told(outcome: Outcome) -> list[str]:
    """Return the lines that name a problem."""
    return [line for line in outcome.err.splitlines() if PLACE.match(line)]


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_wrong_input_is_told_and_nothing_is_published(tmp_path: Path, scripts: Scripts, case: dict[str, Any]) -> None:
    network, site = copy_example(tmp_path / "network"), published(tmp_path / "site")
    change(network, case["changes"])
    before = everything(tmp_path)
    # What is wrong in a translation keeps that text from being shown, and nothing else; the check alone fails.
    translation = case.get("only_in_a_translation", False)
    runs = [scripts.run("check_data", "--project", network)]
    if not translation:
        runs.append(scripts.run("build_site", "--project", network, "--site", site))
    for run in runs:
        assert run.code == 1, run
        found = told(run)
        assert found[: len(case["told"])] == case["told"]
        assert len(found) == len(case["told"]) + case.get("and_more_of_the_same", 0)
        assert "Traceback" not in run.err + run.out
    assert everything(tmp_path) == before
