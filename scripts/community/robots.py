"""What search engines are told: a preview is not for them, the published site is."""

from collections.abc import Iterator
from pathlib import Path

from community.problems import Problem

_HIDDEN = '<meta name="robots" content="noindex">'
# Pages for hosts and old addresses, which no search engine should list in any case.
_NEVER_LISTED = ('http-equiv="refresh"', "<section lang=")


def robots_text(root: str, preview: bool) -> str:
    """Return robots.txt: everything may be read, and where the sitemap is; of a preview, nothing."""
    if preview:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n"


def check_robots(site: Path, preview: bool) -> Iterator[Problem]:
    """Every page of a preview asks search engines to leave it out, and no page of the published site does."""
    text = (site / "robots.txt").read_text("utf-8")
    if ("Disallow: /" in text.splitlines()) != preview:
        yield Problem("robots.txt", 1, "keeps search engines away" if not preview else "lets search engines in")
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        hidden = _HIDDEN in text
        if hidden != (preview or any(mark in text for mark in _NEVER_LISTED)):
            told = "asks search engines to leave it out" if hidden else "may be listed by search engines"
            yield Problem(path.relative_to(site).as_posix(), 1, told)
