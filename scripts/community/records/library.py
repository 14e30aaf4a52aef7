"""What visitors can read, take, attend and look up."""

from typing import Annotated, Literal

from community.records.base import (
    Audience,
    CountryId,
    FactId,
    KnownDate,
    KnownName,
    KnownText,
    KnownUrl,
    Language,
    Part,
    Record,
    SourceId,
    Statement,
    VoiceId,
    type_unknown,
)
from community.text import PartialDate, Text


class Resource(Record):
    """A document, course, tool or site that helps."""

    title: str
    title_language: Language = "en"
    summary: Text
    kind: Literal[
        "article", "brochure", "call", "case-studies", "course", "diary", "manual", "report", "tool", "video", "website"
    ]
    languages: Annotated[tuple[Language, ...] | None, type_unknown]
    audience: tuple[Audience, ...]
    teaches: KnownText
    minutes: Annotated[int | None, type_unknown]
    url: KnownUrl
    date: KnownDate
    licence: KnownName
    checked_on: KnownDate
    countries: tuple[CountryId, ...] = ()


class Answer(Part):
    """One answer to a question, with what the reader should know about it."""

    text: Text
    right: bool = False
    feedback: Text


class Question(Part):
    """A question that a reader can test themselves with."""

    text: Text
    answers: tuple[Answer, ...]


class Unit(Part):
    """A piece of a module that can be read in one go."""

    title: Text
    text: Text
    sources: tuple[SourceId, ...] = ()
    questions: tuple[Question, ...] = ()


class Module(Part):
    """A part of a course."""

    title: Text
    units: tuple[Unit, ...] = ()


class Course(Record):
    """A course: one that the network held, with its figures, or one to take on this site.

    A course that was held keeps the title it had; only one of this site's own has a title that is translated.
    """

    title: str
    title_language: Language = "en"
    translated_title: Text | None = None
    kind: Literal["held", "self-study"]
    summary: Text
    started: KnownDate
    ended: KnownDate
    length: KnownText
    host: KnownName
    audience: Text
    aims: tuple[Statement, ...]
    modules: Annotated[tuple[Module, ...] | None, type_unknown]
    figures: tuple[FactId, ...] = ()
    voices: tuple[VoiceId, ...] = ()


class Voice(Record):
    """What somebody said, by role and country; names of people are not published."""

    quotation: Text
    language: Language
    role: Text
    country: Annotated[CountryId | None, type_unknown]


class Event(Record):
    """Something that took place."""

    title: Text
    summary: Text
    start: PartialDate
    end: PartialDate | None = None
    place: KnownText
    kind: Literal["conference", "course", "forum", "meeting", "webinar"]
    countries: tuple[CountryId, ...] = ()


class TermForm(Part):
    """A term in one language: the form to use, where it was found, and the forms to avoid."""

    use: str
    found_in: SourceId | None = None
    avoid: tuple[str, ...] = ()


class Term(Record):
    """An entry of the glossary, with its form in every language of the site."""

    definition: Text
    forms: dict[str, TermForm]
    note: Text | None = None
