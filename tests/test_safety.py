"""The last look at a built site finds whatever could run, load or lead elsewhere, whoever put it there."""

from itertools import product
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.html import document_fromstring

from community.links import check_links, read_links
from community.safety import check_assets, check_page

UNSAFE = {
    "<script>x()</script>": "holds a <script> that pages may not have",
    "<script src='x.js'>x()</script>": "holds a <script> that pages may not have",
    "<script type='application/ld+json'>\"</scr<ipt>\"</script>": "holds a <script> that pages may not have",
    "<style>p{}</style>": "holds a <style> that pages may not have",
    "<iframe src='x'></iframe>": "holds a <iframe> that pages may not have",
    "<object data='x'></object>": "holds a <object> that pages may not have",
    "<embed src='x'>": "holds a <embed> that pages may not have",
    "<svg><foreignObject></foreignObject></svg>": "holds a <foreignobject> that pages may not have",
    "<p onclick='x()'>a</p>": "holds the attribute onclick, which pages may not have",
    "<p style='color:red'>a</p>": "holds the attribute style, which pages may not have",
    "<a ping='x' href='y'>a</a>": "holds the attribute ping, which pages may not have",
    "<a href='javascript:x()'>a</a>":
        "has the address 'javascript:x()'; only https://, http:// and mailto: may stand there",
    "<a href=' java&#10;script&colon;x()'>a</a>":
        "has the address 'javascript:x()'; only https://, http:// and mailto: may stand there",
    "<img src='data:image/png,x'>":
        "has the address 'data:image/png,x'; only https://, http:// and mailto: may stand there",
    "<form action='https://evil.example/'></form>": "fetches 'https://evil.example/' from another host",
    "<img srcset='a.png, //evil.example/b.png 2x'>": "fetches 'a.png, //evil.example/b.png 2x' from another host",
    "<video src='https://evil.example/v'></video>": "fetches 'https://evil.example/v' from another host",
    "<video poster='//evil.example/v'></video>": "fetches '//evil.example/v' from another host",
    "<svg><use href='https://evil.example/#x'></use></svg>": "fetches 'https://evil.example/#x' from another host",
    "<link rel='preconnect' href='https://evil.example'>": "fetches 'https://evil.example' from another host",
    "<meta http-equiv='Refresh' content='0; url=https://evil.example'>":
        "sends readers to '0; url=https://evil.example', on another host",
}  # fmt: skip
SAFE = (
    "<script src='assets/site.js' type='module'></script>",
    '<script type=\'application/ld+json\'>{"a": "\\u003c/script\\u003e"}</script>',
    "<a href='https://evil.example/?x=javascript:y'>a</a>",
    "<a href='mailto:a@b.example'>a</a>",
    "<meta http-equiv='refresh' content='0; url=../new/'>",
    "<form action='./'></form>",
    "<svg><path d='M0 0'></path></svg>",
)


@pytest.mark.parametrize("part", UNSAFE)
def test_what_could_run_load_or_lead_elsewhere_is_told(part: str) -> None:
    page = document_fromstring(f"<!doctype html><html><head></head><body>\n{part}</body></html>")
    assert [(p.line, p.message) for p in check_page(page, "index.html")] == [(2, UNSAFE[part])]


@pytest.mark.parametrize("part", SAFE)
def test_what_pages_are_made_of_is_not_told(part: str) -> None:
    page = document_fromstring(f"<!doctype html><html><body>{part}</body></html>")
    assert list(check_page(page, "index.html")) == []


DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'{}>{}</svg>"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "a.css",
            "p{}\n@import 'https://evil.example/x'",
            "2: fetches '@import 'https://evil.example/x' from another host",
        ),
        ("a.css", "p{background:url(//evil.example/x)}", "1: fetches 'url(//evil.example/x' from another host"),
        ("a.css", "p{background:url(x.svg)}", ""),
        ("a.svg", DRAWING.format("", "\n<script/>"), "2: holds a <script> that drawings may not have"),
        ("a.svg", DRAWING.format(" onload='x()'", ""), "1: holds the attribute onload, which drawings may not have"),
        ("a.svg", DRAWING.format("", "<a href='x'/>"), "1: holds the attribute href, which drawings may not have"),
        ("a.svg", DRAWING.format("", "<path d='M0 0'/>"), ""),
        (
            "a.svg",
            f"<!DOCTYPE s [<!ENTITY a 'aaaa'>]>{DRAWING.format('', '&a;&a;')}",
            "1: holds an entity; write it out",
        ),
    ],
)
def test_style_sheets_and_drawings_load_and_run_nothing(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert {str(problem) for problem in check_assets(tmp_path, {name})} == ({f"{name}:{told}"} if told else set())


def test_the_check_of_links_takes_the_last_look(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html><body><p onclick='x()'>a</p></body></html>", "utf-8")
    told = [str(problem) for problem in check_links(tmp_path, "https://org.example/")]
    assert told == ["index.html:1: holds the attribute onclick, which pages may not have"]


STEPS = ("", "a", "b.html", "a/", "../", "./", "..", ".a", "//", "#x", "?q=1", "%20", "a:b")


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("https://org.example/", "a/b/c/index.html"),
        ("https://org.example/below/", "a/index.html"),
        ("http://localhost:8000", "404.html"),
    ],
)
def test_a_link_is_read_as_browsers_read_it(site: str, name: str) -> None:
    here = urljoin(f"{site.rstrip('/')}/", name.removesuffix("index.html"))
    root = urljoin(here, "/" if "below" not in site else "/below/")
    for address in map("".join, product(STEPS, repeat=3)):
        page = f'<!doctype html><html lang="en"><body><a href="{address}">x</a></body></html>'.encode()
        found = "".join(read_links(page, name, site).targets)
        path, _, part = urljoin(here, address).partition("#")
        within = path.startswith(root)
        assert found == (path.removeprefix(root).partition("?")[0] + (f"#{part}" if part else "") if within else "")
