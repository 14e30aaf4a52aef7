"""What templates see of collections as a library: facets, groups and orders, and lists across collections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from community import addresses
from community.booklets import Booklet, for_country, ready_booklets
from community.facets import FACETS, GROUPED, NONE, ORDERS, UNKNOWN, Facet, offered, orders
from community.network_view import NetworkView
from community.records.base import Record
from community.records.network import Cluster, Source
from community.records.practice import CaseStudy, Recommendation

# Every plural category that CLDR has for whole numbers shows up below this number.
_MOST_SAMPLES = 200
# Entries of pages that are no page of their own, and yet what somebody may look for.
_LOOKED_FOR = ("resources", "glossary", "events", "partners")

Words = Callable[[str, str], Markup]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet with its words."""

    value: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Question:
    """A facet with the values that readers choose from."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading; the whole list where it has no headings."""

    choice: Choice | None
    records: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A collection as its list page shows it. `attributes` is what a record's card carries for the script."""

    collection: str
    questions: tuple[Question, ...]
    groups: tuple[Group, ...]
    orders: tuple[str, ...]
    attributes: dict[str, Markup]

    @property
    def grouped_by(self) -> str:
        """The facet that gives the headings."""
        return GROUPED.get(self.collection, "")


@dataclass(frozen=True, slots=True)
class Reason:
    """What two records have in common."""

    collection: str
    title: Markup


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record that has something to do with another one. `named`: one of the two names the other."""

    collection: str
    href: str
    title: Markup
    reasons: tuple[Reason, ...]
    named: bool


class LibraryView(NetworkView):
    """A view that puts collections on shelves and leads from a record to those related to it."""

    def related_to(self, collection: str, record_id: str, everything: bool = False) -> list[Neighbour]:
        """Return the records related to one; unless `everything` is asked for, without those that the page links."""
        already = set() if everything else set(self.linked)
        return [
            Neighbour(
                collection=link.collection,
                href=self.link(link.collection, link.id),
                title=self._title_of(link.collection, link.id),
                reasons=tuple(Reason(kind, self._title_of(kind, key)) for kind, key in link.reasons),
                named=link.named,
            )
            for link in self._known.related.of(collection, record_id)
            if (link.collection, link.id) not in already
        ]

    def _title_of(self, collection: str, record_id: str) -> Markup:
        record = self.community.collection(collection)[record_id]
        if collection == "sources":
            return self.foreign(record.title, record.language)
        return self.record_title(collection, record)

    def listing(self, collection: str, words: Words) -> Listing:
        """Return a collection with its facets; `words` gives the words for values that are no records."""
        records = sorted(self.records(collection), key=lambda record: getattr(record, "number", 0))
        facets = offered(self.community, collection)
        by_title = self.locale.in_order(records, lambda record: self._title_words(collection, record))
        ranks = {"title": by_title} | {
            name: _in_order_of(by_title, ORDERS[collection][name]) for name in orders(self.community, collection)
        }
        return Listing(
            collection=collection,
            questions=tuple(Question(facet.name, self._choices(facet, values, words)) for facet, values in facets),
            groups=self._groups(collection, records, by_title, words),
            orders=tuple(ranks),
            attributes=self._attributes(collection, records, [facet for facet, _ in facets], ranks),
        )

    def counted_forms(self, collection: str, counted: Callable[[str, int, str], str]) -> Markup:
        """Return an attribute for each plural form of this language: how it counts records, "{n}" for the number."""
        samples: dict[str, int] = {}
        for number in range(_MOST_SAMPLES):
            samples.setdefault(str(self.locale.cldr.plural_form(number)), number)
        attributes = [
            Markup(' data-count-{}="{}"').format(
                category, Markup(counted(collection, number, "{n}")).unescape().strip()
            )
            for category, number in samples.items()
        ]
        return Markup("").join(attributes)

    def _title_words(self, collection: str, record: Any) -> str:
        return self.record_title(collection, record).striptags()

    def _choices(self, facet: Facet, values: Iterable[str], words: Words) -> tuple[Choice, ...]:
        choices = [Choice(value, self._value_words(facet, value, words)) for value in values]

        def place(choice: Choice) -> tuple[Any, ...]:
            last = (NONE, UNKNOWN).index(choice.value) + 1 if choice.value in (NONE, UNKNOWN) else 0
            if choice.value in facet.order:
                return (0, facet.order.index(choice.value))
            return (last, self.locale.sort_key(choice.words.striptags()))

        return tuple(sorted(choices, key=place))

    def _value_words(self, facet: Facet, value: str, words: Words) -> Markup:
        # "none" is a value of its own where a facet lists it, such as the cost.
        if value in (NONE, UNKNOWN) and value not in facet.order:
            found = words("", value)
        elif facet.collection == "countries":
            found = self.country_name(value)
        elif facet.collection:
            found = self.inline(self.community.collection(facet.collection)[value].name)
        elif facet.name == "language":
            found = escape(self.locale.language(value))
        elif facet.name == "licence":
            found = escape(value)
        else:
            found = words(facet.name, value)
        found = Markup(found).strip()
        return found if found.startswith("<") else Markup(found[:1].upper() + found[1:])

    def _groups(self, collection: str, records: list[Any], by_title: list[Any], words: Words) -> tuple[Group, ...]:
        name = GROUPED.get(collection)
        facet = next((facet for facet in FACETS[collection] if facet.name == name), None)
        if facet is None:
            return (Group(None, tuple(by_title if name is None else records)),)
        values = dict.fromkeys(value for record in records for value in facet.values(self.community, record))
        return tuple(
            Group(choice, tuple(r for r in records if choice.value in facet.values(self.community, r)))
            for choice in self._choices(facet, values, words)
        )

    def _attributes(
        self, collection: str, records: list[Any], facets: list[Facet], ranks: dict[str, list[Any]]
    ) -> dict[str, Markup]:
        place = {name: {record.id: rank for rank, record in enumerate(ordered)} for name, ordered in ranks.items()}
        return {
            record.id: Markup(' data-values="{}" data-ranks="{}" data-words="{}"').format(
                "|".join(f"{facet.name}:{value}" for facet in facets for value in facet.values(self.community, record)),
                " ".join(f"{name}:{ranked[record.id]}" for name, ranked in place.items()),
                " ".join(_hidden_words(record)) if collection == "clusters" else "",
            )
            for record in records
        }

    # --- lists across collections

    def addressed_to(self, audience: str) -> list[Recommendation]:
        """Return the recommendations for one kind of reader."""
        return [r for r in self.community.recommendations.values() if r.addressee == audience]

    def one_a_country(self, collection: str) -> list[CaseStudy]:
        """Return records with a country, first one from each country, then the rest."""
        records = self.records(collection)
        first = {record.country: record for record in reversed(records)}
        return sorted(records, key=lambda record: first[record.country] is not record)

    def page_link(self, collection: str, record_id: str) -> Markup:
        """Return a link to a record with the words that name it."""
        record = self.community.collection(collection)[record_id]
        way = self.link(collection, record_id)
        return Markup('<a href="{}">{}</a>').format(way, self.record_title(collection, record))

    def booklet_of_country(self, country_id: str) -> Booklet | None:
        """Return the ready-made booklet of a country that has more than one page to read."""
        booklet = for_country(self.community, country_id)
        return booklet if len(booklet.pages) > 1 else None

    def booklets(self, kind: str) -> list[Booklet]:
        """Return the ready-made booklets of a kind: those for countries in this language's alphabetical order."""
        found = [booklet for booklet in ready_booklets(self.community) if booklet.kind == kind]
        return self.locale.in_order(found, lambda b: self.country_words(b.of)) if kind == "country" else found

    def index_of_pages(self) -> Iterator[tuple[str, list[tuple[str, Markup]]]]:
        """Yield every collection whose records a reader may look for, with links to them in alphabetical order."""
        for collection in (*addresses.PAGE_FOLDERS, *_LOOKED_FOR):
            links = [(self.link(collection, r.id), self.record_title(collection, r)) for r in self.records(collection)]
            yield collection, self.locale.in_order(links, lambda link: link[1].striptags())

    def index_of_schools(self) -> list[tuple[str, str, Cluster]]:
        """Return every school that a source names or places: its name, its town if known, and its cluster."""
        found = [
            (school.name or school.town or "", school.town or "", cluster)
            for cluster in self.community.clusters.values()
            for school in cluster.schools
            if school and (school.name or school.town)
        ]
        return self.locale.in_order(found, lambda school: school[0])

    def uses_of(self, source: Source) -> list[tuple[str, Markup]]:
        """Return links to the pages that rest on a source."""
        found = []
        for collection in addresses.PAGE_FOLDERS:
            records: list[Record] = self.referring("sources", source, collection)
            found += [(self.link(collection, r.id), self.record_title(collection, r)) for r in records]
        return found


def _hidden_words(cluster: Any) -> Iterable[str]:
    """Yield what readers look for in a cluster and its card does not show: schools and towns."""
    for school in cluster.schools:
        if school:
            yield from dict.fromkeys(word for word in (school.name, school.town) if word)


def _in_order_of(records: list[Any], amount: Callable[[Any], tuple[float, ...] | None]) -> list[Any]:
    def key(record: Any) -> tuple[bool, tuple[float, ...]]:
        found = amount(record)
        return found is None, found or ()

    return sorted(records, key=key)
