"""Templates that schools fill in: what a form holds, so that it can be shown, printed and written into."""

from typing import Annotated, Literal

from pydantic import Field

from community.records.base import Audience, GuidelineId, Part, Phase, Record, Statement
from community.text import Text


class LineField(Part):
    """A place for a few words."""

    kind: Literal["line"]
    label: Text


class AreaField(Part):
    """A place for a longer text; `rows` is the room that paper leaves for it."""

    kind: Literal["area"]
    label: Text
    rows: Annotated[int, Field(ge=1, le=20)]


class DateField(Part):
    """A place for a date."""

    kind: Literal["date"]
    label: Text


class PrefilledField(Part):
    """A value that the network's data give; it is written already."""

    kind: Literal["prefilled"]
    label: Text
    value: Literal["network", "funding-statement"]


class ChoicesField(Part):
    """Statements to tick, any number of them."""

    kind: Literal["choices"]
    label: Text
    options: tuple[Text, ...]


class TableField(Part):
    """A table to write into: a line for each school of a cluster, lines that begin with a text, and empty lines.

    With `schools`, a column with their roles comes before the columns that are named; `items` fill the first column.
    `widths` are the columns' shares of the page; without them, all are equally wide.
    """

    kind: Literal["table"]
    label: Text
    columns: tuple[Text, ...]
    schools: bool = False
    items: tuple[Text, ...] = ()
    rows: Annotated[int, Field(ge=0, le=40)] = 0
    widths: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()


class SignaturesField(Part):
    """Lines to sign on: one for each school of a cluster, and one for each of the people named."""

    kind: Literal["signatures"]
    schools: bool = False
    people: tuple[Text, ...] = ()


FormField = Annotated[
    LineField | AreaField | DateField | PrefilledField | ChoicesField | TableField | SignaturesField,
    Field(discriminator="kind"),
]


class FormSection(Part):
    """A part of a form under its own heading, with a word on how to fill it in."""

    heading: Text
    guidance: Text | None = None
    fields: tuple[FormField, ...]


class Template(Record):
    """A form that schools fill in. This site's editors draw it up; it is no official form."""

    title: Text
    purpose: Text
    when: Text
    who: Text
    how: tuple[Text, ...]
    phase: Phase
    audience: tuple[Audience, ...]
    guidelines: tuple[GuidelineId, ...]
    rests_on: tuple[Statement, ...]
    sections: tuple[FormSection, ...]
