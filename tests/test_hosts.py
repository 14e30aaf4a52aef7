"""The files for services that serve a folder (read here as those services read them), compression, and the register."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import brotli
import pytest

from community.hosting.compress import compress
from community.hosting.finish import HOSTS, finish
from community.hosting.plan import Plan, plan_for
from community.hosting.policy import ALWAYS, IMMUTABLE, immutable_pattern
from community.hosting.static_hosts import (
    MOST_IN_LINE,
    MOST_RULES,
    check_cloudflare,
    cloudflare_redirects,
    headers_file,
    netlify_redirects,
)
from community.moves import Moved, Moves
from community.problems import ProblemsFound
from community.project import ROOT, Project
from community.published import REGISTER, addresses_in, lost_lines
from community.tree import Tree
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("serving")

ADDRESS = "https://org.example/"


@pytest.fixture
def bare(example_site: BuiltSite, tmp_path: Path) -> Path:
    """The example's site as the engine leaves it, without what is made for a host."""
    folder = tmp_path / "bare"
    left_out = shutil.ignore_patterns("*.br", "*.gz", ".htaccess", ".server", "manifest*")
    return Path(shutil.copytree(example_site.folder.resolve(), folder, ignore=left_out))


def headers_of(text: str, address: str) -> dict[str, str]:
    """Return the headers that Netlify and Cloudflare send with an address: what several rules say of one is joined."""
    sent: dict[str, str] = {}
    applies = False
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\:", ":")).replace(r"\*", ".*")
            applies = re.fullmatch(pattern, address) is not None
        elif applies:
            name, _, value = line.strip().partition(": ")
            sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


def redirect_of(text: str, address: str, there: set[str]) -> tuple[str, str] | None:
    """Return where Netlify or Cloudflare lead an address, and with which status, by the first rule that applies."""
    for line in text.splitlines():
        source, target, status = line.split()
        if fnmatchcase(address, source) and (status.endswith("!") or address not in there):
            return target, status.removesuffix("!")
    return None


def test_every_file_has_the_same_headers_on_every_host(bare: Path, example: Project) -> None:
    text = headers_file(plan_for(bare, ADDRESS, example.locales, {}))
    for path in bare.rglob("*"):
        name = path.relative_to(bare).as_posix()
        caching = {"Cache-Control": IMMUTABLE} if re.match(immutable_pattern(), name) else {}
        assert headers_of(text, f"/{name.removesuffix('index.html')}") == {**ALWAYS, **caching}
    rules = [line for line in text.splitlines() if line.startswith("/")]
    assert len(rules) <= MOST_RULES
    assert all(rule.count("*") <= 1 for rule in rules)
    assert max(map(len, text.splitlines())) <= MOST_IN_LINE


def test_every_old_address_leads_on_at_netlify_and_cloudflare(bare: Path, example: Project) -> None:
    there = {f"/{address}" for address in addresses_in(bare)}
    moves = example.moves.resolve(set(addresses_in(bare)) - example.moved_pages.keys())
    plan = plan_for(bare, ADDRESS, example.locales, moves)
    for old, new in moves.items():
        gone = ("/404.html", "410")
        assert redirect_of(netlify_redirects(plan), f"/{old}", there) == (gone if new is None else (f"/{new}", "301"))
        found = redirect_of(cloudflare_redirects(plan), f"/{old}", set())
        assert found == (None if new is None else (f"/{new}", "301"))
    assert redirect_of(netlify_redirects(plan), "/de/nowhere/", there) == ("/de/404.html", "404")
    assert redirect_of(netlify_redirects(plan), "/de/", there) is None


def test_a_page_leads_on_by_itself_where_a_host_knows_no_redirects(bare: Path) -> None:
    text = (bare / "de/about/history/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../">' in text
    assert '<link rel="canonical" href="https://org.example/de/about/">' in text
    assert '<a href="../">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert not (bare / "about/lamp-rota").exists()


def test_more_redirects_than_cloudflare_takes_are_a_problem() -> None:
    plan = Plan(base="/", locales=("en",), not_found=(), moves={f"a{n}/": "b/" for n in range(1_001)})
    assert [str(problem) for problem in check_cloudflare(plan)] == [
        "published/moved.yaml:1: gives 2002 redirects with all languages; Cloudflare Pages takes 2,000"
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_holds_only_what_its_host_reads(bare: Path, example: Project, host: str) -> None:
    before = {path for path in bare.rglob("*") if path.is_file()}
    finish(Tree(bare), example, ADDRESS, host=host)
    new = {path.relative_to(bare).as_posix() for path in bare.rglob("*") if path.is_file()} - {
        path.relative_to(bare).as_posix() for path in before
    }
    twins = {name for name in new if name.endswith((".gz", ".br"))}
    assert (
        new - twins
        == {
            "server": {".htaccess", ".server/nginx-maps.conf", ".server/nginx-site.conf"},
            "pages": {".nojekyll"},
            "netlify": {"_headers", "_redirects"},
            "cloudflare": {"_headers", "_redirects"},
        }[host]
    )
    assert bool(twins) == (host == "server")


def test_the_script_knows_all_hosts() -> None:
    told = run_script("build_site.py", "--help").stdout
    assert f"{{{','.join(HOSTS)}}}" in told.replace("\n", "")


def test_services_that_serve_a_root_are_not_given_a_site_below_a_path(bare: Path, example: Project) -> None:
    with pytest.raises(ProblemsFound, match="has a path; netlify serves a site at a host's root"):
        finish(Tree(bare), example, "https://org.example/net/", host="netlify")


def test_a_document_that_was_published_and_is_gone_stops_the_build(bare: Path, example: Project) -> None:
    (bare / "documents/lantern-readers-handbook-en.pdf").unlink()
    with pytest.raises(ProblemsFound, match=r"urls.txt:\d+: 'documents/lantern-readers-handbook-en.pdf' is no"):
        finish(Tree(bare), example, ADDRESS)
    assert not (bare / ".htaccess").exists()


def test_a_dropped_language_leads_to_another_even_where_a_page_has_moved_since() -> None:
    register = {address: line for line, address in enumerate(("", "a/", "b/", "map/", "hu/", "hu/a/", "hu/b/"), 1)}
    moved = (Moved(was="b/", now="a/"), Moved(language="hu", now="de"), Moved(was="map/", gone=True))
    moves = Moves(register, ("en", "de"), declared=tuple((entry, line) for line, entry in enumerate(moved, 1)))
    assert moves.resolve({"", "a/", "de/", "de/a/"}) == {
        "b/": "a/", "de/b/": "de/a/", "map/": None, "de/map/": None, "hu/": "de/", "hu/a/": "de/a/", "hu/b/": "de/a/"
    }  # fmt: skip


# --- compression


def test_twins_unpack_to_the_file_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    text = "Lamps are lit at dusk. " * 500
    made = []
    for run in ("first", "second"):
        site = tmp_path / run
        (site / "de").mkdir(parents=True)
        for name in ("index.html", "de/index.html", "style.css"):
            (site / name).write_text(text + name, "utf-8")
        (site / "short.txt").write_text("short", "utf-8")
        (site / "picture.png").write_bytes(b"\x89PNG" * 500)
        compress(Tree(site), tmp_path / f"cache-{run}")
        made.append(
            {path.name: path.read_bytes() for path in sorted(site.rglob("*.??")) if path.suffix in (".gz", ".br")}
        )
        assert gzip.decompress((site / "de/index.html.gz").read_bytes()).decode() == text + "de/index.html"
        assert brotli.decompress((site / "de/index.html.br").read_bytes()).decode() == text + "de/index.html"
        assert not [path for path in site.iterdir() if path.name.startswith(("short.txt.", "picture.png."))]
    assert made[0] == made[1]


def test_a_damaged_cache_is_not_believed_and_an_old_one_is_emptied(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    site.mkdir()
    for text in ("old " * 500, "new " * 500):
        (site / "index.html").write_text(text, "utf-8")
        compress(Tree(site), cache)
    (kept,) = [path for path in cache.rglob("*") if path.is_file()]
    assert kept.name == hashlib.sha256(("new " * 500).encode()).hexdigest()
    kept.write_bytes(brotli.compress(b"foreign"))
    compress(Tree(site), cache)
    assert brotli.decompress((site / "index.html.br").read_bytes()).decode() == "new " * 500


# --- the register


def run_script(name: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_register_holds_every_address_of_the_example(example_site: BuiltSite, example: Project) -> None:
    done = run_script("update_urls.py", "--check", "--project", str(example.root), "--site", str(example_site.folder))
    assert (done.returncode, done.stderr) == (0, "")


def test_new_addresses_are_added_at_the_end(example_copy: Path, example_site: BuiltSite) -> None:
    register = example_copy / REGISTER
    lines = register.read_text("utf-8").splitlines()
    register.write_text("".join(f"{line}\n" for line in lines if line not in ("about/", "de/about/")), "utf-8")
    arguments = ["--project", str(example_copy), "--site", str(example_site.folder)]
    checked = run_script("update_urls.py", "--check", *arguments)
    assert checked.returncode == 1
    assert "published/urls.txt:1: lacks 'about/'; run: make urls" in checked.stderr
    assert run_script("update_urls.py", *arguments).stdout == f"{len(lines) - 1} addresses, 2 of them new.\n"
    now = register.read_text("utf-8").splitlines()
    assert now[-2:] == ["about/", "de/about/"]
    assert sorted(now) == sorted(lines)


def test_a_register_that_lost_a_line_is_found_out_by_its_history(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    register = tmp_path / REGISTER
    register.parent.mkdir()
    assert lost_lines(tmp_path) == []
    git("init", "-q")
    for text in ("a/\nb/\n", "a/\nb/\nc/\n", "a/\nc/\n", "c/\nd/\na/\n"):
        register.write_text(text, "utf-8")
        git("add", "-A")
        git("commit", "-qm", "x")
    assert lost_lines(tmp_path) == ["b/"]
    register.write_text("a/\nd/\n", "utf-8")
    assert lost_lines(tmp_path) == ["b/", "c/"]


def test_security_txt_says_where_and_until_when(example_site: BuiltSite) -> None:
    assert (example_site.folder / ".well-known/security.txt").read_text("utf-8") == (
        "Contact: https://lanterns.example.org/lamp-room\n"
        "Contact: mailto:nobody@example.org\n"
        "Expires: 2020-12-31T00:00:00Z\n"
        "Preferred-Languages: en, de\n"
        "Canonical: https://org.example/.well-known/security.txt\n"
    )


def test_three_builds_on_different_machines_are_the_same_bytes(example_site: BuiltSite, tmp_path: Path) -> None:
    """Another folder, time zone, language, hash seed and age of every file, and nothing kept from before."""
    copy = tmp_path / "somewhere else" / "network"
    shutil.copytree(example_site_source(), copy, ignore=shutil.ignore_patterns(".cache"))
    config = copy / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../", f"{ROOT.as_posix()}/"), "utf-8")
    wanted = contents(example_site.folder)
    for number, (zone, locale, seed) in enumerate((("Pacific/Auckland", "tr_TR.UTF-8", "1"), ("UTC", "C", "77"))):
        for path in copy.rglob("*"):
            os.utime(path, (number * 1_000_000_000, number * 1_000_000_000))
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        environment |= {"SITE_URL": example_site.url, "REPO_URL": "https://git.example/network"}
        site = tmp_path / f"site-{number}"
        command = [sys.executable, str(ROOT / "scripts/build_site.py"), "--project", str(copy), "--site", str(site)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = contents(site)
        assert {name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)} == set()
        shutil.rmtree(copy / ".cache")


def example_site_source() -> Path:
    return ROOT / "tests" / "example"


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
