"""Maps of France, as what a page draws: shapes with their words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portevoix.territories.contours import HEIGHT, SIDE, WIDTH, contours, squares
from portevoix.territories.models import Territory
from portevoix.territories.names import grouped

CLASSES = 5
# Overseas, the outline is drawn as well: an island may be a mere point.
ISLE = " isle"


@dataclass(frozen=True)
class Shape:
    """A path to draw; `css` says how it is filled, `title` what it is."""

    path: str
    css: str
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class Map:
    """Shapes, from the furthest to the nearest, and the codes written under overseas territories."""

    shapes: list[Shape]
    said: str = ""
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def labels(self) -> list[tuple[str, int, int]]:
        return [(code, left + SIDE // 2, top + SIDE + 14) for code, (left, top) in squares().items()]


def place_on_map(here: set[str], around: set[str], said: str) -> Map | None:
    """France, with the départements and overseas territories of *here* filled, those of *around* tinted.

    *said* is what the map shows, in words. None when none of *here* has a contour.
    """
    known = contours()
    if not here & known.keys():
        return None
    isles = squares().keys()
    shapes = []
    for css, codes in {"land": known.keys() - here - around, "around": around - here, "here": here}.items():
        for kept, more in ((codes - isles, ""), (codes & isles, ISLE)):
            if path := "".join(known[code] for code in sorted(kept & known.keys())):
                shapes.append(Shape(path, css + more))
    return Map(shapes, said)


def map_of_populations(territories: list[Territory]) -> tuple[Map, list[tuple[str, int, int]]]:
    """France shaded by population, each shape leading to its page; with the legend, (css, from, to) for each shade."""
    known, counted = contours(), sorted(one.population for one in territories if one.population is not None)
    bounds = [counted[len(counted) * rank // CLASSES] for rank in range(CLASSES)] if counted else []
    legend = [
        (f"shade-{rank}", low, (bounds[rank + 1] - 1) if rank + 1 < len(bounds) else counted[-1])
        for rank, low in enumerate(bounds)
    ]
    shapes = []
    for one in territories:
        if one.code not in known:
            continue
        if one.population is None:
            css, living = "land", _("population non renseignée")
        else:
            css = f"shade-{sum(one.population >= low for low in bounds) - 1}"
            living = _("%(many)s habitants") % {"many": grouped(one.population)}
        css += ISLE if one.code in squares() else ""
        shapes.append(Shape(known[one.code], css, f"{one} ({one.code}), {living}", one.get_absolute_url()))
    return Map(shapes), legend
