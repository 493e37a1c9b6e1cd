"""What becomes of an amendment once others are adopted (R23, R24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portevoix.engine.amendments.competition import meet, touched_units
from portevoix.engine.amendments.reach import Amendment, Effect, Reach, reach_and_effect
from portevoix.engine.text import Layout, Text, layout


@dataclass(frozen=True, slots=True)
class Open:
    """It can still be examined and voted."""


@dataclass(frozen=True, slots=True)
class Fell:
    """*Tombé*: the adopted amendment `because` competes with it (R23)."""

    because: str


@dataclass(frozen=True, slots=True)
class Satisfied:
    """*Satisfait*: the adopted amendment `by` already had its effect, or the version itself (None) (R24)."""

    by: str | None


Fate = Open | Fell | Satisfied


def fate_of(amendment: Amendment, adopted: Sequence[Amendment], text: Text) -> Fate:
    """What becomes of *amendment* once *adopted* have been adopted, in that order, on version *text* (R23, R24).

    `Fell(because)` names the first adopted amendment that competes with it; `Satisfied(by)` the one that completed
    its effect, or None when the version already had it; `Open()` otherwise. For a sub-amendment, *text* is what its
    parent would produce and only sub-amendments of that parent count. Raises EditError.
    """
    return fates([amendment], adopted, text)[amendment.id]


def fates(amendments: Iterable[Amendment], adopted: Sequence[Amendment], text: Text) -> dict[str, Fate]:
    """The fate of each of *amendments*, by id, as `fate_of` says; each is compared only with what touches its units."""
    where = layout(text)
    known = [(found, *reach_and_effect(found, text)) for found in adopted]
    at: dict[object, list[int]] = {}
    for index, (_, touched, done) in enumerate(known):
        for key in (*_places(touched, where), *done):
            at.setdefault(key, []).append(index)
    found: dict[str, Fate] = {}
    for amendment in amendments:
        touched, wanted = reach_and_effect(amendment, text)
        if not wanted:
            # No edit at all is an amendment not read yet, not one that the version satisfies.
            found[amendment.id] = Satisfied(None) if amendment.edits else Open()
            continue
        indexes = {index for key in (*_concerns(touched, where), *wanted) for index in at.get(key, ())}
        found[amendment.id] = _fate(amendment, touched, wanted, [known[index] for index in sorted(indexes)], where)
    return found


def _places(touched: Reach, where: Layout) -> Iterator[tuple[str, str]]:
    """Where an adopted amendment is to be looked for: the units it changes, those it takes whole, what it is inside."""
    yield from (("changed", unit) for unit in (*touched.words, *touched.headings))
    yield from (("whole", unit) for unit in touched.whole)
    inside = {unit for unit, exact in touched_units(touched) if exact}
    for unit, _ in touched_units(touched):
        inside.update(where.ancestors(unit))
    yield from (("inside", unit) for unit in inside)


def _concerns(touched: Reach, where: Layout) -> Iterator[tuple[str, str]]:
    """Where what may meet an amendment is found: never among mere insertions when it only inserts."""
    yield from (("changed", unit) for unit in (*touched.words, *touched.headings))
    above = {unit for unit, _ in touched_units(touched)}
    for unit, _ in touched_units(touched):
        above.update(where.ancestors(unit))
    yield from (("whole", unit) for unit in above)
    yield from (("inside", unit) for unit in touched.whole)


def _fate(
    amendment: Amendment, touched: Reach, wanted: Effect, adopted: list[tuple[Amendment, Reach, Effect]], where: Layout
) -> Fate:
    missing = {("words", edit) for edits in touched.words.values() for edit in edits}
    missing |= {part for part in wanted if part[0] != "text" or part[1] not in touched.words}  # type: ignore[index]
    for other, reached, done in adopted:
        if other.id == amendment.id or other.parent != amendment.parent:
            continue
        missing -= {("words", edit) for edits in reached.words.values() for edit in edits}
        missing -= done
        for part in wanted & done:
            missing -= {("words", edit) for edit in touched.words.get(part[1], ())}  # type: ignore[index]
        if not missing or wanted <= done:
            return Satisfied(other.id)
        if meet(touched, reached, where):
            return Fell(other.id)
    return Open()
