"""What the pages of amendments ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from portevoix.commissions.models import Meeting, Membership
from portevoix.commissions.queries.room import WITH_RULES
from portevoix.commissions.seat import current
from portevoix.engine.amendments import competes, identical, order
from portevoix.engine.edits import EditError
from portevoix.engine.text import LEAF, Text, layout
from portevoix.evidence.models import Excerpt, Source
from portevoix.texts.changes import Change, changes, place_in_words
from portevoix.texts.engine_amendments import text_read_by, to_engine_amendment
from portevoix.texts.engine_bridge import source_of, to_engine
from portevoix.texts.models import Amendment, Examination, Version
from portevoix.texts.queries.reading import excerpt_card
from portevoix.texts.rules import may_read_excerpt


@dataclass
class Line:
    """An amendment where it stands in the order of examination."""

    amendment: Amendment
    place: str
    identical: int | None
    common: int | None


def amendments_of(version: Version) -> list[Amendment]:
    """Every amendment of *version* with its author, parent, opinion and ballot; 1 SQL query."""
    found = list(version.amendments.select_related("author", "opinion", "ballot", "because").order_by("number"))
    by_key = {one.pk: one for one in found}
    for one in found:
        one.version = version
        if one.parent_id:
            one.parent = by_key[one.parent_id]
    return found


def in_order(version: Version, text: Text, found: list[Amendment]) -> list[Line]:
    """The amendments in the order of examination (R7, R9); those that are not understood come at the end."""
    by_name = {source_of(one): one for one in found}
    readable = [one for one in found if one.edits is not None and (not one.parent_id or one.parent.edits is not None)]
    numbers = {name: one.number for name, one in by_name.items()}
    lines = [
        Line(
            by_name[placed.id],
            _place(by_name[placed.id], text),
            numbers.get(placed.identical),
            numbers.get(placed.common_discussion),
        )
        for placed in order([to_engine_amendment(one) for one in readable], text)
    ]
    seen = {line.amendment.pk for line in lines}
    return lines + [Line(one, _place(one, text), None, None) for one in found if one.pk not in seen]


def _place(amendment: Amendment, text: Text) -> str:
    if amendment.parent_id:
        return place_in_words(text, amendment.unit_key) or place_in_words(text, amendment.parent.unit_key)
    return place_in_words(text, amendment.unit_key)


def listing(version: Version, *, words="", element="", outcome="", author="") -> dict:
    """The amendments of *version* in order, those that match only; 3 SQL queries whatever their number."""
    found = amendments_of(version)
    text = to_engine(version)
    lines = in_order(version, text, found)
    sought = words.casefold()

    def kept(line: Line) -> bool:
        one = line.amendment
        if element and element not in {
            one.unit_key,
            *(edit.get("unit") or edit.get("parent") for edit in one.edits or ()),
        }:
            return False
        if outcome and outcome != (one.outcome or ("unread" if one.edits is None else "waiting")):
            return False
        if author and author != str(one.author_id):
            return False
        return not sought or sought in f"{one.number} {one.instructions} {one.rationale} {one.author.name}".casefold()

    authors = sorted({(one.author.name, one.author_id) for one in found})
    return {
        "lines": [line for line in lines if kept(line)],
        "total": len(found),
        "decided": sum(bool(one.outcome) for one in found),
        "adopted": sum(one.outcome == Amendment.Outcome.ADOPTED for one in found),
        "unread": sum(one.edits is None and not one.outcome for one in found),
        "authors": [(str(key), name) for name, key in authors],
        "element_place": place_in_words(text, element) if element else "",
    }


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
    if amendment.edits is None:
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


def amendment_page(version: Version, number: int, person) -> dict | None:
    """One amendment, its change in the text, those beside it; None without it. 6 SQL queries."""
    every = amendments_of(version)
    amendment = next((one for one in every if one.number == number), None)
    if amendment is None:
        return None
    text = to_engine(version)
    same, against = neighbours(amendment, every, text)
    cited = amendment.excerpts.select_related("passage__source__commission")
    return {
        "amendment": amendment,
        "place": _place(amendment, text),
        "changes": change_of(amendment, text),
        "same": same,
        "against": against,
        "subs": [one for one in every if one.parent_id == amendment.pk],
        "cosignatories": list(amendment.cosignatories.all()),
        "excerpts": [excerpt_card(excerpt, person) for excerpt in cited],
        "taken_over_by": next((one for one in every if one.taken_over_from_id == amendment.pk), None),
        "taken_over_from": next((one for one in every if one.pk == amendment.taken_over_from_id), None),
        "every": every,
    }


def for_filing(version: Version, person, on) -> dict:
    """Who may sign, what may be cited; 2 SQL queries."""
    members = (
        Membership.objects.filter(current(on), commission=version.text.commission, capacity=Membership.Capacity.ELECTED)
        .select_related("person")
        .exclude(person=person)
        .order_by("person__name")
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
                f"{one.reference} · {one.passage.speaker} : « {one.words[:110]}{'…' if len(one.words) > 110 else ''} »",
            )
            for one in excerpts
            if may_read_excerpt(person, one)
        ],
    }


def unit_in(text: Text, key: str):
    """(unit, whether it is an alinéa, its place in words), or None."""
    unit = layout(text).units.get(key)
    return (unit, unit.kind == LEAF, place_in_words(text, key)) if unit else None


def open_meetings(version: Version):
    """Meetings of the commission, or of its parent, that are open now."""
    commission = version.text.commission
    return Meeting.objects.filter(
        commission__in=[key for key in (commission.pk, commission.parent_id) if key],
        opened_at__isnull=False,
        closed_at=None,
    )


def examination_of(version: Version) -> Examination | None:
    """The examination of *version* with its meeting and the rules it follows, or None; 1 SQL query."""
    followed = [f"meeting__{name}" for name in WITH_RULES]
    return Examination.objects.filter(version=version).select_related(*followed).first()


def examination_page(version: Version) -> dict:
    """The amendments of *version* in the order of examination, and where it stands; 3 SQL queries."""
    found = amendments_of(version)
    lines = in_order(version, to_engine(version), found)
    waiting = [line for line in lines if not line.amendment.outcome]
    return {
        "lines": lines,
        "waiting": len(waiting),
        "next": next((line for line in waiting if line.amendment.edits is not None), waiting[0] if waiting else None),
        "total": len(found),
    }
