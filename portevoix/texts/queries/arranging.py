"""The amendments of a version in the order of examination, as it is kept, or found again where it is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portevoix.texts.arrangement import Arranged, arranged, from_content
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Arrangement, Version


@dataclass
class Placed:
    """An amendment where it stands in the order of examination; groups are named by their first amendment."""

    amendment: Amendment
    place: str
    identical: Amendment | None
    common: Amendment | None


def amendments_of(version: Version) -> list[Amendment]:
    """Every amendment of *version* with its author, parent, opinion and ballot; 1 SQL query."""
    found = list(version.amendments.select_related("author", "opinion", "ballot", "because").order_by("number"))
    return tied(version, found)


def tied(version: Version, found: list[Amendment]) -> list[Amendment]:
    """*found*, all the amendments of *version*, each knowing it and its parent without a query."""
    by_key = {one.pk: one for one in found}
    for one in found:
        one.version = version
        if one.parent_id:
            one.parent = by_key[one.parent_id]
    return found


def arrangement_of(version: Version, numbers: Collection[int]) -> Arranged:
    """The amendments of *version*, whose *numbers* are given, arranged; 1 SQL query.

    Where what is kept is not of these amendments, it is found again, with 2 queries more.
    """
    kept = Arrangement.objects.filter(version=version).first() if numbers else None
    if kept is not None:
        made = from_content(kept.content)
        if {line.number for line in made.lines} == set(numbers):
            return made
    if not numbers:
        return Arranged([], {})
    return arranged(to_engine(version), amendments_of(version))


def in_order(version: Version, found: list[Amendment]) -> list[Placed]:
    """*found*, every amendment of *version*, in the order of examination (R7, R9); 1 SQL query."""
    by_number = {one.number: one for one in found}
    return [
        Placed(by_number[line.number], line.place, by_number.get(line.identical), by_number.get(line.common))
        for line in arrangement_of(version, by_number).lines
    ]
