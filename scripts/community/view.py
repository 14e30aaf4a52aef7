"""What a template sees of the site while it writes one page: texts with their language, links, figures, sources."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from community import addresses, icons, markup
from community.backlinks import Backlinks
from community.catalogue import Catalogue
from community.locales import Locale
from community.model import Community
from community.reads import Reads
from community.records.base import Record
from community.records.network import Fact
from community.related import Related
from community.sheets import Words
from community.text import SOURCE_LOCALE, PartialDate, Text

_FACT = re.compile(r"\{([a-z0-9-]+)\}")
_CITATION = re.compile(r"\{source:([a-z0-9-]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What all views in one language share; `progress` and `shelf` are those of a whole site, if there is one."""

    community: Community
    catalogue: Catalogue
    backlinks: Backlinks
    related: Related
    reads: Reads
    repository: str = ""
    progress: Any = None
    shelf: Any = None


class View:
    """One page in one language. It remembers what the page needs: sources that it cites, in the order of first use,
    parts that have a script and a style sheet of their own, and the records that it links to.
    """

    def __init__(self, known: Known, address: str) -> None:
        self._known = known
        self.community = known.community
        self.catalogue = known.catalogue
        self.locale = Locale(known.catalogue.locale)
        self.address = address
        self.repository = known.repository
        self.shelf = known.shelf
        self.cited: list[str] = []
        self.parts: list[str] = []
        self.linked: set[tuple[str, str]] = set()
        self.scripts: list[str] = []

    @property
    def progress(self) -> Any:
        """How far the translations are."""
        self._known.reads.note("progress")
        return self._known.progress

    # --- texts

    def inline(self, text: Text | None) -> Markup:
        """Return a text for use inside a line, marked with its language where that is not the page's."""
        if text is None:
            return Markup("")
        return self._marked(self._figures(markup.to_inline(text.value)), text.locale, "span")

    def words(self, words: Words) -> Markup:
        """Return what stands in one place: texts of records, marked with their language, and plain words."""
        return Markup("").join(self.inline(part) if isinstance(part, Text) else escape(part) for part in words)

    def block(self, text: Text | None) -> Markup:
        """Return a text as paragraphs and lists, marked with its language where that is not the page's."""
        if text is None:
            return Markup("")
        return self._marked(self._figures(markup.to_html(text.value)), text.locale, "div")

    def plain(self, text: Text) -> str:
        """Return a text without markup, its figures written out."""
        return _FACT.sub(lambda match: self.figure_words(match[1]), markup.to_plain(text.value))

    def heading(self, words: str) -> str:
        """Return words for a Markdown heading, in which none of their characters is taken for markup."""
        return re.sub(r"([\\`*_{}\[\]()#+.!-])", r"\\\1", words)

    def foreign(self, words: str, language: str) -> Markup:
        """Return words in another language, such as the title of a document, marked with that language."""
        return self._marked(escape(words), language, "span")

    def _marked(self, html: Markup, language: str, tag: str) -> Markup:
        if language == self.locale.code:
            return html
        return Markup('<{} lang="{}">{}</{}>').format(Markup(tag), language, html, Markup(tag))

    def _figures(self, html: Markup) -> Markup:
        return Markup(_FACT.sub(lambda match: str(self.figure_link(match[1])), str(html)))

    def fill_line(self, line: str) -> str:
        """Return a line of prose with its {fact} and {source:id} marks filled in, as Markdown with HTML in it."""
        line = _CITATION.sub(lambda match: str(self.cite([match[1]])), line)
        return _FACT.sub(lambda match: str(self.figure_link(match[1])), line)

    def list_of_words(self, word: Callable[[str], Markup], values: Iterable[str]) -> Markup:
        """Return a list as a sentence, each value put into words by a macro, which has escaped them."""
        return Markup(self.locale.as_list(str(word(value)).strip() for value in values))

    def words_in_a_row(self, word: Callable[[str], Markup], values: Iterable[str]) -> Markup:
        """Return labels side by side, each put into words by a macro; they keep their capitals."""
        return Markup(" · ").join(word(value).strip() for value in values)

    def icon(self, name: str) -> Markup:
        """Return one of Material's icons as an SVG that screen readers pass over."""
        return icons.svg(name)

    def needs(self, part: str, script: bool = True) -> str:
        """Make the page load `assets/<part>.css` and `assets/<part>.js`; returns no words, for use in templates."""
        if part not in self.parts:
            self.parts.append(part)
        if script and part not in self.scripts:
            self.scripts.append(part)
        return ""

    # --- figures and dates

    def amount(self, fact: Fact, value: float | None = None) -> str:
        """Return a value of a fact (the one in use unless told) as this language writes it."""
        number = fact.used if value is None else value
        if fact.unit == "percent":
            return self.locale.percent(number)
        if fact.unit == "year":
            return str(int(number))
        return self.locale.number(number)

    def figure_words(self, fact_id: str) -> str:
        """Return the value of a fact as words of this language."""
        return self.amount(self.community.facts[fact_id])

    def figure_link(self, fact_id: str) -> Markup:
        """Return the value of a fact, linked to its line in the ledger."""
        return Markup('<a class="figure-link" href="{}">{}</a>').format(
            self.link("facts", fact_id), self.figure_words(fact_id)
        )

    def other_values(self, fact: Fact) -> list[float]:
        """Return the values that sources give besides the one in use."""
        return sorted({reading.value for reading in fact.values} - {fact.used})

    def formula(self, fact: Fact) -> str:
        """Return how a computed fact follows from others, in figures: 74 / 93."""
        computed = fact.computed
        if computed is None:
            return ""
        if divided := computed.percentage or computed.quotient:
            return " / ".join(self.figure_words(fact_id) for fact_id in divided)
        if computed.total:
            return " + ".join(self.figure_words(fact_id) for fact_id in computed.total)
        if computed.product:
            return " × ".join(self.figure_words(fact_id) for fact_id in computed.product)
        return self.catalogue.gettext("counted in this site’s records")

    def date(self, date: PartialDate) -> str:
        """Return a date in words."""
        return self.locale.date(date)

    # --- links

    def link(self, collection: str, record_id: str) -> str:
        """Return the way from this page to a record."""
        self.linked.add((collection, record_id))
        return addresses.relative(addresses.record_address(collection, record_id), self.address)

    def to(self, page: str) -> str:
        """Return the way from this page to another, given by its Markdown path (`guidelines/index.md#deliver`)."""
        path, hash_, fragment = page.partition("#")
        return addresses.relative(addresses.address_of(path) + hash_ + fragment, self.address)

    def to_root(self, file: str) -> str:
        """Return the way from this page to a file at the site's root, above the folders of the languages."""
        here = self.address if self.locale.code == SOURCE_LOCALE else f"{self.locale.code}/{self.address}"
        return addresses.relative(file, here).removesuffix("/")

    def records(self, collection: str, ids: Iterable[str] | None = None) -> list[Any]:
        """Return records of a collection: those named, in that order, or all."""
        records = self.community.collection(collection)
        return list(records.values()) if ids is None else [records[record_id] for record_id in ids]

    def referring(self, collection: str, record: Record, referring: str) -> list[Any]:
        """Return the records of another collection that refer to this one."""
        return self.records(referring, self._known.backlinks.of(collection, record.id, referring))

    def in_order(self, records: Iterable[Any], field: str = "name") -> list[Any]:
        """Return records in this language's alphabetical order of a text field."""

        def words(record: Any) -> str:
            value = getattr(record, field)
            return self.plain(value) if isinstance(value, Text) else str(value)

        return self.locale.in_order(records, words)

    def same_topic(self, record: Record, collection: str) -> list[Any]:
        """Return the records of another collection that share a topic with this one."""
        return [other for other in self.records(collection) if set(other.topics) & set(record.topics)]

    # --- sources

    def cite(self, ids: Sequence[str]) -> Markup:
        """Return the numbers of sources as links to the foot of the page."""
        self.cited += [source_id for source_id in dict.fromkeys(ids) if source_id not in self.cited]
        marks = [
            Markup('<a href="#source-{}">{}</a>').format(source_id, self.cited.index(source_id) + 1)
            for source_id in ids
        ]
        if not marks:
            return Markup("")
        return Markup('<sup class="cite">[{}]</sup>').format(Markup(", ").join(marks))
