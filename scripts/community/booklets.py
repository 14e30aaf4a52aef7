"""Ready-made booklets: which pages belong together for a country, and for a reader's role."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from community.model import Community
from community.records.base import Audience
from community.records.network import Cluster

# The one audience that policy briefs are written for.
_READS_BRIEFS = "ministry-or-agency"
_PHASES = ("explore", "prepare", "deliver", "sustain")

Page = tuple[str, str]  # a collection and the id of a record with a page of its own


@dataclass(frozen=True, slots=True)
class Booklet:
    """Pages in the order in which they are to be read, for a `country` or a `role` and which of them."""

    kind: str
    of: str
    pages: tuple[Page, ...]

    @property
    def id(self) -> str:
        """The booklet's anchor on the page that lists them."""
        return f"{self.kind}-{self.of}"


def ready_booklets(community: Community) -> tuple[Booklet, ...]:
    """Return a booklet for each role and each country that has more than one page to read."""
    roles = [for_role(community, role) for role in get_args(Audience)]
    countries = [for_country(community, country) for country in community.countries]
    return tuple(booklet for booklet in [*roles, *countries] if len(booklet.pages) > 1)


def for_country(community: Community, country: str) -> Booklet:
    """Return all that is known of a country: its page, clusters, cases, and what was learned there or is meant for it.

    A cluster of which the sources tell nothing but that it belongs to the network has no page in it.
    """
    clusters = [c for c in community.clusters.values() if c.country == country]
    known = [c for c in sorted(clusters, key=lambda cluster: cluster.number) if _is_known(c)]
    own = {cluster.id for cluster in clusters}
    guidelines = [
        g for g in _by_phase(community.guidelines.values()) if country in g.countries or own.intersection(g.clusters)
    ]
    return Booklet(
        "country",
        country,
        (
            ("countries", country),
            *_pages("clusters", known),
            *_pages("case_studies", (c for c in community.case_studies.values() if c.country == country)),
            *_pages("guidelines", guidelines),
            *_pages(
                "recommendations",
                (
                    r
                    for r in community.recommendations.values()
                    if any(note.country == country for note in r.country_notes)
                ),
            ),
            *_pages("policy_briefs", (b for b in community.policy_briefs.values() if country in b.countries)),
        ),
    )


def for_role(community: Community, role: str) -> Booklet:
    """Return what a reader in a role needs: the recommendations and guidelines for them, and the cases behind these."""
    guidelines = [g for g in _by_phase(community.guidelines.values()) if role in g.audience]
    cases = dict.fromkeys(str(case) for guideline in guidelines for case in guideline.cases)
    briefs = community.policy_briefs.values() if role == _READS_BRIEFS else ()
    return Booklet(
        "role",
        role,
        (
            *_pages("policy_briefs", briefs),
            *_pages("recommendations", (r for r in community.recommendations.values() if r.addressee == role)),
            *_pages("guidelines", guidelines),
            *(("case_studies", case) for case in cases),
        ),
    )


def _is_known(cluster: Cluster) -> bool:
    named = any(school and (school.name or school.url) for school in cluster.schools)
    return bool(named or cluster.name or cluster.summary or cluster.activities)


def _by_phase(guidelines: Iterable[Any]) -> list[Any]:
    return sorted(guidelines, key=lambda guideline: _PHASES.index(guideline.phase))


def _pages(collection: str, records: Iterable[Any]) -> Iterable[Page]:
    return ((collection, record.id) for record in records)
