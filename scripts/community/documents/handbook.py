"""The handbook: all guidelines of all phases, or of one, with models, words and sources."""

from collections.abc import Iterator
from typing import Any

from community.addresses import PAGE_FOLDERS, page_path
from community.documents import practice
from community.documents.subject import Subject
from community.documents.tree import to_words
from community.documents.view import DocumentView
from community.inflection import Said
from community.model import Community
from community.records.library import Term
from community.records.practice import Guideline
from community.text import SOURCE_LOCALE

_INDEX = f"{PAGE_FOLDERS['guidelines']}/index.md"


def subjects(community: Community) -> Iterator[Subject]:
    """Yield the whole handbook, then each phase that has guidelines; nothing where there is no guideline."""
    used = [phase for phase in practice.PHASES if _guidelines(community, (phase,))]
    if used:
        yield _subject(community, "", practice.PHASES)
    for phase in used:
        yield _subject(community, phase, (phase,))


def _subject(community: Community, slug: str, phases: tuple[str, ...]) -> Subject:
    first = _guidelines(community, phases)[0]
    return Subject(slug=slug, record=("guidelines", first.id), page=_INDEX, values=phases)


def _guidelines(community: Community, phases: tuple[str, ...]) -> list[Guideline]:
    return [record for record in community.guidelines.values() if record.phase in phases]


def build(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return the whole handbook, or the part of one phase."""
    whole = not subject.slug
    guidelines = _guidelines(view.community, subject.values)
    models = list(view.community.models.values()) if whole else []
    chapters = [_chapter(view, phase) for phase in subject.values if _guidelines(view.community, (phase,))]
    models_told = [practice.model(view, model) for model in models]
    terms = _terms(view, [*chapters, *models_told])
    for record in (*guidelines, *models):
        view.cite(record.sources)
    title = view.word("handbook_title")
    question = ""
    if not whole:
        title = view.word("phase", subject.slug)
        question = view.word("phase_question", subject.slug)
    return {
        "title": f"{title}: {question}" if question else title,
        "heading": [title],
        "label": "" if whole else view.word("phase_document", subject.slug),
        "description": question or view.word("handbook_description"),
        "keywords": [*(view.word("phase", phase) for phase in subject.values), *practice.keywords(view, guidelines)],
        "updated": practice.newest([*guidelines, *models, *terms]),
        "made_of": [page_path("guidelines", record.id) for record in guidelines]
        + [page_path("models", record.id) for record in models],
        "body": {
            "whole": whole,
            "title": title,
            "question": question,
            "chapters": chapters,
            "models": models_told,
            "terms": [_term(view, term) for term in terms],
            "scales": _scales(view),
        },
    }


def _chapter(view: DocumentView, phase: str) -> dict[str, Any]:
    return {
        "number": practice.PHASES.index(phase) + 1,
        "name": view.word("phase", phase),
        "question": view.word("phase_question", phase),
        "guidelines": [practice.guideline(view, record) for record in _guidelines(view.community, (phase,))],
    }


def _scales(view: DocumentView) -> dict[str, list[str]]:
    """Return the words of the scales that guidelines are put on, from the lowest."""
    return {
        "certainty": [view.word("certainty", value) for value in practice.CERTAINTIES],
        "cost": [view.word("cost_band", value) for value in practice.COSTS],
    }


def _terms(view: DocumentView, told: list[Any]) -> list[Term]:
    """Return the terms of the glossary that occur in what the document tells, in this language's order."""
    said = Said(to_words(_texts(told)), view.locale.code)
    return [term for term in view.terms_in_order() if (form := view.term_form(term)) and said.has(form.use)]


def _texts(value: Any) -> list[Any]:
    """Return all texts in a tree of any shape, with blanks between them."""
    if isinstance(value, str):
        return [value, " "]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


def _term(view: DocumentView, term: Term) -> dict[str, Any]:
    form = view.term_form(term)
    assert form, "only terms with a form in this language are found in its texts"
    return {
        "use": form.use,
        "proposed": view.locale.code != SOURCE_LOCALE and not form.found_in,
        "cites": view.cites([form.found_in] if form.found_in else []),
        "definition": view.line(term.definition),
        "address": view.url("glossary", term.id),
    }
