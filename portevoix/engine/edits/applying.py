"""Edits applied to a text, and undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portevoix.engine.edits.kinds import DeleteUnit, Edit, EditError, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading
from portevoix.engine.text import LEAF, Layout, Text, Unit, layout


def check(edit: Edit, where: Layout) -> None:
    """Raises EditError unless *edit* alone fits the version laid out in *where*."""
    match edit:
        case InsertUnits(parent, after, units):
            if parent is not None:
                held = where.units.get(parent)
                if held is None:
                    raise _unknown(parent)
                if held.kind == LEAF:
                    raise EditError(
                        f"L’alinéa «\u202f{parent}\u202f» ne peut pas contenir d’autre élément.",
                        f"Alinéa {parent!r} cannot hold another unit.",
                        parent,
                    )
            if after is not None:
                if after not in where.units:
                    raise _unknown(after)
                if where.parents[after] != parent:
                    raise EditError(
                        f"L’élément «\u202f{after}\u202f» n’est pas directement dans "
                        f"«\u202f{parent or 'le texte'}\u202f».",
                        f"Unit {after!r} is not directly in {parent or 'the text'!r}.",
                        after,
                    )
            if not units:
                raise EditError("Il n’y a rien à insérer.", "There is nothing to insert.", parent)
        case _:
            unit = where.units.get(edit.unit)
            if unit is None:
                raise _unknown(edit.unit)
            if isinstance(edit, ReplaceWords):
                if unit.kind != LEAF:
                    raise EditError(
                        f"L’élément «\u202f{unit.key}\u202f» n’est pas un alinéa\u202f: il n’a pas de mots à lui.",
                        f"Unit {unit.key!r} is not an alinéa: it has no words of its own.",
                        unit.key,
                    )
                if not 0 <= edit.start <= edit.end <= len(unit.text):
                    raise EditError(
                        f"La modification porte sur les caractères {edit.start} à {edit.end}, "
                        f"hors de l’alinéa, qui en compte {len(unit.text)}.",
                        f"The edit covers characters {edit.start} to {edit.end}, outside the alinéa, "
                        f"which has {len(unit.text)}.",
                        unit.key,
                    )
            elif isinstance(edit, SetHeading) and unit.kind == LEAF:
                raise EditError(
                    f"L’alinéa «\u202f{unit.key}\u202f» n’a pas d’intitulé.",
                    f"Alinéa {unit.key!r} has no heading.",
                    unit.key,
                )


def _unknown(key: str) -> EditError:
    return EditError(
        f"Aucun élément du texte ne porte la clé «\u202f{key}\u202f».", f"No unit of the text is called {key!r}.", key
    )


def _overlap(key: str | None) -> EditError:
    return EditError(
        "Deux modifications portent sur les mêmes mots ou sur le même élément\u202f: "
        "elles ne peuvent pas s’appliquer ensemble.",
        "Two edits bear on the same words or the same unit: they cannot be applied together.",
        key,
    )


def apply(text: Text, edits: Iterable[Edit]) -> Text:
    """*text* once all of *edits* are applied, each read on *text* itself (R3).

    Several insertions at one place come in the order given. Raises EditError when an edit does not fit the text,
    overlaps another, or gives two units the same key.
    """
    edits = tuple(edits)
    if not edits:
        return text
    where = layout(text)
    words: dict[str, list[ReplaceWords]] = {}
    whole: dict[str, DeleteUnit | ReplaceUnit] = {}
    headings: dict[str, str] = {}
    inserted: dict[tuple[str | None, str | None], list[Unit]] = {}
    for edit in edits:
        check(edit, where)
        match edit:
            case ReplaceWords():
                words.setdefault(edit.unit, []).append(edit)
            case InsertUnits(parent, after, units):
                inserted.setdefault((parent, after), []).extend(units)
            case SetHeading(unit, heading):
                if unit in headings:
                    raise _overlap(unit)
                headings[unit] = heading
            case _:
                if edit.unit in whole:
                    raise _overlap(edit.unit)
                whole[edit.unit] = edit
    for key in (*words, *headings, *whole):
        if (key in whole and (key in words or key in headings)) or any(up in whole for up in where.ancestors(key)):
            raise _overlap(key)
    for parent, _ in inserted:
        if parent is not None and (parent in whole or any(up in whole for up in where.ancestors(parent))):
            raise _overlap(parent)
    touched = {None}
    for key in (*words, *headings, *whole):
        touched.add(key)
        touched.update(where.ancestors(key))
    for parent, _ in inserted:
        if parent is not None:
            touched.add(parent)
            touched.update(where.ancestors(parent))

    def rebuild(units: tuple[Unit, ...], parent: str | None) -> tuple[Unit, ...]:
        made = list(inserted.get((parent, None), ()))
        for unit in units:
            change = whole.get(unit.key)
            if isinstance(change, ReplaceUnit):
                made.extend(change.units)
            elif change is None:
                made.append(_changed(unit) if unit.key in touched else unit)
            made.extend(inserted.get((parent, unit.key), ()))
        return tuple(made)

    def _changed(unit: Unit) -> Unit:
        if unit.kind == LEAF:
            return replace(unit, text=apply_words(unit.text, words[unit.key]))
        return replace(unit, heading=headings.get(unit.key, unit.heading), children=rebuild(unit.children, unit.key))

    result = replace(text, units=rebuild(text.units, None))
    if inserted or whole:
        refuse_repeated_keys(result)
    return result


def refuse_repeated_keys(text: Text) -> None:
    """Raises EditError when two units of *text* have one key."""
    seen: set[str] = set()
    for unit, _ in text.walk():
        if unit.key in seen:
            raise EditError(
                f"Deux éléments du texte porteraient la même clé, «\u202f{unit.key}\u202f».",
                f"Two units of the text would be called {unit.key!r}.",
                unit.key,
            )
        seen.add(unit.key)


def in_place_order(edits: Iterable[ReplaceWords]) -> list[ReplaceWords]:
    """*edits* of one alinéa from left to right; at one point insertions first, in the order given."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def apply_words(text: str, edits: Iterable[ReplaceWords]) -> str:
    """The words of an alinéa once *edits* are applied, all read on *text*. Raises EditError when two overlap."""
    parts: list[str] = []
    reached = 0
    for edit in in_place_order(edits):
        if edit.start < reached:
            raise _overlap(edit.unit)
        parts += (text[reached : edit.start], edit.words)
        reached = edit.end
    parts.append(text[reached:])
    return "".join(parts)


def invert(text: Text, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, read on `apply(text, edits)`, that give *text* back: `apply(apply(t, e), invert(t, e)) == t`.

    Raises EditError when *edits* do not apply to *text*.
    """
    edits = tuple(edits)
    result = apply(text, edits)
    before, after = layout(text), layout(result)
    undone: list[Edit] = []
    words: dict[str, list[ReplaceWords]] = {}
    for edit in edits:
        if isinstance(edit, ReplaceWords):
            words.setdefault(edit.unit, []).append(edit)
    for key, changes in words.items():
        shift = 0
        for edit in in_place_order(changes):
            start = edit.start + shift
            undone.append(
                ReplaceWords(key, start, start + len(edit.words), before.units[key].text[edit.start : edit.end])
            )
            shift += len(edit.words) - (edit.end - edit.start)
    undone.extend(
        SetHeading(edit.unit, before.units[edit.unit].heading) for edit in edits if isinstance(edit, SetHeading)
    )
    holders = {edit.parent for edit in edits if isinstance(edit, InsertUnits)}
    holders |= {before.parents[edit.unit] for edit in edits if isinstance(edit, DeleteUnit | ReplaceUnit)}
    for holder in sorted(holders, key=lambda key: -1 if key is None else before.place[key]):
        old = before.units[holder].children if holder is not None else text.units
        new = after.units[holder].children if holder is not None else result.units
        undone.extend(
            _restore(holder, old, new, {edit.unit for edit in edits if isinstance(edit, DeleteUnit | ReplaceUnit)})
        )
    return tuple(undone)


def _restore(holder: str | None, old: Sequence[Unit], new: Sequence[Unit], rewritten: set[str]) -> list[Edit]:
    """The edits that turn the children *new* of *holder* back into *old*: what stayed is left alone."""
    stayed = {unit.key for unit in old if unit.key not in rewritten}
    undone: list[Edit] = [DeleteUnit(unit.key) for unit in new if unit.key not in stayed]
    anchor: str | None = None
    pending: list[Unit] = []
    for unit in (*old, None):
        if unit is not None and unit.key not in stayed:
            pending.append(unit)
            continue
        if pending:
            undone.append(InsertUnits(holder, anchor, tuple(pending)))
            pending = []
        anchor = unit.key if unit else None
    return undone
