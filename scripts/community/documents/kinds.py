"""The kinds of document: a new kind is a module with a builder and a template, and its line in KINDS."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from community.documents import briefs, forms, handbook, national, sheets
from community.documents.subject import Subject
from community.documents.view import DocumentView
from community.model import Community


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: what there is one of, how its tree is built, and which template of Typst sets it.

    A file is named `<network>-<stem>-<subject>-<variant>-<language>.pdf`. `build` returns the tree that the template
    reads as `data.body`, with what the document is called beside it: see `briefs.py`. A document of more than
    `most_pages` is set a little smaller, or refused. `others` are the formats that it has besides PDF, each with the
    folder of its templates.
    """

    stem: str
    variant: str = ""
    own_name: str = ""
    template: str
    most_pages: int | None = None
    subjects: Callable[[Community], Iterator[Subject]]
    build: Callable[[DocumentView, Subject], Mapping[str, Any]]
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the kind: `policy-brief-one-page`, or its own where files are named as another kind's."""
        return self.own_name or (f"{self.stem}-{self.variant}" if self.variant else self.stem)


_ALL = (
    Kind(
        stem="policy-brief",
        variant="one-page",
        template="policy-brief-one-page.typ",
        most_pages=1,
        subjects=briefs.subjects,
        build=briefs.build_one_page,
    ),
    Kind(
        stem="policy-brief",
        variant="three-pages",
        template="policy-brief-three-pages.typ",
        most_pages=3,
        subjects=briefs.subjects,
        build=briefs.build_three_pages,
    ),
    Kind(stem="policy-brief", template="policy-brief.typ", subjects=briefs.subjects, build=briefs.build),
    Kind(stem="handbook", template="handbook.typ", subjects=handbook.subjects, build=handbook.build),
    Kind(
        stem="guideline",
        template="guideline.typ",
        most_pages=1,
        subjects=sheets.subjects_of("guidelines"),
        build=sheets.build_guideline,
    ),
    Kind(
        stem="case-study",
        template="case-study.typ",
        most_pages=2,
        subjects=sheets.subjects_of("case_studies"),
        build=sheets.build_case_study,
    ),
    Kind(
        stem="poster",
        template="poster.typ",
        most_pages=1,
        subjects=sheets.subjects_of("models"),
        build=sheets.build_poster,
    ),
    Kind(
        stem="policy-brief",
        own_name="national-edition",
        template="national-edition.typ",
        subjects=national.subjects,
        build=national.build,
    ),
    Kind(
        stem="template",
        template="form.typ",
        subjects=forms.subjects,
        build=forms.build,
        others={"docx": "form.docx", "odt": "form.odt"},
    ),
)

KINDS = {kind.name: kind for kind in _ALL}
