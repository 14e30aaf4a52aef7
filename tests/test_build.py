"""A build publishes all or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLE, build, files, point_home
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("example")


def test_wrong_data_leave_the_old_site_as_it_was(example_copy: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    path = example_copy / "data" / "clusters.yaml"
    path.write_text(path.read_text("utf-8").replace("model: lamp-chain", "model: lamp-chian"), "utf-8")
    done = build(example_copy, site)
    assert done.returncode == 1
    assert "did you mean 'lamp-chain'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "site.releases").glob("*/"))
    assert (site / "index.html").read_text() == "old"


def test_a_broken_link_in_a_page_is_told_and_nothing_is_published(example_copy: Path, tmp_path: Path) -> None:
    page = example_copy / "docs" / "en" / "about" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nSee [nothing](nothing.md).\n", "utf-8")
    point_home(example_copy)
    done = build(example_copy, tmp_path / "site")
    assert done.returncode == 1
    assert "nothing.md" in done.stderr
    assert not (tmp_path / "site").exists()
    assert not list((tmp_path / "site.releases").glob("*/"))


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_an_engine_builds_the_same_files_alone(example_site: BuiltSite, tmp_path: Path, engine: str) -> None:
    """ProperDocs goes on where MkDocs ended; the day we need it must hold no surprise."""
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", "mkdocs.yml", "-d", str(tmp_path / "site")]
    environment = {**os.environ, "SITE_URL": example_site.url, "REPO_URL": "https://git.example/network"}
    done = subprocess.run(command, cwd=EXAMPLE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made, ours = files(tmp_path / "site"), files(example_site.folder)
    # What the host needs, and the manifests, come after.
    for_hosts = {name for name in ours if name.startswith((".", "manifest")) or name.endswith((".gz", ".br"))}
    assert made == {name: content for name, content in ours.items() if name not in for_hosts - made.keys()}
