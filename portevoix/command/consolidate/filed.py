"""The text and the amendments given to `portevoix consolidate`, read from their files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.command.lines import Unreadable, lines, opened, value_of
from portevoix.command.order import unpacked
from portevoix.command.progress import progress
from portevoix.engine import legistics
from portevoix.engine.amendments import Amendment, effect, read_on_parent
from portevoix.engine.edits import EditError, check, difference, from_json
from portevoix.engine.formats import FormatError, akn, bill_json, markdown, plain
from portevoix.engine.formats.errors import decoded
from portevoix.engine.text import LEAF, Text, from_canonical, layout

_FIELDS = {
    "id",
    "instructions",
    "place",
    "edits",
    "unit",
    "words",
    "rank",
    "parent",
    "adopted",
    "coordination",
    "author",
}
AMENDMENTS = 200_000
_DOCX = 20_000_000


class Stopped(Exception):
    """What stops the command: a message that names the file and the line."""


class Filed(NamedTuple):
    """An amendment of the file, with what the file says of it; `refusal` says why its instructions are not understood."""

    amendment: Amendment
    line: int
    adopted: bool
    coordination: bool
    author: str
    refusal: legistics.Refusal | None = None


def read_text(path: Path) -> Text:
    """The text in *path*, by its extension. Raises Stopped, naming the file and the line, OSError."""
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    readers = {
        ".md": markdown.read,
        ".docx": _word_text,
        ".xml": akn.read,
        ".akn": akn.read,
        ".txt": lambda data: plain.read(data, path.name.split(".")[0]),
        ".json": _json_text,
        ".jsonl": bill_json.read,
    }
    if suffix not in readers:
        raise Stopped(f"{path}\u202f: extension inconnue\u202f; sont lus {', '.join(readers)}.")
    try:
        return readers[suffix](unpacked(path))
    except FormatError as error:
        raise Stopped(f"{path}\u202f: {error.message_fr}") from error
    except RecursionError as error:
        raise Stopped(f"{path}\u202f: ce document emboîte trop d’éléments les uns dans les autres.") from error


def _json_text(data: bytes) -> Text:
    source = decoded(data)
    try:
        value = json.loads(source)
    except (ValueError, RecursionError):
        return bill_json.read(source)
    try:
        return from_canonical(value)
    except ValueError as error:
        raise FormatError(f"ce n’est pas un texte ({error}).", f"not a text ({error}).") from error


def _word_text(data: bytes) -> Text:
    # Word documents are read as they are when they are sent to the site, with the same refusals.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from portevoix.evidence.documents import text_of_docx
    from portevoix.journal.acts import Refused

    if len(data) > _DOCX:
        raise FormatError(
            "plus de 20 Mo, la limite d’un document Word.", "more than 20 MB, the limit of a Word document."
        )
    try:
        return text_of_docx(data)
    except Refused as refused:
        raise FormatError(refused.sentence, refused.sentence) from refused


def read_amendments(path: Path, text: Text) -> list[Filed]:
    """The amendments in *path*, in order of filing. Raises Stopped, naming the file and the line, OSError."""
    found: list[Filed] = []
    known: dict[str, Filed] = {}
    total = None if path.suffix == ".gz" else path.stat().st_size
    with opened(path) as stream, progress("Amendements", total, " o" if total else "", bytes_=bool(total)) as bar:
        for number, line, size in lines(stream):
            bar.update(size if total else 1)
            try:
                if len(found) == AMENDMENTS:
                    raise Unreadable(f"plus de {AMENDMENTS} amendements")
                one = _amendment(line, number, len(found), text, known)
            except (EditError, Unreadable) as error:
                reason = error.message if isinstance(error, EditError) else f"{error}."
                raise Stopped(f"{path}, ligne {number}\u202f: {reason} Rien n’a été écrit.") from error
            known[one.amendment.id] = one
            found.append(one)
    return found


def _amendment(line: bytes | Unreadable, number: int, rank: int, text: Text, known: dict[str, Filed]) -> Filed:
    if isinstance(line, Unreadable):
        raise line
    item = value_of(line)
    if not isinstance(item, dict):
        raise Unreadable("un objet JSON est attendu")
    if odd := set(item) - _FIELDS:
        raise Unreadable(f"champs inconnus\u202f: {', '.join(sorted(odd))}")
    name = _typed(item, "id", str, None)
    if not name:
        raise Unreadable("le champ «\u202fid\u202f» manque")
    if name in known:
        raise Unreadable(f"l’amendement {name} est déjà dans le fichier")
    parent = _typed(item, "parent", str, None)
    if parent is not None and parent not in known:
        raise Unreadable(f"l’amendement {parent}, que celui-ci sous-amende, n’est pas plus haut dans le fichier")
    coordination = _typed(item, "coordination", bool, False)
    if coordination and parent is not None:
        raise Unreadable("une modification de coordination n’est pas un sous-amendement")
    said = _typed(item, "adopted", bool, True), coordination, _typed(item, "author", str, "")
    rank = _typed(item, "rank", int, rank)
    if parent is not None and (above := known[parent].refusal):
        # What its parent would produce is not known: neither is what it bears on.
        return Filed(Amendment(name, (), rank, parent), number, *said, above)
    target = _produced(text, parent, known)
    edits, refusal = _edits(item, target, name)
    amendment = Amendment(name, edits, rank, parent)
    for edit in edits:
        check(edit, layout(target))
    effect(amendment, target)
    return Filed(amendment, number, *said, refusal)


def _produced(text: Text, parent: str | None, known: dict[str, Filed]) -> Text:
    """What amendment *parent* would produce from *text*, itself read on what it amends (R3)."""
    above: list[Amendment] = []
    while parent is not None:
        above.append(known[parent].amendment)
        parent = known[parent].amendment.parent
    for amendment in reversed(above):
        text = read_on_parent(text, amendment)
    return text


def _edits(item: dict[str, Any], target: Text, name: str) -> tuple[tuple, legistics.Refusal | None]:
    """What a line asks for; nothing, and the reason, when its instructions are not understood."""
    if ("edits" in item) + ("instructions" in item) + ("words" in item or "unit" in item) != 1:
        raise Unreadable(
            "il faut soit «\u202finstructions\u202f», soit «\u202fedits\u202f», "
            "soit «\u202funit\u202f» et «\u202fwords\u202f»"
        )
    place = _typed(item, "place", str, None)
    if place is not None and ("instructions" not in item or place not in layout(target).units):
        raise Unreadable(f"«\u202fplace\u202f» n’est pas une partie du texte où lire des instructions ({place})")
    if "instructions" in item:
        found = legistics.read(_typed(item, "instructions", str, ""), target, place, prefix=f"{name}-new")
        return ((), found.refusals[0]) if found.refusals else (found.edits, None)
    if "edits" in item:
        return from_json(item["edits"]), None
    key, words = _typed(item, "unit", str, None), _typed(item, "words", str, None)
    if key is None or words is None:
        raise Unreadable("il faut «\u202funit\u202f» et «\u202fwords\u202f» ensemble")
    unit = layout(target).units.get(key)
    if unit is None or unit.kind != LEAF:
        raise Unreadable(f"aucun alinéa du texte ne porte la clé «\u202f{key}\u202f»")
    return difference(unit.text, words, key), None


def _typed(item: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    value = item.get(name, default)
    if value is default:
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Unreadable(f"valeur inattendue pour «\u202f{name}\u202f»")
    return value
