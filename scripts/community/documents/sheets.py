"""Sheets about one record: a guideline on one page, a case study on two, a model on a poster."""

from collections.abc import Callable, Iterator
from typing import Any

from community.addresses import page_path
from community.documents import practice
from community.documents.subject import Subject
from community.documents.view import DocumentView
from community.model import Community


def subjects_of(collection: str) -> Callable[[Community], Iterator[Subject]]:
    """Return what yields every record of a collection."""

    def subjects(community: Community) -> Iterator[Subject]:
        for record_id in community.collection(collection):
            yield Subject(slug=record_id, record=(collection, record_id), page=page_path(collection, record_id))

    return subjects


def build_guideline(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a guideline on one page."""
    record = view.community.guidelines[subject.record[1]]
    body = {**practice.guideline(view, record), "phases": practice.phases(view, record.phase)}
    view.cite(record.sources)
    return {
        "title": view.plain(record.title),
        "heading": view.line(record.title),
        "description": view.plain(record.summary),
        "keywords": [view.word("phase", record.phase), *practice.keywords(view, [record])],
        "notes_in_line": True,
        "body": body,
    }


def build_case_study(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a case study on two pages."""
    record = view.community.case_studies[subject.record[1]]
    body = practice.case_study(view, record)
    view.cite(record.sources)
    return {
        "title": view.plain(record.title),
        "heading": view.line(record.title),
        "description": view.plain(record.summary),
        "keywords": [view.country_words(record.country), *practice.keywords(view, [record])],
        "notes_in_line": True,
        "body": body,
    }


def build_poster(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a model as a poster."""
    record = view.community.models[subject.record[1]]
    body = practice.model(view, record)
    view.cite(record.sources)
    return {
        "title": view.plain(record.name),
        "heading": view.line(record.name),
        "description": view.plain(record.definition),
        "keywords": practice.keywords(view, [record]),
        "notes_in_line": True,
        "body": body,
    }
