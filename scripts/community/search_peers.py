"""The same pages as other searches index them, to compare ours with: Material's lunr and Pagefind as it comes.

Both get the text of our pages without menu and foot. Entries of lists are not marked for them.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from lxml import etree, html

# Material's defaults (9.8.1: its English language file and its search plugin). lunr has no other languages of ours, and
# static-i18n gives all languages one index.
_LUNR_LANGUAGES = ("en", "nl", "it", "pt", "hu", "de", "no")
_LUNR_CONFIG = {
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def articles(site_dir: Path) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """Yield address, language and article of every page that our own search finds."""
    parser = html.HTMLParser(encoding="utf-8")
    for path in sorted(site_dir.rglob("index.html")):
        root = html.parse(str(path), parser=parser).getroot()
        article = root.find(".//article[@data-search]")
        if article is not None:
            folder = path.parent.relative_to(site_dir).as_posix()
            yield "" if folder == "." else f"{folder}/", str(root.get("lang")), article


def write_stock_pagefind(site_dir: Path, folder: Path) -> None:
    """Write the pages into a folder, with the index that Pagefind makes of them without any option."""
    for address, locale, article in articles(site_dir):
        text = etree.tostring(article, encoding="unicode", method="html", with_tail=False)
        (folder / address).mkdir(parents=True, exist_ok=True)
        page = f'<!doctype html><html lang="{locale}"><meta charset="utf-8"><body>{text}</body></html>'
        (folder / address / "index.html").write_text(page, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pagefind", "--quiet", "--site", str(folder)], check=True)


def write_lunr(site_dir: Path, folder: Path) -> None:
    """Write Material's search worker into a folder, with the index that MkDocs would make of the pages."""
    package = find_spec("material")
    assert package is not None and package.submodule_search_locations is not None
    scripts = Path(package.submodule_search_locations[0]) / "templates" / "assets" / "javascripts"
    for name in ("workers", "lunr"):
        shutil.copytree(scripts / name, folder / name)
    next((folder / "workers").glob("search.*.min.js")).rename(folder / "workers" / "search.js")
    documents: list[dict[str, str]] = []
    locales = set()
    for address, locale, article in articles(site_dir):
        locales.add(locale)
        documents += _sections(address, article)
    config = {**_LUNR_CONFIG, "lang": [code for code in _LUNR_LANGUAGES if code in locales]}
    index = {"config": config, "docs": documents, "options": {"suggest": False}}
    (folder / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>lunr</title>", encoding="utf-8")


def _sections(address: str, article: html.HtmlElement) -> Iterator[dict[str, str]]:
    """Yield a page and its sections as MkDocs' search plugin does: a document for each heading with an anchor."""
    location, title, text = address, _words(article.find(".//h1").itertext()), ""
    for part in article.iter():
        if part.tag in ("h2", "h3") and part.get("id"):
            yield {"location": location, "title": title, "text": " ".join(text.split())}
            location, title, text = f"{address}#{part.get('id')}", _words(part.itertext()), ""
        elif part.tag != "h1":
            text += f" {part.text or ''}"
        text += f" {part.tail or ''}"
    yield {"location": location, "title": title, "text": " ".join(text.split())}


def _words(texts: Iterator[str | bytes]) -> str:
    return " ".join(" ".join(map(str, texts)).split())
