"""What templates see of the network's own shape: countries, clusters, schools, and lists across collections."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from community import addresses
from community.drawings import Map, draw_map
from community.records.base import Record
from community.records.forms import Template
from community.records.library import Term, TermForm
from community.records.network import Cluster, Country, School, Source
from community.records.practice import CaseStudy, Guideline, Recommendation
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A school in the picture of a cluster: where it stands (of 100) and whether it is known."""

    kind: str
    x: float
    y: float


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

    def in_country(self, country_id: str) -> Markup:
        """Return "in the country" in the form that this language's grammar asks for, or in English."""
        forms = self.community.countries[country_id].in_country
        own = forms.get(self.locale.code)
        return escape(own) if own else self.foreign(forms[SOURCE_LOCALE], SOURCE_LOCALE)

    def term_form(self, term: Term) -> TermForm | None:
        """Return a term's form in this language, if the glossary has one."""
        return term.forms.get(self.locale.code)

    def country_by_code(self, code: str) -> Country:
        """Return the country of the network with an ISO code."""
        return next(country for country in self.community.countries.values() if country.code == code)

    def countries_in_order(self) -> list[Country]:
        """Return the countries in this language's alphabetical order."""
        return self.locale.in_order(self.community.countries.values(), lambda country: self.country_words(country.id))

    def map(self, places: bool = False) -> Map:
        """Return the map of the network's countries, with the clusters whose place is known."""
        codes = tuple(country.code for country in self.community.countries.values())
        points = tuple((c.point.longitude, c.point.latitude) for c in self.community.clusters.values() if c.point)
        return draw_map(codes, points if places else ())

    # --- clusters and schools

    def clusters_of(self, country_id: str) -> list[Cluster]:
        """Return the clusters of a country by their number."""
        clusters = [c for c in self.community.clusters.values() if c.country == country_id]
        return sorted(clusters, key=lambda cluster: cluster.number)

    def schools_of(self, country_id: str) -> list[School | None]:
        """Return all schools of a country; None for one that no source tells of."""
        return [school for cluster in self.clusters_of(country_id) for school in cluster.schools]

    def schools_named(self, country_id: str) -> int:
        """Return how many schools of a country the sources name."""
        return sum(self.named_schools(cluster) for cluster in self.clusters_of(country_id))

    def named_schools(self, cluster: Cluster) -> int:
        """Return how many schools of a cluster are known by name or by their own site."""
        return sum(1 for school in cluster.schools if school and (school.name or school.url))

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

    def reported_countries(self, record: Guideline) -> list[str]:
        """Return the countries that a guideline is reported from, by itself or through its clusters."""
        through = (self.community.clusters[cluster_id].country for cluster_id in record.clusters)
        return list(dict.fromkeys([*record.countries, *through]))

    # --- forms

    def sheet(self, template: Template, wording: Wording) -> Sheet:
        """Return the form that schools fill in, with the words that a template's macros give it."""
        return draw_up(template, self.community, wording)

    # --- lists across collections

    def addressed_to(self, audience: str) -> list[Recommendation]:
        """Return the recommendations for one kind of reader."""
        return [r for r in self.community.recommendations.values() if r.addressee == audience]

    def one_a_country(self, collection: str) -> list[CaseStudy]:
        """Return records with a country, first one from each country, then the rest."""
        records = self.records(collection)
        first = {record.country: record for record in reversed(records)}
        ones = [record for record in records if first[record.country] is record]
        return ones + [record for record in records if record not in ones]

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
        if collection == "courses" and record.translated_title:
            return self.inline(record.translated_title)
        value = getattr(record, _TITLES.get(collection, "title" if hasattr(record, "title") else "name"))
        return self.inline(value) if isinstance(value, Text) else self.foreign(value, record.title_language)

    def index_of_pages(self) -> Iterator[tuple[str, list[tuple[str, Markup]]]]:
        """Yield every collection that has pages with the links to them, in alphabetical order."""
        for collection in addresses.PAGE_FOLDERS:
            links = [(self.link(collection, r.id), self.record_title(collection, r)) for r in self.records(collection)]
            yield collection, self.locale.in_order(links, lambda link: link[1].striptags())

    def uses_of(self, source: Source) -> list[tuple[str, Markup]]:
        """Return links to the pages that rest on a source."""
        found = []
        for collection in addresses.PAGE_FOLDERS:
            records: list[Record] = self.referring("sources", source, collection)
            found += [(self.link(collection, r.id), self.record_title(collection, r)) for r in records]
        return found


def _kind(school: School | None) -> str:
    if school is None:
        return "none"
    named = "" if school.name or school.url else " unnamed"
    return f"{school.role or 'unstated'}{named}"
