"""Forms that schools fill in: the same form for paper and for word processors."""

from collections.abc import Iterator
from typing import Any

from community.addresses import page_path
from community.documents.subject import Subject
from community.documents.tree import Tree
from community.documents.view import DocumentView
from community.model import Community
from community.sheets import Choices, Entry, Grid, SheetPart, Words


def subjects(community: Community) -> Iterator[Subject]:
    """Yield every template."""
    for record in community.templates.values():
        page = page_path("templates", record.id)
        yield Subject(slug=record.id, record=("templates", record.id), page=page)


def build(view: DocumentView, subject: Subject) -> dict[str, Any]:
    """Return a form as its page shows it."""
    record = view.community.templates[subject.record[1]]
    sheet = view.sheet(record, view.wording)

    def tree(words: Words) -> Tree:
        return view.tree(view.words(words))

    def field(one: Entry | Choices | Grid) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": one.kind, "label": tree(one.label)}
        match one:
            case Entry():
                return {**made, "rows": one.rows, "value": tree(one.value)}
            case Choices():
                return {**made, "options": [tree(option) for option in one.options]}
            case Grid():
                return {
                    **made,
                    "heads": [tree(head) for head in one.heads],
                    "rows": [[tree(cell) for cell in row] for row in one.rows],
                    "widths": one.widths,
                    "row_heads": one.row_heads,
                    "signing": one.signing,
                }

    def part(one: SheetPart) -> dict[str, Any]:
        fields = [field(each) for each in one.fields]
        return {"heading": tree(one.heading), "guidance": tree(one.guidance), "fields": fields}

    return {
        "title": view.plain(record.title),
        "heading": tree(sheet.title),
        "description": view.plain(record.purpose),
        "keywords": [view.plain(topic.name) for topic in view.records("topics", record.topics)],
        "body": {
            "purpose": tree(sheet.purpose),
            "notes": [{"label": tree(label), "text": tree(text)} for label, text in sheet.notes],
            "how_label": tree(sheet.how_label),
            "how": [tree(step) for step in sheet.how],
            "notice": tree(sheet.notice),
            "parts": [part(one) for one in sheet.parts],
            "date_pattern": view.locale.date_pattern,
        },
    }
