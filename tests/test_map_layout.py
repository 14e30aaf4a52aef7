"""On the map no circle covers another, whatever the places are, and every cluster has one."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.map_layout import APART, RADIUS, spread
from community.network_view import NetworkMap
from community.pages import Writer
from community.project import Project

spots = st.lists(st.tuples(st.floats(0, 640), st.floats(0, 400)), max_size=12)


def map_of(project: Project, locale: str = "en") -> NetworkMap:
    view = Writer(project.community, project.catalogues[locale]).view("")
    return view.map(view.countries_in_order())


@given(spots)
def test_circles_stand_apart_and_inside_the_frame(places: list[tuple[float, float]]) -> None:
    points = spread(places, 640, 400)
    assert len(points) == len(places)
    assert all(0 <= x <= 640 and 0 <= y <= 400 for x, y in points)
    assert all(math.dist(a, b) >= 2 * RADIUS for a, b in combinations(points, 2))


def test_several_clusters_at_one_spot_part() -> None:
    points = spread([(300.0, 200.0)] * 4, 640, 400)
    assert min(math.dist(a, b) for a, b in combinations(points, 2)) >= APART - 0.2
    assert max(math.dist(point, (300, 200)) for point in points) < 2 * APART


def test_a_place_that_has_room_stays_where_it_is() -> None:
    assert spread([(100.0, 100.0), (200.0, 100.0)], 640, 400) == [(100.0, 100.0), (200.0, 100.0)]


@pytest.mark.parametrize("locale", ["en", "hr", "cs", "hu"])
def test_every_cluster_has_a_circle_and_none_covers_another(project: Project, locale: str) -> None:
    drawn = map_of(project, locale)
    assert {c.id for c in drawn.clusters} == set(project.community.clusters)
    for a, b in combinations(drawn.clusters, 2):
        assert math.dist((a.x, a.y), (b.x, b.y)) >= 2 * RADIUS, (a.id, b.id)


def test_a_cluster_without_a_published_place_has_no_spot(project: Project) -> None:
    for cluster in map_of(project).clusters:
        assert (cluster.spot is None) == (project.community.clusters[cluster.id].point is None), cluster.id


def test_a_circle_far_from_its_place_is_joined_to_it_by_a_line(project: Project) -> None:
    for cluster in map_of(project).clusters:
        if cluster.spot:
            assert cluster.moved == (math.dist(cluster.spot, (cluster.x, cluster.y)) > RADIUS / 2)


def test_the_clusters_of_another_network_stand_on_its_own_map(example: Project) -> None:
    assert [cluster.id for cluster in map_of(example).clusters] == ["ireland-1", "norway-1"]
