"""Where signs stand on the map: names of countries beside what they would cover, and clusters apart from each other."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from community.drawings import Map, MapCountry, Point

RADIUS = 9  # of a cluster's circle, in the units of the map's view box
APART = 2 * RADIUS + 2.5  # from the middle of one circle to the next
TEXT = 20  # height of a country's name where it is largest, on a phone
_LETTER = 0.66 * TEXT  # width of one letter, on average
_AIR = 2  # around a circle
_REACH = (-70, 70, 10)  # how far from its country's middle a sign may stand, and in which steps
_ROUNDS = 200
# The part of the map that clusters' circles may cover; where they are more, a circle stands for all of a country.
_MOST_COVERED = 1 / 8


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
class MapCount:
    """A circle that stands for all clusters of a country, with how many they are."""

    code: str
    number: int
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

    @property
    def middle(self) -> float:
        """Where it is between left and right."""
        return (self.left + self.right) / 2

    @property
    def area(self) -> float:
        """Its width times its height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def overlap(self, other: "_Box") -> float:
        """Return the area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)


def has_room(drawn: Map, clusters: int) -> bool:
    """Tell whether a map can show so many circles beside what else it shows."""
    return clusters * APART**2 <= _MOST_COVERED * drawn.width * drawn.height


def lay_out_counts(drawn: Map, names: dict[str, str], numbers: dict[str, int]) -> tuple[list[MapName], list[MapCount]]:
    """Return where a circle for each country stands, and those of the countries' names that cover nothing else."""
    circles = spread([shape.label for shape in drawn.countries], drawn.width, drawn.height)
    reach = RADIUS + _AIR
    taken = [_Box(x - reach, y - reach, x + reach, y + reach) for x, y in circles]
    signs = []
    for number, shape in enumerate(drawn.countries):
        name = _free_name(len(names[shape.code]) * _LETTER, number, circles, drawn, taken)
        if name:
            taken.append(name)
            signs.append(MapName(shape.code, round(name.middle, 1), round(name.bottom - 4, 1)))
    counts = [
        MapCount(shape.code, numbers[shape.code], x, y) for shape, (x, y) in zip(drawn.countries, circles, strict=True)
    ]
    return signs, counts


def _free_name(width: float, number: int, circles: Sequence[Point], drawn: Map, taken: Sequence[_Box]) -> _Box | None:
    """Return the place nearest to a circle where a name covers nothing and is not taken for that of another circle."""
    (x, y), half = circles[number], width / 2
    offsets = [(dx, dy) for dx in range(*_REACH) for dy in range(*_REACH)]
    for dx, dy in sorted(offsets, key=lambda offset: (math.hypot(offset[0], 2 * offset[1]), offset)):
        middle, line = x + dx, y + dy
        box = _Box(middle - half, line - TEXT / 2, middle + half, line + TEXT / 2)
        inside = box.left >= 2 and box.right <= drawn.width - 2 and box.top >= 2 and box.bottom <= drawn.height - 2
        nearest = min(range(len(circles)), key=lambda other: math.dist(circles[other], (middle, line)))
        if inside and nearest == number and not any(box.overlap(other) for other in taken):
            return box
    return None


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
        name, below = _free_boxes(shape, len(names[shape.code]) * _LETTER, len(row) * APART, drawn, taken)
        taken += [name, below]
        signs.append(MapName(shape.code, round(name.middle, 1), round(name.bottom - 4, 1)))
        for place, cluster in enumerate(row):
            x = below.left + (place + 0.5) * APART
            y = (below.top + below.bottom) / 2
            placed.append(
                MapCluster(
                    id=cluster.id, country=cluster.code, number=cluster.number, x=round(x, 1), y=round(y, 1), spot=None
                )
            )
    order = {cluster.id: number for number, cluster in enumerate(wanted)}
    return signs, sorted(placed, key=lambda cluster: order[cluster.id])


def _free_boxes(
    shape: MapCountry, name_width: float, row_width: float, drawn: Map, taken: Sequence[_Box]
) -> tuple[_Box, _Box]:
    """Return where a country's name and the row below it cover least of what stands there, in or near the country."""
    (x, y), own = shape.label, _Box(*shape.bounds)
    widest = max(name_width, row_width)
    height = TEXT + (APART if row_width else 0)

    def at(dx: float, dy: float) -> tuple[_Box, _Box]:
        middle = min(max(x + dx, widest / 2 + 2), drawn.width - widest / 2 - 2)
        top = min(max(y + dy - height / 2, 2), drawn.height - height - 2)
        name = _Box(middle - name_width / 2, top, middle + name_width / 2, top + TEXT)
        return name, _Box(middle - row_width / 2, name.bottom, middle + row_width / 2, top + height)

    def cost(offset: tuple[int, int]) -> tuple[float, float]:
        (name, row), far = at(*offset), math.hypot(*offset)
        # A circle that covers another is worse than a name behind a circle.
        covered = sum(name.overlap(other) + 10 * row.overlap(other) for other in taken)
        abroad = sum(box.area - box.overlap(own) for box in (name, row))
        return 3 * covered + abroad / 2 + far, far

    first, last = _REACH[0], _REACH[1] - _REACH[2]
    (name, row), (last_name, last_row) = at(first, first), at(last, last)
    around = _Box(min(name.left, row.left), name.top, max(last_name.right, last_row.right), last_row.bottom)
    taken = [other for other in taken if around.overlap(other)]
    offsets = [(dx, dy) for dx in range(*_REACH) for dy in range(*_REACH)]
    return at(*min(offsets, key=cost))


def spread(spots: Sequence[Point], width: float, height: float, apart: float = APART) -> list[Point]:
    """Return points near the spots, inside the frame, none closer to another than a circle is wide."""

    def inside(x: float, y: float) -> Point:
        return min(max(x, apart / 2), width - apart / 2), min(max(y, apart / 2), height - apart / 2)

    points = [inside(*spot) for spot in spots]
    for _ in range(_ROUNDS):
        still = True
        for first, second in _neighbours(points, apart):
            (ax, ay), (bx, by) = points[first], points[second]
            distance = math.hypot(ax - bx, ay - by)
            if distance >= apart:
                continue
            still = False
            # Two at one spot have no direction to part in; their numbers give them one.
            angle = math.atan2(ay - by, ax - bx) if distance else 2.4 * second
            push = (apart - distance) / 2 + 0.1
            dx, dy = math.cos(angle) * push, math.sin(angle) * push
            points[first], points[second] = inside(ax + dx, ay + dy), inside(bx - dx, by - dy)
        if still:
            break
    return [(round(x, 1), round(y, 1)) for x, y in points]


def _neighbours(points: Sequence[Point], apart: float) -> list[tuple[int, int]]:
    """Return the pairs of points that may be too close to each other, or get so while others are pushed apart."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    places = [(int(x // (2 * apart)), int(y // (2 * apart))) for x, y in points]
    for number, place in enumerate(places):
        cells[place].append(number)
    around = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return sorted(
        (number, other)
        for number, (x, y) in enumerate(places)
        for dx, dy in around
        for other in cells.get((x + dx, y + dy), ())
        if other > number
    )
