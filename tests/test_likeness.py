"""What is known of clusters and cases is told apart from what is open, and nothing is made up."""

import pytest

from community.likeness import PROPERTIES, Trait, case_traits, cluster_traits, levels_of, size_of
from community.project import Project


def traits(project: Project, cluster: str) -> dict[str, Trait]:
    return cluster_traits(project.community.clusters[cluster], project.community)


def test_a_cluster_of_which_nothing_is_told_has_only_its_country(project: Project) -> None:
    found = traits(project, "belgium-flanders-1")
    assert tuple(found) == PROPERTIES
    assert [name for name in PROPERTIES if found[name].known] == ["country"]
    assert found["level"].open


def test_what_the_country_is_connected_with_is_not_told_of_the_cluster(project: Project) -> None:
    challenge = traits(project, "belgium-flanders-1")["challenge"]
    assert challenge == Trait(nearby=("personalised-learning",))


def test_a_school_of_two_levels_counts_for_both(project: Project) -> None:
    assert levels_of("primary-and-lower-secondary") == ("primary", "lower-secondary")
    level = traits(project, "croatia-1")["level"]
    assert set(level.values) == {"primary", "lower-secondary", "secondary"}
    assert not level.open


def test_a_level_stays_open_while_one_school_is_unknown(project: Project) -> None:
    assert traits(project, "croatia-4")["level"].open
    assert traits(project, "italy-1")["level"] == Trait(("primary", "lower-secondary"), open=True)


def test_where_a_school_is_and_what_it_works_on_are_two_properties(project: Project) -> None:
    sicily = traits(project, "italy-1")
    assert sicily["setting"].values == ("small-and-rural",)
    assert sicily["setting"].nearby == ("disadvantaged-students",)
    assert not sicily["challenge"].known


@pytest.mark.parametrize(("pupils", "band"), [(1, "small"), (200, "small"), (201, "medium"), (601, "large")])
def test_a_size_is_a_band(pupils: int, band: str) -> None:
    assert size_of(pupils) == band


def test_a_size_is_known_only_from_a_published_number_of_pupils(project: Project) -> None:
    known = {c: t.values for c in project.community.clusters if (t := traits(project, c)["size"]).known}
    assert known == {"italy-2": ("medium",)}
    assert traits(project, "italy-2")["size"].open  # the other four schools have none


def test_a_case_is_known_by_itself_and_else_through_its_cluster(project: Project) -> None:
    cases = project.community.case_studies
    blue = case_traits(cases["blue-hub-works-online"], project.community)
    assert blue["model"].values == ("bottom-up", "virtual", "rotating-network")
    assert blue["level"].values == ("primary", "lower-secondary")
    rehearsal = case_traits(cases["hungarian-mentors-rehearse"], project.community)
    assert not rehearsal["level"].known
    assert rehearsal["country"].values == ("hungary",)


def test_another_network_has_its_own_levels_and_no_settings(example: Project) -> None:
    found = traits(example, "ireland-1")
    assert set(found["level"].values) == {"primary", "lower-secondary", "secondary"}
    assert found["challenge"].values == ("quiet-voices",)
    assert not found["setting"].known
