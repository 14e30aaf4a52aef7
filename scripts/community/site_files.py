"""The files that a site has once, beside its pages: for search engines, for hosts, for translators."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from community.addresses import NOT_FOUND_PAGE, address_of, relative
from community.robots import robots_text
from community.security import PATH as SECURITY_PATH
from community.security import security_text
from community.site import Site
from community.text import SOURCE_LOCALE
from community.translation_report import as_csv, as_json, badge
from community.translations import percent_good

# For hosts that serve files and know no redirects of their own.
_REDIRECT = (
    '<!doctype html>\n<html lang="{locale}"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<title>{url}</title><link rel="canonical" href="{url}"><meta http-equiv="refresh" content="0; url={way}"></head>'
    '<body><p><a href="{way}">{url}</a></p></body></html>\n'
)


def site_files(site: Site, site_url: str, issues: str) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file beside the pages of a site at an address.

    `issues` is where its repository takes reports.
    """
    yield "sitemap.xml", sitemap(site, site_url)
    yield "robots.txt", robots_text(site_url.rstrip("/") + "/", site.preview)
    if security := site.project.community.network.security:
        yield SECURITY_PATH, security_text(security, site_url.rstrip("/") + "/", issues)
    yield from redirects(site, site_url)
    yield from translation_files(site)


def sitemap(site: Site, site_url: str) -> str:
    """Return sitemap.xml: every page in every language that it really exists in, each with all the others."""
    root = site_url.rstrip("/") + "/"
    entries = []
    for path in site.index.paths():
        if path == NOT_FOUND_PAGE:
            continue
        address = address_of(path)
        locales = site.index.languages_of(path)
        links = [(locale, root + site.address_in(locale, address)) for locale in locales]
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(url)}"/>'
            for language, url in [*links, ("x-default", links[0][1])]
        )
        entries += [f"<url><loc>{escape(url)}</loc>{alternates}</url>" for _, url in links]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )


def redirects(site: Site, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the file and text of a page at every address that a page once had, leading to its present one."""
    root = site_url.rstrip("/") + "/"
    for old, new in site.project.moved_pages.items():
        if new is not None:
            locale = next((one for one in site.project.locales if old.startswith(f"{one}/")), SOURCE_LOCALE)
            way = relative(new, old)
            yield f"{old}index.html", _REDIRECT.format(locale=locale, way=escape(way), url=escape(root + new))


def translation_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the files for translators beside the page /translate/: JSON, CSV, and a badge a language."""
    units = site.progress.units
    yield "translate/status.json", as_json(units)
    yield "translate/status.csv", as_csv(units)
    for locale, own in units.items():
        yield f"translate/{locale}.svg", badge(locale, percent_good(own))
