"""Acts that make a text: it is opened, written unit by unit, rests on excerpts, and is frozen as its first version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.text import CONTAINERS, LEAF, Unit, canonical_unit
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused, record
from portevoix.texts import drafts
from portevoix.texts.actions.attaching import attach_excerpt, detach_excerpt
from portevoix.texts.actions.freezing import freeze_version, problems_of
from portevoix.texts.actions.opening import TITLE_LENGTH, open_text
from portevoix.texts.actions.overtaking import Overtaken, locked_draft, overtaken
from portevoix.texts.engine_bridge import default_origins, store, subject_of, to_engine
from portevoix.texts.models import Basis, UnitRow, Version

__all__ = [
    "Overtaken",
    "Typed",
    "add_unit",
    "attach_excerpt",
    "detach_excerpt",
    "freeze_version",
    "move_unit",
    "open_text",
    "problems_of",
    "remove_unit",
    "write_and_arrange",
    "write_container",
    "write_unit",
]


@dataclass(frozen=True)
class Typed:
    """What someone typed for a unit, and the digest (`drafts.seen`) of the wording that they had before their eyes."""

    key: str
    words: str
    seen: str


def _row(version: Version, key: str) -> UnitRow:
    try:
        return version.units.get(key=key)
    except UnitRow.DoesNotExist:
        raise overtaken({key: None}) from None


def _clean(words: str, *, field: str | None = None) -> str:
    words = drafts.one_line(words)
    if any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in words):
        raise Refused(_("Ces mots contiennent un caractère invisible que rien n’affiche. Retirez-le."), field=field)
    return words


@transaction.atomic
def write_unit(
    version: Version, key: str, *, heading: str | None = None, words: str | None = None, seen: str, by, at: datetime
) -> UnitRow:
    """Give unit *key* of a draft its *heading* or its *words*; *seen* is `drafts.seen` of the wording it replaces.

    Raises Overtaken when the unit reads otherwise by now, so that nobody's words are written over unseen.
    """
    version = locked_draft(version, by)
    row = _row(version, key)
    if seen != drafts.seen(row.heading, row.words):
        raise overtaken({key: row.words if row.kind == LEAF else row.heading})
    return _write(version, row, heading=heading, words=words, by=by, at=at)


def _write(version: Version, row: UnitRow, *, heading: str | None, words: str | None, by, at: datetime) -> UnitRow:
    if words is not None and row.kind != LEAF:
        raise Refused(_("Seul un alinéa a des mots à lui : ajoutez-y un alinéa."))
    if heading is not None and row.kind == LEAF:
        raise Refused(_("Un alinéa n’a pas d’intitulé."))
    before = (row.heading, row.words)
    row.heading = row.heading if heading is None else _clean(heading, field="heading")
    row.words = row.words if words is None else _clean(words, field="words")
    if before == (row.heading, row.words):
        return row
    row.origins = default_origins(Unit(row.key, row.kind, text=row.words))
    row.save(update_fields=["heading", "words", "origins"])
    record(
        "texts.unit_written",
        subject_of(version.text),
        by=by,
        at=at,
        facts={"unit": row.key, "words": row.words if row.kind == LEAF else row.heading},
    )
    return row


@transaction.atomic
def write_container(
    version: Version,
    key: str,
    *,
    heading: Typed | None,
    alineas: Sequence[Typed],
    new: str = "",
    by,
    at: datetime,
) -> list[str]:
    """Write at once what one page shows of container *key*; returns the keys of its alinéas, in order.

    For key "", the top of the text, *heading* is the title and the alinéas are the preamble.
    Each line typed in an alinéa after its first becomes an alinéa after it; the lines of *new* come last.
    Everything is written or, when a unit reads otherwise by now (Overtaken), nothing.
    """
    version = locked_draft(version, by)
    rows = {row.key: row for row in version.units.filter(parent_key=key, kind=LEAF).order_by("position")}
    current = {}
    if heading is not None and key:
        rows[key] = _row(version, key)
    elif heading is not None and drafts.seen(version.title, "") not in (
        heading.seen,
        drafts.seen(drafts.one_line(heading.words), ""),
    ):
        current[""] = version.title
    for typed in (*([heading] if heading and key else ()), *alineas):
        row = rows.get(typed.key)
        if row is None:
            if typed.words:
                current[typed.key] = None
        elif typed.seen != drafts.seen(row.heading, row.words):
            now = row.heading if row.kind != LEAF else row.words
            if drafts.one_line(typed.words) != now:
                current[typed.key] = now
    if current:
        raise overtaken(current)
    if heading is not None and key:
        _write(version, rows.pop(key), heading=heading.words, words=None, by=by, at=at)
    elif heading is not None:
        _entitle(version, heading.words, by=by, at=at)
    for typed in alineas:
        if typed.key in rows:
            first, *others = _lines(typed.words) or [""]
            _write(version, rows[typed.key], heading=None, words=first, by=by, at=at)
            after = typed.key
            for line in others:
                after = add_unit(version, kind=LEAF, parent=key, after=after, words=line, by=by, at=at).key
    for line in _lines(new):
        add_unit(version, kind=LEAF, parent=key, words=line, by=by, at=at)
    return list(version.units.filter(parent_key=key, kind=LEAF).order_by("position").values_list("key", flat=True))


def _entitle(version: Version, title: str, *, by, at: datetime) -> None:
    title = _clean(title, field="heading")
    if not title or len(title) > TITLE_LENGTH:
        raise Refused(_("Donnez au texte un titre de %(most)d signes au plus.") % {"most": TITLE_LENGTH})
    if title == version.title:
        return
    version.title = version.text.title = title
    version.save(update_fields=["title"])
    version.text.save(update_fields=["title"])
    record("texts.entitled", subject_of(version.text), by=by, at=at, facts={"title": title})


@transaction.atomic
def write_and_arrange(version: Version, key: str, *, typing, order: str, target: str, by, at: datetime) -> str | None:
    """Write what a page held for container *key*, then do what its button said to alinéa *target*, all or nothing.

    *order*: "save", "more", "up", "down", "after" (an empty alinéa) or "remove". *typing* has `heading`, `alineas`
    and `new`, as for `write_container`. Returns the key of the alinéa to go on with, None when there is none.
    """
    kept = [typed for typed in typing.alineas if order != "remove" or typed.key != target]
    write_container(version, key, heading=typing.heading, alineas=kept, new=typing.new, by=by, at=at)
    match order:
        case "up" | "down":
            move_unit(version, target, direction=order, by=by, at=at)
            return target
        case "after":
            return add_unit(version, kind=LEAF, parent=key, after=target, by=by, at=at).key
        case "remove":
            shown = next((typed.seen for typed in typing.alineas if typed.key == target), "")
            remove_unit(version, target, seen=shown, by=by, at=at)
        case "save" | "more":
            pass
        case _:
            raise Refused(_("Ce geste n’est pas compris : reprenez depuis la page."))
    return None


def _lines(words: str) -> list[str]:
    return [line for line in (drafts.one_line(line) for line in words.splitlines()) if line]


@transaction.atomic
def add_unit(
    version: Version,
    *,
    kind: str,
    parent: str = "",
    after: str | None = None,
    heading: str = "",
    words: str = "",
    number: str = "",
    by,
    at: datetime,
) -> UnitRow:
    """Add a unit to a draft, in *parent* ("" for the top); returns its row, with its key.

    It comes after sibling *after*, first when *after* is "", and last when it is None (a last alinéa comes before
    the units that its container holds). Priorities and propositions are numbered through the whole text.
    """
    version = locked_draft(version, by)
    text = to_engine(version)
    holder = next((unit.kind for unit, _up in text.walk() if unit.key == parent), None) if parent else ""
    if holder is None:
        raise overtaken({parent: None})
    if kind not in (*CONTAINERS, LEAF) or kind not in drafts.HOLDS.get(holder, ()):
        raise Refused(_("Cet élément ne peut pas prendre place ici."))
    unit = Unit(
        key=drafts.fresh_key(text, kind, parent),
        kind=kind,
        number=number or drafts.next_number(text, kind),
        heading=_clean(heading) if kind != LEAF else "",
        text=_clean(words) if kind == LEAF else "",
    )

    def added(siblings: list[Unit]) -> list[Unit]:
        if after:
            place = next((rank for rank, one in enumerate(siblings) if one.key == after), None)
            if place is None:
                raise overtaken({after: None})
            place += 1
        elif after == "":
            place = 0
        elif kind == LEAF:
            place = next((rank for rank, one in enumerate(siblings) if one.kind != LEAF), len(siblings))
        else:
            place = len(siblings)
        return [*siblings[:place], unit, *siblings[place:]]

    _store(version, drafts.with_children_of(text, parent, added))
    record(
        "texts.unit_added",
        subject_of(version.text),
        by=by,
        at=at,
        facts={"unit": unit.key, "kind": kind, "parent": parent, "words": unit.text or unit.heading},
    )
    return version.units.get(key=unit.key)


def _store(version: Version, text: EngineText) -> None:
    store(version, drafts.renumbered(text))


@transaction.atomic
def remove_unit(version: Version, key: str, *, by, at: datetime, seen: str | None = None) -> list[str]:
    """Remove unit *key* of a draft with all that it holds; returns the keys that went. The journal keeps the words.

    *seen*, when given, is what was shown, `drafts.seen` for an alinéa and `drafts.seen_whole` for a container:
    Overtaken when it reads otherwise by now.
    """
    version = locked_draft(version, by)
    text = to_engine(version)
    parents = {unit.key: parent.key if parent else "" for unit, parent in text.walk()}
    if key not in parents:
        raise overtaken({key: None})
    unit = text.unit(key)
    if seen is not None and seen != (
        drafts.seen(unit.heading, unit.text) if unit.kind == LEAF else drafts.seen_whole(unit)
    ):
        raise overtaken({key: unit.text or drafts.titled(unit)})
    gone = [inner.key for inner in unit.walk()]
    bases = Basis.objects.filter(text=version.text, unit_key__in=gone).select_related("excerpt")
    detached = [[basis.unit_key, basis.excerpt.reference] for basis in bases]
    bases.delete()
    _store(version, drafts.with_children_of(text, parents[key], lambda units: [one for one in units if one.key != key]))
    record(
        "texts.unit_removed",
        subject_of(version.text),
        by=by,
        at=at,
        facts={"unit": key, "content": canonical_unit(unit), "detached": detached},
    )
    return gone


@transaction.atomic
def move_unit(version: Version, key: str, *, direction: str, by, at: datetime) -> None:
    """Move unit *key* of a draft one place "up" or "down", into the next container at the end of its own."""
    version = locked_draft(version, by)
    text = to_engine(version)
    if key not in {unit.key for unit, _up in text.walk()}:
        raise overtaken({key: None})
    moved = drafts.moved(text, key, {"up": -1, "down": 1}[direction])
    if moved is None:
        first = _("Cet élément est déjà en tête.")
        raise Refused(first if direction == "up" else _("Cet élément est déjà en dernier."))
    _store(version, moved)
    record("texts.unit_moved", subject_of(version.text), by=by, at=at, facts={"unit": key, "direction": direction})
