"""What the pages that write a draft ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission
from portevoix.commissions.seat import seat_of
from portevoix.engine.digest import version_digest
from portevoix.engine.text import LEAF
from portevoix.engine.text import Text as EngineText
from portevoix.evidence.models import Excerpt, Source
from portevoix.texts import drafts
from portevoix.texts.actions.drafting import problems_of
from portevoix.texts.engine_bridge import anchors, to_engine
from portevoix.texts.models import Basis, Text, Version
from portevoix.texts.queries import reading
from portevoix.texts.rules import drafts_it

SLICE = 100  # alinéas written on one page
PREVIEWED = 150  # alinéas shown before an import
CHOICES = 20  # excerpts offered on one page
ADD = {
    "title": _("Ajouter un titre"),
    "chapter": _("Ajouter un chapitre"),
    "section": _("Ajouter une section"),
    "priority": _("Ajouter une priorité"),
    "proposition": _("Ajouter une proposition"),
    "article": _("Ajouter un article"),
}


def commissions_among(commissions: Sequence[Commission]):
    """The same commissions, as a form field takes them; one SQL query when it is shown."""
    return Commission.objects.filter(pk__in=[one.pk for one in commissions])


def top_offers(text: Text) -> list[tuple[str, str]]:
    """The containers that may be added at the top of *text*: (kind, what the button says)."""
    return [(kind, ADD[kind]) for kind in drafts.OFFERED[text.kind][""]]


def offers(text: Text, items) -> dict[str, list[tuple[str, str]]]:
    """The containers that may be added in each container shown, by its key."""
    wanted = drafts.OFFERED[text.kind]
    return {
        item.unit.key: [(kind, ADD[kind]) for kind in wanted[item.unit.kind] if kind in drafts.HOLDS[item.unit.kind]]
        for item in items
        if item.unit.kind in wanted
    }


def preview(content: EngineText) -> dict:
    """What an import would make: counts, and the units as they would be read. No SQL query."""
    units = [unit for unit, _up in content.walk()]
    ranks = {unit.key: rank for unit, _up, rank in content.alineas()}
    shown, alineas = [], 0
    for unit in units:
        alineas += unit.kind == LEAF
        if alineas > PREVIEWED:
            break
        shown.append({"unit": unit, "rank": ranks.get(unit.key), "label": drafts.named(unit) if unit.number else ""})
    return {"shown": shown, "numbers": counts(content), "alineas": len(ranks), "more": max(len(ranks) - PREVIEWED, 0)}


def counts(content: EngineText) -> list[tuple[str, int]]:
    """How many units of each kind *content* holds, alinéas last: (kind, number)."""
    found: dict[str, int] = {}
    for unit, _up in content.walk():
        found[unit.kind] = found.get(unit.kind, 0) + 1
    return sorted(found.items(), key=lambda pair: pair[0] == LEAF)


def place_in_draft(version: Version, key: str) -> str:
    """The end of the address at which unit *key* is read in the draft; one SQL query."""
    rows = list(version.units.order_by("position"))
    found = anchors(to_engine(version, rows))
    if key not in found:
        return ""
    part = reading.part_of(rows, key)
    return f"?partie={part}#{found[key]}" if part > 1 else f"#{found[key]}"


@dataclass
class Line:
    """An alinéa in the form that writes it; `now` is the wording it took meanwhile, when it is not the one shown."""

    key: str
    rank: int
    words: str
    seen: str
    now: str | None = None
    rows: int = 3


def _height(words: str) -> int:
    return min(max(len(words) // 75 + 2, 3), 14)


def write_page(version: Version, key: str, *, start: int = 1, typing=None, current: dict | None = None) -> dict | None:
    """The form of container *key* ("" for the preamble), None when it is gone; one SQL query.

    *typing* is what was typed and not saved: its words are shown in place of those stored. *current* gives the
    wording that units took meanwhile: the form shows both, and whoever sends it again has seen both.
    """
    current = current or {}
    rows = list(version.units.order_by("position"))
    container = next((row for row in rows if row.key == key), None)
    if key and (container is None or container.kind == LEAF):
        return None
    alineas = [row for row in rows if row.parent_key == key and row.kind == LEAF]
    start = min(max(start, 1), max(len(alineas), 1))
    shown = alineas[start - 1 : start - 1 + SLICE]
    typed = {one.key: one for one in typing.alineas} if typing else {}
    lines = []
    for row in shown:
        stored = drafts.seen(row.heading, row.words)
        one = typed.get(row.key)
        line = Line(row.key, row.rank, one.words if one else row.words, one.seen if one else stored)
        if row.key in current:
            line.now, line.seen = row.words, stored
        line.rows = _height(line.words)
        lines.append(line)
    present = {row.key for row in alineas}
    homeless = [one.words for one in typed.values() if one.key not in present and one.words.strip()]
    own = container.heading if container else version.title
    given = typing.heading if typing else None
    heading = Line(key, 0, given.words if given else own, given.seen if given else drafts.seen(own, ""))
    if key in current:
        heading.now, heading.seen = own, drafts.seen(own, "")
    return {
        "text": version.text,
        "version": version,
        "container": container,
        "label": drafts.named(container) if container else "",
        "heading": heading,
        "lines": lines,
        "new": "\n".join(part for part in (typing.new if typing else "", *homeless) if part),
        "homeless": len(homeless),
        "start": start,
        "end": start + len(shown) - 1,
        "total": len(alineas),
        "before": max(start - SLICE, 1) if start > 1 else None,
        "after": start + SLICE if start + SLICE <= len(alineas) else None,
        "children": [(row, drafts.named(row)) for row in rows if key and row.parent_key == key and row.kind != LEAF],
    }


def remove_page(version: Version, key: str) -> dict | None:
    """What goes with unit *key*, None when it is not there; 2 SQL queries."""
    text = to_engine(version)
    unit = next((unit for unit, _up in text.walk() if unit.key == key), None)
    if unit is None:
        return None
    inside = [inner for inner in unit.walk() if inner.kind == LEAF]
    return {
        "text": version.text,
        "version": version,
        "unit": unit,
        "label": drafts.named(unit),
        "alineas": inside,
        "attached": Basis.objects.filter(text=version.text, unit_key__in=[one.key for one in inside][:500]).count(),
        "seen": drafts.seen_whole(unit) if unit.kind != LEAF else drafts.seen(unit.heading, unit.text),
    }


def freeze_page(version: Version) -> dict:
    """What freezing *version* would fix, and what prevents it; 2 SQL queries."""
    content = drafts.renumbered(to_engine(version))
    return {
        "text": version.text,
        "version": version,
        "digest": version_digest(content),
        "problems": problems_of(content),
        "numbers": counts(content),
        "excerpts": version.text.bases.count(),
    }


def attach_page(version: Version, key: str, *, search: str, person, part) -> dict | None:
    """Alinéa *key*, the excerpts it rests on, those that *person* may choose; None when it is gone; 4 SQL queries.

    Offered: what was heard by the commission, its parent and its sub-commissions, that is public or that the person
    may read, not masked, and in time for a contribution note (R36).
    """
    row = version.units.filter(key=key, kind=LEAF).first()
    if row is None:
        return None
    text = version.text
    bases = list(
        Basis.objects.filter(text=text, unit_key=key)
        .select_related("excerpt__passage__source__commission", "attached_by")
        .order_by("attached_at", "pk")
    )
    writes = drafts_it(person, text)
    root = text.commission.parent_id or text.commission_id
    places = seat_of(person).commission_ids
    mine = Q(passage__source__commission__in=places) | Q(passage__source__commission__parent__in=places)
    offered = (
        Excerpt.objects.filter(
            Q(passage__source__access=Source.Access.PUBLIC) | mine,
            Q(passage__source__commission=root) | Q(passage__source__commission__parent=root),
            masked_at=None,
            passage__masked_at=None,
        )
        .exclude(pk__in=[basis.excerpt_id for basis in bases])
        .select_related("passage__source__commission")
        .order_by("-pk")
    )
    if text.elements_date:
        offered = offered.filter(passage__source__heard_on__lte=text.elements_date)
    if search:
        asked = Q()
        for column in ("words", "note", "tags", "reference", "passage__speaker", "passage__source__title"):
            asked |= Q(**{f"{column}__icontains": search})
        offered = offered.filter(asked)
    page = Paginator(offered, CHOICES).get_page(part)
    return {
        "text": text,
        "version": version,
        "row": row,
        "attached": [
            {
                **reading.excerpt_card(basis.excerpt, person),
                "by": basis.attached_by,
                "may_detach": version.number is None and (writes or basis.attached_by_id == person.pk),
            }
            for basis in bases
        ],
        "closed": version.status not in (Version.Status.DRAFT, Version.Status.OPEN),
        "page": page,
        "search": search,
    }
