"""Policy briefs: a question that a ministry asks, and what can be said to it."""

from typing import Literal

from community.records.base import CountryId, Part, RecommendationId, Record, Statement
from community.text import Text


class Option(Part):
    """One thing that could be done."""

    title: Text
    benefits: Text
    harms: Text
    costs: Text
    uncertainty: Text
    how: Text


class Implementation(Part):
    """What stands in the way on one level, and what helps."""

    level: Literal["school", "cluster", "region", "ministry"]
    barriers: Text
    strategies: Text


class PolicyBrief(Record):
    """An answer to one policy question. Every section is required: a brief that leaves one out is refused."""

    question: Text
    answer: Text
    key_messages: tuple[Statement, ...]
    problem: tuple[Statement, ...]
    options: tuple[Option, ...]
    implementation: tuple[Implementation, ...]
    local_applicability: Text
    equity: Text
    monitoring: Text
    methods: Text
    limits: Text
    recommendations: tuple[RecommendationId, ...]
    countries: tuple[CountryId, ...]
