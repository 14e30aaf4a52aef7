"""What the hosts of the repository run: sound, pinned, with few rights, and the same commands as on a desk."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from community.project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
_TOOLS = Path(sys.executable).parent


def read(path: Path) -> dict[Any, Any]:
    """Return a file as YAML 1.1 reads it: the key `on` is true."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(_TOOLS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )


def commands() -> list[str]:
    """Return every line that GitHub and GitLab run."""
    lines = [
        step["run"]
        for path in WORKFLOWS
        for job in read(path)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    return lines + [line for job in read(GITLAB).values() if isinstance(job, dict) for line in job.get("script", ())]


def test_the_files_are_what_the_hosts_read() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in WORKFLOWS]
    done = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *names)
    assert done.returncode == 0, done.stdout
    done = run("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", GITLAB.name)
    assert done.returncode == 0, done.stdout


def test_an_auditor_of_workflows_finds_nothing() -> None:
    done = run("zizmor", "--offline", "--persona", "pedantic", "--no-progress", ".github")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_fork_reaches_nothing_and_jobs_have_no_more_rights_than_they_need(path: Path) -> None:
    text, told = path.read_text("utf-8"), read(path)
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert told["permissions"] == {}
    for name, job in told["jobs"].items():
        if name == "publish":
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
        else:
            assert job["permissions"] == {"contents": "read"}, name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    from_main = {"shard": "github.event_name == 'push'"}
    assert {name: told["jobs"][name]["if"] for name in from_main} == from_main
    assert told[True]["push"]["branches"] == ["main"]
    assert told["jobs"]["publish"]["needs"] == "merge"
    assert told["jobs"]["merge"]["needs"] == "shard"
    assert told["jobs"]["shard"]["needs"] == "check"


def test_every_action_is_pinned_by_its_commit() -> None:
    used = [line for path in WORKFLOWS for line in re.findall(r"uses: *(.*)", path.read_text("utf-8"))]
    assert len(used) >= 9
    assert [line for line in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_what_a_change_shows_asks_search_engines_to_keep_away() -> None:
    previews = [line for line in commands() if "--preview" in line]
    assert len(previews) == 2
    for job in (read(WORKFLOWS[0])["jobs"]["preview"], read(GITLAB)["preview"]):
        assert "--preview" in str(job)
        assert "pull_request" in str(job["if"]) if "if" in job else "merge_request_event" in str(job["rules"])


def test_the_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    for line in commands():
        for script in re.findall(r"scripts/\w+\.py", line):
            assert (ROOT / script).is_file(), line
        if match := re.match(r"make (\S+)", line):
            assert re.search(rf"^{re.escape(match[1])}:", makefile, re.M), line
