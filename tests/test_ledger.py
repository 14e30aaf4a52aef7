"""Figures follow from their sources, and links go both ways by themselves."""

import pytest

from community.backlinks import Backlinks
from community.ledger import compute
from community.model import leaves
from community.project import Project
from community.text import Ref


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("countries", 2),
        ("clusters", 2),
        ("schools", 10),
        ("named-in-norway", 3),
        ("known-towns", 1),
        ("languages", 3),
        ("finished-rate", 74.6),
        ("books", 21),
        ("books-a-country", 10.5),
        ("minutes-read", 945),
    ],
)
def test_a_formula_gives_its_figure(example: Project, fact: str, value: float) -> None:
    assert compute(example.community.facts[fact], example.community) == value


def test_the_completion_rate_is_computed_and_shown_beside_the_sources_own(project: Project) -> None:
    rate = project.community.facts["training-completion-rate"]
    assert compute(rate, project.community) == rate.used == 79.6
    assert rate.state == "disputed"
    assert 85 in {reading.value for reading in rate.values}


def test_every_reference_is_found_again_from_the_other_side(project: Project) -> None:
    backlinks = Backlinks(project.community)
    for collection, record in project.community.records():
        for _, value in leaves(record):
            if isinstance(value, Ref):
                assert record.id in backlinks.of(value.collection, value, collection)


def test_the_network_is_complete(project: Project) -> None:
    community = project.community
    assert len(community.countries) == 6
    assert len(community.clusters) == 24
    named = [s for c in community.clusters.values() for s in c.schools if s and (s.name or s.url)]
    assert len(named) == 34
    least = {
        "models": 4, "guidelines": 12, "recommendations": 10, "case_studies": 8,
        "policy_briefs": 5, "resources": 25, "glossary": 30,
    }  # fmt: skip
    assert {name: len(community.collection(name)) >= count for name, count in least.items()} == dict.fromkeys(
        least, True
    )
