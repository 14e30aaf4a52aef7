"""Drawings made from data: the map of the countries and the picture of a cluster, as SVG without colours of its own.

Colours come from the classes, so that light, dark and forced colours are the style sheet's concern.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHAPES_FILE = Path(__file__).with_name("shapes.json")
WIDTH = 640  # of the map's view box; its height follows from the countries
MARGIN = 0.06  # of the map's width, around the countries

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapCountry:
    """A country to stand out on the map."""

    code: str
    path: str
    label: Point
    bounds: tuple[float, float, float, float]  # left, top, right, bottom of its mainland


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready to be written as SVG: its size, the land around, the countries and the places, in pixels."""

    width: int
    height: int
    land: str
    countries: tuple[MapCountry, ...]
    points: tuple[Point, ...]


@cache
def draw_map(codes: tuple[str, ...], places: tuple[Point, ...] = ()) -> Map:
    """Return a map of the countries with these ISO codes; places are (longitude, latitude) in degrees."""
    shapes = _shapes()
    known = [code for code in codes if code in shapes]
    if not known:
        return Map(WIDTH, 0, "", (), ())
    mainland = [point for code in known for point in shapes[code][0]]
    centre = (
        (min(x for x, _ in mainland) + max(x for x, _ in mainland)) / 2,
        (min(y for _, y in mainland) + max(y for _, y in mainland)) / 2,
    )
    flat = [_project(point, centre) for point in mainland]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = max(y for _, y in flat), min(y for _, y in flat)
    border = MARGIN * (right - left)
    scale = WIDTH / (right - left + 2 * border)
    height = round((top - bottom + 2 * border) * scale)

    def place(point: Point) -> Point:
        x, y = _project(point, centre)
        return round((x - left + border) * scale, 1), round((top - y + border) * scale, 1)

    def outline(code: str) -> str:
        rings = ([place(point) for point in ring] for ring in shapes[code] if _near(ring, centre))
        clipped = (_clip(simplify(ring, 0.6), WIDTH, height) for ring in rings)
        return "".join(_path(ring) for ring in clipped if len(ring) > 2)

    land = "".join(outline(code) for code in sorted(shapes) if code not in known)

    def bounds(code: str) -> tuple[float, float, float, float]:
        xs, ys = zip(*(place(point) for point in shapes[code][0]), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    countries = tuple(MapCountry(code, outline(code), place(_middle(shapes[code][0])), bounds(code)) for code in known)
    return Map(WIDTH, height, land, countries, tuple(place(point) for point in places))


def simplify(line: Iterable[Point], tolerance: float) -> list[Point]:
    """Return a line without the points that lie closer than the tolerance to it (Douglas and Peucker)."""
    points = list(line)
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        distances = [_distance(points[i], points[first], points[last]) for i in range(first + 1, last)]
        furthest = max(range(len(distances)), key=distances.__getitem__)
        if distances[furthest] > tolerance:
            middle = first + 1 + furthest
            keep.add(middle)
            stack += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(keep)]


def outlines(code: str) -> list[list[Point]]:
    """Return the outlines of a country by its ISO code, in degrees, the largest first."""
    return _shapes()[code]


@cache
def _shapes() -> dict[str, list[list[Point]]]:
    shapes: dict[str, list[list[Point]]] = json.loads(SHAPES_FILE.read_text(encoding="utf-8"))
    return shapes


def _project(point: Point, centre: Point) -> Point:
    """Lambert's azimuthal equal-area projection, the one that European statistics are mapped in."""
    longitude, latitude = math.radians(point[0] - centre[0]), math.radians(point[1])
    middle = math.radians(centre[1])
    down = 1 + math.sin(middle) * math.sin(latitude) + math.cos(middle) * math.cos(latitude) * math.cos(longitude)
    k = math.sqrt(2 / max(down, 1e-9))
    x = k * math.cos(latitude) * math.sin(longitude)
    y = k * (math.cos(middle) * math.sin(latitude) - math.sin(middle) * math.cos(latitude) * math.cos(longitude))
    return x, y


def _near(ring: Sequence[Point], centre: Point) -> bool:
    return any(abs(x - centre[0]) < 60 and abs(y - centre[1]) < 40 for x, y in ring)


def _middle(ring: Sequence[Point]) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (sx, sy), (ex, ey) = point, start, end
    length = math.hypot(ex - sx, ey - sy)
    if length == 0:
        return math.hypot(px - sx, py - sy)
    along = max(0.0, min(1.0, ((px - sx) * (ex - sx) + (py - sy) * (ey - sy)) / length**2))
    return math.hypot(px - sx - along * (ex - sx), py - sy - along * (ey - sy))


def _clip(ring: list[Point], width: float, height: float) -> list[Point]:
    """Return the part of a ring inside the picture (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        result: list[Point] = []
        for before, point in zip([ring[-1], *ring] if ring else [], ring, strict=False):
            inside, was_inside = (sign * (p[axis] - limit) >= 0 for p in (point, before))
            if inside != was_inside:
                t = (limit - before[axis]) / (point[axis] - before[axis])
                x, y = (before[i] + t * (point[i] - before[i]) for i in (0, 1))
                result.append((x, y))
            if inside:
                result.append(point)
        ring = result
    return ring


def _path(ring: Sequence[Point]) -> str:
    points = [f"{x:.0f} {y:.0f}" for x, y in ring]
    unique = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    return f"M{'L'.join(unique)}Z" if len(unique) > 2 else ""
