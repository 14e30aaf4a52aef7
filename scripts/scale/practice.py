"""The invented records of what is done and advised: guidelines, recommendations, case studies and briefs."""

from scale.english import English
from scale.network import DATES, UNKNOWN, Fields, Ids, Size

PHASES = ("explore", "prepare", "deliver", "sustain")
AUDIENCES = (
    "school-leader", "teacher", "mentor-school", "mentee-school", "cluster-coordinator", "ministry-or-agency",
)  # fmt: skip
BANDS = ("none", "low", "medium", "high")


def guidelines(size: Size, ids: Ids, english: English) -> list[Fields]:
    """Return guidelines."""
    return [
        {
            "id": f"guideline-{number}",
            **DATES,
            "title": english.title(),
            "phase": PHASES[number % 4],
            "audience": english.some([*AUDIENCES], 2),
            "summary": english.sentence(),
            "why": english.statements(2, ids.sources),
            "steps": english.statements(5, ids.sources),
            "roadblocks": [{"obstacle": english.sentence(), "response": english.sentence()} for _ in range(2)],
            "checklist": [english.title() for _ in range(3)],
            "hours": {"least": number % 5, "most": 5 + number % 40},
            "cost_band": BANDS[number % 4],
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
            "addressee": AUDIENCES[number % len(AUDIENCES)],
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
