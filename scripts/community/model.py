"""The community: all records of a network, checked and frozen, with the places that they came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from pydantic import BaseModel

from community.read import Key, Lines
from community.records.assessment import Assessment
from community.records.base import Record
from community.records.forms import Template
from community.records.library import Course, Event, Resource, Term, Voice
from community.records.network import Cluster, Country, Fact, Network, Partner, Source
from community.records.policy import PolicyBrief
from community.records.practice import (
    CaseStudy,
    Challenge,
    Guideline,
    Incentive,
    MentoringModel,
    Recommendation,
    Topic,
)

_WITH_PARTS = (BaseModel, dict, tuple)

# A collection is a file of data/ and a field of Community, under one name.
COLLECTIONS: dict[str, type[Record]] = {
    "sources": Source,
    "facts": Fact,
    "countries": Country,
    "partners": Partner,
    "clusters": Cluster,
    "models": MentoringModel,
    "challenges": Challenge,
    "topics": Topic,
    "incentives": Incentive,
    "guidelines": Guideline,
    "recommendations": Recommendation,
    "case_studies": CaseStudy,
    "policy_briefs": PolicyBrief,
    "resources": Resource,
    "templates": Template,
    "courses": Course,
    "voices": Voice,
    "events": Event,
    "glossary": Term,
    "assessments": Assessment,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: the file (relative to the project) and the lines of its fields."""

    path: str
    lines: Lines

    def line(self, *field: Key) -> int:
        """Return the line of a field, or of the nearest value around it."""
        while field and field not in self.lines:
            field = field[:-1]
        return self.lines.get(field, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """All records by id, in the order of their files. `origins` has one entry for each (collection, id)."""

    network: Network
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    countries: Mapping[str, Country]
    partners: Mapping[str, Partner]
    clusters: Mapping[str, Cluster]
    models: Mapping[str, MentoringModel]
    challenges: Mapping[str, Challenge]
    topics: Mapping[str, Topic]
    incentives: Mapping[str, Incentive]
    guidelines: Mapping[str, Guideline]
    recommendations: Mapping[str, Recommendation]
    case_studies: Mapping[str, CaseStudy]
    policy_briefs: Mapping[str, PolicyBrief]
    resources: Mapping[str, Resource]
    templates: Mapping[str, Template]
    courses: Mapping[str, Course]
    voices: Mapping[str, Voice]
    events: Mapping[str, Event]
    glossary: Mapping[str, Term]
    assessments: Mapping[str, Assessment]
    origins: Mapping[tuple[str, str], Origin]

    def collection(self, name: str) -> Mapping[str, Any]:
        """Return the records of a collection by id."""
        records: Mapping[str, Any] = getattr(self, name)
        return records

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with the name of its collection, in the order of COLLECTIONS and of the files."""
        for name in COLLECTIONS:
            for record in self.collection(name).values():
                yield name, record

    def origin(self, collection: str, record_id: str) -> Origin:
        """Return where a record was written; the network itself is ("community", "community")."""
        return self.origins[(collection, record_id)]


def leaves(value: Any, path: tuple[Key, ...] = ()) -> list[tuple[tuple[Key, ...], Any]]:
    """Return every simple value inside a record with its path, in their order: texts, references, numbers, dates."""
    found: list[tuple[tuple[Key, ...], Any]] = []
    _gather(value, path, found)
    return found


def _gather(value: Any, path: tuple[Key, ...], found: list[tuple[tuple[Key, ...], Any]]) -> None:
    items: Iterable[tuple[Key, Any]]
    if isinstance(value, BaseModel):
        items = [(name, getattr(value, name)) for name in _fields_of(type(value))]
    elif isinstance(value, dict):
        items = value.items()
    elif isinstance(value, tuple):
        items = enumerate(value)
    else:
        found.append((path, value))
        return
    for key, item in items:
        if isinstance(item, _WITH_PARTS):
            _gather(item, (*path, key), found)
        else:
            found.append(((*path, key), item))


@cache
def _fields_of(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


assert {field.name for field in fields(Community)} == {"network", "origins", *COLLECTIONS}
