"""What the builder of a document sees of the site: all that pages see, as trees of plain values."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from community.addresses import record_address
from community.documents.tree import Tree, to_tree
from community.network_view import NetworkView
from community.pages import Writer
from community.records.base import Statement
from community.records.network import Fact, Source
from community.text import SOURCE_LOCALE, Text


class DocumentView(NetworkView):
    """One document in one language. It remembers the sources that it cites and the figures that it uses."""

    def __init__(self, writer: Writer, address: str, root: str) -> None:
        super().__init__(writer.known, address)
        self.root = root
        self.figures: list[str] = []
        self.wording: Any = writer.environment.get_template("parts/words.jinja").module
        self._parts = writer.environment.get_template("parts/parts.jinja").make_module({"page": self})

    # --- addresses

    def url_of(self, address: str) -> str:
        """Return the whole address of a page of the site in this language."""
        return self.root + (address if self.locale.code == SOURCE_LOCALE else f"{self.locale.code}/{address}")

    def url(self, collection: str, record_id: str) -> str:
        """Return the whole address of a record's page in this language."""
        return self.url_of(record_address(collection, record_id))

    # --- texts and words

    def tree(self, markup: Markup) -> Tree:
        """Return HTML of a page, such as what a method of a page's view gives, as a tree."""
        return to_tree(markup, self.url_of(self.address))

    def line(self, text: Text | None) -> Tree:
        """Return a text for use inside a line; nothing for no text."""
        return self.tree(self.inline(text))

    def blocks(self, text: Text | None) -> Tree:
        """Return a text as paragraphs and lists; nothing for no text."""
        return self.tree(self.block(text))

    def word(self, macro: str, *values: Any) -> str:
        """Return the words for a value that data may hold, by a macro of words.jinja."""
        return Markup(getattr(self.wording, macro)(*values)).unescape().strip()

    def part(self, macro: str, *values: Any) -> Tree:
        """Return what a macro of parts.jinja says, as a tree."""
        return self.tree(Markup(getattr(self._parts, macro)(*values)))

    def figure_link(self, fact_id: str) -> Markup:
        """Return the value of a fact as pages show it, and remember that the document uses it."""
        if fact_id not in self.figures:
            self.figures.append(fact_id)
        return super().figure_link(fact_id)

    # --- what rests on sources

    def cites(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of sources in the document's list."""
        self.cite(ids)
        return [self.cited.index(source_id) + 1 for source_id in ids]

    def statement(self, item: Statement) -> dict[str, Any]:
        """Return a statement with the numbers of its sources; one without is the editors' suggestion."""
        return {"text": self.line(item.text), "cites": self.cites(item.sources)}

    def statements(self, items: Sequence[Statement]) -> list[dict[str, Any]]:
        """Return statements in their order."""
        return [self.statement(item) for item in items]

    def source_list(self) -> list[dict[str, Any]]:
        """Return what the document cites, in the order of first use."""
        return [self._source(source) for source in self.records("sources", self.cited)]

    def _source(self, source: Source) -> dict[str, Any]:
        return {
            "title": self.tree(self.foreign(source.title, source.language)),
            "stop": source.stop,
            "publisher": source.publisher,
            "date": self.date(source.date) if source.date else "",
            "language": self.locale.language(source.language),
            "beginning": source.read == "beginning",
            "address": source.url or "",
        }

    def figure_list(self) -> list[dict[str, Any]]:
        """Return the lines of the ledger that the document uses, with all values of those that are disputed."""
        return [self._figure(self.community.facts[fact_id]) for fact_id in self.figures]

    def _figure(self, fact: Fact) -> dict[str, Any]:
        return {
            "amount": self.amount(fact),
            "unit": self.word("unit", fact.unit, int(fact.used)),
            "statement": self.line(fact.statement),
            "disputed": fact.state == "disputed",
            "formula": self.formula(fact),
            "note": self.line(fact.note),
            "values": [
                {
                    "amount": self.amount(fact, value),
                    "cites": sorted(self.cites([reading.source for reading in fact.values if reading.value == value])),
                    "used": value == fact.used,
                }
                for value in sorted({reading.value for reading in fact.values})
            ],
            "address": self.url("facts", fact.id),
        }
