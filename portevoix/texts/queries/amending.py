"""What the pages of amendments ask."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from portevoix.commissions.models import Membership
from portevoix.commissions.seat import current
from portevoix.engine.amendments import competes, identical
from portevoix.engine.edits import EditError
from portevoix.engine.text import LEAF, Text, layout
from portevoix.evidence.models import Excerpt, Source
from portevoix.texts.arrangement import Line
from portevoix.texts.changes import Change, changes, place_in_words
from portevoix.texts.engine_amendments import text_read_by, to_engine_amendment
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Version
from portevoix.texts.queries.arranging import arrangement_of
from portevoix.texts.queries.listing import next_among, rows_of
from portevoix.texts.queries.reading import excerpt_card
from portevoix.texts.rules import may_read_excerpt


def change_of(amendment: Amendment, text: Text) -> list[Change]:
    """What *amendment* does, on the version or on what its parent would produce; nothing when not understood."""
    if amendment.edits is None or (amendment.parent_id and amendment.parent.edits is None):
        return []
    try:
        return changes(text_read_by(amendment, text), to_engine_amendment(amendment).edits)
    except EditError:
        return []


def neighbours(amendment: Amendment, every: list[Amendment], text: Text) -> tuple[list[Amendment], list[Amendment]]:
    """(identical, competing) to *amendment* among those beside it (R8)."""
    if amendment.edits is None or (amendment.parent_id and amendment.parent.edits is None):
        return [], []
    mine, read_on = to_engine_amendment(amendment), text_read_by(amendment, text)
    same, against = [], []
    for one in every:
        if one.pk == amendment.pk or one.edits is None or one.parent_id != amendment.parent_id:
            continue
        other = to_engine_amendment(one)
        if identical(mine, other, read_on):
            same.append(one)
        elif competes(mine, other, read_on):
            against.append(one)
    return same, against


def _beside(lines: list[Line], mine: Line) -> set[int]:
    """The numbers of those of *lines* that bear on what *mine* bears on, itself included."""
    keys, all_keys = set(mine.keys), {*mine.keys, *mine.within}
    return {mine.number} | {
        line.number for line in lines if not all_keys.isdisjoint(line.keys) or not keys.isdisjoint(line.within)
    }


def amendment_page(version: Version, number: int, person, *, with_excerpts: bool = True) -> dict | None:
    """One amendment, its change in the text, those beside it, the next one to mend; None without it. 6 SQL queries,
    however many there are, 5 without the excerpts it cites, 4 for an imported one."""
    rows = {row.number: row for row in rows_of(version)}
    lines = arrangement_of(version, rows).lines
    line = next((line for line in lines if line.number == number), None)
    if line is None:
        return None
    beside = _beside(lines, line)
    tied_to = version.amendments.filter(
        Q(parent__number=number) | Q(sub_amendments__number=number) | Q(taken_over_from__number=number)
    )
    found = version.amendments.filter(Q(number__in=beside) | Q(pk__in=tied_to.values("pk"))).order_by("number")
    every = list(
        found.select_related(
            "author", "opinion", "ballot", "because", "imported_from", "taken_over_from__author", "mended_by"
        )
    )
    amendment = next(one for one in every if one.number == number)
    by_key = {one.pk: one for one in every}
    for one in every:
        one.version = version
        if one.parent_id in by_key:
            one.parent = by_key[one.parent_id]
    text = to_engine(version)
    same, against = neighbours(amendment, every, text)
    signed, cited = [], []
    if amendment.author_id:  # an imported one has neither
        signed = [one.name for one in amendment.cosignatories.all()]
        cited = amendment.excerpts.select_related("passage__source__commission") if with_excerpts else ()
    return {
        "amendment": amendment,
        "place": line.place,
        "home": line.home,
        "changes": change_of(amendment, text),
        "same": same,
        "against": against,
        "subs": [one for one in every if one.parent_id == amendment.pk],
        "cosignatories": signed + amendment.cosignatory_names,
        "excerpts": [excerpt_card(excerpt, person) for excerpt in cited],
        "taken_over_by": next((one for one in every if one.taken_over_from_id == amendment.pk), None),
        "taken_over_from": amendment.taken_over_from,
        "to_mend": next_among(rows, lines, number),
        "engine_text": text,
    }


def for_filing(version: Version, person, on) -> dict:
    """Who may sign, what may be cited; 2 SQL queries."""
    members = (
        Membership.objects.filter(current(on), commission=version.text.commission, capacity=Membership.Capacity.ELECTED)
        .select_related("person")
        .exclude(person=person)
        .order_by("person__sorted_as", "pk")
    )
    excerpts = (
        Excerpt.objects.filter(masked_at=None, passage__masked_at=None)
        .filter(
            Q(passage__source__access=Source.Access.PUBLIC) | Q(passage__source__commission=version.text.commission)
        )
        .select_related("passage__source__commission")
        .order_by("-pk")[:60]
    )
    return {
        "members": [(str(seat.person_id), seat.person.name) for seat in members],
        "excerpts": [
            (
                str(one.pk),
                f"{one.reference} · {one.passage.speaker} : « {one.words[:110]}{'…' if len(one.words) > 110 else ''} »"
                + (" ({})".format(_("à revoir")) if one.flagged_at else ""),
            )
            for one in excerpts
            if may_read_excerpt(person, one)
        ],
    }


def unit_in(text: Text, key: str):
    """(unit, whether it is an alinéa, its place in words), or None."""
    unit = layout(text).units.get(key)
    return (unit, unit.kind == LEAF, place_in_words(text, key)) if unit else None


def places(text: Text, source_place: str = "") -> list[tuple[str, str]]:
    """The containers of *text* that instructions may be read on, and none: what the source says is not there."""
    absent = _("%(place)s (absent de cette version)") % {"place": source_place} if source_place else _("le texte")
    return [
        ("", absent),
        *((unit.key, place_in_words(text, unit.key)) for unit, _up in text.walk() if unit.kind != LEAF),
    ]


READ_ON = 80  # alinéas shown beside the instructions to mend


def read_on(text: Text, key: str) -> dict | None:
    """The container on which instructions filed on *key* are read, its alinéas with their numbers; None without one."""
    where = layout(text)
    unit = where.units.get(key)
    if unit is not None and unit.kind == LEAF:
        unit = where.units.get(where.parents[key] or "")
    if unit is None:
        return None
    alineas = [(where.ranks[one.key], one.text) for one in unit.children if one.kind == LEAF]
    return {
        "place": place_in_words(text, unit.key),
        "alineas": alineas[:READ_ON],
        "more": max(len(alineas) - READ_ON, 0),
    }
