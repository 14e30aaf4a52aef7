"""What documents say of guidelines, case studies and models: trees that several kinds of document share."""

from collections.abc import Iterable
from typing import Any

from community.documents.view import DocumentView
from community.records.base import CostBand, Record
from community.records.practice import CaseStudy, Guideline, MentoringModel
from community.text import PartialDate

PHASES = ("explore", "prepare", "deliver", "sustain")

COSTS: tuple[CostBand, ...] = ("none", "low", "medium", "high")
CERTAINTIES = ("very-low", "low", "moderate", "high")


def guideline(view: DocumentView, record: Guideline) -> dict[str, Any]:
    """Return all that the page of a guideline says, with where each thing is to be found on the web."""
    return {
        "title": view.line(record.title),
        "address": view.url("guidelines", record.id),
        "summary": view.line(record.summary),
        "audience": [view.word("audience", audience) for audience in record.audience],
        "hours": view.part("hours", record.hours),
        "cost": {"words": view.word("cost_band", record.cost_band), "step": COSTS.index(record.cost_band)},
        "why": view.statements(record.why),
        "steps": view.statements(record.steps),
        "roadblocks": [
            {
                "obstacle": view.line(pair.obstacle),
                "response": {"text": view.line(pair.response), "cites": view.cites(pair.sources)},
            }
            for pair in record.roadblocks
        ],
        "checklist": [view.line(item) for item in record.checklist],
        "evidence": {
            "breadth": view.part("breadth", record),
            "certainty": {
                "words": view.word("certainty", record.evidence.cerqual),
                "step": CERTAINTIES.index(record.evidence.cerqual),
            },
            "nesta": view.word("nesta", record.evidence.nesta),
            "reason": view.line(record.evidence.reason),
        },
        "clusters": _places(view, "clusters", record.clusters),
        "cases": _places(view, "case_studies", record.cases),
    }


def _places(view: DocumentView, collection: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return records that have a country, each with it."""
    return [
        {
            "title": view.tree(view.record_title(collection, record)),
            "country": view.tree(view.country_name(record.country)),
            "address": view.url(collection, record.id),
        }
        for record in view.records(collection, ids)
    ]


def links(view: DocumentView, collection: str, records: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the titles of records with their addresses."""
    return [
        {"title": view.tree(view.record_title(collection, record)), "address": view.url(collection, record.id)}
        for record in records
    ]


def phases(view: DocumentView, current: str = "") -> list[dict[str, Any]]:
    """Return the names of the four phases, and which of them is meant."""
    return [{"words": view.word("phase", phase), "current": phase == current} for phase in PHASES]


def keywords(view: DocumentView, records: Iterable[Record]) -> list[str]:
    """Return the topics of records in words, each once."""
    ids = dict.fromkeys(topic for record in records for topic in record.topics)
    return [view.plain(topic.name) for topic in view.records("topics", ids)]


def newest(records: Iterable[Record]) -> PartialDate | None:
    """Return the day of the last change of several records."""
    return max((r.updated for r in records if r.updated), key=lambda date: date.isoformat(), default=None)


def case_study(view: DocumentView, record: CaseStudy) -> dict[str, Any]:
    """Return all that the page of a case study says; None stands for what no source tells."""
    cluster = view.community.clusters[record.cluster] if record.cluster else None
    return {
        "summary": view.line(record.summary),
        "country": view.tree(view.country_name(record.country)),
        "cluster": view.tree(view.cluster_title(cluster)) if cluster else None,
        "marks": [{"kind": mark.kind, "x": mark.x, "y": mark.y} for mark in view.cluster_marks(cluster)]
        if cluster
        else [],
        "named": view.part("named_schools", cluster) if cluster else [],
        "mode": view.word("mode", record.mode) if record.mode else None,
        "timeline": view.line(record.timeline) or None,
        "people": view.line(record.people) or None,
        "adapted_from": view.line(record.adapted_from) or None,
        "validation": view.word("validation", record.validation),
        "context": view.blocks(record.context),
        "challenge": view.blocks(record.challenge) or None,
        "done": view.statements(record.done),
        "results": view.statements(record.results),
        "numbers": [_number(view, fact_id) for fact_id in record.figures],
        "success_factors": None if record.success_factors is None else view.statements(record.success_factors),
        "limits": view.statements(record.limits),
        "did_not_work": view.blocks(record.did_not_work) or None,
        "transfer_conditions": view.statements(record.transfer_conditions),
        "not_if": view.line(record.not_if),
        "models": links(view, "models", view.records("models", record.models)),
        "guidelines": links(view, "guidelines", view.referring("case_studies", record, "guidelines")),
    }


def _number(view: DocumentView, fact_id: str) -> dict[str, Any]:
    fact = view.community.facts[fact_id]
    view.figure_link(fact_id)  # its sources are listed like those of figures inside a text
    return {
        "amount": view.amount(fact),
        "others": [view.amount(fact, value) for value in view.other_values(fact)] if fact.state == "disputed" else [],
        "unit": view.word("unit", fact.unit, int(fact.used)),
        "statement": view.line(fact.statement),
        "disputed": fact.state == "disputed",
        "address": view.url("facts", fact.id),
    }


def model(view: DocumentView, record: MentoringModel) -> dict[str, Any]:
    """Return all that the page of a model says, and how its picture is drawn."""
    expected = view.community.network.expected
    drawing = record.drawing
    return {
        "name": view.line(record.name),
        "address": view.url("models", record.id),
        "definition": view.line(record.definition),
        "who_starts": view.statement(record.who_starts),
        "support": view.statement(record.support),
        "strengths": view.statements(record.strengths),
        "weaknesses": view.statements(record.weaknesses),
        "cost_drivers": view.statements(record.cost_drivers),
        "conditions": view.statements(record.conditions),
        "drawing": {
            "mentors": expected.mentors_per_cluster,
            "mentees": expected.mentees_per_cluster,
            "start": drawing.start if drawing else "open",
            "roles": drawing.roles if drawing else "fixed",
            "ties": drawing.ties if drawing else "open",
        },
    }
