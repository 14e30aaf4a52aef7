"""The invented records of what the network knows: from models and topics to guidelines, briefs and courses."""

from scale.english import English
from scale.network import DATES, UNKNOWN, Fields, Ids, Size
from scale.pseudo import MARK, pseudo

_PHASES = ("explore", "prepare", "deliver", "sustain")
_AUDIENCES = (
    "school-leader", "teacher", "mentor-school", "mentee-school", "cluster-coordinator", "ministry-or-agency",
)  # fmt: skip
_BANDS = ("none", "low", "medium", "high")
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
            "cost_band": _BANDS[number % 4],
            "notes": english.statements(1, ids.sources),
            "topics": english.some(ids.topics, 1),
        }
        for number, incentive in enumerate(ids.incentives)
    ]


def guidelines(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return guidelines."""
    return [
        {
            "id": f"guideline-{number}",
            **DATES,
            "title": english.title(),
            "phase": _PHASES[number % 4],
            "audience": english.some([*_AUDIENCES], 2),
            "summary": english.sentence(),
            "why": english.statements(2, ids.sources),
            "steps": english.statements(5, ids.sources),
            "roadblocks": [{"obstacle": english.sentence(), "response": english.sentence()} for _ in range(2)],
            "checklist": [english.title() for _ in range(3)],
            "hours": {"least": number % 5, "most": 5 + number % 40},
            "cost_band": _BANDS[number % 4],
            "evidence": {"nesta": 1 + number % 3, "cerqual": "very-low", "reason": english.sentence()},
            "clusters": english.some(ids.clusters, 3),
            "countries": english.some(ids.countries, 2),
            "models": english.some(ids.models, 1),
            "challenges": english.some(ids.challenges, 2),
            "cases": [case_id(country) for country in english.some(ids.countries, 2)],
            "resources": [f"resource-{number}"],
            "topics": english.some(ids.topics, 2),
            "sources": english.some(ids.sources, 2),
        }
        for number in range(1, size.library + 1)
    ]


def recommendations(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return recommendations, with notes for a few countries each."""
    reasons = ("problem", "certainty", "balance", "resources", "equity", "acceptability", "feasibility")
    return [
        {
            "id": f"recommendation-{number}",
            **DATES,
            "statement": english.sentence(),
            "addressee": _AUDIENCES[number % len(_AUDIENCES)],
            "strength": "strong" if number % 2 else "conditional",
            "reasons": {reason: english.sentence() for reason in reasons},
            "not_if": english.sentence(),
            "guidelines": [f"guideline-{1 + (number + step) % size.library}" for step in range(min(2, size.library))],
            "country_notes": [
                {"country": country, **statement}
                for country, statement in zip(
                    english.some(ids.countries, 3), english.statements(3, ids.sources), strict=False
                )
            ],
            "topics": english.some(ids.topics, 1),
            "sources": english.some(ids.sources, 1),
        }
        for number in range(1, size.library + 1)
    ]


def case_id(country: str) -> str:
    """Return the id of a country's case study."""
    return f"case-{country}"


def case_studies(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return a case study for each country."""
    return [
        {
            "id": case_id(country),
            **DATES,
            "title": english.title(),
            "summary": english.sentence(),
            "country": country,
            "cluster": f"{country}-1" if size.clusters else UNKNOWN,
            "models": english.some(ids.models, 1),
            "challenges": english.some(ids.challenges, 2),
            "mode": "blended",
            "context": f"{english.text(2)}\n\n- {english.sentence()}\n- {english.sentence()}",
            "challenge": english.text(2),
            "done": english.statements(4, ids.sources),
            "people": english.sentence(),
            "timeline": UNKNOWN,
            "results": english.statements(2, ids.sources),
            "figures": [f"figure-{1 + number % size.library}"],
            "success_factors": english.statements(2, ids.sources),
            "limits": english.statements(1, ids.sources),
            "did_not_work": english.sentence(),
            "transfer_conditions": english.statements(2, ids.sources),
            "not_if": english.sentence(),
            "adapted_from": UNKNOWN,
            "validation": "told-by-project",
            "topics": english.some(ids.topics, 2),
            "sources": english.some(ids.sources, 1),
        }
        for number, country in enumerate(ids.countries)
    ]


def policy_briefs(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return policy briefs, one for every four guidelines."""
    fields = ("local_applicability", "equity", "monitoring", "methods", "limits")
    return [
        {
            "id": f"brief-{number}",
            **DATES,
            "question": english.title(),
            "answer": english.sentence(),
            "key_messages": english.statements(3, ids.sources),
            "problem": english.statements(2, ids.sources),
            "options": [
                {"title": english.title()}
                | {field: english.sentence() for field in ("benefits", "harms", "costs", "uncertainty", "how")}
                for _ in range(3)
            ],
            "implementation": [
                {"level": level, "barriers": english.sentence(), "strategies": english.sentence()}
                for level in ("school", "ministry")
            ],
            **{field: english.sentence() for field in fields},
            "recommendations": [f"recommendation-{1 + (number * 3 + step) % size.library}" for step in range(2)],
            "countries": english.some(ids.countries, 3),
            "topics": english.some(ids.topics, 2),
            "sources": english.some(ids.sources, 2),
        }
        for number in range(1, max(1, size.library // 4) + 1)
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
            "audience": [_AUDIENCES[number % len(_AUDIENCES)]],
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
            "phase": _PHASES[number % 4],
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
