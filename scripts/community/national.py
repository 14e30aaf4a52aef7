"""National editions: what policy briefs become for one country, with that country's own records first.

An edition invents nothing: it puts records in order. What a country lacks (a note, a case, a named school) is part of
the edition, so that templates can say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from community.model import Community
from community.records.base import ModelId, Record
from community.records.network import Cluster, Country
from community.records.policy import PolicyBrief
from community.records.practice import CaseStudy, CountryNote, Recommendation
from community.text import PartialDate

# For each brief: enough to compare with; more would push the country's own cases out of sight.
MOST_FOREIGN_CASES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A recommendation as one country reads it, with the briefs of the edition that use it."""

    recommendation: Recommendation
    briefs: tuple[str, ...]
    own: tuple[CountryNote, ...]
    elsewhere: tuple[CountryNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A record that a case from elsewhere shares with briefs, and those briefs."""

    record_id: str
    briefs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCase:
    """A case from another country, the briefs that it is shown for, and what ties it to them and to the country."""

    case: CaseStudy
    briefs: tuple[str, ...]
    challenges: tuple[str, ...]
    models: tuple[str, ...]
    recommendations: tuple[Tie, ...]
    topics: tuple[Tie, ...]

    def briefs_of(self, ties: Sequence[Tie]) -> tuple[str, ...]:
        """Return the briefs that any of the ties binds the case to."""
        bound = {brief for tie in ties for brief in tie.briefs}
        return tuple(brief for brief in self.briefs if brief in bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Policy briefs for one country: one of them, or all in one dossier."""

    country: Country
    briefs: tuple[PolicyBrief, ...]
    clusters: tuple[Cluster, ...]
    cases: tuple[CaseStudy, ...]
    foreign: tuple[ForeignCase, ...]
    advice: tuple[Advice, ...]

    @property
    def unnamed_clusters(self) -> tuple[Cluster, ...]:
        """The country's clusters of which no source names a school."""
        return tuple(c for c in self.clusters if not any(school and school.is_named for school in c.schools))

    @property
    def without_foreign(self) -> tuple[str, ...]:
        """The briefs that no case from another country is tied to."""
        tied = {brief for foreign in self.foreign for brief in foreign.briefs}
        return tuple(brief.id for brief in self.briefs if brief.id not in tied)

    @property
    def records(self) -> tuple[tuple[str, Record], ...]:
        """Every record that the edition shows the words of, with its collection."""
        return (
            ("countries", self.country),
            *(("policy_briefs", brief) for brief in self.briefs),
            *(("clusters", cluster) for cluster in self.clusters),
            *(("case_studies", case) for case in self.cases),
            *(("case_studies", foreign.case) for foreign in self.foreign),
            *(("recommendations", advice.recommendation) for advice in self.advice),
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """What the edition as a whole rests on: the country's sources, then those of each brief."""
        briefs = (source for brief in self.briefs for source in brief.sources)
        return tuple(dict.fromkeys([*self.country.sources, *briefs]))

    @property
    def updated(self) -> PartialDate | None:
        """The day of the newest record: the date of the data."""
        return max((record.updated for _, record in self.records if record.updated), default=None)

    @property
    def review_by(self) -> PartialDate | None:
        """The day on which the first of the records is to be reviewed."""
        return min((record.review_by for _, record in self.records if record.review_by), default=None)


def dossier(community: Community, country: Country) -> Edition:
    """Return all briefs, with all recommendations, as a country reads them."""
    return _edition(community, country, community.policy_briefs.values(), community.recommendations.values())


def edition(community: Community, country: Country, brief: PolicyBrief) -> Edition:
    """Return one brief, with its own recommendations, as a country reads it."""
    used = (one for one in community.recommendations.values() if one.id in brief.recommendations)
    return _edition(community, country, (brief,), used)


def _edition(
    community: Community, country: Country, briefs: Iterable[PolicyBrief], recommendations: Iterable[Recommendation]
) -> Edition:
    briefs = tuple(briefs)
    clusters = (cluster for cluster in community.clusters.values() if cluster.country == country.id)
    return Edition(
        country=country,
        briefs=briefs,
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.number)),
        cases=tuple(case for case in community.case_studies.values() if case.country == country.id),
        foreign=_foreign(community, country, briefs),
        advice=_advice(country, briefs, recommendations),
    )


def _advice(
    country: Country, briefs: Sequence[PolicyBrief], recommendations: Iterable[Recommendation]
) -> tuple[Advice, ...]:
    """Return recommendations with their notes: those with a note on the country first, then as in their file."""
    every = [
        Advice(
            recommendation=recommendation,
            briefs=tuple(brief.id for brief in briefs if recommendation.id in brief.recommendations),
            own=tuple(note for note in recommendation.country_notes if note.country == country.id),
            elsewhere=tuple(note for note in recommendation.country_notes if note.country != country.id),
        )
        for recommendation in recommendations
    ]
    return tuple(sorted(every, key=lambda advice: not advice.own))


def _foreign(community: Community, country: Country, briefs: Sequence[PolicyBrief]) -> tuple[ForeignCase, ...]:
    """Return for each brief the cases from elsewhere with the strongest ties, all in the order of their file.

    That order is the same for every brief, so that a dossier of several briefs shows them as each edition does.
    """
    others = [case for case in community.case_studies.values() if case.country != country.id]
    models = {cluster.model for cluster in community.clusters.values() if cluster.country == country.id}
    chosen: dict[str, list[ForeignCase]] = {}
    for brief in briefs:
        ties = [_tied(community, country, models, brief, case) for case in others]
        strongest = sorted(filter(_strength, ties), key=_strength, reverse=True)[:MOST_FOREIGN_CASES]
        for foreign in strongest:
            chosen.setdefault(foreign.case.id, []).append(foreign)
    return tuple(_joined(chosen[case.id]) for case in others if case.id in chosen)


def _tied(
    community: Community, country: Country, models: set[ModelId | None], brief: PolicyBrief, case: CaseStudy
) -> ForeignCase:
    behind = (
        recommendation.id
        for recommendation in community.recommendations.values()
        if recommendation.id in brief.recommendations
        and any(case.id in community.guidelines[guideline].cases for guideline in recommendation.guidelines)
    )
    own = (brief.id,)
    return ForeignCase(
        case=case,
        briefs=own,
        challenges=tuple(challenge for challenge in case.challenges if challenge in country.challenges),
        models=tuple(model for model in case.models if model in models),
        recommendations=tuple(Tie(record_id=record_id, briefs=own) for record_id in behind),
        topics=tuple(Tie(record_id=topic, briefs=own) for topic in case.topics if topic in brief.topics),
    )


def _strength(foreign: ForeignCase) -> tuple[int, ...]:
    """Return how strong the ties are, or nothing where there are none: the brief's recommendations count most."""
    ties = (foreign.recommendations, foreign.challenges, foreign.topics, foreign.models)
    return tuple(len(kind) for kind in ties) if any(ties) else ()


def _joined(same: Sequence[ForeignCase]) -> ForeignCase:
    """Return one case that several briefs show, with all its ties."""
    first = same[0]
    return ForeignCase(
        case=first.case,
        briefs=tuple(brief for foreign in same for brief in foreign.briefs),
        challenges=first.challenges,
        models=first.models,
        recommendations=_joined_ties(foreign.recommendations for foreign in same),
        topics=_joined_ties(foreign.topics for foreign in same),
    )


def _joined_ties(groups: Iterable[tuple[Tie, ...]]) -> tuple[Tie, ...]:
    """Return each tie once, with all its briefs, by id: an order that does not depend on which briefs are joined."""
    found: dict[str, list[str]] = {}
    for tie in (tie for group in groups for tie in group):
        found.setdefault(tie.record_id, []).extend(tie.briefs)
    return tuple(Tie(record_id=record_id, briefs=tuple(found[record_id])) for record_id in sorted(found))
