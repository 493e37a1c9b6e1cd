"""Adopted amendments that compete: a person resolves it, the engine names them and never chooses (R26)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from portevoix.engine.amendments import Amendment, groups
from portevoix.engine.consolidation import Conflict, consolidate
from portevoix.engine.edits import InsertUnits
from portevoix.engine.text import Text


class Competing(NamedTuple):
    """Adopted amendments of which none is applied, and the units where they meet (R26)."""

    amendments: tuple[str, ...]
    units: tuple[str, ...]


def at_peace(
    text: Text, adopted: Sequence[Amendment], ruling: Sequence[Amendment] = ()
) -> tuple[list[Amendment], list[Competing]]:
    """Those of *adopted* that can be applied together on *text*, and those that compete and that no coordination edit of
    *ruling* resolves (R26); both in their order. Raises EditError."""
    same, linked = groups([*adopted, *ruling], text)
    members: dict[int, list[int]] = {}
    for index in range(len(adopted)):
        members.setdefault(linked[index], []).append(index)
    resolved = set(linked[len(adopted) :])
    kept: list[int] = []
    aside: list[Competing] = []
    for group, indexes in members.items():
        together = [adopted[index] for index in indexes]
        if len({same[index] for index in indexes}) == 1 or (group in resolved and _applies(text, together, ruling)):
            kept.extend(indexes)
        else:
            aside.append(Competing(tuple(one.id for one in together), _meeting(together)))
    return [adopted[index] for index in sorted(kept)], aside


def _applies(text: Text, adopted: Sequence[Amendment], ruling: Sequence[Amendment]) -> bool:
    try:
        consolidate(text, adopted, ruling)
    except Conflict:
        return False
    return True


def _meeting(amendments: Sequence[Amendment]) -> tuple[str, ...]:
    """The units that several of *amendments* change; all that they change when each changes its own."""
    times: dict[str, int] = {}
    for amendment in amendments:
        keys = {edit.parent if isinstance(edit, InsertUnits) else edit.unit for edit in amendment.edits}
        for key in sorted(key for key in keys if key is not None):
            times[key] = times.get(key, 0) + 1
    return tuple(key for key, count in times.items() if count > 1) or tuple(times)
