"""The invented records of who takes part: countries, partners, clusters with their schools, sources and the ledger."""

import re
from dataclasses import dataclass
from typing import Any

from community.drawings import outlines
from community.locales import Locale
from scale.english import English
from scale.pseudo import MARK, pseudo

# Countries by ISO code: the Union's, then their neighbours that take part in its programmes for schools.
COUNTRIES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "NO", "IS", "CH", "RS", "ME", "MK", "AL",
)  # fmt: skip
DATES = {"updated": "2026-01-15", "review_by": "2030-01-15"}
UNKNOWN = "unknown"
_LEVELS = ("primary", "lower-secondary", "primary-and-lower-secondary", "secondary", "all-levels", UNKNOWN)
_MODES = ("online", "face-to-face", "blended", UNKNOWN)
_KINDS_OF_SOURCE = ("article", "report", "page", "news", "research", "data")
_KINDS_OF_PARTNER = ("ministry", "agency", "authority", "institute", "school-network", "university")

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is. `library` is the number of guidelines, which those of all other records follow."""

    countries: int
    clusters: int
    locales: tuple[str, ...]
    library: int = 24


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that records of the network are named by."""

    countries: list[str]
    clusters: list[str]
    models: list[str]
    challenges: list[str]
    topics: list[str]
    incentives: list[str]
    sources: list[str]


def ids_of(size: Size) -> Ids:
    """Return the ids of a network of a size."""
    countries = [_slug(Locale("en").territory(code)) for code in COUNTRIES[: size.countries]]
    half, third = max(2, size.library // 2), max(2, size.library // 3)
    return Ids(
        countries=countries,
        clusters=[f"{country}-{number}" for country in countries for number in range(1, size.clusters + 1)],
        models=[f"model-{number}" for number in range(1, 5)],
        challenges=[f"challenge-{number}" for number in range(1, half + 1)],
        topics=[f"topic-{number}" for number in range(1, half + 1)],
        incentives=[f"incentive-{number}" for number in range(1, third + 1)],
        sources=[f"source-{number}" for number in range(1, size.library + size.countries + 1)],
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


def community(size: Size) -> Fields:
    """Return the network itself."""
    return {
        "name": "Measured Schools",
        "full_name": f"Measured Schools, an {MARK} network of any size",
        "tagline": f"An {MARK} network, made to measure how a site grows",
        "programme": f"{MARK.capitalize()} programme",
        "grant": "none",
        "started": "2026",
        "expected": {
            "countries": size.countries,
            "clusters_per_country": size.clusters,
            "mentors_per_cluster": 1,
            "mentees_per_cluster": 4,
        },
        "funding_statement": f"Nobody funds this {MARK} network.",
        "disclaimer": f"This network and all that it says is {MARK}. Translations are made-up words.",
        "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
        "code_licence": {"name": "MIT", "url": "https://opensource.org/license/mit"},
        "contacts": [{"label": f"The {MARK} office", "url": "https://measured.example.org/"}],
        "figures": ["countries", "clusters", "schools"],
        "sources": ["source-1"],
    }


def sources(ids: Ids, english: English) -> list[Fields]:
    """Return documents that nobody wrote."""
    return [
        {
            "id": source,
            "title": english.title(),
            "publisher": f"{english.name()} Press ({MARK})",
            "date": f"20{20 + number % 6}",
            "language": "en",
            "url": f"https://source.example.org/{source}" if number % 4 else UNKNOWN,
            "kind": _KINDS_OF_SOURCE[number % len(_KINDS_OF_SOURCE)],
            "read": "whole" if number % 3 else "beginning",
        }
        for number, source in enumerate(ids.sources)
    ]


def facts(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return the ledger: counts of the records, one for each country, and figures with a source."""
    clusters = size.countries * size.clusters
    counts = [
        _fact("countries", f"Countries of the {MARK} network", size.countries, computed={"count": "countries"}),
        _fact("clusters", f"Clusters of the {MARK} network", clusters, computed={"count": "clusters"}),
        _fact("schools", f"Schools of the {MARK} network", 5 * clusters, computed={"count": "schools"}),
        _fact(
            "languages",
            f"Languages in which countries of the {MARK} network are named",
            len(size.locales),
            computed={"count": "languages"},
        ),
    ]
    own = [
        _fact(
            f"clusters-{country}",
            f"Clusters of one country of the {MARK} network",
            size.clusters,
            computed={"count": "clusters", "country": country},
        )
        for country in ids.countries
    ]
    told = []
    for number in range(1, size.library + 1):
        value = english.chance.randint(1, 99)
        reading = {"value": value, "source": english.chance.choice(ids.sources)}
        told.append(_fact(f"figure-{number}", english.title(), value, values=[reading], unit="percent"))
    return [*counts, *own, *told]


def _fact(name: str, statement: str, used: float, unit: str = "number", **more: Any) -> Fields:
    return {
        "id": name, "statement": statement, "unit": unit, "as_of": "2026-01", **more, "used": used, "state": "agreed",
    }  # fmt: skip


def countries(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return the countries: real ones, of which everything that is said is invented."""
    found = []
    for number, (country, code) in enumerate(zip(ids.countries, COUNTRIES, strict=False)):
        form = f"in {MARK} {Locale('en').territory(code)}"
        found.append(
            {
                "id": country,
                **DATES,
                "code": code,
                "locale": size.locales[number % len(size.locales)],
                "in_country": {locale: pseudo(form, locale) for locale in size.locales},
                "partner": f"partner-{country}",
                "lead": f"{english.sentence()} Clusters: {{clusters-{country}}}.",
                "policy_context": english.text(3) if number % 5 else UNKNOWN,
                "governance": english.text(2),
                "asked": english.statements(2, ids.sources),
                "challenges": english.some(ids.challenges, 3),
                "incentives": english.some(ids.incentives, 2),
                "learned": english.statements(2, ids.sources),
                "not_published": [english.sentence()],
                "sources": english.some(ids.sources, 2),
            }
        )
    return found


def partners(ids: Ids, english: English) -> list[Fields]:
    """Return a partner for each country."""
    return [
        {
            "id": f"partner-{country}",
            "name": f"{english.name()} Office ({MARK})",
            "name_language": "en",
            "english_name": f"{MARK.capitalize()} office",
            "kind": _KINDS_OF_PARTNER[number % len(_KINDS_OF_PARTNER)],
            "country": COUNTRIES[number],
            "role": english.sentence(),
            "url": f"https://partner.example.org/{country}",
        }
        for number, country in enumerate(ids.countries)
    ]


def clusters(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return the clusters, each a mentor school and four mentee schools in places that are nowhere."""
    found = []
    for place, (country, code) in enumerate(zip(ids.countries, COUNTRIES, strict=False)):
        for number in range(1, size.clusters + 1):
            town = english.name()
            longitude, latitude = _point(code, english)
            found.append(
                {
                    "id": f"{country}-{number}",
                    **DATES,
                    "country": country,
                    "number": number,
                    "name": f"The {MARK} cluster of {town}" if number % 3 else UNKNOWN,
                    "region": f"The {MARK} region of {english.name()}",
                    "point": {"town": town, "longitude": longitude, "latitude": latitude},
                    "model": ids.models[(place + number) % len(ids.models)] if number % 7 else UNKNOWN,
                    "mode": _MODES[(place + number) % len(_MODES)],
                    "challenges": english.some(ids.challenges, 2),
                    "incentives": english.some(ids.incentives, 1),
                    "schools": [_school(role, town, ids, english) for role in ("mentor", *["mentee"] * 4)],
                    "activities": english.statements(2, ids.sources),
                    "summary": english.text(2) if number % 4 else UNKNOWN,
                    "topics": english.some(ids.topics, 1),
                    "sources": english.some(ids.sources, 2),
                }
            )
    return found


def _school(role: str, town: str, ids: Ids, english: English) -> Fields:
    return {
        "name": f"{MARK.capitalize()} School {english.name()} of {town}",
        "town": town,
        "level": english.chance.choice(_LEVELS),
        "role": role,
        "sources": english.some(ids.sources, 1),
    }


def _point(code: str, english: English) -> tuple[float, float]:
    """Return a place on the mainland of a country."""
    ring = outlines(code)[0]
    xs, ys = zip(*ring, strict=True)
    while True:
        x, y = english.chance.uniform(min(xs), max(xs)), english.chance.uniform(min(ys), max(ys))
        if _inside(x, y, ring):
            return round(x, 1), round(y, 1)


def _inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    within = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within
