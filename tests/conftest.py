"""What tests share: the example network to break, and the sites built once for all who read them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from community.project import ROOT, Project
from reader import BuiltSite

# A slow machine is no fault, and a run that fails must fail again.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

EXAMPLE = ROOT / "tests" / "example"


@pytest.fixture(scope="session")
def project() -> Project:
    """The network of this repository."""
    return Project.load(ROOT)


@pytest.fixture(scope="session")
def example() -> Project:
    """The example network, which shares nothing with it but the code."""
    return Project.load(EXAMPLE)


@pytest.fixture
def example_copy(tmp_path: Path) -> Path:
    """A copy of the example network's folder that a test may break."""
    copy = tmp_path / "network"
    shutil.copytree(EXAMPLE, copy)
    return copy


def build(project: Path, site: Path, site_url: str = "https://org.example/") -> subprocess.CompletedProcess[str]:
    """Run scripts/build_site.py as CI does, with an address of its own."""
    environment = {**os.environ, "SITE_URL": site_url, "REPO_URL": "https://git.example/network"}
    command = [sys.executable, str(ROOT / "scripts/build_site.py"), "--project", str(project), "--site", str(site)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of this repository, built below a sub-path, as on many hosts."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder, "https://org.example/mensi/")
    assert done.returncode == 0, done.stderr
    return BuiltSite(folder, "https://org.example/mensi/")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the example network, built at the root of a host."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(EXAMPLE, folder)
    assert done.returncode == 0, done.stderr
    return BuiltSite(folder, "https://org.example/")
