"""What the network learned: models, challenges, incentives, guidelines, recommendations and case studies."""

from typing import Annotated, Literal

from pydantic import Field

from community.records.base import (
    Audience,
    CaseStudyId,
    ChallengeId,
    ClusterId,
    CostBand,
    CountryId,
    FactId,
    GuidelineId,
    KnownText,
    Mode,
    ModelId,
    Part,
    Phase,
    Record,
    ResourceId,
    SourceId,
    Statement,
    type_unknown,
)
from community.text import Text


class Drawing(Part):
    """What the definition of a model says that a picture can show: who starts, whose the roles are, what ties schools.

    `open` says that the model leaves it open.
    """

    start: Literal["outside", "inside", "open"]
    roles: Literal["fixed", "rotating"]
    ties: Literal["area", "online", "open"]


class MentoringModel(Record):
    """A way of organising mentoring between schools."""

    name: Text
    definition: Text
    who_starts: Statement
    support: Statement
    strengths: tuple[Statement, ...]
    weaknesses: tuple[Statement, ...]
    cost_drivers: tuple[Statement, ...]
    conditions: tuple[Statement, ...]
    drawing: Drawing | None = None


class Challenge(Record):
    """A problem that schools or ministries wanted mentoring to help with.

    A challenge that tells where a school is or whom it teaches is a setting too: readers look for schools like theirs.
    """

    name: Text
    text: Text
    setting: bool = False


class Topic(Record):
    """A subject under which records of all kinds are found."""

    name: Text
    text: Text


class Incentive(Record):
    """Something that makes schools take part and stay."""

    name: Text
    kind: Literal["time", "training", "equipment", "recognition", "career", "money"]
    grantors: tuple[Literal["school-leader", "school-authority", "ministry-or-agency", "project", "network"], ...]
    reported_effect: tuple[Statement, ...]
    cost_band: CostBand
    notes: tuple[Statement, ...] = ()


class Roadblock(Part):
    """Something that gets in the way, and what to do about it."""

    obstacle: Text
    response: Text
    sources: tuple[SourceId, ...] = ()


class Evidence(Part):
    """How far a guideline can be trusted, on two published scales, with the reason in words."""

    nesta: Annotated[int, Field(ge=1, le=5)]
    cerqual: Literal["very-low", "low", "moderate", "high"]
    reason: Text


class Hours(Part):
    """An estimate of working hours by the site's editors, from least to most."""

    least: int
    most: int


class Guideline(Record):
    """How to do one thing well, in one phase of the work."""

    title: Text
    phase: Phase
    audience: tuple[Audience, ...]
    summary: Text
    why: tuple[Statement, ...]
    steps: tuple[Statement, ...]
    roadblocks: tuple[Roadblock, ...]
    checklist: tuple[Text, ...]
    hours: Hours
    cost_band: CostBand
    evidence: Evidence
    clusters: tuple[ClusterId, ...] = ()
    countries: tuple[CountryId, ...] = ()
    models: tuple[ModelId, ...] = ()
    challenges: tuple[ChallengeId, ...] = ()
    cases: tuple[CaseStudyId, ...] = ()
    resources: tuple[ResourceId, ...] = ()


class Reasons(Part):
    """Why a recommendation is as strong as it is: the headings of GRADE's evidence-to-decision frame."""

    problem: Text
    certainty: Text
    balance: Text
    resources: Text
    equity: Text
    acceptability: Text
    feasibility: Text


class CountryNote(Part):
    """What a recommendation means in one country."""

    country: CountryId
    text: Text
    sources: tuple[SourceId, ...] = ()


class Recommendation(Record):
    """What somebody should do, how firmly, and for which reasons."""

    statement: Text
    addressee: Audience
    strength: Literal["strong", "conditional"]
    reasons: Reasons
    not_if: Text
    guidelines: tuple[GuidelineId, ...]
    country_notes: tuple[CountryNote, ...] = ()


class CaseStudy(Record):
    """What schools did, what came of it, and whether it would work elsewhere."""

    title: Text
    summary: Text
    country: CountryId
    cluster: Annotated[ClusterId | None, type_unknown]
    models: tuple[ModelId, ...] = ()
    challenges: tuple[ChallengeId, ...] = ()
    mode: Annotated[Mode | None, type_unknown]
    context: Text
    challenge: KnownText
    done: tuple[Statement, ...]
    people: KnownText
    timeline: KnownText
    results: tuple[Statement, ...]
    figures: tuple[FactId, ...] = ()
    success_factors: Annotated[tuple[Statement, ...] | None, type_unknown]
    limits: tuple[Statement, ...]
    did_not_work: KnownText
    transfer_conditions: tuple[Statement, ...]
    not_if: Text
    adapted_from: KnownText
    validation: Literal["told-by-school", "told-by-partner", "told-by-project"]
