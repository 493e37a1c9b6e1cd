"""Edits as JSON, read back strictly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from portevoix.engine.edits.kinds import DeleteUnit, Edit, EditError, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading
from portevoix.engine.text import canonical_unit, unit_from_canonical

_KINDS: dict[str, type] = {
    "replace_words": ReplaceWords,
    "delete_unit": DeleteUnit,
    "replace_unit": ReplaceUnit,
    "insert_units": InsertUnits,
    "set_heading": SetHeading,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def to_json(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """*edits* as JSON-able objects, each with its `edit` kind and its fields."""
    return [
        {"edit": _NAMES[type(edit)]}
        | {
            field.name: [canonical_unit(unit) for unit in edit.units]
            if field.name == "units"
            else getattr(edit, field.name)
            for field in fields(edit)
        }
        for edit in edits
    ]


def from_json(values: Any) -> tuple[Edit, ...]:
    """The edits written by `to_json`. Raises EditError on an unknown kind or field, a missing one, or a wrong type."""
    if not isinstance(values, list):
        raise _unreadable("une liste de modifications est attendue", "a list of edits is expected")
    return tuple(_edit_from_json(value) for value in values)


def _unreadable(fr: str, en: str) -> EditError:
    return EditError(f"Modification illisible\u202f: {fr}.", f"Unreadable edit: {en}.", None)


def _edit_from_json(value: Any) -> Edit:
    if not isinstance(value, Mapping):
        raise _unreadable("un objet est attendu", "an object is expected")
    kind = _KINDS.get(value["edit"]) if isinstance(value.get("edit"), str) else None
    if kind is None:
        raise _unreadable(f"genre inconnu, {value.get('edit')!r}", f"unknown kind, {value.get('edit')!r}")
    names = {field.name for field in fields(kind)}
    if names != set(value) - {"edit"}:
        odd = ", ".join(sorted(map(str, names ^ (set(value) - {"edit"}))))
        raise _unreadable(f"champs inconnus ou manquants, {odd}", f"unknown or missing fields, {odd}")
    found: dict[str, Any] = {}
    for name in names:
        given = value[name]
        if name in ("start", "end"):
            fits = isinstance(given, int) and not isinstance(given, bool) and given >= 0
        elif name == "units":
            fits = isinstance(given, list)
        else:
            fits = isinstance(given, str) or (given is None and kind is InsertUnits)
        if not fits:
            raise _unreadable(f"valeur inattendue pour «\u202f{name}\u202f»", f"unexpected value of {name!r}")
        if name == "units":
            try:
                given = tuple(unit_from_canonical(unit) for unit in given)
            except (ValueError, RecursionError) as error:
                raise _unreadable(f"élément mal formé ({error})", str(error)) from error
        found[name] = given
    if kind is ReplaceWords and found["start"] > found["end"]:
        raise _unreadable("la fin précède le début", "the end comes before the start")
    return kind(**found)
