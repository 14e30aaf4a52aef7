"""Where each record is found on the site. An address (`guidelines/x/`) is the same in every language."""

import posixpath

# Collections with a page for each record, and the folder that it is in.
PAGE_FOLDERS = {
    "countries": "countries",
    "clusters": "clusters",
    "models": "models",
    "challenges": "challenges",
    "topics": "topics",
    "incentives": "incentives",
    "guidelines": "guidelines",
    "recommendations": "recommendations",
    "case_studies": "case-studies",
    "policy_briefs": "policy-briefs",
    "templates": "templates",
    "courses": "courses",
}
# Collections whose records are entries of one page.
ENTRY_PAGES = {
    "resources": "resources/index.md",
    "glossary": "glossary/index.md",
    "events": "events/index.md",
    "facts": "evidence/index.md",
    "sources": "evidence/sources.md",
    "partners": "about/partners.md",
    "voices": "courses/index.md",
}
# What readers get at an address that is none: the page that people write, and the file that hosts look for.
NOT_FOUND_PAGE = "404.md"
NOT_FOUND_FILE = "404.html"
# Pages that every site has: those that lists, menus and other pages lead to.
REQUIRED_PAGES = (
    NOT_FOUND_PAGE,
    "all-pages.md",
    "booklet.md",
    "clusters/like-mine.md",
    "community/index.md",
    "community/share.md",
    "compare.md",
    "index.md",
    *sorted({*ENTRY_PAGES.values(), *(f"{folder}/index.md" for folder in PAGE_FOLDERS.values())}),
)


def page_path(collection: str, record_id: str) -> str:
    """Return the path of the Markdown page that shows a record, below its language."""
    folder = PAGE_FOLDERS.get(collection)
    return f"{folder}/{record_id}.md" if folder else ENTRY_PAGES[collection]


def national_path(country_id: str) -> str:
    """Return the path of the Markdown page that shows all national editions of a country."""
    return f"{PAGE_FOLDERS['countries']}/{country_id}/brief.md"


def address_of(page: str) -> str:
    """Return the address of a Markdown page: `a/b.md` is `a/b/`, `a/index.md` is `a/`."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return f"{stem.removesuffix('/index')}/"


def record_address(collection: str, record_id: str) -> str:
    """Return the address of a record, with a fragment where it is an entry of a page."""
    address = address_of(page_path(collection, record_id))
    return address if collection in PAGE_FOLDERS else f"{address}#{record_id}"


def relative(target: str, here: str) -> str:
    """Return the way from one address to another, for a site that may be served from any folder."""
    path, hash_, fragment = target.partition("#")
    if path == here:
        return f"#{fragment}" if hash_ else "./"
    way = posixpath.relpath(path or ".", here or ".")
    return f"{way}/{hash_}{fragment}".replace("//", "/")
