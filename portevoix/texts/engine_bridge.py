"""Between the rows that the database holds and the engine's texts: nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from portevoix.engine.text import LEAF, Text, Unit, canonical_unit, keyed, unit_from_canonical
from portevoix.texts import models

Origins = Mapping[str, Iterable]  # unit key → runs [start, end, source]; removals: unit key → [at, words, source]


def subject_of(about) -> str:
    """What the journal calls a text, a version or an amendment: `text:SLUG`, `version:SLUG/1`, `amendment:SLUG/1/12`.

    A draft has no name of its own: what happens to it happens to its text.
    """
    if isinstance(about, models.Amendment):
        return f"amendment:{about.version.text.slug}/{about.version.number}/{about.number}"
    if isinstance(about, models.Version):
        return f"version:{about.text.slug}/{about.number}" if about.number else f"text:{about.text.slug}"
    return f"text:{about.slug}"


def source_of(amendment) -> str:
    """The origin of the words that *amendment* brings (R27): `amendment:1/12`, version then number."""
    return f"amendment:{amendment.version.number}/{amendment.number}"


def to_engine(version, rows=None) -> Text:
    """*version* as the engine's text; one SQL query, none when its *rows* are given, in reading order."""
    rows = list(version.units.order_by("position") if rows is None else rows)
    children: dict[str, list] = {}
    for row in rows:
        children.setdefault(row.parent_key, []).append(row)

    def units(parent: str) -> tuple[Unit, ...]:
        return tuple(
            Unit(row.key, row.kind, row.number, row.heading, row.words, units(row.key))
            for row in children.get(parent, ())
        )

    return Text(version.title, units(""), version.language)


def store(version, text: Text, origins: Origins | None = None, removals: Origins | None = None) -> list:
    """Write *text* as the units of *version*, in place of those it had; returns the rows. Two SQL queries.

    *origins* and *removals* hold, by unit key, the runs that `UnitRow` describes; a unit that is not in them is
    wholly of the base version. Unsaved changes to the title or language of *version* are the caller's to save.
    """
    origins, removals = origins or {}, removals or {}
    ranks = {unit.key: rank for unit, _, rank in text.alineas()}
    rows = [
        models.UnitRow(
            version=version,
            key=unit.key,
            parent_key=parent.key if parent else "",
            position=position,
            kind=unit.kind,
            number=unit.number,
            heading=unit.heading,
            words=unit.text,
            rank=ranks.get(unit.key, 0),
            origins=[list(run) for run in origins.get(unit.key, ())] or default_origins(unit),
            removals=[list(run) for run in removals.get(unit.key, ())],
        )
        for position, (unit, parent) in enumerate(text.walk())
    ]
    models.UnitRow.objects.filter(version=version).delete()
    return models.UnitRow.objects.bulk_create(rows, batch_size=500)


def store_consolidation(version, made) -> list:
    """Write what the engine's `consolidate` gave as *version*: its units, and the origin of everything (R27).

    Returns the rows; *version* gets `removed_units` and `heading_origins`, which the caller saves.
    """
    version.removed_units = [
        {
            "unit": canonical_unit(gone.unit),
            "parent": gone.parent,
            "after": gone.after,
            "source": gone.source,
        }
        for gone in made.removed_units
    ]
    version.heading_origins = dict(made.headings)
    return store(version, made.text, made.origins, made.removals)


def default_origins(unit: Unit) -> list:
    """The runs of a unit that no amendment touched: one, without source (nothing for a container)."""
    return [[0, len(unit.text), None]] if unit.kind == LEAF and unit.text else []


def ready(text: Text) -> Text:
    """*text* with a key on every unit, none of them twice."""
    return Text(text.title, keyed(text.units), text.language)


def removers(version) -> dict[str, str]:
    """Who removed each unit gone since the base version: key of the unit, or of one it held → source."""
    return {
        inner.key: gone["source"]
        for gone in version.removed_units
        for inner in unit_from_canonical(gone["unit"]).walk()
    }


_LETTERS = {
    "title": "titre-", "chapter": "chapitre-", "priority": "priorite-", "proposition": "p", "article": "art-",
    "section": "section-",
}  # fmt: skip


def anchors(text: Text) -> dict[str, str]:
    """The anchor of each unit in a page, by key: `p3` for proposition 3, `p3-a2` for its second alinéa.

    Anchors follow the numbers that people read and are unique in the page.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    ranks: dict[str | None, int] = {}
    for unit, parent in text.walk():
        place = parent.key if parent else None
        if unit.kind == LEAF:
            ranks[place] = ranks.get(place, 0) + 1
            wanted = f"{found[place]}-a{ranks[place]}" if place else f"a{ranks[place]}"
        else:
            counts[unit.kind] = counts.get(unit.kind, 0) + 1
            number = re.sub(r"[^0-9a-z]+", "-", unit.number.lower()).strip("-") or str(counts[unit.kind])
            wanted = f"{_LETTERS[unit.kind]}{number}"
            if wanted in taken and place:
                wanted = f"{found[place]}-{wanted}"
        anchor, turn = wanted, 1
        while anchor in taken:
            turn += 1
            anchor = f"{wanted}-{turn}"
        taken.add(anchor)
        found[unit.key] = anchor
    return found
