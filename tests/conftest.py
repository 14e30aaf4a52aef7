"""What tests share: the example network to break, and the sites built once for all who read them."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from browser import Reader, launch, serving
from community.project import ROOT, Project
from reader import SITE_ADDRESS, BuiltSite

# A slow machine is no fault, and a run that fails must fail again; `make fuzz` tries other inputs each time.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("restless", deadline=None, print_blob=True)
settings.load_profile("restless" if "FUZZ" in os.environ else "steady")

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
    return copy_example(tmp_path / "network")


def copy_example(copy: Path) -> Path:
    """Copy the example network into a folder; the copy has the code and the looks of this repository."""
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns(".cache"))
    point_home(copy)
    return copy


def point_home(copy: Path) -> None:
    """Make a copy of the example find the code and the looks of this repository."""
    config = copy / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../", f"{ROOT.as_posix()}/"), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(
    project: Path, site: Path, site_url: str = "https://org.example/", without: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run scripts/build_site.py as CI does, with an address of its own."""
    environment = {**os.environ, "SITE_URL": site_url, "REPO_URL": "https://git.example/network"}
    command = [sys.executable, str(ROOT / "scripts/build_site.py"), "--project", str(project), "--site", str(site)]
    command += [word for part in without for word in ("--without", part)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def built_once(factory: pytest.TempPathFactory, name: str, project: Path, site_url: str) -> BuiltSite:
    """Return a built site, built by the first of the processes of this test run that asks for it."""
    if given := os.environ.get("BUILT_SITE") if name == "site" else None:
        return BuiltSite(Path(given), site_url)  # the audit has built it already, for the same address
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / f"built-{name}"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            done = build(project, folder, site_url)
            assert done.returncode == 0, done.stderr
    return BuiltSite(folder, site_url)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of this repository, built below a sub-path, as on many hosts."""
    return built_once(tmp_path_factory, "site", ROOT, SITE_ADDRESS)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the example network, built at the root of a host."""
    return built_once(tmp_path_factory, "example", EXAMPLE, "https://org.example/")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for all tests of one process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_address(site: BuiltSite) -> Iterator[str]:
    """The address at which the built site is served, under a strict Content-Security-Policy."""
    with serving(site.folder) as address:
        yield address


@pytest.fixture
def reader(chromium: Browser, site_address: str) -> Iterator[Reader]:
    """A reader of the built site; any error in the console, missing file or call to another host fails the test."""
    made = Reader(chromium, site_address)
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture
def example_reader(chromium: Browser, example_site: BuiltSite) -> Iterator[Reader]:
    """A reader of the example network's site, under the same rules."""
    with serving(example_site.folder) as address:
        made = Reader(chromium, address)
        yield made
        made.close()
        assert made.faults == []
