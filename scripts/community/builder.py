"""Building the tree of a site, by several processes: documents, pages in every language, search, and what stands once.

Each page is made from what it shows alone, so pages are made in any order and by any process. What was made before of
the same things is taken from the memo. `mkdocs build` makes the same bytes, page after page.
"""

import base64
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from lxml import html

from community.addresses import NOT_FOUND_PAGE, address_of
from community.configuration import CONFIG_FILE
from community.documents.shelf import Made, documents_json
from community.documents.stock import Stock
from community.engine import Converter, load_settings
from community.frame import environment, frame, not_found
from community.inputs import Inputs
from community.links import PageLinks, links_of
from community.memo import Memo
from community.pages import COMPILED
from community.prints import fingerprint, project_print
from community.problems import Problem, ProblemsFound
from community.project import Project
from community.search import FOLDER as SEARCH_FOLDER
from community.search import english_words, write_language
from community.search_entries import Entry, Names, other_names, page_entries, with_other_names
from community.site import Site
from community.site_files import site_files
from community.text import SOURCE_LOCALE
from community.traces import Traces
from community.tree import Tree
from community.workers import spread

MEMO_FILE = ".cache/memo.sqlite"
# So many pages are made by a process before it is given others.
_CHUNK = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build. `locales` are those whose pages are made, all if there are none; `without` leaves parts out.

    What is as it was in `earlier`, a tree that was built before, is shared with it.
    """

    target: Path
    earlier: Path | None = None
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
        self.order = order
        self.site = Site(project, self.settings.repository, order.preview)
        self._memo = Memo(project.root / MEMO_FILE)
        COMPILED.keep_in(self._memo)
        self._converter = Converter(self._config, self.site)
        self._environments: dict[str, Environment] = {}
        self._tree = Tree(order.target, order.earlier)
        self.made: list[tuple[str, str]] = []

    @cached_property
    def _inputs(self) -> Inputs:
        return Inputs(self.site, self.settings)

    def build(self) -> dict[str, PageLinks]:
        """Write the tree into the target; return the links of its pages. Raises ProblemsFound."""
        return self.finish(self.build_languages(), documents_json(self.site.shelf.entries()))

    def build_languages(self) -> list[BuiltPage]:
        """Write what each language has for itself: its pages and documents."""
        self._memo.begin()
        self._make_documents()
        return self._pages()

    def read_page(self, name: str) -> BuiltPage:
        """Return what a page tells that another build has made."""
        tree = _parsed((self.order.target / name).read_bytes())
        links = links_of(tree, name, self.settings.root)
        titles = tuple((entry.locale, entry.address, entry.title) for entry in page_entries(tree, name))
        return BuiltPage(name, "", links, titles, ())

    @cached_property
    def print(self) -> str:
        """The fingerprint of all that the site is made of."""
        return project_print(self.site.project.root, *astuple(self.settings)[:-1])

    @property
    def locales(self) -> list[str]:
        """The languages whose pages are made."""
        wanted = self.order.locales
        return [locale for locale in self.site.project.locales if not wanted or locale in wanted]

    def _make_documents(self) -> None:
        if "documents" not in self.order.without:
            stock = Stock(self.site, self.settings.site_url, self._inputs, self._memo)
            self.order.progress("documents")
            self.site.shelf.fill(stock.make(self.order.processes, locales=self.locales))
        for name, content in self.site.shelf.files():
            self._write(name, content)

    def finish(self, pages: Sequence[BuiltPage], documents: str) -> dict[str, PageLinks]:
        """Write what a site has once and not once for each language; return the links of its pages."""
        self._memo.begin()
        self._write("documents.json", documents.encode())
        for name, content in self._once():
            self._write(name, content)
        if "search" not in self.order.without:
            self._write_search(pages)
        self._memo.close()
        return {page.name: page.links for page in pages}

    def _write(self, name: str, content: bytes) -> None:
        self._tree.write(name, content)

    # --- single parts, for a preview

    def known_documents(self) -> Iterator[Made]:
        """Yield the documents that the last build made, if it made them of what is there now."""
        yield from Stock(self.site, self.settings.site_url, self._inputs, self._memo).known()

    def fill(self, documents: Iterable[Made]) -> None:
        """Offer these documents on the pages."""
        self.site.shelf.fill(documents)

    def page_at(self, name: str) -> tuple[str, str] | None:
        """Return the language and the path of the page that has a file name in the site, if there is one."""
        first, _, rest = name.partition("/")
        locale, below = (first, rest) if first in self.site.project.locales[1:] else (SOURCE_LOCALE, name)
        path = self._paths.get(below.removesuffix("index.html"))
        return (locale, path) if path and name.endswith("index.html") else None

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {address_of(path): path for path in self.site.index.paths() if path != NOT_FOUND_PAGE}

    def file_at(self, name: str) -> bytes | None:
        """Return the content of a file that is no page: one of the looks, a document, one that the site has once."""
        for known in (self.settings.assets.files(), self.site.shelf.files()):
            if (content := dict(known).get(name)) is not None:
                return content
        if name == "documents.json":
            return documents_json(self.site.shelf.entries()).encode()
        return dict(self._once()).get(name)

    # --- pages

    def _pages(self) -> list[BuiltPage]:
        self._inputs.prepare(self.locales)
        paths = [path for path in self.site.index.paths() if path != NOT_FOUND_PAGE]
        jobs = [
            (locale, paths[start : start + _CHUNK]) for locale in self.locales for start in range(0, len(paths), _CHUNK)
        ]
        built: list[BuiltPage] = []
        for (locale, _), pages in zip(jobs, spread(self._make_pages, jobs, self.order.processes), strict=True):
            built += pages
            self.order.progress(f"{locale}: {len(built)} of {len(paths) * len(self.locales)} pages")
        if warnings := sorted({warning for page in built for warning in page.warnings}):
            raise ProblemsFound([Problem(CONFIG_FILE, 1, f"MkDocs: {warning}") for warning in warnings])
        return built

    def _make_pages(self, job: tuple[str, Sequence[str]]) -> list[BuiltPage]:
        """Write some pages of a language, made now or before; `made` tells of those of this process."""
        locale, paths = job
        self._forget_all_but(locale)
        bases = {path: self._inputs.page(locale, path) for path in paths}
        traces = Traces(self._memo, self._inputs)
        known = traces.known(bases.values())
        rows: list[tuple[str, Any]] = []
        built = []
        for path, base in bases.items():
            if base in known:
                key, made = known[base]
            else:
                self.made.append((locale, path))
                with self.site.reads.noting() as reads:
                    made = self._made(locale, path)
                key, entries = traces.key(base, reads), made.pop("entries")
                if not made["warnings"]:  # else it is not kept: the warning must be told again
                    rows += [(base, sorted(reads)), (key, made), (fingerprint("entries", key), entries)]
            self._write(made["name"], made["html"].encode())
            ids, targets, faults = made["links"]
            links = PageLinks.of(ids, targets, ((line, fault) for line, fault in faults))
            titles = tuple((locale, address, title) for locale, address, title in made["titles"])
            built.append(BuiltPage(made["name"], fingerprint("entries", key), links, titles, tuple(made["warnings"])))
        self._memo.put(rows)
        return built

    def _forget_all_but(self, locale: str) -> None:
        self.site.forget_all_but(locale)
        self._converter.forget_all_but(locale)
        for other in self._environments.keys() - {locale}:
            del self._environments[other]

    def page_html(self, locale: str, path: str) -> tuple[str, str, list[str]]:
        """Return a page's file name, its HTML, and what MkDocs warns of in it."""
        site = self.site
        page = site.page(locale, path)
        text, headings, warnings = self._converter.convert(page)
        context = frame(site, self.settings, page, text, headings)
        if locale not in self._environments:
            self._environments[locale] = environment(site, self.settings, locale)
        written = self._environments[locale].get_template("main.html").render(context)
        return f"{site.address_in(locale, page.address)}index.html", written, warnings

    def _made(self, locale: str, path: str) -> dict[str, Any]:
        name, written, warnings = self.page_html(locale, path)
        tree = _parsed(written.encode())
        links = links_of(tree, name, self.settings.root)
        entries = page_entries(tree, name)
        return {
            "name": name,
            "html": written,
            "warnings": warnings,
            "links": [links.ids, links.targets, links.faults],
            "titles": [(entry.locale, entry.address, entry.title) for entry in entries],
            "entries": [astuple(entry) for entry in entries],
        }

    # --- what stands once

    def _once(self) -> Iterator[tuple[str, bytes]]:
        settings = self.settings
        for name, text in (
            *not_found(self.site, settings),
            *site_files(self.site, settings.site_url, settings.issues),
        ):
            yield name, text.encode()
        yield from settings.assets.files()

    # --- search

    def _write_search(self, pages: Sequence[BuiltPage]) -> None:
        names = other_names(title for page in pages for title in page.titles)
        found: dict[str, list[BuiltPage]] = {}
        for page in sorted(pages, key=lambda page: Path(page.name)):
            if page.titles:
                found.setdefault(page.titles[0][0], []).append(page)

        def work(locale: str) -> None:
            self._write_language(locale, found[locale], names)

        for locale, _ in zip(found, spread(work, list(found), self.order.processes), strict=True):
            self.order.progress(f"{locale}: search")

    def _entries(self, page: BuiltPage) -> list[Entry]:
        """Return what can be found on a page, which its file tells where the memo could not keep it."""
        if page.entries and (known := self._memo.get([page.entries]).get(page.entries)):
            return [Entry(*entry[:5]) for entry in known]
        return page_entries(_parsed((self.order.target / page.name).read_bytes()), page.name)

    def _write_language(self, locale: str, pages: Sequence[BuiltPage], names: Names) -> None:
        entries = with_other_names((entry for page in pages for entry in self._entries(page)), names)
        words = self._inputs.words(locale)
        key = fingerprint("search", words, [astuple(entry) for entry in entries])
        folder = self.order.target / SEARCH_FOLDER / locale
        if known := self._memo.get([key]).get(key):
            for name, content in known.items():
                self._write(f"{SEARCH_FOLDER}/{locale}/{name}", base64.b64decode(content))
            return
        english = self._memo.get([words]).get(words) or english_words(self.site.project, locale)
        write_language(folder, locale, entries, english)
        files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        bundle = {name: base64.b64encode(path.read_bytes()).decode() for name, path in files.items()}
        self._memo.put([(key, bundle), (words, english)])


def _parsed(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
