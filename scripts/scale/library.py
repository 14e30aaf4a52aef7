"""The invented records of what the network knows and shares: from models and topics to resources and courses."""

from scale.english import English
from scale.network import DATES, UNKNOWN, Fields, Ids, Size
from scale.practice import AUDIENCES, BANDS, PHASES
from scale.pseudo import MARK, pseudo

_INCENTIVES = ("time", "training", "equipment", "recognition", "career", "money")
_TERMS = (
    "mentor school", "mentee school", "cluster", "headteacher", "coordinator", "timetable", "feedback", "workshop",
    "handover", "diary", "visit", "library",
)  # fmt: skip


def models(ids: Ids, english: English) -> list[Fields]:
    """Return the models of mentoring."""
    return [
        {
            "id": model,
            **DATES,
            "name": f"{MARK.capitalize()} model {english.name()}",
            "definition": english.text(2),
            "who_starts": english.statements(1, ids.sources)[0],
            "support": english.statements(1, ids.sources)[0],
            **{
                field: english.statements(2, ids.sources)
                for field in ("strengths", "weaknesses", "cost_drivers", "conditions")
            },
            "drawing": {"start": "open", "roles": "fixed" if number % 2 else "rotating", "ties": "online"},
            "topics": english.some(ids.topics, 1),
            "sources": english.some(ids.sources, 1),
        }
        for number, model in enumerate(ids.models)
    ]


def challenges(ids: Ids, english: English) -> list[Fields]:
    """Return challenges; every third is a setting."""
    return [
        {"id": challenge, **DATES, "name": english.title(), "text": english.text(2), "setting": not number % 3,
         "topics": english.some(ids.topics, 1), "sources": english.some(ids.sources, 1)}
        for number, challenge in enumerate(ids.challenges)
    ]  # fmt: skip


def topics(ids: Ids, english: English) -> list[Fields]:
    """Return topics."""
    return [{"id": topic, **DATES, "name": english.title(), "text": english.text(2)} for topic in ids.topics]


def incentives(ids: Ids, english: English) -> list[Fields]:
    """Return incentives."""
    return [
        {
            "id": incentive,
            **DATES,
            "name": english.title(),
            "kind": _INCENTIVES[number % len(_INCENTIVES)],
            "grantors": ["school-leader", "network"],
            "reported_effect": english.statements(2, ids.sources),
            "cost_band": BANDS[number % 4],
            "notes": english.statements(1, ids.sources),
            "topics": english.some(ids.topics, 1),
        }
        for number, incentive in enumerate(ids.incentives)
    ]


def resources(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return resources."""
    kinds = ("article", "brochure", "manual", "report", "tool", "video")
    return [
        {
            "id": f"resource-{number}",
            "title": english.title(),
            "summary": english.sentence(),
            "kind": kinds[number % len(kinds)],
            "languages": ["en"],
            "audience": [AUDIENCES[number % len(AUDIENCES)]],
            "teaches": english.sentence(),
            "minutes": 10 * (1 + number % 9),
            "url": f"https://resource.example.org/{number}",
            "date": "2025",
            "licence": "CC0 1.0",
            "checked_on": "2026-01-15",
            "countries": english.some(ids.countries, 1),
            "topics": english.some(ids.topics, 1),
        }
        for number in range(1, size.library + 1)
    ]


def templates(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return forms to fill in, one for every eight guidelines."""
    return [
        {
            "id": f"form-{number}",
            **DATES,
            "title": english.title(),
            "phase": PHASES[number % 4],
            "audience": ["teacher"],
            "guidelines": [f"guideline-{number}"],
            "purpose": english.sentence(),
            "when": english.sentence(),
            "who": english.sentence(),
            "how": [english.sentence()],
            "rests_on": english.statements(1, ids.sources),
            "sections": [
                {
                    "heading": english.title(),
                    "fields": [
                        {"kind": "line", "label": f"{MARK.capitalize()} line"},
                        {"kind": "date", "label": f"{MARK.capitalize()} day"},
                        {"kind": "area", "label": english.title(), "rows": 4},
                    ],
                }
            ],
            "topics": english.some(ids.topics, 1),
        }
        for number in range(1, max(1, size.library // 8) + 1)
    ]


def courses(ids: Ids, english: English) -> list[Fields]:
    """Return a course to take."""
    answers = [{"text": english.sentence(), "right": right, "feedback": english.sentence()} for right in (True, False)]
    question = {"text": english.sentence(), "answers": answers}
    unit = {"title": english.title(), "text": english.text(4), "questions": [question]}
    return [
        {
            "id": "course-1",
            **DATES,
            "title": english.title(),
            "kind": "self-study",
            "summary": english.sentence(),
            "started": UNKNOWN,
            "ended": UNKNOWN,
            "length": UNKNOWN,
            "host": UNKNOWN,
            "audience": english.sentence(),
            "aims": english.statements(2, ids.sources),
            "modules": [{"title": english.title(), "units": [unit]}],
            "voices": [f"voice-{country}" for country in ids.countries[:1]],
        }
    ]


def voices(ids: Ids, english: English) -> list[Fields]:
    """Return what nobody said, once a country."""
    return [
        {"id": f"voice-{country}", "quotation": english.sentence(), "language": "en", "role": f"An {MARK} teacher",
         "country": country, "sources": english.some(ids.sources, 1)}
        for country in ids.countries
    ]  # fmt: skip


def events(ids: Ids, english: English) -> list[Fields]:
    """Return a meeting for each country."""
    return [
        {"id": f"event-{country}", "title": english.title(), "summary": english.sentence(), "start": "2026-01",
         "place": UNKNOWN, "kind": "meeting", "countries": [country], "sources": english.some(ids.sources, 1)}
        for country in ids.countries
    ]  # fmt: skip


def glossary(size: Size, english: English) -> list[Fields]:
    """Return the terms that the texts use, with a made-up form in each language."""
    return [
        {
            "id": term.replace(" ", "-"),
            "definition": english.sentence(),
            "forms": {locale: {"use": pseudo(term, locale)} for locale in size.locales},
        }
        for term in _TERMS
    ]
