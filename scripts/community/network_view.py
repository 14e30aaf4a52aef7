"""What templates see of the network's own shape: countries, clusters and schools, and the words that name a record."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from community import addresses
from community.drawings import Map, draw_map
from community.likeness import LEVELS, PROPERTIES, SIZES, Trait, case_traits, cluster_traits
from community.map_layout import MapCluster, MapCount, MapName, Wanted, has_room, lay_out, lay_out_counts
from community.records.forms import Template
from community.records.library import Term, TermForm
from community.records.network import Cluster, Country, School
from community.records.practice import CaseStudy, Guideline
from community.sheets import Sheet, Wording, draw_up
from community.text import SOURCE_LOCALE, Text
from community.view import View

# The field that names a record; countries and clusters have names made from several.
_TITLES = {
    "guidelines": "title",
    "recommendations": "statement",
    "case_studies": "title",
    "policy_briefs": "question",
    "events": "title",
}


# How many clusters a page shows of those that have something in common; the list of all can be narrowed down to them.
MOST_CLUSTERS = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A school in the picture of a cluster: where it stands (of 100) and whether it is known."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMap:
    """The map of countries with their names and clusters, ready to be written as SVG."""

    drawn: Map
    names: tuple[MapName, ...]
    clusters: tuple[MapCluster, ...] = ()
    counts: tuple[MapCount, ...] = ()


class NetworkView(View):
    """A view with the words for places and the orders in which readers look for them."""

    # --- countries

    def country_name(self, country_id: str) -> Markup:
        """Return a country's name, or the name of the area that takes part."""
        country = self.community.countries[country_id]
        return self.inline(country.area) if country.area else escape(self.locale.territory(country.code))

    def country_words(self, country_id: str) -> str:
        """Return a country's name without markup."""
        country = self.community.countries[country_id]
        return self.plain(country.area) if country.area else self.locale.territory(country.code)

    def list_of_countries(self, ids: Iterable[str]) -> str:
        """Return the names of countries as a list in a sentence."""
        return self.locale.as_list(self.country_words(country_id) for country_id in ids)

    def in_country(self, country_id: str) -> Markup:
        """Return "in the country" in the form that this language's grammar asks for, or in English."""
        forms = self.community.countries[country_id].in_country
        own = forms.get(self.locale.code)
        return escape(own) if own else self.foreign(forms[SOURCE_LOCALE], SOURCE_LOCALE)

    def national_edition(self, country_id: str) -> str:
        """Return the way from this page to all national editions of a country."""
        return self.to(addresses.national_path(country_id))

    def term_form(self, term: Term) -> TermForm | None:
        """Return a term's form in this language, if the glossary has one."""
        return term.forms.get(self.locale.code)

    def country_by_code(self, code: str) -> Country:
        """Return the country of the network with an ISO code."""
        return next(country for country in self.community.countries.values() if country.code == code)

    def countries_in_order(self) -> list[Country]:
        """Return the countries in this language's alphabetical order."""
        return self.locale.in_order(self.community.countries.values(), lambda country: self.country_words(country.id))

    def map(self, countries: Sequence[Country]) -> "NetworkMap":
        """Return the map of some countries with their names and all their clusters, or how many each has."""
        names = {country.code: self.country_words(country.id) for country in countries}
        of_country = {country.code: self.clusters_of(country.id) for country in countries}
        clusters = [cluster for own in of_country.values() for cluster in own]
        places = {c.id: (c.point.longitude, c.point.latitude) for c in clusters if c.point}
        drawn = draw_map(tuple(names), tuple(places.values()))
        if not has_room(drawn, len(clusters)):
            signs, counts = lay_out_counts(drawn, names, {code: len(own) for code, own in of_country.items()})
            return NetworkMap(drawn=drawn, names=tuple(signs), counts=tuple(counts))
        spots = dict(zip(places, drawn.points, strict=True))
        shown = {shape.code for shape in drawn.countries}
        wanted = [
            Wanted(cluster.id, code, cluster.number, spots.get(cluster.id))
            for code, own in of_country.items()
            if code in shown
            for cluster in own
        ]
        signs, circles = lay_out(drawn, names, wanted)
        return NetworkMap(drawn=drawn, names=tuple(signs), clusters=tuple(circles))

    # --- clusters and schools

    def clusters_of(self, country_id: str) -> list[Cluster]:
        """Return the clusters of a country by their number."""
        clusters = [c for c in self.community.clusters.values() if c.country == country_id]
        return sorted(clusters, key=lambda cluster: cluster.number)

    def clusters_in_order(self) -> list[Cluster]:
        """Return all clusters by their country's name in this language, then by number."""
        return [cluster for country in self.countries_in_order() for cluster in self.clusters_of(country.id)]

    def some_clusters(self, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Return clusters, or where they are many, a few from as many countries as can be: a page must not grow."""
        few = clusters if len(clusters) <= MOST_CLUSTERS else sorted(clusters, key=lambda cluster: cluster.number)
        return [*few[:MOST_CLUSTERS]]

    def schools_of(self, country_id: str) -> list[School | None]:
        """Return all schools of a country; None for one that no source tells of."""
        return [school for cluster in self.clusters_of(country_id) for school in cluster.schools]

    def schools_named(self, country_id: str) -> int:
        """Return how many schools of a country the sources name."""
        return sum(self.named_schools(cluster) for cluster in self.clusters_of(country_id))

    def named_schools(self, cluster: Cluster) -> int:
        """Return how many schools of a cluster are known by name or by their own site."""
        return sum(1 for school in cluster.schools if school and school.is_named)

    def cluster_title(self, cluster: Cluster) -> Markup:
        """Return a cluster's name; else its mentor school's; else its number in its country."""
        if cluster.name:
            return self.inline(cluster.name)
        mentor = next((s.name for s in cluster.schools if s and s.role == "mentor" and s.name), None)
        gettext = self.catalogue.gettext
        if mentor:
            return escape(gettext("Cluster of %(school)s") % {"school": mentor})
        return Markup(escape(gettext("Cluster %(number)s %(in_country)s"))) % {
            "number": cluster.number,
            "in_country": self.in_country(cluster.country),
        }

    def school_name(self, school: School) -> str:
        """Return a school's name, or what stands for it: its own site, or the town it is in."""
        gettext = self.catalogue.gettext
        if school.name:
            return school.name
        if school.url:
            host = school.url.split("/")[2].removeprefix("www.")
            return gettext("School at %(site)s (name not published)") % {"site": host}
        return gettext("School in %(town)s (name not published)") % {"town": school.town or "?"}

    def ordered_schools(self, cluster: Cluster) -> list[School | None]:
        """Return a cluster's schools: the mentor first, those that no source tells of last."""
        order = {"mentor": 0, "mentee": 1, None: 2}
        return sorted(cluster.schools, key=lambda school: order[school.role] if school else 3)

    def cluster_marks(self, cluster: Cluster) -> list[Mark]:
        """Return the picture of a cluster: the mentor school in the middle, the others around it."""
        schools = self.ordered_schools(cluster)
        if schools[0] is not None and schools[0].role != "mentor":
            # No source tells the mentor, so the middle stays open: for the missing school, or for one of those named.
            schools = [None, *(schools[:-1] if None in schools else schools)]
        around = len(schools) - 1
        marks = [Mark(_kind(schools[0]), 50, 50)]
        for number, school in enumerate(schools[1:]):
            angle = 2 * math.pi * (number + 0.5) / around
            x, y = (round(50 + 35 * f(angle), 1) for f in (math.sin, lambda a: -math.cos(a)))
            marks.append(Mark(_kind(school), x, y))
        return marks

    def traits(self, record: Cluster | CaseStudy) -> dict[str, Trait]:
        """Return what is known of a cluster or a case by the properties that readers look for."""
        if isinstance(record, Cluster):
            return cluster_traits(record, self.community)
        return case_traits(record, self.community)

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties that readers look for, in the order in which they are asked."""
        return PROPERTIES

    @property
    def sizes(self) -> dict[str, int]:
        """The most pupils of a small and of a medium school."""
        return SIZES

    def levels_found(self) -> list[str]:
        """Return the levels that the schools of some cluster are known to have."""
        clusters = self.community.clusters.values()
        found = {level for cluster in clusters for level in self.traits(cluster)["level"].values}
        return [level for level in LEVELS if level in found]

    def wishes_like(self, record: Cluster) -> str:
        """Return the query of an address that asks for clusters with the properties that are known of this one."""
        known = [(name, trait.values[0]) for name, trait in self.traits(record).items() if trait.known]
        return "?" + urlencode(known)

    def told_of(self, prop: str) -> int:
        """Return of how many clusters a property is known."""
        return sum(1 for cluster in self.community.clusters.values() if self.traits(cluster)[prop].known)

    def reported_countries(self, record: Guideline) -> list[str]:
        """Return the countries that a guideline is reported from, by itself or through its clusters."""
        through = (self.community.clusters[cluster_id].country for cluster_id in record.clusters)
        return list(dict.fromkeys([*record.countries, *through]))

    # --- forms

    def sheet(self, template: Template, wording: Wording) -> Sheet:
        """Return the form that schools fill in, with the words that a template's macros give it."""
        return draw_up(template, self.community, wording)

    # --- words and orders of other records

    def terms_in_order(self) -> list[Term]:
        """Return the glossary in the alphabetical order of this language's own terms."""

        def words(term: Term) -> str:
            return (self.term_form(term) or term.forms[SOURCE_LOCALE]).use

        return self.locale.in_order(self.community.glossary.values(), words)

    def languages(self, codes: tuple[str, ...]) -> str:
        """Return the names of languages as a list in a sentence."""
        return self.locale.as_list(self.locale.language(code) for code in codes)

    def record_title(self, collection: str, record: Any) -> Markup:
        """Return the words that name a record, in a link to it."""
        if collection == "countries":
            return self.country_name(record.id)
        if collection == "clusters":
            return self.cluster_title(record)
        if collection == "glossary":
            form = self.term_form(record)
            return escape(form.use) if form else self.foreign(record.forms[SOURCE_LOCALE].use, SOURCE_LOCALE)
        if collection == "courses" and record.translated_title:
            return self.inline(record.translated_title)
        value = getattr(record, _TITLES.get(collection, "title" if hasattr(record, "title") else "name"))
        if isinstance(value, Text):
            return self.inline(value)
        return self.foreign(value, record.name_language if collection == "partners" else record.title_language)


def _kind(school: School | None) -> str:
    if school is None:
        return "none"
    named = "" if school.is_named else " unnamed"
    return f"{school.role or 'unstated'}{named}"
