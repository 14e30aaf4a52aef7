"""The site as a real nginx and a real Apache serve it, with the files that it ships for them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import Reader, wait_until
from community.hosting import apache as apache_files
from community.hosting import nginx as nginx_files
from community.hosting.plan import plan_for
from community.hosting.policy import ALWAYS, IMMUTABLE, REVALIDATED, TYPES
from community.project import Project
from community.published import addresses_in
from reader import BuiltSite, cases
from servers import Answer, Server, apache, nginx

pytestmark = pytest.mark.xdist_group("serving")

SERVERS = {"nginx": nginx, "apache": apache}
ARRIVING = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"}
PDF = "documents/lantern-readers-handbook-en.pdf"


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, example_site: BuiltSite, tmp_path_factory: Any) -> Iterator[Server]:
    """The example network's site on a server of one kind and then on the other."""
    with SERVERS[request.param](example_site.folder, tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="module")
def asset(example_site: BuiltSite) -> str:
    """The address of the style sheet."""
    (path,) = example_site.folder.glob("assets/*/site.css")
    return path.relative_to(example_site.folder).as_posix()


@pytest.fixture(scope="module")
def fragment(example_site: BuiltSite) -> str:
    """The address of a piece of the search index."""
    path = min(example_site.folder.glob("pagefind/en/fragment/*"))
    return path.relative_to(example_site.folder).as_posix()


def way(answer: Answer) -> str:
    """Return where an answer leads, below the site's root."""
    return answer.headers["location"].removeprefix("http://community.example").removeprefix("/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("", 200), ("de/", 200), ("robots.txt", 200), (PDF, 200), ("documents.json", 200), ("nowhere/", 404),
        ("assets/", 404), ("guidelines", 301), ("about/history/", 301), ("about/lamp-rota/", 410),
    ],
)  # fmt: skip
def test_every_answer_has_all_headers_once(server: Server, address: str, status: int) -> None:
    answer = server.get(address)
    assert answer.status == status
    assert {name: answer.headers.get(name.lower()) for name in ALWAYS} == ALWAYS
    assert answer.headers["cache-control"] == REVALIDATED
    assert not any(digit.isdigit() for digit in answer.headers["server"]), "a version helps only those who attack"


def test_every_file_has_its_type_and_text_says_its_letters(server: Server, example_site: BuiltSite) -> None:
    found = {}
    for path in sorted(example_site.folder.rglob("*.*")):
        ending = path.suffix[1:]
        if path.is_file() and path.parent.name != ".server" and ending in TYPES and ending not in found:
            address = path.relative_to(example_site.folder).as_posix()
            found[ending] = server.get(address.removesuffix("index.html")).headers["content-type"]
    text = {"html", "css", "js", "json", "xml", "svg", "txt", "csv", "sha256"}
    assert found == {ending: f"{TYPES[ending]}; charset=utf-8" if ending in text else TYPES[ending] for ending in found}
    assert found.keys() > text


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"), ("br", "br"), ("gzip, deflate", "gzip"), ("gzip;q=1.0, br;q=0", "gzip"),
        ("identity", None), ("", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["", "guidelines/", "documents.json", "nowhere/", "style"])
def test_text_comes_compressed_as_the_browser_accepts_it(
    server: Server, example_site: BuiltSite, asset: str, accepts: str, coding: str | None, address: str
) -> None:
    address = asset if address == "style" else address
    answer = server.get(address, {"Accept-Encoding": accepts})
    assert answer.headers.get("content-encoding") == coding
    assert "Accept-Encoding" in answer.headers["vary"]
    name = "404.html" if address == "nowhere/" else f"{address}index.html" if address[-1:] in ("", "/") else address
    assert answer.text == (example_site.folder / name).read_text("utf-8")
    assert "text/html" in answer.headers["content-type"] or address in (asset, "documents.json")


def test_what_is_named_by_its_content_is_kept_and_all_else_is_asked_for_anew(
    server: Server, asset: str, fragment: str
) -> None:
    for address in (asset, fragment):
        assert server.get(address).headers["cache-control"] == IMMUTABLE
    for address in (
        "", "guidelines/", PDF, "pagefind/en/pagefind-entry.json", "pagefind/en/pagefind.js", "pagefind/en/words.txt",
        "assets/0123456789ab/gone.css", "assets/site.css", "sitemap.xml",
    ):  # fmt: skip
        assert server.get(address).headers["cache-control"] == REVALIDATED, address


@pytest.mark.parametrize("accepts", ["br", "gzip", "identity"])
def test_a_page_that_has_not_changed_is_not_sent_again(server: Server, accepts: str) -> None:
    for address in ("", "de/guidelines/", PDF):
        first = server.get(address, {"Accept-Encoding": accepts})
        again = server.get(address, {"Accept-Encoding": accepts, "If-None-Match": first.headers["etag"]})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]


@pytest.mark.parametrize("case", cases("negotiation"), ids=str)
def test_only_the_root_goes_by_the_browsers_language(server: Server, case: dict[str, str]) -> None:
    headers = {"Accept-Language": case["asks"]}
    headers |= {"Sec-Fetch-Site": site} if (site := case.get("site", "none")) else {}
    headers |= {"Sec-Fetch-Mode": case.get("mode", "navigate")}
    answer = server.get("", headers)
    if case["gets"] == "en":
        assert answer.status == 200
    else:
        assert (answer.status, way(answer)) == (302, f"{case['gets']}/")
    assert "Accept-Language" in answer.headers["vary"]
    assert "Sec-Fetch-Site" in answer.headers["vary"]
    below = server.get("guidelines/", headers)
    assert below.status == 200
    assert "Accept-Language" not in below.headers["vary"]


def test_an_address_that_is_none_is_answered_in_its_language(server: Server) -> None:
    for address, language in (
        ("nowhere", "en"), ("de/nowhere", "de"), ("de/guidelines/nowhere/at/all/", "de"), ("denmark/", "en"),
        ("de/about/lamp-rota/", "de"), ("%00", None), ("de/%2e%2e/%2e%2e/etc/passwd", None),
    ):  # fmt: skip
        answer = server.get(address)
        if language:
            assert answer.status in (404, 410)
            assert f'<html lang="{language}">' in answer.text, address
        else:
            assert answer.status in (400, 403, 404), address


@pytest.mark.parametrize(
    "address",
    [
        "assets/", "pagefind/", "documents/nowhere/", ".htaccess", ".server/", ".server/nginx-site.conf", ".git/config",
        "de/.htaccess", "index.html.br", "index.html.gz", "guidelines/index.html.br", "_headers", "_redirects",
    ],
)  # fmt: skip
def test_folders_are_not_listed_and_what_is_the_hosts_is_not_shown(server: Server, address: str) -> None:
    answer = server.get(address)
    assert answer.status == 404
    assert "<section lang=" in answer.text


def test_a_document_can_be_fetched_in_parts(server: Server, example_site: BuiltSite) -> None:
    content = (example_site.folder / PDF).read_bytes()
    answer = server.get(PDF, {"Range": "bytes=1000-1999"})
    assert (answer.status, answer.body) == (206, content[1000:2000])
    assert answer.headers["content-range"] == f"bytes 1000-1999/{len(content)}"
    assert server.get(PDF).headers["accept-ranges"] == "bytes"


def test_nothing_but_reading_is_answered(server: Server) -> None:
    assert server.get("guidelines/", method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE"):
        assert server.get("guidelines/", method=method).status in (403, 405)


def test_every_address_ever_published_is_answered_moved_or_gone(
    server: Server, example_site: BuiltSite, example: Project
) -> None:
    there = set(addresses_in(example_site.folder)) - example.moved_pages.keys()
    seen = {200: 0, 301: 0, 410: 0}
    for address in [*example.moves.register, *example.moved_pages]:
        answer = server.get(address)
        seen[answer.status] += 1
        assert (answer.status == 200) == (address in there)
        if answer.status == 301:
            assert server.get(way(answer)).status == 200, "one step and no more"
            if address.endswith("/"):
                assert server.get(address[:-1]).headers["location"] == answer.headers["location"]
    assert min(seen.values()) >= 5


def test_what_was_asked_for_goes_along_to_the_new_address(server: Server) -> None:
    assert way(server.get("de/about/history/?from=mail")) == "de/about/?from=mail"


@pytest.mark.parametrize("name", SERVERS)
def test_a_site_below_a_path_is_served_the_same(name: str, tmp_path: Path) -> None:
    site = tmp_path / "www" / "net"
    for file in (
        "index.html",
        "404.html",
        "de/index.html",
        "de/404.html",
        "assets/0123456789ab/a.css",
        "new/index.html",
    ):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(file, "utf-8")
    plan = plan_for(site, "https://org.example/net/", ("en", "de"), {"old/": "new/", "gone/": None})
    (site / ".htaccess").write_text(apache_files.htaccess(plan), "utf-8")
    (site / ".server").mkdir()
    (site / ".server/nginx-maps.conf").write_text(nginx_files.maps_file(plan), "utf-8")
    (site / ".server/nginx-site.conf").write_text(nginx_files.server_file(plan), "utf-8")
    arguments = {"base": "net"} if name == "nginx" else {}
    with SERVERS[name](tmp_path / "www", tmp_path / "scratch", **arguments) as server:
        assert server.get("net/").body == b"index.html"
        moved = server.get("net/", {**ARRIVING, "Accept-Language": "de"})
        assert (moved.status, way(moved)) == (302, "net/de/")
        assert (server.get("net/old").status, way(server.get("net/old"))) == (301, "net/new/")
        assert server.get("net/gone/").status == 410
        for address, body in (("net/nowhere", b"404.html"), ("net/de/nowhere", b"de/404.html")):
            assert (server.get(address).status, server.get(address).body) == (404, body)
        assert server.get("net/assets/0123456789ab/a.css").headers["cache-control"] == IMMUTABLE
        assert server.get("net/.server/nginx-site.conf").status == 404


@pytest.fixture
def nginx_reader(chromium: Browser, example_site: BuiltSite, tmp_path: Path) -> Iterator[Reader]:
    """A reader of the example network's site on nginx; any error in the console fails the test."""
    with nginx(example_site.folder, tmp_path) as running:
        made = Reader(chromium, running.root)
        yield made
        made.close()
        assert made.faults == []


def test_a_browser_reads_the_site_without_a_fault(nginx_reader: Reader) -> None:
    for address in ("", "de/", "guidelines/", "countries/norway/brief/", "compare/", "clusters/like-mine/", PDF[:10]):
        page = nginx_reader.open(address, ignore_https_errors=True)
        assert page.locator("h1").is_visible()
    page = nginx_reader.open("de/guidelines/", ignore_https_errors=True)
    page.locator("[data-search-open]").click()
    page.locator("#search-field").fill("Lampe")
    page.locator("#search ol a").first.wait_for()
    page.goto(f"{nginx_reader.root}guidelines/light-the-first-lamp/")
    page.locator("[data-booklet-add]").click()
    page.goto(f"{nginx_reader.root}booklet/")
    page.locator("#booklet-document, .booklet-document, article h2").first.wait_for()


def test_a_reader_is_led_to_their_language_once_and_can_stay_in_english(nginx_reader: Reader) -> None:
    page = nginx_reader.open("", ignore_https_errors=True, locale="de-DE")
    assert page.url == f"{nginx_reader.root}de/"
    page.locator(".languages summary").click()
    page.locator(".languages a[lang=en]").click()
    wait_until(lambda: page.url == nginx_reader.root)
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".site-footer a").first.click()
    page.go_back()
    assert page.locator("html").get_attribute("lang") == "en"


def test_without_tls_a_reader_is_sent_to_the_same_address_with_it(example_site: BuiltSite, tmp_path: Path) -> None:
    with nginx(example_site.folder, tmp_path) as running:
        answer = running.get("de/guidelines/?a=b", plain=True)
        assert (answer.status, answer.headers["location"]) == (301, "https://community.example/de/guidelines/?a=b")
