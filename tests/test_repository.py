"""The repository's own lists stay in step: languages, folders, files, commands and what the guides say."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from community.blocks import block_names
from community.model import COLLECTIONS, leaves
from community.parse import parse_part
from community.project import ROOT, Project
from community.read import parse_yaml
from community.records.network import Cluster
from community.schemas import schema_files
from community.strings import strings_files
from community.text import Ref

GUIDES = ("README.md", "CONTRIBUTING.md", "HACKING.md", "scripts/README.md")


def tracked() -> list[Path]:
    """Return every file of the repository that is not generated or ignored."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_every_language_of_the_configuration_has_its_folder(project: Project) -> None:
    folders = sorted(path.name for path in (ROOT / "docs").iterdir())
    assert folders == sorted(project.locales)
    assert project.locales == ("en", "nl", "it", "pt", "hr", "cs", "hu")


def test_the_translators_files_are_up_to_date(project: Project) -> None:
    behind = [file.path.relative_to(ROOT).as_posix() for file in strings_files(project) if not file.is_current]
    assert behind == [], "run: make strings"


def test_no_translation_is_broken(project: Project) -> None:
    assert [str(fault) for catalogue in project.catalogues.values() for fault in catalogue.faults] == []


def test_the_schemas_are_up_to_date() -> None:
    for name, text in schema_files().items():
        assert (ROOT / ".vscode" / "schemas" / name).read_text("utf-8") == text, "run: scripts/update_schemas.py"
    tied = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(tied.values()) == {f"data/{name}.yaml" for name in ("community", *COLLECTIONS)}


def test_every_block_is_used_and_told(project: Project) -> None:
    used = {name for page in project.prose.values() for name in re.findall(r"^\{\{ *([\w-]+)", page.markdown, re.M)}
    assert sorted(used) == block_names()
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in block_names() if f"`{name}`" not in guide] == []


def test_every_script_is_told_in_its_folders_readme() -> None:
    text = (ROOT / "scripts" / "README.md").read_text("utf-8")
    assert [path.name for path in (ROOT / "scripts").glob("*.py") if f"`{path.name}`" not in text] == []


def test_every_target_of_the_makefile_is_told_in_the_readme() -> None:
    targets = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert targets
    assert [target for target in targets if f"make {target}" not in readme] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_the_files_that_a_guide_names_exist(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    named = re.findall(r"`((?:data|docs|scripts|overrides|tests|deploy)/[\w./-]*\w)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [link for link in links if not (ROOT / guide).parent.joinpath(link).exists()] == []


def test_the_record_that_editors_are_shown_is_sound(project: Project) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    shown = guide.split("```yaml\n")[1].split("```")[0]
    record, problems = parse_part(parse_yaml(shown, "CONTRIBUTING.md"), (0,), Cluster, "CONTRIBUTING.md")
    assert problems == []
    assert record is not None
    expected = project.community.network.expected
    assert len(record.schools) == expected.mentors_per_cluster + expected.mentees_per_cluster
    for _, value in leaves(record):
        if isinstance(value, Ref):
            assert value in project.community.collection(value.collection)


def test_the_code_knows_nothing_of_its_first_network() -> None:
    own = re.compile(r"mensi|croatia|hrvat|schoolnet|101004633", re.IGNORECASE)
    folders = (ROOT / "scripts", ROOT / "overrides")
    code = [p for p in tracked() if any(map(p.is_relative_to, folders)) and p.suffix != ".ttf"]
    assert [p.name for p in code if p.suffix != ".json" and own.search(p.read_text("utf-8"))] == []


def test_only_the_engines_adapter_knows_the_engine() -> None:
    imports = re.compile(r"^\s*(?:from|import) mkdocs", re.M)
    found = [p.relative_to(ROOT).as_posix() for p in (ROOT / "scripts").rglob("*.py") if imports.search(p.read_text())]
    assert found == ["scripts/community/engine.py"]


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements-fuzz.txt"])
def test_every_dependency_is_pinned_with_a_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    blocks = [block for block in re.split(r"\n(?=[^\s#])", text) if not block.startswith("#")]
    pinned = re.compile(r"[A-Za-z0-9._-]+(?:\[\w,-]+\])?==\S+[^\n]*\\\n\s+--hash=sha256:[0-9a-f]{64}")
    assert blocks
    assert [block.splitlines()[0] for block in blocks if not pinned.match(block)] == []


def test_no_dependency_comes_from_an_address() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*named["dependencies"], *(d for group in named["optional-dependencies"].values() for d in group)]
    assert [name for name in wanted if "@" in name or "/" in name] == []
    pinned = "".join((ROOT / name).read_text("utf-8") for name in ("requirements.txt", "tests/requirements-fuzz.txt"))
    assert not re.search(r"://| @ |^-e |^--(?:extra-)?index|^--find-links|^--trusted", pinned, re.M)
    assert "--require-hashes" in (ROOT / "Makefile").read_text("utf-8")


def test_no_file_names_a_machine_or_a_registry() -> None:
    places = re.compile(rb"/(?:home|root|Users|tmp|opt)/\w|pypi\.org|registry\.npmjs|pythonhosted")
    named = {p.relative_to(ROOT).as_posix() for p in tracked() if places.search(p.read_bytes())}
    assert named - {"tests/test_repository.py"} == set()


def test_checking_the_data_takes_no_engine() -> None:
    """The check that editors run often must not pay for what only a build needs."""
    code = "import sys; import check_data; sys.exit('mkdocs' in sys.modules)"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, cwd=ROOT / "scripts", check=False).returncode == 0
