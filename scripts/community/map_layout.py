"""Where signs stand on the map: names of countries beside what they would cover, and clusters apart from each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from community.drawings import Map, Point

RADIUS = 9  # of a cluster's circle, in the units of the map's view box
APART = 2 * RADIUS + 2.5  # from the middle of one circle to the next
TEXT = 20  # height of a country's name where it is largest, on a phone
_LETTER = 0.6 * TEXT  # width of one letter, on average
_AIR = 2  # around a circle
_REACH = (-70, 70, 10)  # how far from its country's middle a sign may stand, and in which steps
_ROUNDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCluster:
    """A cluster's circle. `spot` is the place it stands for, None where no source names one."""

    id: str
    country: str
    number: int
    x: float
    y: float
    spot: Point | None

    @property
    def moved(self) -> bool:
        """Whether the circle stands so far from its place that a line must join them."""
        return self.spot is not None and math.dist(self.spot, (self.x, self.y)) > RADIUS / 2


@dataclass(frozen=True, slots=True)
class MapName:
    """A country's name: the middle of its foot line."""

    code: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cluster to be shown: its id, the code of its country, its number there, and its place if it is known."""

    id: str
    code: str
    number: int
    spot: Point | None


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Box") -> float:
        """Return the area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)


def lay_out(drawn: Map, names: dict[str, str], wanted: Sequence[Wanted]) -> tuple[list[MapName], list[MapCluster]]:
    """Return where the countries' names and the clusters' circles stand; names are by ISO code, spots in map units.

    Clusters without a place stand in a row below their country's name.
    """
    known = [cluster for cluster in wanted if cluster.spot]
    circles = spread([cluster.spot for cluster in known if cluster.spot], drawn.width, drawn.height)
    placed = [
        MapCluster(id=c.id, country=c.code, number=c.number, x=x, y=y, spot=c.spot)
        for c, (x, y) in zip(known, circles, strict=True)
    ]
    reach = RADIUS + _AIR
    taken = [_Box(x - reach, y - reach, x + reach, y + reach) for x, y in circles]
    signs = []
    for shape in drawn.countries:
        row = [cluster for cluster in wanted if cluster.code == shape.code and not cluster.spot]
        width = max(len(names[shape.code]) * _LETTER, len(row) * APART)
        height = TEXT + (APART + 2 if row else 2)
        box = _free_box(shape.label, width, height, drawn, taken)
        taken.append(box)
        middle = (box.left + box.right) / 2
        signs.append(MapName(shape.code, round(middle, 1), round(box.top + TEXT - 4, 1)))
        for place, cluster in enumerate(row):
            x = middle + (place - (len(row) - 1) / 2) * APART
            y = box.bottom - RADIUS - 1
            placed.append(
                MapCluster(
                    id=cluster.id, country=cluster.code, number=cluster.number, x=round(x, 1), y=round(y, 1), spot=None
                )
            )
    order = {cluster.id: number for number, cluster in enumerate(wanted)}
    return signs, sorted(placed, key=lambda cluster: order[cluster.id])


def _free_box(middle: Point, width: float, height: float, drawn: Map, taken: Sequence[_Box]) -> _Box:
    """Return the box of a sign near the middle of its country that covers least of what stands there already."""

    def at(dx: float, dy: float) -> _Box:
        left = min(max(middle[0] + dx - width / 2, 2), drawn.width - width - 2)
        top = min(max(middle[1] + dy - height / 2, 2), drawn.height - height - 2)
        return _Box(left, top, left + width, top + height)

    def cost(offset: tuple[int, int]) -> tuple[float, float]:
        covered = sum(at(*offset).overlap(box) for box in taken)
        return covered + math.hypot(*offset) / 4, math.hypot(*offset)

    offsets = [(dx, dy) for dx in range(*_REACH) for dy in range(*_REACH)]
    return at(*min(offsets, key=cost))


def spread(spots: Sequence[Point], width: float, height: float, apart: float = APART) -> list[Point]:
    """Return points near the spots, inside the frame, none closer to another than `apart`."""
    # Several at one spot would have no direction to part in; each starts a hair's breadth elsewhere.
    points = [
        (x + math.cos(2.4 * number) / 100, y + math.sin(2.4 * number) / 100) for number, (x, y) in enumerate(spots)
    ]
    for _ in range(_ROUNDS):
        still = True
        for first in range(len(points)):
            for second in range(first):
                (ax, ay), (bx, by) = points[first], points[second]
                distance = math.hypot(ax - bx, ay - by)
                if distance < apart:
                    still = False
                    push = (apart - distance) / 2 + 0.1
                    dx, dy = (ax - bx) / distance * push, (ay - by) / distance * push
                    points[first], points[second] = (ax + dx, ay + dy), (bx - dx, by - dy)
        points = [
            (min(max(x, apart / 2), width - apart / 2), min(max(y, apart / 2), height - apart / 2)) for x, y in points
        ]
        if still:
            break
    return [(round(x, 1), round(y, 1)) for x, y in points]
