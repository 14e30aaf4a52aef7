"""Maps and pictures are drawn from data, stay inside their frame and tell known from unknown by shape."""

import re

from community.drawings import draw_map, simplify
from community.network_view import NetworkView
from community.pages import Writer
from community.project import Project


def view_of(project: Project) -> NetworkView:
    return Writer(project.community, project.catalogues["en"]).view("")


def test_a_map_shows_its_countries_inside_the_frame() -> None:
    drawn = draw_map(("HR", "PT"), ((16.4, 43.5),))
    assert [shape.code for shape in drawn.countries] == ["HR", "PT"]
    numbers = [float(n) for shape in drawn.countries for n in re.findall(r"-?\d+", shape.path)]
    assert numbers
    assert min(numbers) >= 0
    assert max(numbers) <= max(drawn.width, drawn.height)
    ((x, y),) = drawn.points
    assert 0 < x < drawn.width
    assert 0 < y < drawn.height


def test_a_map_of_no_known_country_is_empty() -> None:
    assert draw_map(("XX",)).countries == ()


def test_simplifying_keeps_the_ends_and_the_corners() -> None:
    assert simplify([(0, 0), (1, 0.01), (2, 0), (2, 2)], 0.1) == [(0, 0), (2, 0), (2, 2)]


def test_the_middle_of_a_cluster_is_its_mentor_school(project: Project) -> None:
    marks = view_of(project).cluster_marks(project.community.clusters["croatia-4"])
    assert [mark.kind for mark in marks] == ["mentor", "mentee", "mentee", "none", "none"]


def test_the_middle_stays_open_where_no_source_tells_the_mentor(project: Project) -> None:
    marks = view_of(project).cluster_marks(project.community.clusters["belgium-flanders-1"])
    assert {mark.kind for mark in marks} == {"none"}


def test_a_school_without_a_name_is_drawn_as_such(project: Project) -> None:
    marks = view_of(project).cluster_marks(project.community.clusters["hungary-1"])
    assert marks[0].kind == "none"  # no source tells which of the five leads
    assert [("unnamed" in mark.kind) for mark in marks[1:]] == [True] * 5
