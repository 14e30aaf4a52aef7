"""A release is published wholly or not at all, whatever happens meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from community.problems import ProblemsFound
from community.project import ROOT
from community.publish import KEPT, MANIFEST, Releases, check_manifest
from community.robots import check_robots, robots_text
from community.tree import Tree
from conftest import EXAMPLE

PAGES = ("index.html", "hr/index.html", "hr/clusters/index.html", "assets/site.css", "sitemap.xml")


def publish(site: Path, text: str) -> None:
    """Publish a small site whose files all hold one text."""
    releases = Releases(site)
    with releases.building() as new:
        for name in PAGES:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text(text, "utf-8")
        releases.publish(new)


def texts(site: Path) -> set[str]:
    """Return the texts of a published site, which must be whole."""
    assert list(check_manifest(site)) == []
    return {(site / name).read_text("utf-8") for name in PAGES}


def test_readers_get_the_newest_release(tmp_path: Path) -> None:
    for text in ("old", "new"):
        publish(tmp_path / "site", text)
        assert texts(tmp_path / "site") == {text}


def test_the_same_site_is_no_new_release(tmp_path: Path) -> None:
    publish(tmp_path / "site", "same")
    before = Releases(tmp_path / "site").current()
    publish(tmp_path / "site", "same")
    assert Releases(tmp_path / "site").current() == before


def publish_files(site: Path, files: dict[str, str]) -> Path:
    """Publish a small site of some files and return its release."""
    releases = Releases(site)
    with releases.building() as new:
        for name, text in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text(text, "utf-8")
        return releases.publish(new)


def test_a_page_that_is_still_open_finds_what_its_release_had(tmp_path: Path) -> None:
    site, pieces = tmp_path / "site", "pagefind/en/fragment/"
    digests = [f"{number:012x}" for number in range(5)]
    for digest in digests:
        own = {f"assets/{digest}/site.css": digest, f"{pieces}{digest}.pf": digest, f"assets/site-{digest}.css": digest}
        release = publish_files(site, {"index.html": digest, **own})
        assert list(check_manifest(site)) == []
    assert sorted(path.name for path in (site / "assets").glob("*/")) == digests[-KEPT:]
    assert sorted(path.stem for path in (site / pieces).iterdir()) == digests[-KEPT:]
    assert [path.name for path in (site / "assets").glob("*.css")] == [f"site-{digests[-1]}.css"]
    again = publish_files(site, {"index.html": digest, **own})
    assert again == release, "what is kept of earlier releases makes no new one"
    (site / "assets" / digests[-2] / "site.css").write_text("hacked", "utf-8")
    assert [problem.path for problem in check_manifest(site)] == [f"assets/{digests[-2]}/site.css"]


def test_a_page_that_is_as_it_was_keeps_its_time_and_so_its_tag(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = publish_files(site, {"same.html": "same", "other.html": "old"})
    for path in first.glob("*.html"):
        os.utime(path, (1, 1))
    publish_files(site, {"same.html": "same", "other.html": "new"})
    assert (site / "same.html").stat().st_mtime == 1
    assert (site / "other.html").stat().st_mtime > 1


def test_what_is_as_it_was_is_shared_with_the_release_before(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    for name in ("same", "other", "below/same"):
        Tree(earlier).write(name, b"first")
    tree = Tree(tmp_path / "new", earlier)
    for name, content in {"same": b"first", "other": b"second", "below/same": b"first", "added": b"first"}.items():
        tree.write(name, content)
        assert (tmp_path / "new" / name).read_bytes() == content
    shared = [name for name in ("same", "other", "below/same") if (earlier / name).samefile(tmp_path / "new" / name)]
    assert shared == ["same", "below/same"]
    assert (earlier / "other").read_bytes() == b"first"


def test_the_last_releases_are_kept_and_no_more(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        publish(tmp_path / "site", str(number))
    kept = [path.name for path in (tmp_path / "site.releases").iterdir() if path.is_dir()]
    assert sorted(name.split("-")[0] for name in kept) == ["3", "4", "5"]


def test_going_back_gives_readers_the_release_before(tmp_path: Path) -> None:
    for text in ("first", "second", "third"):
        publish(tmp_path / "site", text)
    Releases(tmp_path / "site").roll_back()
    assert texts(tmp_path / "site") == {"second"}
    publish(tmp_path / "site", "fourth")
    assert texts(tmp_path / "site") == {"fourth"}


def test_there_is_no_going_back_before_the_first_release(tmp_path: Path) -> None:
    publish(tmp_path / "site", "only")
    with pytest.raises(ProblemsFound, match="has no earlier release"):
        Releases(tmp_path / "site").roll_back()


def test_a_folder_made_before_there_were_releases_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "stale.html").write_text("stale")
    publish(tmp_path / "site", "new")
    assert texts(tmp_path / "site") == {"new"}
    assert not (tmp_path / "site" / "stale.html").exists()


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    publish(tmp_path / "site", "old")
    with Releases(tmp_path / "site").building() as new:
        new.mkdir()
        with pytest.raises(ProblemsFound, match="is being built by another run; wait until that has ended"):
            publish(tmp_path / "site", "second")
    assert texts(tmp_path / "site") == {"old"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda site: (site / "hr/index.html").unlink(), "hr/index.html:1: is missing"),
        (lambda site: (site / "index.html").write_text("hacked"), "index.html:1: is not as it was published"),
        (lambda site: (site / "extra.js").write_text("x"), "extra.js:1: was not published with the rest"),
        (lambda site: (site / MANIFEST).unlink(), "manifest.sha256:1: is missing"),
        (lambda site: (site / MANIFEST).write_text("x\n"), "manifest.sha256:1: is no line of a manifest"),
    ],
    ids=["missing", "changed", "added", "no manifest", "broken manifest"],
)  # fmt: skip
def test_a_site_that_was_tampered_with_is_told(tmp_path: Path, change: object, told: str) -> None:
    publish(tmp_path / "site", "whole")
    change(tmp_path / "site")
    command = [sys.executable, str(ROOT / "scripts/verify_site.py"), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert told in done.stderr


# Runs a publication and kills it, as `kill -9` does, before its n-th look at or change of the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from community.publish import Releases
left = int(sys.argv[1])
def count(event, arguments):
    global left
    if event != "os.kill" and event.split(".")[0] in ("open", "os", "shutil"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
with Releases(Path(sys.argv[2])).building() as new:
    for name in sys.argv[4:]:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text("new", "utf-8")
    Releases(Path(sys.argv[2])).publish(new)
"""


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    site, moment, found = tmp_path / "site", 0, []
    while True:
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        publish(site, "old")
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(moment), str(site), str(ROOT / "scripts"), *PAGES], check=False
        )
        (text,) = texts(site)
        found.append(text)
        if done.returncode != -signal.SIGKILL:
            break
        publish(site, "next")  # what was left behind is in nobody's way
        assert texts(site) == {"next"}
        assert not list((tmp_path / "site.releases").glob("new"))
        moment += 1
    assert done.returncode == 0
    assert len(found) > 50
    assert found == sorted(found, reverse=True)  # once the new one is there, it stays
    assert {found[0], found[-1]} == {"old", "new"}


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    publish(tmp_path / "site", "old")
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        f"import sys; sys.argv[1:] = ['--project', {str(EXAMPLE)!r}, '--site', {str(tmp_path / 'site')!r}];"
        "import build_site; sys.exit(build_site.main())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert texts(tmp_path / "site") == {"old"}
    assert sorted(path.name for path in (tmp_path / "site.releases").iterdir() if path.is_dir())[1:] == []


@pytest.mark.parametrize(("preview", "head"), [(False, '<meta name="robots" content="noindex">'), (True, "")])
def test_a_preview_is_not_for_search_engines_and_the_site_is(tmp_path: Path, preview: bool, head: str) -> None:
    (tmp_path / "index.html").write_text(f"<head>{head}</head>")
    (tmp_path / "robots.txt").write_text(robots_text("https://org.example/", not preview))
    told = [f"{problem.path}: {problem.message}" for problem in check_robots(tmp_path, preview)]
    assert told == (
        ["robots.txt: lets search engines in", "index.html: may be listed by search engines"]
        if preview
        else ["robots.txt: keeps search engines away", "index.html: asks search engines to leave it out"]
    )
