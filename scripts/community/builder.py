"""Building the tree of a site, by several processes: documents, pages in every language, search, and what stands once.

Each page is made from what it shows alone, so pages are made in any order and by any process. What was made before of
the same things is taken from the memo. `mkdocs build` makes the same bytes, page after page.
"""

import base64
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from lxml import html

from community.addresses import NOT_FOUND_PAGE
from community.documents.stock import Stock
from community.engine import Converter, load_settings
from community.frame import environment, frame, not_found
from community.inputs import Inputs
from community.links import PageLinks, links_of
from community.memo import Memo, fingerprint
from community.problems import Problem, ProblemsFound
from community.project import CONFIG_FILE, Project
from community.search import FOLDER as SEARCH_FOLDER
from community.search import write_language
from community.search_entries import Entry, Names, other_names, page_entries, with_other_names
from community.site import Site
from community.site_files import site_files
from community.workers import spread

MEMO_FILE = ".cache/memo.sqlite"
# So many pages are made by a process before it is given others.
_CHUNK = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build. `locales` are those whose pages are made, all if there are none; `without` leaves parts out."""

    target: Path
    preview: bool = False
    processes: int = 1
    locales: Collection[str] = ()
    without: Collection[str] = ()
    progress: Callable[[str], None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What is told of a page that was made: its file, its fingerprint, its links, and the titles of its entries."""

    name: str
    key: str
    links: PageLinks
    titles: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]


class Builder:
    """One build of one project."""

    def __init__(self, project: Project, order: Order) -> None:
        self._config, self.settings = load_settings(project.root, preview=order.preview)
        self._order = order
        self._site = Site(project, self.settings.repository, order.preview)
        self._memo = Memo(project.root / MEMO_FILE)
        self._converter = Converter(self._config, self._site)
        self._environments: dict[str, Environment] = {}

    @cached_property
    def _inputs(self) -> Inputs:
        return Inputs(self._site, self.settings)

    @property
    def _locales(self) -> list[str]:
        wanted = self._order.locales
        return [locale for locale in self._site.project.locales if not wanted or locale in wanted]

    def build(self) -> dict[str, PageLinks]:
        """Write the tree into the target; return the links of its pages. Raises ProblemsFound."""
        self._memo.begin()
        if "documents" not in self._order.without:
            stock = Stock(self._site, self.settings.site_url, self._inputs, self._memo)
            self._order.progress("documents")
            self._site.shelf.fill(stock.make(self._order.processes, locales=self._locales))
        self._inputs.prepare(self._locales)
        pages = self._pages()
        self._write_once()
        if "search" not in self._order.without:
            self._write_search(pages)
        self._memo.close()
        return {page.name: page.links for page in pages}

    # --- pages

    def _pages(self) -> list[BuiltPage]:
        paths = [path for path in self._site.paths() if path != NOT_FOUND_PAGE]
        jobs = [
            (locale, paths[start : start + _CHUNK])
            for locale in self._locales
            for start in range(0, len(paths), _CHUNK)
        ]
        built: list[BuiltPage] = []
        for (locale, _), pages in zip(jobs, spread(self._make_pages, jobs, self._order.processes), strict=True):
            built += pages
            self._order.progress(f"{locale}: {len(built)} of {len(paths) * len(self._locales)} pages")
        if warnings := sorted({warning for page in built for warning in page.warnings}):
            raise ProblemsFound([Problem(CONFIG_FILE, 1, f"MkDocs: {warning}") for warning in warnings])
        return built

    def _make_pages(self, job: tuple[str, Sequence[str]]) -> list[BuiltPage]:
        """Write some pages of a language, made now or before."""
        locale, paths = job
        keys = {path: self._inputs.page(locale, path) for path in paths}
        known = self._memo.get(keys.values())
        fresh = {path: self._made(locale, path) for path in paths if keys[path] not in known}
        # A page with a warning is not kept: the warning must be told again.
        self._memo.put((keys[path], made) for path, made in fresh.items() if not made["warnings"])
        built = []
        for path, key in keys.items():
            made = fresh.get(path) or known[key]
            target = self._order.target / made["name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made["html"].encode())
            ids, targets, faults = made["links"]
            links = PageLinks(frozenset(ids), frozenset(targets), tuple((line, fault) for line, fault in faults))
            titles = tuple((entry[0], entry[1], entry[3]) for entry in made["entries"])
            built.append(BuiltPage(made["name"], key, links, titles, tuple(made["warnings"])))
        return built

    def _made(self, locale: str, path: str) -> dict[str, Any]:
        site = self._site
        page = site.page(locale, path)
        text, headings, warnings = self._converter.convert(page)
        context = frame(site, self.settings, page, text, headings)
        if locale not in self._environments:
            self._environments[locale] = environment(site, self.settings, locale)
        written = self._environments[locale].get_template("main.html").render(context)
        name = f"{site.address_in(locale, page.address)}index.html"
        tree = html.document_fromstring(written.encode(), parser=html.HTMLParser(encoding="utf-8"))
        links = links_of(tree, name, self.settings.root)
        return {
            "name": name,
            "html": written,
            "warnings": warnings,
            "links": [sorted(links.ids), sorted(links.targets), links.faults],
            "entries": [astuple(entry) for entry in page_entries(tree, name)],
        }

    # --- what stands once

    def _write_once(self) -> None:
        settings = self.settings
        texts = [*not_found(self._site, settings), *site_files(self._site, settings.site_url, settings.issues)]
        files = [*((name, text.encode()) for name, text in texts), *settings.assets.files(), *self._site.shelf.files()]
        for name, content in files:
            target = self._order.target / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    # --- search

    def _write_search(self, pages: Sequence[BuiltPage]) -> None:
        names = other_names(title for page in pages for title in page.titles)
        keys: dict[str, list[str]] = {}
        for page in sorted(pages, key=lambda page: Path(page.name)):
            if page.titles:
                keys.setdefault(page.titles[0][0], []).append(page.key)

        def work(locale: str) -> None:
            self._write_language(locale, keys[locale], names)

        for locale, _ in zip(keys, spread(work, list(keys), self._order.processes), strict=True):
            self._order.progress(f"{locale}: search")

    def _write_language(self, locale: str, keys: Sequence[str], names: Names) -> None:
        found = self._memo.get(keys)
        entries = with_other_names((Entry(*entry[:5]) for key in keys for entry in found[key]["entries"]), names)
        key = fingerprint(self._inputs.search(locale), [astuple(entry) for entry in entries])
        folder = self._order.target / SEARCH_FOLDER / locale
        if known := self._memo.get([key]).get(key):
            for name, content in known.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(base64.b64decode(content))
            return
        write_language(folder, self._site.project, locale, entries)
        files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        self._memo.put([(key, {name: base64.b64encode(path.read_bytes()).decode() for name, path in files.items()})])
