"""National editions of the policy briefs: each brief for each country, with the country's own records first.

What is said, and in which order, is that of the page of all editions (`pages/national.md.jinja`).
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from community.addresses import national_path, page_path
from community.documents import briefs
from community.documents.subject import Subject
from community.documents.view import DocumentView
from community.model import Community
from community.national import Advice, Edition, ForeignCase, edition
from community.records.base import Record
from community.records.network import Cluster, Country, School
from community.records.practice import CaseStudy


def subjects(community: Community) -> Iterator[Subject]:
    """Yield every policy brief for every country."""
    for country, brief in product(community.countries.values(), community.policy_briefs.values()):
        yield Subject(
            slug=f"{brief.id}-{country.id}",
            record=("countries", country.id),
            page=national_path(country.id),
            query=f"?brief={brief.id}",
            offered_on=(page_path("countries", country.id),),
            values=(country.id, brief.id),
        )


def build(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a brief as a country reads it."""
    country_id, brief_id = subject.values
    community = view.community
    made = edition(community, community.countries[country_id], community.policy_briefs[brief_id])
    country, (brief,) = made.country, made.briefs
    topics = [view.plain(topic.name) for topic in view.records("topics", brief.topics)]
    # The numbers of sources follow the order in which a reader meets them: that of these lines.
    body = {
        "country": view.country_words(country.id),
        "in_country": view.in_country(country.id).striptags(),
        "audience": view.word("audience", "ministry-or-agency"),
        "answer": view.line(brief.answer),
        "concerned": "" if country.id in brief.countries else view.list_of_countries(brief.countries),
        "key_messages": view.statements(brief.key_messages),
        "context": _context(view, country),
        "clusters": [_cluster(view, cluster) for cluster in made.clusters],
        "cases": [_own_case(view, case) for case in made.cases],
        "advice": [_advice(view, advice) for advice in made.advice],
        "options": briefs.options(view, brief),
        "implementation": briefs.implementation(view, brief),
        "decide": {
            name: view.blocks(getattr(brief, name))
            for name in ("local_applicability", "equity", "monitoring", "methods", "limits")
        },
        "foreign": [_foreign_case(view, foreign) for foreign in made.foreign],
        "not_published": [view.line(item) for item in country.not_published],
        "unnamed_clusters": _unnamed(view, made),
    }
    view.cite(made.sources)
    # Figures lead to the ledger, as on the page; a table of them would stand in no place of the page.
    view.figures.clear()
    name = view.country_words(country.id)
    return {
        "title": view.plain(brief.question),
        "heading": view.line(brief.question),
        "label": view.word("national_edition", name),
        "description": view.plain(brief.answer),
        "keywords": [name, *topics],
        "updated": made.updated,
        "body": body,
    }


def _context(view: DocumentView, country: Country) -> dict[str, Any]:
    partner = view.community.partners[country.partner]
    return {
        "partner": view.tree(view.foreign(partner.name, partner.name_language)),
        "partner_role": view.line(partner.role),
        "asked": view.statements(country.asked),
        "policy_context": view.line(country.policy_context),
        "governance": view.line(country.governance),
        "challenges": _names(view, "challenges", country.challenges),
        "incentives": _names(view, "incentives", country.incentives),
        "learned": view.statements(country.learned),
        "cluster_word": view.line(country.cluster_word),
    }


def _names(view: DocumentView, collection: str, ids: Iterable[str]) -> list[Any]:
    return [_named(view, collection, record) for record in view.records(collection, ids)]


def _named(view: DocumentView, collection: str, record: Record) -> dict[str, Any]:
    return {"words": view.tree(view.record_title(collection, record)), "address": view.url(collection, record.id)}


def _cluster(view: DocumentView, cluster: Cluster) -> dict[str, Any]:
    return {
        **_named(view, "clusters", cluster),
        "named": view.part("named_schools", cluster),
        "summary": view.line(cluster.summary),
        "marks": [{"kinds": mark.kind.split(), "x": mark.x, "y": mark.y} for mark in view.cluster_marks(cluster)],
        "schools": [_school(view, school) for school in view.ordered_schools(cluster) if school],
    }


def _school(view: DocumentView, school: School) -> dict[str, Any]:
    name = view.school_name(school)
    town = school.town if school.name and school.town and school.town not in school.name else ""
    return {
        "name": name,
        "town": town,
        "role": view.word("school_role", school.role),
        "cites": view.cites(school.sources),
    }


def _own_case(view: DocumentView, case: CaseStudy) -> dict[str, Any]:
    return {
        **_named(view, "case_studies", case),
        "validation": view.word("validation", case.validation),
        "summary": view.line(case.summary),
        "results": view.statements(case.results),
        "limits": view.statements(case.limits),
    }


def _advice(view: DocumentView, advice: Advice) -> dict[str, Any]:
    record = advice.recommendation
    notes = [
        {
            "country": view.country_words(note.country),
            "note": {"text": view.line(note.text), "cites": view.cites(note.sources)},
        }
        for note in (*advice.own, *advice.elsewhere)
    ]
    return {
        **_named(view, "recommendations", record),
        "addressee": view.word("audience", record.addressee),
        "strength": view.word("strength", record.strength),
        "has_own": bool(advice.own),
        "notes": notes,
        "problem": view.line(record.reasons.problem),
        "certainty": view.line(record.reasons.certainty),
        "not_if": view.line(record.not_if),
    }


def _foreign_case(view: DocumentView, foreign: ForeignCase) -> dict[str, Any]:
    case = foreign.case
    return {
        **_named(view, "case_studies", case),
        "country": view.country_words(case.country),
        "validation": view.word("validation", case.validation),
        "summary": view.line(case.summary),
        "transfer": view.statements(case.transfer_conditions),
        "not_if": view.line(case.not_if),
        "challenges": _names(view, "challenges", foreign.challenges),
        "models": _names(view, "models", foreign.models),
        "topics": _names(view, "topics", (tie.record_id for tie in foreign.topics)),
        "recommendations": _names(view, "recommendations", (tie.record_id for tie in foreign.recommendations)),
    }


def _unnamed(view: DocumentView, made: Edition) -> list[Any]:
    return [_named(view, "clusters", cluster) for cluster in made.unnamed_clusters]
