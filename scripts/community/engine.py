"""MkDocs' side of the site; the only place that knows MkDocs (1.6.1) and mkdocs-static-i18n (1.3.1).

static-i18n builds the site once for each language, in nested builds that run the same hooks with the same
configuration; `plugin.building` is true inside them. Files made from records enter before the plugin runs
(priority -100), as files that do not exist on disk, so that it gives them their addresses like all others.
"""

import logging
import os
import sys
from pathlib import Path
from typing import IO, Any

from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from community.addresses import NOT_FOUND_PAGE, address_of
from community.assets import FOLDER as ASSETS_FOLDER
from community.assets import Assets
from community.configuration import CONFIG_FILE, check_configuration
from community.documents.press import FONTS
from community.documents.shelf import documents_json
from community.documents.stock import Stock
from community.frame import Settings, frame, not_found, prepared
from community.problems import Problem, ProblemsFound
from community.project import ROOT, Project
from community.prose import WORDS_FILE
from community.search import write_index
from community.site import Site, SitePage
from community.site_files import site_files
from community.workers import processors


class Engine:
    """The state of one build: the site, and what must be written when the last language is done."""

    def __init__(self) -> None:
        self._site: Site | None = None

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
        """Let processes that set documents find this code."""
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
                self._site.shelf.fill(Stock(self._site, config.site_url or "/").make(processors()))
            except ProblemsFound as found:
                raise PluginError(f"nothing was built:\n{found}") from None
            # Both are written once, at the end: MkDocs would write them once for each language, the last one wins.
            config.theme.static_templates -= {"sitemap.xml", "404.html"}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages made from records; leave out Material's own assets, PO files and the 404 pages."""
        locale = self._locale(config)
        known = set(self.site.index.paths())
        custom = Path(config.theme.custom_dir or "").resolve()
        for file in list(files):
            source = Path(file.abs_src_path or "").resolve()
            ours = source.is_relative_to(custom) or source.is_relative_to(Path(config.docs_dir).resolve())
            ours = ours and not source.is_relative_to(FONTS)  # documents carry their own; pages use the reader's
            ours = ours and not source.is_relative_to(custom / ASSETS_FOLDER)  # written once, at the end
            stray = file.is_documentation_page() and file.src_uri.partition("/")[2] not in known
            if not ours or stray or file.src_uri.endswith((f"/{NOT_FOUND_PAGE}", ".po", f"/{WORDS_FILE}")):
                files.remove(file)
        for path in self.site.generated(locale):
            files.append(File(f"{locale}/{path}", config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates the words of the language, and escape what they print."""
        return prepared(self.site, self._locale(config), env)

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

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page's HTML with all in it that templates wrote."""
        found: SitePage = page.meta["page"]
        return found.kept.restore(html)

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the theme's templates the page, the menu, and the page's addresses in every language."""
        found: SitePage = page.meta["page"]
        context.update(frame(self.site, settings_of(config), found, page.content or "", page.toc.items))
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what the site has once and not once for each language; runs last of all."""
        if self._nested(config):
            return
        out = Path(config.site_dir)
        settings = settings_of(config)
        for name, text in (
            *not_found(self.site, settings),
            ("documents.json", documents_json(self.site.shelf.entries())),
            *site_files(self.site, settings.site_url, settings.issues),
        ):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8", newline="\n")
        for name, content in (*settings.assets.files(), *self.site.shelf.files()):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(content)
        write_index(out, self.site.project)


def settings_of(config: MkDocsConfig) -> Settings:
    """Return what mkdocs.yml says of the site as a whole."""
    extra, overrides = config.extra, Path(config.theme.custom_dir or "")
    return Settings(
        site_name=config.site_name,
        site_url=config.site_url or "/",
        repository=(config.repo_url or "").rstrip("/"),
        edit_uri=extra["edit_uri"],
        line_uri=extra["line_uri"],
        new_uri=extra["new_uri"],
        issues_uri=extra["issues_uri"],
        preview=bool(extra.get("preview")),
        assets_folder=Assets(overrides / ASSETS_FOLDER).folder,
        overrides=overrides,
    )


class Converter:
    """Markdown to HTML as MkDocs does it, page by page, without the rest of its build."""

    def __init__(self, config: MkDocsConfig, site: Site) -> None:
        self._config = config
        self._site = site
        self._files: dict[str, Files] = {}
        self._told = _Told()

    def convert(self, page: SitePage) -> tuple[str, list[AnchorLink], list[str]]:
        """Return a page's text as HTML, its headings, and what MkDocs warns of in it."""
        files = self._files_of(page.locale)
        file = files.get_file_from_path(f"{page.locale}/{page.path}")
        assert file is not None
        made = Page(None, file, self._config)
        made.markdown = page.markdown
        with self._told:
            made.render(self._config, files)
        return page.kept.restore(made.content or ""), made.toc.items, self._told.take()

    def forget_all_but(self, locale: str) -> None:
        """Forget the files of other languages, which may be many."""
        self._files = {own: files for own, files in self._files.items() if own == locale}

    def _files_of(self, locale: str) -> Files:
        """Return every page of a language as MkDocs knows files, at the addresses that static-i18n would give them."""
        if locale not in self._files:
            config, site = self._config, self._site
            self._files[locale] = Files(
                [
                    File(
                        f"{locale}/{path}",
                        config.docs_dir,
                        config.site_dir,
                        config.use_directory_urls,
                        dest_uri=f"{site.address_in(locale, address_of(path))}index.html",
                    )
                    for path in site.index.paths()
                ]
            )
        return self._files[locale]


class _Told(logging.Handler):
    """What MkDocs says of a page: links that lead nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []
        self._logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())

    def take(self) -> list[str]:
        messages, self._messages = self._messages, []
        return messages

    def __enter__(self) -> None:
        self._logger.addHandler(self)

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)


def load_settings(root: Path, *, preview: bool = False) -> tuple[MkDocsConfig, Settings]:
    """Return a project's configuration as MkDocs reads it. Raises ProblemsFound."""
    check_configuration(root)
    os.environ["SITE_PREVIEW"] = str(preview).lower()  # mkdocs.yml asks for it
    try:
        config = load_config(str(root / CONFIG_FILE), site_dir=str(root / "site"))
    except ConfigurationError as error:
        raise ProblemsFound([Problem(CONFIG_FILE, 1, str(error))]) from None
    return config, settings_of(config)


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
        MkDocsConfig.load_file = load_file  # type: ignore[method-assign]  # 1.6.1 has no event before it reads


engine = Engine()


on_startup = engine.on_startup
on_config = engine.on_config
on_files = engine.on_files
on_env = engine.on_env
on_page_read_source = engine.on_page_read_source
on_page_markdown = engine.on_page_markdown
on_page_content = engine.on_page_content
on_page_context = engine.on_page_context


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site after static-i18n (priority -100) has built every language."""
    engine.on_post_build(config)
