"""A form as it stands on paper: its words and its places to write, in one language, the same for every output."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from community.model import Community
from community.records.forms import (
    AreaField,
    ChoicesField,
    FormField,
    PrefilledField,
    SignaturesField,
    TableField,
    Template,
)
from community.text import Text

# What stands in one place: texts of records in small Markdown, and plain words of the interface.
Words = tuple[Text | str, ...]


class Wording(Protocol):
    """The macros of templates/parts/words.jinja that name what a form adds to its record."""

    def school_role(self, value: str) -> Any:
        """Return the name of a school's role."""

    def sheet(self, value: str) -> Any:
        """Return a word that stands on every form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A label with room to write, `rows` lines of it, or with what is written there already."""

    kind: Literal["line", "area", "date", "prefilled"]
    label: Words
    rows: int = 1
    value: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Statements to tick."""

    kind: Literal["choices"] = "choices"
    label: Words
    options: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; an empty cell is a place to write. `widths` are shares, `row_heads` tells what the first column is."""

    kind: Literal["table"] = "table"
    label: Words
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]
    row_heads: bool
    signing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A part of a form."""

    heading: Words
    guidance: Words
    fields: tuple[Entry | Choices | Grid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form in one language. `notes` tell when to use it and who fills it in, each with its label."""

    title: Words
    purpose: Words
    notes: tuple[tuple[Words, Words], ...]
    how_label: Words
    how: tuple[Words, ...]
    notice: Words
    parts: tuple[SheetPart, ...]


def draw_up(template: Template, community: Community, wording: Wording) -> Sheet:
    """Return the form that a record describes, its tables drawn for the schools of a cluster of this network."""
    form = _Form(community, wording)
    return Sheet(
        title=(template.title,),
        purpose=(template.purpose,),
        notes=((form.word("when"), (template.when,)), (form.word("who"), (template.who,))),
        how_label=form.word("how"),
        how=tuple((step,) for step in template.how),
        notice=form.word("notice"),
        parts=tuple(
            SheetPart(
                heading=(section.heading,),
                guidance=(section.guidance,) if section.guidance else (),
                fields=tuple(form.field(field) for field in section.fields),
            )
            for section in template.sections
        ),
    )


class _Form:
    """Draws fields for one network in one language."""

    def __init__(self, community: Community, wording: Wording) -> None:
        self.network = community.network
        self.wording = wording

    def word(self, value: str) -> Words:
        return (self.wording.sheet(value).strip().unescape(),)

    def field(self, field: FormField) -> Entry | Choices | Grid:
        match field:
            case PrefilledField():
                return Entry(kind="prefilled", label=(field.label,), value=self._prefilled(field.value))
            case ChoicesField():
                return Choices(label=(field.label,), options=tuple((option,) for option in field.options))
            case TableField():
                return self._table(field)
            case SignaturesField():
                return self._signatures(field)
            case AreaField():
                return Entry(kind="area", label=(field.label,), rows=field.rows)
            case _:
                return Entry(kind=field.kind, label=(field.label,))

    def _prefilled(self, value: str) -> Words:
        network = self.network
        if value == "funding-statement":
            return (network.funding_statement,)
        if network.full_name.value.startswith(network.name):
            return (network.full_name,)
        return (f"{network.name} (", network.full_name, ")")

    def _schools(self) -> Iterator[Words]:
        """Yield the roles of a cluster's schools, numbered where several have the same."""
        expected = self.network.expected
        for role, count in (("mentor", expected.mentors_per_cluster), ("mentee", expected.mentees_per_cluster)):
            name = self.wording.school_role(role).strip().unescape()
            for number in range(1, count + 1):
                yield (name if count == 1 else f"{name} {number}",)

    def _table(self, field: TableField) -> Grid:
        heads: tuple[Words, ...] = tuple((column,) for column in field.columns)
        first: list[Words] = [(item,) for item in field.items]
        if field.schools:
            heads = (self.word("role"), *heads)
            first = [*self._schools(), *first]
        first += [()] * field.rows
        return Grid(
            label=(field.label,),
            heads=heads,
            rows=tuple((cell, *[()] * (len(heads) - 1)) for cell in first),
            widths=field.widths or (1,) * len(heads),
            row_heads=field.schools or bool(field.items),
        )

    def _signatures(self, field: SignaturesField) -> Grid:
        people: list[Words] = [(person,) for person in field.people]
        signing = [*self._schools(), *people] if field.schools else people
        heads = tuple(self.word(value) for value in ("role", "name", "date", "signature"))
        rows = tuple((who, (), (), ()) for who in signing)
        return Grid(
            label=self.word("signatures"), heads=heads, rows=rows, widths=(3, 4, 2, 4), row_heads=True, signing=True
        )
