"""What importing a set of amendments would do to a version, amendment by amendment. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portevoix.engine import legistics
from portevoix.engine.digest import digest
from portevoix.engine.edits import Edit, EditError, apply, from_json
from portevoix.engine.received import Received, numbered
from portevoix.engine.text import LEAF, Text
from portevoix.texts.changes import normal_form
from portevoix.texts.models import Amendment

# What becomes of a line of the set.
NEW, CORRECTED, SETTLED = "new", "corrected", "settled"
PRESENT, OLDER, DIFFERENT, DECIDED, EMPTY, ORPHAN = "present", "older", "different", "decided", "empty", "orphan"
WRITTEN = (NEW, CORRECTED)


@dataclass(frozen=True)
class Why:
    """Why instructions are not understood: the sentence, and the reason in French and in English."""

    reason: str
    reason_en: str
    sentence: str = ""


@dataclass
class Planned:
    """A line of the set: what becomes of it, the unit it is filed on, the key of what it amends.

    `present`, what is there already under its number; `above`, what it amends when that is there already. `absent`: the
    place that the source names is not in the version. `edits` is None when `why` says why not.
    """

    received: Received
    status: str
    unit_key: str = ""
    absent: bool = False
    parent: str = ""
    present: Amendment | None = None
    above: Amendment | None = None
    edits: tuple[Edit, ...] | None = None
    why: Why | None = None


def source_digest(received: Received) -> str:
    """The digest of what the source asks for: two lines that have it ask for the same."""
    return digest([received.number, received.instructions])


_KINDS = {"article": "article", "proposition": "proposition", "priorité": "priority", "chapitre": "chapter"}
_KINDS |= {"titre": "title", "section": "section"}
_PLACE = re.compile(
    rf"\b({'|'.join(_KINDS)})\s+((?:premier|première|liminaire|unique|\d|[ivxl]+\b|[ivxl]+er\b).*)$", re.IGNORECASE
)


def _number(written: str) -> str:
    """A number as it is compared: `Premier` and `1ER` are `1er`, `11 bis (nouveau)` is `11 bis`."""
    number = " ".join(re.sub(r"\([^)]*\)", " ", written).lower().split()).strip(" .:–-")
    return re.sub(r"^(?:premier|première|1ère|1)$", "1er", number)


Named = Mapping[tuple[str, str], Sequence[str]]


def named(text: Text) -> Named:
    """The keys of the containers of *text*, by kind and number."""
    found: dict[tuple[str, str], list[str]] = {}
    for unit, _up in text.walk():
        if unit.kind != LEAF:
            found.setdefault((unit.kind, _number(unit.number)), []).append(unit.key)
    return found


def target(units: Named, place: str) -> str | None:
    """The key of the one of *units* that *place* names (`art. add. après Article 22 bis`); "" when it names none, None
    when the one it names is not there, or is there twice."""
    found = _PLACE.search(" ".join(place.split()))
    if not found:
        return "" if not place.strip() else None
    keys = units.get((_KINDS[found[1].lower()], _number(found[2])), ())
    return keys[0] if len(keys) == 1 else None


def plan(received: Sequence[Received], text: Text, known: Mapping[str, Amendment]) -> list[Planned]:
    """What becomes of each of *received* on *text*, where *known* are the imported amendments by key of their source."""
    keys, units = {one.key for one in received if one.instructions}, named(text)
    made = []
    for one in received:
        parent = one.parent
        if parent and parent not in keys and parent not in known:
            # `148`, said of `I-828`, is `I-148`.
            lead = re.match(r"\D*?(?=\d+$)", one.key)
            parent = f"{lead[0]}{parent}" if lead else parent
        key = target(units, one.place)
        status = _status(one, parent, keys, known)
        made.append(Planned(one, status, key or "", key is None, parent, known.get(one.key), known.get(parent)))
    by_key = {one.received.key: one for one in made}
    for one in made:
        if one.parent:  # it stands where its parent does
            up = by_key.get(one.parent)
            one.unit_key, one.absent = (one.above or up or one).unit_key, False
            stands = not one.above.parent_id if one.above else up is not None and up.status == NEW and not up.parent
            if one.status == NEW and not stands:
                one.status = ORPHAN
    return made


def _status(one: Received, parent: str, keys: set[str], known: Mapping[str, Amendment]) -> str:
    present = known.get(one.key)
    if present is None:
        if not one.instructions:
            return EMPTY
        return ORPHAN if one.parent and parent not in keys and parent not in known else NEW
    before = numbered(present.source_number)[1]
    if one.correction < before:
        return OLDER
    if one.correction == before:
        if one.instructions and present.source_digest != source_digest(one):
            return DIFFERENT
        return SETTLED if one.fate and not present.outcome else PRESENT
    if present.outcome:
        return DECIDED
    return CORRECTED if one.instructions else SETTLED if one.fate else EMPTY


def read_planned(planned: Iterable[Planned], text: Text, prefix: Callable[[Planned], str]) -> None:
    """Give each of *planned* that would be written its edits on *text*, or why it has none (R6).

    *prefix* says how the units that one brings are called. Sub-amendments are read after their parents (R3).
    """
    planned = list(planned)
    readings: dict[str, legistics.Reading | None] = {}
    for one in sorted(planned, key=lambda one: bool(one.parent)):
        if one.status not in WRITTEN:
            continue
        above = None
        if one.parent:
            above = readings[one.parent] if one.parent in readings else _given(one.above)
            if above is None:
                one.why = Why(
                    f"l’amendement {one.parent}, qu’il modifie, n’est pas compris.",
                    f"amendment {one.parent}, which it amends, is not understood.",
                )
                continue
        if one.absent:
            one.why = Why(
                f"« {one.received.place} » n’est pas dans cette version, ou y est plusieurs fois.",
                f"« {one.received.place} » is not in this version, or is there several times.",
            )
            readings[one.received.key] = None
            continue
        reading = legistics.read(
            one.received.instructions, text, place=one.unit_key or None, prefix=prefix(one), parent=above
        )
        readings[one.received.key] = _understood(one, reading, apply(text, above.edits) if above else text)


def _given(parent: Amendment | None) -> legistics.Reading | None:
    """What a parent that is there already gives."""
    return legistics.Reading(from_json(parent.edits)) if parent and parent.edits is not None else None


def _understood(one: Planned, reading: legistics.Reading, text: Text) -> legistics.Reading | None:
    if reading.refusals:
        first = reading.refusals[0]
        one.why = Why(first.reason, first.reason_en, first.sentence)
        return None
    edits = normal_form(reading.edits, text)
    try:
        changed = apply(text, edits)
    except EditError as error:
        one.why = Why(error.message, error.message_en)
        return None
    if not edits or changed == text:
        one.why = Why("il ne change rien au texte.", "it changes nothing in the text.")
        return None
    one.edits = edits
    return reading
