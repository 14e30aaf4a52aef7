"""MkDocs' side of the site; the only place that knows MkDocs (1.6.1) and mkdocs-static-i18n (1.3.1).

static-i18n builds the site once for each language, in nested builds that run the same hooks with the same
configuration; `plugin.building` is true inside them. Files made from records enter before the plugin runs
(priority -100), as files that do not exist on disk, so that it gives them their addresses like all others.
"""

import os
import sys
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from community import markup
from community.configuration import check_configuration
from community.documents.cache import Cache
from community.documents.plan import documents_of
from community.documents.press import FONTS
from community.documents.shelf import CACHE_FOLDER, make, take
from community.pages import COMPILED, install_translations
from community.problems import ProblemsFound
from community.project import ROOT, Project
from community.prose import WORDS_FILE
from community.search import write_index
from community.site import NOT_FOUND_PAGE, Site, SitePage
from community.site_files import site_files
from community.text import SOURCE_LOCALE

# The text that a translator begins with, in the address of a new file: most hosts take no more.
MOST_CONTENT = 6000


class Engine:
    """The state of one build: the site, and what must be written when the last language is done."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self.not_found = ""
        self.previewing = False

    @property
    def site(self) -> Site:
        """The site that is being built."""
        assert self._site is not None, "on_config runs first"
        return self._site

    @staticmethod
    def _locale(config: MkDocsConfig) -> str:
        return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]  # static-i18n 1.3.1

    @staticmethod
    def _nested(config: MkDocsConfig) -> bool:
        return bool(config.plugins["i18n"].building)  # type: ignore[attr-defined]  # static-i18n 1.3.1

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember whether this is a live preview, which has no search index: it would slow down every change."""
        self.previewing = command == "serve"
        _check_before_reading()
        # MkDocs takes this folder off the path when it has read the hooks; processes that set documents look there.
        if (scripts := str(ROOT / "scripts")) not in sys.path:
            sys.path.append(scripts)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project anew for every build, but not for the nested ones of its languages."""
        if not self._nested(config):
            try:
                project = Project.load(Path(config.config_file_path).resolve().parent)
                self._site = Site(project, (config.repo_url or "").rstrip("/"), bool(config.extra.get("preview")))
                locales = self._choose_languages(config) if self.previewing else project.locales
                documents = documents_of(self._site, config.site_url or "/", locales=locales)
                # A preview shows the documents that are there already: making them would slow down every change.
                fill = take if self.previewing else make
                self._site.shelf.fill(fill(documents, Cache(project.root / CACHE_FOLDER)))
            except ProblemsFound as found:
                raise PluginError(f"nothing was built:\n{found}") from None
            # Both are written once, at the end: MkDocs would write them once for each language, the last one wins.
            config.theme.static_templates -= {"sitemap.xml", "404.html"}
        return config

    @staticmethod
    def _choose_languages(config: MkDocsConfig) -> list[str]:
        """Leave out of a preview the languages that the environment does not ask for; return those that it shows."""
        wanted = os.environ.get("PREVIEW_LANGUAGES", "").replace(",", " ").split()
        for language in config.plugins["i18n"].config.languages:
            language.build = not wanted or language.default or language.locale in wanted
        return [language.locale for language in config.plugins["i18n"].config.languages if language.build]

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages made from records; leave out Material's own assets, PO files and the 404 pages."""
        locale = self._locale(config)
        known = set(self.site.paths())
        custom = Path(config.theme.custom_dir or "").resolve()
        for file in list(files):
            source = Path(file.abs_src_path or "").resolve()
            ours = source.is_relative_to(custom) or source.is_relative_to(Path(config.docs_dir).resolve())
            ours = ours and not source.is_relative_to(FONTS)  # documents carry their own; pages use the reader's
            stray = file.is_documentation_page() and file.src_uri.partition("/")[2] not in known
            if not ours or stray or file.src_uri.endswith((f"/{NOT_FOUND_PAGE}", ".po", f"/{WORDS_FILE}")):
                files.remove(file)
        for path in self.site.generated(locale):
            files.append(File(f"{locale}/{path}", config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates the words of the language, and escape what they print."""
        locale = self._locale(config)
        env.autoescape = True
        env.add_extension("jinja2.ext.i18n")
        env.bytecode_cache = COMPILED
        install_translations(env, self.site.project.catalogues[locale])
        if locale == SOURCE_LOCALE:
            self.not_found = self._render_not_found(env, config)
        return env

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Return the Markdown of a page, so that MkDocs reads no file: it may be one that has been set aside."""
        locale, path = self._locale(config), page.file.src_uri.partition("/")[2]
        generated = self.site.generated(locale).get(path)
        return generated.markdown if generated else self.site.prose(locale, path).markdown

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page's Markdown with its data in it, and hand the frame what it needs to know."""
        found = self.site.page(self._locale(config), page.file.src_uri.partition("/")[2])
        page.meta.update(title=found.head.title, description=found.head.description, page=found)
        return found.markdown

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the theme's templates the page, the menu, and the page's addresses in every language."""
        found: SitePage = page.meta["page"]
        # An index page is a list already; only one with much text of its own gets a table of contents.
        context.update(self._frame(found, config), headings=page.toc.items, contents=found.own_headings >= 4)
        context["terms"] = self.site.terms(found, page.content or "")
        return context

    def _frame(self, page: SitePage, config: MkDocsConfig) -> dict[str, Any]:
        site = self.site
        root = (config.site_url or "/").rstrip("/") + "/"
        languages = site.languages_of(page.path)
        canonical = page.locale if page.translated else SOURCE_LOCALE
        path, line = page.source
        repository = site.repository
        extra = config.extra
        content = "" if page.translated else _shortened(quote(site.start_of_translation(page.path)))
        new_uri = extra["new_uri"].format(locale=page.locale, path=page.path, content=content)
        source_uri = extra["edit_uri"] if line == 1 else extra["line_uri"]
        return {
            "site_page": page,
            "view": page.view,
            "network": page.view.community.network,
            "menu": site.menu(page.locale, page.view),
            "group": site.group_of(page.path),
            "locales": [site.writer(locale).view("").locale for locale in site.project.locales],
            "languages": languages,
            "offers": site.offers,
            "address_in": site.address_in,
            "title_of": site.title,
            "preview": site.preview,
            "trail": site.trail(page.locale, page.path),
            "root": root,
            "citation": site.citation(page, root),
            "canonical": root + site.address_in(canonical, page.address),
            "edit_url": f"{repository}/{source_uri.format(path=path, line=line)}",
            "translation_url": (
                f"{repository}/{extra['edit_uri'].format(path=page.translation_source)}"
                if page.translation_source
                else ""
            ),
            "documents": site.offered_documents(page),
            "structured_data": site.structured_data(page, root),
            "new_translation_url": f"{repository}/{new_uri}",
        }

    def _render_not_found(self, env: Environment, config: MkDocsConfig) -> str:
        """Return 404.html: one page for hosts that know only one, with a few words in every language."""
        base = urlsplit(config.site_url or "/").path.rstrip("/")
        pages = [
            {
                "locale": self.site.writer(locale).view("").locale,
                "title": prose.front.title.value,
                "text": markup.to_html(prose.markdown),
                "home": f"{base}/{self.site.address_in(locale, '')}",
                "index": f"{base}/{self.site.address_in(locale, 'all-pages/')}",
                "home_title": self.site.project.catalogues[locale].gettext("Home"),
                "index_title": self.site.title(locale, "all-pages.md"),
            }
            for locale in self.site.project.locales
            if (prose := self.site.project.prose.get((locale, NOT_FOUND_PAGE)))
        ]
        network = self.site.project.community.network
        return env.get_template("404.html").render(base_url=base, config=config, pages=pages, network=network)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what the site has once and not once for each language; runs last of all."""
        if self._nested(config):
            return
        out = Path(config.site_dir)
        url = config.site_url or "/"
        for name, text in (
            ("404.html", self.not_found),
            *site_files(self.site, url),
        ):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8", newline="\n")
        for name, content in self.site.shelf.files():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(content)
        if not self.previewing:
            write_index(out, self.site.project)


def _shortened(quoted: str) -> str:
    """Return as much of a quoted text as an address holds, cut before a character and not inside one."""
    if len(quoted) <= MOST_CONTENT:
        return quoted
    return quote(unquote(quoted[:MOST_CONTENT].rsplit("%", 1)[0], errors="ignore"))


def _check_before_reading() -> None:
    """Make MkDocs (1.6.1) check mkdocs.yml each time before it reads it, as a live preview does at every change."""
    read = MkDocsConfig.load_file

    def load_file(self: MkDocsConfig, config_file: IO[Any]) -> None:
        try:
            check_configuration(Path(config_file.name).resolve().parent)
        except ProblemsFound as found:
            raise Abort(f"nothing was built:\n{found}") from None
        read(self, config_file)

    if read.__module__ != __name__:  # it runs once, but nothing may stack up if MkDocs starts anew
        MkDocsConfig.load_file = load_file  # type: ignore[method-assign]


engine = Engine()


on_startup = engine.on_startup
on_config = engine.on_config
on_files = engine.on_files
on_env = engine.on_env
on_page_read_source = engine.on_page_read_source
on_page_markdown = engine.on_page_markdown
on_page_context = engine.on_page_context


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site after static-i18n (priority -100) has built every language."""
    engine.on_post_build(config)
