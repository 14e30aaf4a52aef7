"""Check a built site as a browser would follow it: every link, fragment and file that a page asks for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from community.problems import Problem
from community.safety import check_assets, check_page

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
# Tags that load something by themselves; a page may load nothing from another host.
_LOADING = {"script", "img", "source", "iframe"}
_LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True, slots=True)
class _PageLinks:
    ids: frozenset[str]
    links: tuple[tuple[int, str, bool], ...]  # line, address, whether the browser loads it unasked


def check_links(site_dir: Path, site_url: str) -> Iterator[Problem]:
    """Nothing that a page links to or loads is missing, no fragment points nowhere, nothing comes from elsewhere."""
    base = site_url.rstrip("/") + "/"
    files = {path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()}
    pages: dict[str, _PageLinks] = {}
    for name in sorted(files):
        if name.endswith(".html"):
            tree = html.parse(str(site_dir / name), parser=html.HTMLParser(encoding="utf-8")).getroot()
            yield from _check_ids(tree, name)
            yield from check_page(tree, name)
            pages[name] = _read(tree)
    yield from check_assets(site_dir, files)
    for name, page in pages.items():
        here = urljoin(base, name.removesuffix("index.html"))
        for line, address, loaded in page.links:
            url = urljoin(here, address)
            if not url.startswith(base):
                if loaded:
                    yield Problem(name, line, f"loads '{address}' from another host")
                continue
            split = urlsplit(url)
            target = _file_of(unquote(split.path.removeprefix(urlsplit(base).path)), files)
            if target is None:
                yield Problem(name, line, f"links to '{address}', which does not exist")
            elif split.fragment and target in pages and unquote(split.fragment) not in pages[target].ids:
                yield Problem(name, line, f"links to '{address}', but {target} has no such part")


def _check_ids(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    for value, count in Counter(str(value) for value in tree.xpath("//@id")).items():
        if count > 1:
            yield Problem(name, 1, f"has the id '{value}' {count} times; a link to it is ambiguous")


def _read(tree: html.HtmlElement) -> _PageLinks:
    links = []
    for element in tree.iter(*_LINKS):
        address = element.get(_LINKS[str(element.tag)])
        if address is None or address.startswith(("mailto:", "data:")):
            continue
        rels = set((element.get("rel") or "").split())
        loaded = element.tag in _LOADING or (element.tag == "link" and bool(rels & _LOADING_RELS))
        links.append((element.sourceline or 1, address, loaded))
    return _PageLinks(frozenset(str(value) for value in tree.xpath("//@id")), tuple(links))


def _file_of(path: str, files: set[str]) -> str | None:
    for candidate in (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"):
        if candidate in files:
            return candidate
    return None
