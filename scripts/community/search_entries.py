"""What a reader can find: every page of a built site, and the entries of its lists (a term, a school, a resource).

Templates mark both: `data-search="<kind>"` on the article of a page that is in its own language, and
`data-search-entry="<kind>"` on an entry. An entry is found by itself and not with its page; where the page is about its
entries, as a cluster is about its schools, they stay in its text too (`data-search-too`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path

from lxml import etree, html

# By class. What leads to other pages, or tells where a page comes from, must not make it look like those pages. An
# element of several such classes has the last one's weight.
_WEIGHTS = {
    "lead": "3.0",
    "cards": "0.1",
    "links": "0.1",
    "chips": "0.1",
    "sources": "0.1",
    "forms": "0.5",
    # What a page only puts together from others, and the labels of a form.
    "edition-part": "0.05",
    "edition-section": "0.05",
    "sheet": "0.2",
}
# What Pagefind passes over is not to be found in the lexicon either.
_SKIPPED = (
    ".//script | .//style | .//template | .//svg | .//sup | .//nav | .//form | .//dialog | .//*[@data-pagefind-ignore]"
)
_SKIPPED_CLASSES = frozenset(("notice", "kind"))
_WITH_CLASSES = ".//*[@class]"
_FIRST_TITLE = "(.//h1 | .//h2 | .//dt | .//strong)[1]"
_NO_TITLE = ".//sup | .//*[contains(concat(' ', normalize-space(@class), ' '), ' suggestion ')]"
WORD = re.compile(r"[^\W_]+")
# Begins a word that stands for a whole title: who types a title wants what it names, before all that mention it.
WHOLE_TITLE = "wholetitle"


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `address` is below the site's root and holds the language; `body` is HTML.

    `also` is what else it is called: its titles in the other languages.
    """

    locale: str
    address: str
    kind: str
    title: str
    body: str
    also: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The whole entry as the page of HTML that Pagefind reads."""
        metas = "".join(
            f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
            for name, value in (
                ("address", self.address),
                ("title", self.title),
                ("kind", self.kind),
                ("also", " · ".join(self.also)),
                ("whole", f"{WHOLE_TITLE}{''.join(WORD.findall(self.title.lower()))}"),
            )
            if value
        )
        return f'<html lang="{self.locale}"><body data-pagefind-body>{metas}{self.body}</body></html>'

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in it, as it is written."""
        text = " ".join((*map(str, html.fromstring(self.body).itertext()), self.title, self.kind, *self.also))
        return Counter(WORD.findall(text))


def read_entries(site_dir: Path) -> dict[str, list[Entry]]:
    """Return all that can be found in a built site, by language, in the order of addresses."""
    parser = html.HTMLParser(encoding="utf-8")
    found: dict[str, list[Entry]] = {}
    for path in sorted(site_dir.rglob("index.html")):
        tree = html.parse(str(path), parser=parser).getroot()
        for entry in page_entries(tree, path.relative_to(site_dir).as_posix()):
            found.setdefault(entry.locale, []).append(entry)
    names = other_names((entry.locale, entry.address, entry.title) for entries in found.values() for entry in entries)
    return {locale: with_other_names(entries, names) for locale, entries in found.items()}


def page_entries(tree: html.HtmlElement, name: str) -> list[Entry]:
    """Return what can be found on a page with this file name; takes its entries out of the tree."""
    article = tree.find(".//article[@data-search]")
    if article is None:
        return []
    return list(_entries(article, str(tree.get("lang")), name.removesuffix("index.html")))


def _entries(article: html.HtmlElement, locale: str, address: str) -> Iterator[Entry]:
    own = []
    for element in article.iterfind(".//*[@data-search-entry]"):
        kind, title = str(element.get("data-search-entry")), _text(element.xpath(_FIRST_TITLE)[0])
        own.append(Entry(locale, f"{address}#{element.get('id')}", kind, title, _body(element)))
    for element in article.xpath(".//*[@data-search-entry and not(@data-search-too)]"):
        element.drop_tree()
    yield Entry(locale, address, str(article.get("data-search")), _text(article.find(".//h1")), _body(article))
    yield from own


def _body(element: html.HtmlElement) -> str:
    """Return the text of an entry without its title, as HTML with the weight of each part."""
    copy = deepcopy(element)
    for title in copy.xpath(_FIRST_TITLE):
        title.drop_tree()
    for unwanted in copy.xpath(_SKIPPED):
        unwanted.drop_tree()
    for part in copy.xpath(_WITH_CLASSES):
        classes = part.get("class").split()
        if not _SKIPPED_CLASSES.isdisjoint(classes):
            part.drop_tree()
        elif weights := [weight for name, weight in _WEIGHTS.items() if name in classes]:
            part.set("data-pagefind-weight", weights[-1])
    for inline in copy.iter("dt", "dd", "span", "li"):
        # What the style sheet sets apart has no space between in the HTML.
        inline.tail = f" {inline.tail or ''}"
    return str(etree.tostring(copy, encoding="unicode", method="html", with_tail=False))


def _text(element: html.HtmlElement) -> str:
    copy = deepcopy(element)
    for unwanted in copy.xpath(_NO_TITLE):
        unwanted.drop_tree()
    return " ".join(copy.text_content().split())


Names = Mapping[str, frozenset[str]]


def other_names(titles: Iterable[tuple[str, str, str]]) -> Names:
    """Return all titles of each entry, by its address below the language; given locale, address and title of each."""
    names: dict[str, set[str]] = {}
    for locale, address, title in titles:
        names.setdefault(address.removeprefix(f"{locale}/"), set()).add(title)
    return {address: frozenset(found) for address, found in names.items()}


def with_other_names(entries: Iterable[Entry], names: Names) -> list[Entry]:
    """Return the entries, each with the titles that the same one has in other languages."""
    return [
        replace(entry, also=tuple(sorted(names[entry.address.removeprefix(f"{entry.locale}/")] - {entry.title})))
        for entry in entries
    ]
