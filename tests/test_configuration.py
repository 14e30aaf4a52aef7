"""Nothing that mkdocs.yml says can run code: it is checked before MkDocs reads it, each time."""

import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from community import engine
from community.configuration import check_configuration
from community.problems import ProblemsFound
from community.project import ROOT


@pytest.fixture
def trap(example_copy: Path) -> Path:
    """A network whose mkdocs.yml leaves a file behind when MkDocs reads it; returns the path of that file."""
    caught = example_copy / "caught"
    config = example_copy / "mkdocs.yml"
    tag = f'x: !!python/object/apply:os.mkdir ["{caught.as_posix()}"]\n'
    config.write_text(config.read_text("utf-8") + tag, "utf-8")
    return caught


def test_the_trap_works(trap: Path) -> None:
    with (trap.parent / "mkdocs.yml").open("rb") as file:
        MkDocsConfig(str(trap.parent / "mkdocs.yml")).load_file(file)
    assert trap.exists()


@pytest.mark.parametrize("script", ["build_site.py", "serve.py", "check_data.py", "build_documents.py"])
def test_no_script_lets_mkdocs_read_it(trap: Path, script: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / script), "--project", str(trap.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "has the tag '!!python/object/apply:os.mkdir'" in done.stderr
    assert not trap.exists()


def test_a_live_preview_checks_it_again_before_it_is_read_again(trap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MkDocsConfig, "load_file", MkDocsConfig.load_file)  # put back afterwards
    engine.Engine().on_startup("serve", dirty=False)
    with (trap.parent / "mkdocs.yml").open("rb") as file, pytest.raises(Abort, match="has the tag"):
        MkDocsConfig(str(trap.parent / "mkdocs.yml")).load_file(file)
    assert not trap.exists()


def test_sound_settings_are_let_through(example_copy: Path) -> None:
    check_configuration(example_copy)
    check_configuration(ROOT)


def test_all_settings_that_are_wrong_are_told_at_once(example_copy: Path) -> None:
    config = example_copy / "mkdocs.yml"
    text = config.read_text("utf-8").replace("font: false", "font: true").replace("site_dir: site", "site_dir: /x")
    config.write_text(text + "strict: true\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        check_configuration(example_copy)
    assert [problem.message.split(" ")[0] for problem in found.value.problems] == ["site_dir", "theme.font", "unknown"]
