"""The version that adopted amendments lead to, and the report of what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portevoix.command.consolidate.filed import Filed
from portevoix.engine.amendments import (
    Amendment,
    Fell,
    Open,
    Satisfied,
    fates,
    read_on_parent,
    with_sub_amendments,
)
from portevoix.engine.conflicts import Competing, at_peace
from portevoix.engine.consolidation import Conflict, Consolidation, consolidate
from portevoix.engine.digest import version_digest
from portevoix.engine.legistics import left_at_odds, settled
from portevoix.engine.text import LEAF, Text, label, layout


def reached(text: Text, filed: Sequence[Filed]) -> tuple[Consolidation, dict[str, Any]]:
    """The consolidation of what is adopted and understood, and its report.

    Adopted amendments that compete, and that no coordination edit resolves, are none of them applied: the engine never
    chooses, and the report says so. Raises EditError.
    """
    understood = [one for one in filed if one.refusal is None]
    tops = [one for one in understood if one.amendment.parent is None and not one.coordination]
    ruling = [one.amendment for one in understood if one.coordination and one.adopted]
    adopted, competing = _with_subs(text, [one.amendment for one in tops if one.adopted], understood)
    adopted, more = at_peace(text, adopted, ruling)
    competing += more
    adopted = settled(sorted(adopted, key=lambda one: one.rank), text)
    found = consolidate(text, adopted, ruling)
    others = fates([one.amendment for one in tops if not one.adopted], adopted, text)
    rows = _rows(filed, found, {one.id for one in adopted}, competing, others)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["fate"]] = counts.get(row["fate"], 0) + 1
    where = layout(text)
    report = {
        "complete": not competing and not any(one.refusal and one.adopted for one in filed),
        "base": {"title": text.title, "digest": version_digest(text)},
        "next": {"title": found.text.title, "digest": version_digest(found.text)},
        "counts": counts,
        "amendments": rows,
        "at_odds": [
            {"unit": one.unit, "reason": one.fr, "proposal": one.proposal} for one in left_at_odds(text, found.text)
        ],
        "not_understood": [
            {"id": one.amendment.id, "line": one.line, "sentence": one.refusal.sentence, "reason": one.refusal.reason}
            for one in filed
            if one.refusal
        ],
        "competing": [
            {
                "amendments": list(group.amendments),
                "units": list(group.units),
                "places": [place(text, key) for key in group.units if key in where.units],
            }
            for group in competing
        ],
        "superseded": [gone._asdict() for gone in found.superseded],
    }
    return found, report


def place(text: Text, key: str) -> str:
    """Where unit *key* is, as a person says it: `Proposition 3, alinéa 2`."""
    where = layout(text)
    unit = where.units[key]
    if unit.kind != LEAF:
        return label(unit)
    above = where.parents[key]
    rank = f"alinéa {where.ranks[key]}"
    return f"{label(where.units[above])}, {rank}" if above else rank


def _with_subs(text: Text, adopted: list[Amendment], filed: Sequence[Filed]) -> tuple[list[Amendment], list[Competing]]:
    """*adopted* as their adopted sub-amendments make them (R9); those whose sub-amendments compete are put aside."""
    below: dict[str, list[Amendment]] = {}
    for one in filed:
        if one.amendment.parent is not None and one.adopted:
            below.setdefault(one.amendment.parent, []).append(one.amendment)

    def rewritten(amendment: Amendment, target: Text) -> Amendment:
        if not (subs := below.get(amendment.id)):
            return amendment
        given = read_on_parent(target, amendment)
        return with_sub_amendments(amendment, [rewritten(sub, given) for sub in subs], target)

    kept: list[Amendment] = []
    aside: list[Competing] = []
    for amendment in adopted:
        try:
            kept.append(rewritten(amendment, text))
        except Conflict as conflict:
            aside.append(Competing((conflict.first, conflict.second, amendment.id), (conflict.unit,)))
    return kept, aside


def _rows(
    filed: Sequence[Filed],
    found: Consolidation,
    applied: set[str],
    competing: list[Competing],
    others: dict[str, Open | Fell | Satisfied],
) -> list[dict[str, Any]]:
    twins = {twin: first for first, same in found.credited_with.items() for twin in same}
    against = {
        name: [one for one in group.amendments if one != name] for group in competing for name in group.amendments
    }
    alive = set(applied)
    rows = []
    for one in filed:
        name, parent = one.amendment.id, one.amendment.parent
        row: dict[str, Any] = {"id": name, "line": one.line, "author": one.author, "parent": parent}
        if one.refusal:
            row["fate"] = "not_understood"
        elif name in against:
            row |= {"fate": "competing", "with": against[name]}
        elif one.coordination:
            row["fate"] = "coordination" if one.adopted else "not_adopted"
        elif parent is not None:
            row["fate"] = "adopted" if one.adopted and parent in alive else "fell" if one.adopted else "not_adopted"
            if row["fate"] == "adopted":
                alive.add(name)
            elif row["fate"] == "fell":
                row["because"] = parent
        elif one.adopted:
            row["fate"] = "adopted"
            if name in twins:
                row["identical_to"] = twins[name]
        else:
            row |= _fate(others[name])
        rows.append(row)
    return rows


def _fate(fate: Open | Fell | Satisfied) -> dict[str, Any]:
    match fate:
        case Fell(because):
            return {"fate": "fell", "because": because}
        case Satisfied(by):
            return {"fate": "satisfied", "by": by}
    return {"fate": "not_adopted"}
