"""Policy briefs: on one page, on three, and in full."""

from collections.abc import Iterator
from typing import Any

from community.addresses import page_path
from community.documents.subject import Subject
from community.documents.view import DocumentView
from community.model import Community
from community.records.policy import PolicyBrief
from community.records.practice import Guideline, Recommendation

# The rows of the table of options, in the order in which the page has them.
_ASPECTS = ("benefits", "harms", "costs", "uncertainty", "how")


def subjects(community: Community) -> Iterator[Subject]:
    """Yield every policy brief."""
    for record in community.policy_briefs.values():
        page = page_path("policy_briefs", record.id)
        yield Subject(slug=record.id, record=("policy_briefs", record.id), page=page)


def build_one_page(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a brief on one page: the question, the answer, the key messages and who should do what."""
    record = view.community.policy_briefs[subject.record[1]]
    return {**_head(view, record), "body": _core(view, record)}


def build_three_pages(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a brief on three pages: with the problem, the options, and where they apply."""
    record = view.community.policy_briefs[subject.record[1]]
    body = {**_core(view, record), **_reasons(view, record)}
    return {**_head(view, record), "body": body}


def build(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a whole brief: all that its page says, and what the recommendations cost and rest on."""
    record = view.community.policy_briefs[subject.record[1]]
    body = {
        **_core(view, record),
        **_reasons(view, record),
        "implementation": [
            {
                "level": view.word("level", row.level),
                "barriers": view.line(row.barriers),
                "strategies": view.line(row.strategies),
            }
            for row in record.implementation
        ],
        "methods": view.blocks(record.methods),
        "glance": {
            "costs": [view.word("cost_band", value) for value in _COSTS],
            "certainties": [view.word("certainty", value) for value in _CERTAINTIES],
            "guidelines": [_glance(view, guideline) for guideline in _guidelines(view, record)],
        },
    }
    view.cite(record.sources)
    return {**_head(view, record), "body": body}


def _head(view: DocumentView, record: PolicyBrief) -> dict[str, Any]:
    """Return what the document is called, and what a library would know of it."""
    topics = [view.plain(topic.name) for topic in view.records("topics", record.topics)]
    countries = [view.country_words(country_id) for country_id in record.countries]
    return {
        "title": view.plain(record.question),
        "heading": view.line(record.question),
        "description": view.plain(record.answer),
        "keywords": [*topics, *countries],
    }


def _core(view: DocumentView, record: PolicyBrief) -> dict[str, Any]:
    recommendations = view.records("recommendations", record.recommendations)
    return {
        "answer": view.line(record.answer),
        "audience": view.word("audience", "ministry-or-agency"),
        "countries": [view.tree(view.country_name(country_id)) for country_id in record.countries],
        "topics": [view.line(topic.name) for topic in view.records("topics", record.topics)],
        "key_messages": view.statements(record.key_messages),
        "recommendations": [_recommendation(view, recommendation) for recommendation in recommendations],
    }


def _recommendation(view: DocumentView, record: Recommendation) -> dict[str, Any]:
    return {
        "addressee": view.word("audience", record.addressee),
        "statement": view.line(record.statement),
        "strength": view.word("strength", record.strength),
        "not_if": view.line(record.not_if),
        "address": view.url("recommendations", record.id),
    }


def _reasons(view: DocumentView, record: PolicyBrief) -> dict[str, Any]:
    return {
        "problem": view.statements(record.problem),
        "options": [
            {"title": view.line(option.title), **{name: view.line(getattr(option, name)) for name in _ASPECTS}}
            for option in record.options
        ],
        "local_applicability": view.blocks(record.local_applicability),
        "equity": view.blocks(record.equity),
        "monitoring": view.blocks(record.monitoring),
        "limits": view.blocks(record.limits),
    }


def _guidelines(view: DocumentView, record: PolicyBrief) -> list[Guideline]:
    """Return the guidelines that tell how to do what a brief recommends, each once."""
    recommendations = view.records("recommendations", record.recommendations)
    return view.records("guidelines", dict.fromkeys(g for r in recommendations for g in r.guidelines))


def _glance(view: DocumentView, record: Guideline) -> dict[str, Any]:
    """Return what following a guideline costs and how sure it is, in words and on their scales."""
    cost, certainty = record.cost_band, record.evidence.cerqual
    words = (view.plain(record.title), view.word("cost_band", cost), view.word("certainty", certainty))
    return {
        "title": view.line(record.title),
        "address": view.url("guidelines", record.id),
        "hours": view.part("hours", record.hours),
        "cost": _COSTS.index(cost),
        "certainty": _CERTAINTIES.index(certainty),
        "words": f"{words[0]}: {words[1]}, {words[2]}",
    }


_COSTS = ("none", "low", "medium", "high")
_CERTAINTIES = ("very-low", "low", "moderate", "high")
