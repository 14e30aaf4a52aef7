"""By which of their values records can be chosen and put in order on the list pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from community.model import Community
from community.text import PartialDate

# Two values that every facet may have: an editor wrote `unknown`, or named nothing.
UNKNOWN, NONE = "unknown", "none"

_PHASES = ("explore", "prepare", "deliver", "sustain")
_AUDIENCES = ("school-leader", "teacher", "mentor-school", "mentee-school", "cluster-coordinator", "ministry-or-agency")
_MODES = ("face-to-face", "blended", "online")
_CERTAINTIES = ("high", "moderate", "low", "very-low")
_LEVELS = ("primary", "primary-and-lower-secondary", "lower-secondary", "secondary", "all-levels")
# What a piece of work takes at most, in hours, and what a resource takes, in minutes.
_HOURS, _MINUTES = (8, 16, 40), (15, 60)

Getter = Callable[[Community, Any], Any]


@dataclass(frozen=True, slots=True)
class Facet:
    """One question by which a collection is narrowed down.

    `get` gives a record's value or values. Values stand in the `order` given, or else in the reader's alphabetical
    order; `collection` is where they are records.
    """

    name: str
    get: Getter
    order: tuple[str, ...] = ()
    collection: str = ""

    def values(self, community: Community, record: Any) -> tuple[str, ...]:
        """Return what a record has to say: one value at least."""
        found = self.get(community, record)
        if found is None:
            return (UNKNOWN,)
        if isinstance(found, str):
            return (str(found),)
        return tuple(dict.fromkeys(str(value) for value in found)) or (NONE,)


def _field(name: str) -> Getter:
    return lambda _, record: getattr(record, name)


def _band(limits: tuple[int, ...], amount: int | None, unit: str) -> str | None:
    """Return the band that an amount falls into: `up-to-8-hours`, or `over-40-hours`."""
    if amount is None:
        return None
    limit = next((limit for limit in limits if amount <= limit), None)
    return f"up-to-{limit}-{unit}" if limit else f"over-{limits[-1]}-{unit}"


def _bands(limits: tuple[int, ...], unit: str) -> tuple[str, ...]:
    return (*(f"up-to-{limit}-{unit}" for limit in limits), f"over-{limits[-1]}-{unit}")


def _reporting_countries(community: Community, record: Any) -> Iterable[str]:
    return [*record.countries, *(community.clusters[cluster_id].country for cluster_id in record.clusters)]


def _levels(_: Community, record: Any) -> list[str] | None:
    return [school.level for school in record.schools if school and school.level] or None


def _phases(community: Community, record: Any) -> list[str]:
    return [community.guidelines[guideline_id].phase for guideline_id in record.guidelines]


def _country_notes(_: Community, record: Any) -> list[str]:
    return [note.country for note in record.country_notes]


_TOPICS = Facet("topic", _field("topics"), collection="topics")
_CHALLENGES = Facet("challenge", _field("challenges"), collection="challenges")
_COUNTRY = Facet("country", _field("country"), collection="countries")
_MODE = Facet("mode", _field("mode"), _MODES)

# For each collection with a list page: its facets, in the order in which they are offered.
FACETS: dict[str, tuple[Facet, ...]] = {
    "guidelines": (
        Facet("phase", _field("phase"), _PHASES),
        Facet("audience", _field("audience"), _AUDIENCES),
        _TOPICS,
        _CHALLENGES,
        Facet("country", _reporting_countries, collection="countries"),
        Facet("model", _field("models"), collection="models"),
        Facet(
            "time", lambda _, record: _band(_HOURS, record.hours.most, "hours"), _bands(_HOURS, "hours")
        ),
        Facet("cost", _field("cost_band"), ("none", "low", "medium", "high")),
        Facet("evidence", lambda _, record: record.evidence.cerqual, _CERTAINTIES),
    ),
    "recommendations": (
        Facet("audience", _field("addressee"), _AUDIENCES),
        _TOPICS,
        Facet("phase", _phases, _PHASES),
        Facet("strength", _field("strength"), ("strong", "conditional")),
        Facet("country", _country_notes, collection="countries"),
    ),
    "case_studies": (
        _COUNTRY,
        _TOPICS,
        _CHALLENGES,
        _MODE,
        Facet("model", _field("models"), collection="models"),
        Facet("told", _field("validation"), ("told-by-school", "told-by-partner", "told-by-project")),
    ),
    "clusters": (
        _COUNTRY,
        _CHALLENGES,
        Facet("level", _levels, _LEVELS),
        _MODE,
        Facet("model", _field("model"), collection="models"),
        Facet("incentive", _field("incentives"), collection="incentives"),
        _TOPICS,
    ),
    "resources": (
        Facet("kind", _field("kind")),
        Facet("audience", _field("audience"), _AUDIENCES),
        _TOPICS,
        Facet("language", _field("languages")),
        Facet("country", _field("countries"), collection="countries"),
        Facet(
            "time", lambda _, record: _band(_MINUTES, record.minutes, "minutes"), _bands(_MINUTES, "minutes")
        ),
        Facet("licence", _field("licence")),
        Facet("address", lambda _, record: "published" if record.url else None, ("published",)),
    ),
}  # fmt: skip
# The facet whose values are the headings of a list, as long as it is not put in another order.
GROUPED = {
    "guidelines": "phase", "recommendations": "audience", "case_studies": "country", "clusters": "country",
}  # fmt: skip

_Amount = tuple[float, ...] | None


def _newest(date: PartialDate | None) -> _Amount:
    return (-date.year, -date.month, -date.day) if date else None


_UPDATED: Callable[[Any], _Amount] = lambda record: _newest(record.updated)  # noqa: E731 - one of several in a table

# Orders besides the alphabetical one: what a record is sorted by, the least first; None comes last.
ORDERS: dict[str, dict[str, Callable[[Any], _Amount]]] = {
    "guidelines": {
        "newest": _UPDATED,
        "time": lambda record: (record.hours.most, record.hours.least),
        "evidence": lambda record: (_CERTAINTIES.index(record.evidence.cerqual), -record.evidence.nesta),
    },
    "recommendations": {"newest": _UPDATED},
    "case_studies": {"newest": _UPDATED},
    "clusters": {"newest": _UPDATED},
    "resources": {
        "newest": lambda record: _newest(record.date),
        "time": lambda record: None if record.minutes is None else (record.minutes,),
    },
}


def offered(community: Community, collection: str) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    """Return the facets that tell a collection's records apart, each with the values that occur."""
    found = []
    for facet in FACETS[collection]:
        records = community.collection(collection).values()
        values = dict.fromkeys(value for record in records for value in facet.values(community, record))
        if len(values) > 1:
            found.append((facet, tuple(values)))
    return tuple(found)


def orders(community: Community, collection: str) -> tuple[str, ...]:
    """Return the orders, besides the alphabetical one, that put a collection's records apart."""
    records = community.collection(collection).values()
    return tuple(name for name, amount in ORDERS[collection].items() if len({amount(r) for r in records}) > 1)
