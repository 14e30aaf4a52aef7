"""Building the tree of a site, by several processes: documents, pages in every language, search, and what stands once.

Each page is made from what it shows alone, so pages are made in any order and by any process. What was made before of
the same things is taken from the memo. `mkdocs build` makes the same bytes, page after page.
"""

import base64
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from lxml import html

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
from community.site import NOT_FOUND_PAGE, Site
from community.site_files import site_files
from community.workers import spread

MEMO_FILE = ".cache/memo.sqlite"
# So many pages are made by a process before it is given others.
_CHUNK = 12
# What lies among the looks and is no file of the site: templates, and the fonts that documents carry.
_NOT_PUBLISHED = (".html", ".otf", ".ttf", ".txt")


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
    """A page that was made: its file, its links, the key of what can be found on it, and the titles of that."""

    name: str
    entries: str
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
        self._write_assets()
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
        self._memo.put(
            one
            for path, made in fresh.items()
            if not made["warnings"]
            for one in ((keys[path], made), (fingerprint("entries", keys[path]), made.pop("entries")))
        )
        built = []
        for path, key in keys.items():
            made = fresh.get(path) or known[key]
            target = self._order.target / made["name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made["html"].encode())
            ids, targets, faults = made["links"]
            links = PageLinks(frozenset(ids), frozenset(targets), tuple((line, fault) for line, fault in faults))
            titles = tuple((locale, address, title) for locale, address, title in made["titles"])
            entries = fingerprint("entries", key)
            built.append(BuiltPage(made["name"], entries, links, titles, tuple(made["warnings"])))
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
        tree = _parsed(written.encode())
        links = links_of(tree, name, self.settings.root)
        entries = page_entries(tree, name)
        return {
            "name": name,
            "html": written,
            "warnings": warnings,
            "links": [sorted(links.ids), sorted(links.targets), links.faults],
            "titles": [(entry.locale, entry.address, entry.title) for entry in entries],
            "entries": [astuple(entry) for entry in entries],
        }

    # --- what stands once

    def _write_assets(self) -> None:
        for path in sorted(self.settings.overrides.rglob("*")):
            if path.is_file() and path.suffix not in _NOT_PUBLISHED and not path.name.startswith("."):
                target = self._order.target / path.relative_to(self.settings.overrides)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

    def _write_once(self) -> None:
        texts = [("404.html", not_found(self._site, self.settings)), *site_files(self._site, self.settings.site_url)]
        files = [*((name, text.encode()) for name, text in texts), *self._site.shelf.files()]
        for name, content in files:
            target = self._order.target / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    # --- search

    def _write_search(self, pages: Sequence[BuiltPage]) -> None:
        names = other_names(title for page in pages for title in page.titles)
        found: dict[str, list[BuiltPage]] = {}
        for page in sorted(pages, key=lambda page: Path(page.name)):
            if page.titles:
                found.setdefault(page.titles[0][0], []).append(page)

        def work(locale: str) -> None:
            self._write_language(locale, found[locale], names)

        for locale, _ in zip(found, spread(work, list(found), self._order.processes), strict=True):
            self._order.progress(f"{locale}: search")

    def _entries(self, page: BuiltPage) -> list[Entry]:
        """Return what can be found on a page, which its file tells where the memo could not keep it."""
        if known := self._memo.get([page.entries]).get(page.entries):
            return [Entry(*entry[:5]) for entry in known]
        return page_entries(_parsed((self._order.target / page.name).read_bytes()), page.name)

    def _write_language(self, locale: str, pages: Sequence[BuiltPage], names: Names) -> None:
        entries = with_other_names((entry for page in pages for entry in self._entries(page)), names)
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


def _parsed(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
