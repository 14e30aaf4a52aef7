"""Check a built site as a browser would follow it: every link, fragment and file that a page asks for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from community.problems import Problem
from community.safety import check_assets, check_page

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
# Tags that load something by themselves; a page may load nothing from another host.
_LOADING = {"script", "img", "source", "iframe"}
_LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
# Nearly all links: up some folders, down to a page, to a part of it. Joining them takes no general parser of addresses.
_PLAIN = re.compile(
    r"((?:\.\./)*)((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?)(?:#[A-Za-z0-9_-]+)?"
)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """A page's ids, where its links lead below the site's root, and what is wrong with it by itself.

    A large site has millions of both, and few different ones: pages share them, also those that other processes read.
    """

    ids: tuple[str, ...]
    targets: tuple[str, ...]
    faults: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, ids: Iterable[str], targets: Iterable[str], faults: Iterable[tuple[int, str]]) -> "PageLinks":
        """Return the links of a page, each id and target once."""
        own, others = (tuple(sorted(set(map(intern, names)))) for names in (ids, targets))
        return cls(own, others, tuple(faults))

    def __reduce__(self) -> tuple[object, ...]:
        """Come from another process by `of`, which shares the strings again."""
        return PageLinks.of, (self.ids, self.targets, self.faults)


def check_links(site_dir: Path, site_url: str) -> Iterator[Problem]:
    """Nothing that a page links to or loads is missing, no fragment points nowhere, nothing comes from elsewhere."""
    pages = {}
    for path in sorted(site_dir.rglob("*.html")):
        name = path.relative_to(site_dir).as_posix()
        pages[name] = read_links(path.read_bytes(), name, site_url)
    yield from check_pages(site_dir, site_url, pages)


def check_pages(site_dir: Path, site_url: str, pages: Mapping[str, PageLinks]) -> Iterator[Problem]:
    """The same for pages that were read before; only those with a broken link are read again, for its line."""
    files = {path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()}
    yield from check_assets(site_dir, files)
    sound: dict[str, bool] = {}

    def broken(target: str) -> bool:
        if target not in sound:
            sound[target] = not _fault(target, files, pages)
        return not sound[target]

    for name, page in pages.items():
        for line, fault in page.faults:
            yield Problem(name, line, fault)
        if any(map(broken, page.targets)):
            for line, address, target in _links((site_dir / name).read_bytes(), name, site_url):
                if target is not None and (fault := _fault(target, files, pages)):
                    yield Problem(name, line, f"links to '{address}', {fault}")


def _fault(target: str, files: set[str], pages: Mapping[str, PageLinks]) -> str:
    path, _, fragment = target.partition("#")
    file = _file_of(unquote(path), files)
    if file is None:
        return "which does not exist"
    if fragment and file in pages and unquote(fragment) not in pages[file].ids:
        return f"but {file} has no such part"
    return ""


def read_links(page: bytes, name: str, site_url: str) -> PageLinks:
    """Return the ids and links of a page with this file name in a site at this address."""
    return links_of(_parse(page), name, site_url)


def links_of(tree: html.HtmlElement, name: str, site_url: str) -> PageLinks:
    """The same for a page that has been parsed."""
    ids = [str(value) for value in tree.xpath("//@id")]
    faults = [
        (1, f"has the id '{value}' {count} times; a link to it is ambiguous")
        for value, count in Counter(ids).items()
        if count > 1
    ]
    faults += [(problem.line, problem.message) for problem in check_page(tree, name)]
    targets = set()
    for line, address, target in _links_of(tree, name, site_url):
        if target is None:
            faults.append((line, f"loads '{address}' from another host"))
        else:
            targets.add(target)
    return PageLinks.of(ids, targets, faults)


def _parse(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def _links(page: bytes, name: str, site_url: str) -> Iterator[tuple[int, str, str | None]]:
    return _links_of(_parse(page), name, site_url)


def _links_of(tree: html.HtmlElement, name: str, site_url: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield line, address and target below the root of each link within the site; no target: loaded from elsewhere."""
    here = _Here(name, site_url)
    for element in tree.iter(*_LINKS):
        address = element.get(_LINKS[str(element.tag)])
        if address is None or address.startswith(("mailto:", "data:")):
            continue
        target = here.target(address)
        if target is not None:
            yield element.sourceline or 1, address, target
        elif element.tag in _LOADING or (element.tag == "link" and _LOADING_RELS & set(element.get("rel", "").split())):
            yield element.sourceline or 1, address, None


class _Here:
    """The place of a page, from which its links are read."""

    def __init__(self, name: str, site_url: str) -> None:
        self._base = site_url.rstrip("/") + "/"
        self._root = urlsplit(self._base).path
        self._address = name.removesuffix("index.html")
        self._folders = name.split("/")[:-1]

    def target(self, address: str) -> str | None:
        """Return where an address leads below the site's root, or nothing if it leads elsewhere."""
        plain = _PLAIN.fullmatch(address)
        if plain is None or (up := len(plain[1]) // 3) > len(self._folders):
            return self._resolved(address)
        if not (plain[1] or plain[2]):
            return self._address + address
        folders = self._folders[: len(self._folders) - up]
        return "/".join([*folders, address[len(plain[1]) :]])

    def _resolved(self, address: str) -> str | None:
        url = urljoin(self._base + self._address, address)
        if not url.startswith(self._base):
            return None
        split = urlsplit(url)
        fragment = f"#{split.fragment}" if split.fragment else ""
        return split.path.removeprefix(self._root) + fragment


def _file_of(path: str, files: set[str]) -> str | None:
    for candidate in (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"):
        if candidate in files:
            return candidate
    return None
