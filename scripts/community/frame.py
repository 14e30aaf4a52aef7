"""What stands around a page's text: head, menus, languages, foot. It needs no engine, only the engine's settings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader

from community import markup
from community.addresses import NOT_FOUND_FILE, NOT_FOUND_PAGE
from community.assets import FOLDER as ASSETS_FOLDER
from community.assets import Assets
from community.pages import COMPILED, install_translations
from community.site import Site, SitePage
from community.text import SOURCE_LOCALE

# The text that a translator begins with, in the address of a new file: most hosts take no more.
MOST_CONTENT = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What mkdocs.yml says of the site as a whole. The addresses of edits have names in braces to be filled in."""

    site_name: str
    site_url: str
    repository: str
    edit_uri: str
    line_uri: str
    new_uri: str
    issues_uri: str
    preview: bool
    assets_folder: str
    overrides: Path

    @property
    def root(self) -> str:
        """The site's address, with a slash at its end."""
        return self.site_url.rstrip("/") + "/"

    @property
    def assets(self) -> Assets:
        """The style sheets and scripts of all pages, as they are now."""
        return Assets(self.overrides / ASSETS_FOLDER)

    @property
    def issues(self) -> str:
        """Where the repository takes reports."""
        return f"{self.repository}/{self.issues_uri}"


class Heading(Protocol):
    """A heading of a page's text, as its table of contents shows it."""

    id: str
    title: str


def environment(site: Site, settings: Settings, locale: str) -> Environment:
    """Return the environment of the frame's templates in a language."""
    return prepared(
        site, locale, Environment(loader=FileSystemLoader(settings.overrides), autoescape=True, auto_reload=False)
    )


def prepared(site: Site, locale: str, made: Environment) -> Environment:
    """Give an environment the words of a language, and make it escape what it prints."""
    made.autoescape = True
    made.add_extension("jinja2.ext.i18n")
    made.bytecode_cache = COMPILED
    install_translations(made, site.project.catalogues[locale])
    return made


def frame(site: Site, settings: Settings, page: SitePage, html: str, headings: Sequence[Heading]) -> dict[str, Any]:
    """Return what the frame's templates need to know of a page, its text as HTML, and its headings."""
    root = settings.root
    canonical = page.locale if page.translated else SOURCE_LOCALE
    path, line = page.source
    content = "" if page.translated else _shortened(quote(site.start_of_translation(page.path)))
    new_uri = settings.new_uri.format(locale=page.locale, path=page.path, content=content)
    source_uri = settings.edit_uri if line == 1 else settings.line_uri
    return {
        "site_page": page,
        "assets": settings.assets_folder,
        "site_name": settings.site_name,
        "text": html,
        "headings": headings,
        # An index page is a list already; only one with much text of its own gets a table of contents.
        "contents": page.own_headings >= 4,
        "terms": site.terms(page, html),
        "view": page.view,
        "network": page.view.community.network,
        "menu": site.menu(page.locale, page.view),
        "group": site.group_of(page.path),
        "locales": site.locales,
        "languages": site.index.languages_of(page.path),
        "offers": site.offers,
        "address_in": site.address_in,
        "base_url": "/".join([".."] * site.address_in(page.locale, page.address).count("/")) or ".",
        "preview": settings.preview,
        "trail": site.trail(page.locale, page.path),
        "root": root,
        "citation": site.citation(page, root),
        "canonical": root + site.address_in(canonical, page.address),
        "edit_url": f"{settings.repository}/{source_uri.format(path=path, line=line)}",
        "translation_url": (
            f"{settings.repository}/{settings.edit_uri.format(path=page.translation_source)}"
            if page.translation_source
            else ""
        ),
        "documents": site.offered_documents(page),
        "structured_data": site.structured_data(page, root),
        "new_translation_url": f"{settings.repository}/{new_uri}",
    }


def not_found(site: Site, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield 404.html, which speaks every language, for hosts that know only one; then one for each language."""
    base = urlsplit(settings.site_url).path.rstrip("/")
    project = site.project
    pages: list[dict[str, Any]] = [
        {
            "locale": locale,
            "title": prose.front.title.value,
            "text": markup.to_html(prose.markdown),
            "home": f"{base}/{site.address_in(locale.code, '')}",
            "index": f"{base}/{site.address_in(locale.code, 'all-pages/')}",
            "home_title": project.catalogues[locale.code].gettext("Home"),
            "index_title": site.title(locale.code, "all-pages.md"),
        }
        for locale in site.locales
        if (prose := project.prose.get((locale.code, NOT_FOUND_PAGE)))
    ]
    template = environment(site, settings, SOURCE_LOCALE).get_template("404.html")
    shared = {"base_url": base, "site_name": settings.site_name, "assets": settings.assets_folder}
    yield NOT_FOUND_FILE, template.render(pages=pages, **shared)
    for page in pages:
        if (locale := page["locale"].code) != SOURCE_LOCALE:
            yield f"{locale}/{NOT_FOUND_FILE}", template.render(pages=[page], **shared)


def _shortened(quoted: str) -> str:
    """Return as much of a quoted text as an address holds, cut before a character and not inside one."""
    if len(quoted) <= MOST_CONTENT:
        return quoted
    return quote(unquote(quoted[:MOST_CONTENT].rsplit("%", 1)[0], errors="ignore"))
