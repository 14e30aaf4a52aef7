"""Make community/shapes.json, the outlines of all countries, from Natural Earth's (npm world-atlas, public domain).

npm pack world-atlas && tar xzf world-atlas-*.tgz
python scripts/update_map.py package/countries-50m.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from community.drawings import SHAPES_FILE, simplify

TOLERANCE = 0.05  # degrees; about half a pixel of the map at the size it is shown
SMALLEST = 0.02  # square degrees; smaller islands are left out unless a country is nothing else

Ring = list[tuple[float, float]]


def main(source: str) -> None:
    """Read the TopoJSON file, decode and simplify its arcs, and write one list of rings for each country."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [simplify(_decode(arc, topology["transform"]), TOLERANCE) for arc in topology["arcs"]]
    countries: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        # Kosovo has no ISO number; XK is the code that CLDR uses for it.
        code = "XK" if shape["properties"]["name"] == "Kosovo" else _alpha2(shape.get("id", ""))
        if code and "arcs" in shape:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            rings = [_join(polygon[0], arcs) for polygon in polygons]
            large = [ring for ring in rings if abs(area(ring)) >= SMALLEST] or [max(rings, key=lambda r: abs(area(r)))]
            countries[code] = sorted(large, key=lambda ring: -abs(area(ring)))
    lines = [f'"{code}":{json.dumps(rings, separators=(",", ":"))}' for code, rings in sorted(countries.items())]
    SHAPES_FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(countries)} countries in {SHAPES_FILE.name}")


def _alpha2(numeric: str) -> str:
    codes: Any = get_global("territory_aliases").get(numeric, [""])
    return str(codes[0])


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round(x * scale_x + move_x, 2), round(y * scale_y + move_y, 2)))
    return points


def _join(indices: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += part[1:] if ring else part
    return ring


def area(ring: Ring) -> float:
    """Return the signed area of a ring, in square degrees."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


if __name__ == "__main__":
    main(sys.argv[1])
