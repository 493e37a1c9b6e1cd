"""`portevoix consolidate TEXTE AMENDEMENTS --to DOSSIER`: the next version, and where all of it comes from."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.command.consolidated_page import STYLE, page
from portevoix.command.order import unpacked
from portevoix.engine import legistics
from portevoix.engine.amendments import Amendment, Fell, Open, Satisfied, fates, read_on_parent, with_sub_amendments
from portevoix.engine.consolidation import Conflict, Consolidation, consolidate
from portevoix.engine.digest import version_digest
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


def add_parser(subparsers) -> None:
    """Add `consolidate` to the command."""
    parser = subparsers.add_parser(
        "consolidate",
        help="écrire la version suivante d’un texte, avec l’origine de chaque mot",
        description="Applique les amendements adoptés à un texte et écrit dans un dossier : la version suivante "
        "(texte.md, texte.akn.xml), origins.json, report.json, et index.html, qui se lit sans serveur.",
        epilog="AMENDEMENTS : une ligne JSON par amendement, dans l’ordre du dépôt : "
        '{"id", "instructions": en français, "place": clé de l’article}, {"id", "edits": […]} '
        'ou {"id", "unit": clé d’un alinéa, "words": ses nouveaux mots} ; '
        'en option "rank", "parent" (sous-amendement), "adopted": false, "coordination": true, "author".',
    )
    parser.add_argument(
        "text", type=Path, metavar="TEXTE", help=".md, .xml (Akoma Ntoso), .txt, .json ou .jsonl ; .gz possible"
    )
    parser.add_argument("amendments", type=Path, metavar="AMENDEMENTS", help="un fichier .jsonl ; .gz possible")
    parser.add_argument("--to", type=Path, required=True, metavar="DOSSIER", help="où écrire ; créé s’il le faut")
    parser.add_argument(
        "--date", type=_date, default=None, help="date de la version, AAAA-MM-JJ ; aujourd’hui par défaut"
    )


def _date(written: str) -> str:
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"ce n’est pas une date : {written}") from None


class _Refused(Exception):
    """What stops the command: the message, and the exit status."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class Filed(NamedTuple):
    """An amendment of the file, with what the file says of it."""

    amendment: Amendment
    adopted: bool
    coordination: bool
    author: str


def run(arguments) -> int:
    """0 when written, 1 when adopted amendments compete (nothing is written), 2 when a file cannot be read."""
    try:
        text = read_text(arguments.text)
        filed = read_amendments(arguments.amendments, text)
        found, report = consolidated(text, filed)
        date = arguments.date or datetime.date.today().isoformat()
        _write(arguments.to, text, found, report, date)
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return refused.status
    except Conflict as conflict:
        print(f"{arguments.amendments}\u202f: {conflict.message} Rien n’a été écrit.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or arguments.to}\u202f: {error.strerror or error}.", file=sys.stderr)
        return 2
    version = report["next"]["digest"][:12]
    print(f"{arguments.to}\u202f: amendements appliqués, {report['adopted']}\u202f; version {version}.")
    return 0


def read_text(path: Path) -> Text:
    """The text in *path*, by its extension. Raises _Refused, naming the file and the line, OSError."""
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    readers = {
        ".md": markdown.read,
        ".xml": akn.read,
        ".akn": akn.read,
        ".txt": lambda data: plain.read(data, path.name.split(".")[0]),
        ".json": _json_text,
        ".jsonl": bill_json.read,
    }
    if suffix not in readers:
        raise _Refused(f"{path}\u202f: extension inconnue\u202f; sont lus {', '.join(readers)}.")
    try:
        return readers[suffix](unpacked(path))
    except FormatError as error:
        raise _Refused(f"{path}\u202f: {error.message_fr}") from error


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


def read_amendments(path: Path, text: Text) -> list[Filed]:
    """The amendments in *path*, in order of filing. Raises _Refused, naming the file and the line, OSError."""
    found: list[Filed] = []
    try:
        source = decoded(unpacked(path))
    except FormatError as error:
        raise _Refused(f"{path}\u202f: {error.message_fr}") from error
    known: dict[str, Amendment] = {}
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            one = _amendment(line, len(found), text, known)
        except (EditError, _Unreadable) as error:
            reason = error.message if isinstance(error, EditError) else str(error)
            raise _Refused(f"{path}, ligne {number}\u202f: {reason} Rien n’a été écrit.") from error
        known[one.amendment.id] = one.amendment
        found.append(one)
    return found


class _Unreadable(ValueError):
    """A line that is not an amendment."""


def _amendment(line: str, rank: int, text: Text, known: dict[str, Amendment]) -> Filed:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        raise _Unreadable("ce n’est pas du JSON.") from None
    if not isinstance(item, dict):
        raise _Unreadable("un objet JSON est attendu.")
    if odd := set(item) - _FIELDS:
        raise _Unreadable(f"champs inconnus\u202f: {', '.join(sorted(odd))}.")
    name = _typed(item, "id", str, None)
    if not name:
        raise _Unreadable("le champ «\u202fid\u202f» manque.")
    if name in known:
        raise _Unreadable(f"l’amendement {name} est déjà dans le fichier.")
    parent = _typed(item, "parent", str, None)
    if parent is not None and parent not in known:
        raise _Unreadable(f"l’amendement {parent}, que celui-ci sous-amende, n’est pas plus haut dans le fichier.")
    target = read_on_parent(text, known[parent]) if parent is not None else text
    amendment = Amendment(name, _edits(item, target, name), _typed(item, "rank", int, rank), parent)
    for edit in amendment.edits:
        check(edit, layout(target))
    coordination = _typed(item, "coordination", bool, False)
    if coordination and parent is not None:
        raise _Unreadable("une modification de coordination n’est pas un sous-amendement.")
    return Filed(amendment, _typed(item, "adopted", bool, True), coordination, _typed(item, "author", str, ""))


def _edits(item: dict[str, Any], target: Text, name: str) -> tuple:
    if ("edits" in item) + ("instructions" in item) + ("words" in item or "unit" in item) != 1:
        raise _Unreadable(
            "il faut soit «\u202finstructions\u202f», soit «\u202fedits\u202f», "
            "soit «\u202funit\u202f» et «\u202fwords\u202f»."
        )
    place = _typed(item, "place", str, None)
    if place is not None and ("instructions" not in item or place not in layout(target).units):
        raise _Unreadable(f"«\u202fplace\u202f» n’est pas une partie du texte où lire des instructions ({place}).")
    if "instructions" in item:
        found = legistics.read(_typed(item, "instructions", str, ""), target, place, prefix=f"{name}-new")
        if found.refusals:
            first = found.refusals[0]
            raise _Unreadable(f"«\u202f{first.sentence}\u202f» n’est pas lu\u202f: {first.reason}")
        return found.edits
    if "edits" in item:
        return from_json(item["edits"])
    key, words = _typed(item, "unit", str, None), _typed(item, "words", str, None)
    if key is None or words is None:
        raise _Unreadable("il faut «\u202funit\u202f» et «\u202fwords\u202f» ensemble.")
    unit = layout(target).units.get(key)
    if unit is None or unit.kind != LEAF:
        raise _Unreadable(f"aucun alinéa du texte ne porte la clé «\u202f{key}\u202f».")
    return difference(unit.text, words, key)


def _typed(item: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    value = item.get(name, default)
    if value is default:
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _Unreadable(f"valeur inattendue pour «\u202f{name}\u202f».")
    return value


def consolidated(text: Text, filed: Sequence[Filed]) -> tuple[Consolidation, dict[str, Any]]:
    """The consolidation of what is adopted, and its report. Raises Conflict (R26), EditError."""
    tops = [one for one in filed if one.amendment.parent is None and not one.coordination]
    subs: dict[str, list[Filed]] = {}
    for one in filed:
        if one.amendment.parent is not None:
            subs.setdefault(one.amendment.parent, []).append(one)

    def rewritten(amendment: Amendment, target: Text) -> Amendment:
        adopted = [one.amendment for one in subs.get(amendment.id, ()) if one.adopted]
        if not adopted:
            return amendment
        given = read_on_parent(target, amendment)
        return with_sub_amendments(amendment, [rewritten(sub, given) for sub in adopted], target)

    standing = [rewritten(one.amendment, text) for one in tops if one.adopted]
    adopted = legistics.settled(sorted(standing, key=lambda one: one.rank), text)
    ruling = [one.amendment for one in filed if one.coordination and one.adopted]
    found = consolidate(text, adopted, ruling)
    others = fates([one.amendment for one in tops if not one.adopted], adopted, text)
    twins = {twin: first for first, same in found.credited_with.items() for twin in same}
    alive = {amendment.id for amendment in adopted}
    rows = []
    for one in filed:
        name, parent = one.amendment.id, one.amendment.parent
        row: dict[str, Any] = {"id": name, "author": one.author, "parent": parent}
        if one.coordination:
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
    report = {
        "base": {"title": text.title, "digest": version_digest(text)},
        "next": {"title": found.text.title, "digest": version_digest(found.text)},
        "adopted": sum(row["fate"] in ("adopted", "coordination") for row in rows),
        "amendments": rows,
        "superseded": [gone._asdict() for gone in found.superseded],
    }
    return found, report


def _fate(fate: Open | Fell | Satisfied) -> dict[str, Any]:
    match fate:
        case Fell(because):
            return {"fate": "fell", "because": because}
        case Satisfied(by):
            return {"fate": "satisfied", "by": by}
    return {"fate": "not_adopted"}


def _write(folder: Path, text: Text, found: Consolidation, report: dict[str, Any], date: str) -> None:
    origins = {
        "origins": {key: [list(run) for run in runs] for key, runs in found.origins.items()},
        "removals": {key: [gone._asdict() for gone in removals] for key, removals in found.removals.items()},
        "removed_units": [
            {"unit": gone.unit.key, "parent": gone.parent, "after": gone.after, "source": gone.source}
            for gone in found.removed_units
        ],
        "headings": found.headings,
    }
    try:
        files = {
            "texte.md": markdown.write(found.text),
            "texte.akn.xml": akn.write(found.text, date=date).decode(),
            "origins.json": _json(origins),
            "report.json": _json(report),
            "index.html": page(text, found, report),
            "style.css": STYLE,
        }
    except FormatError as error:
        raise _Refused(
            f"La version suivante ne peut pas s’écrire\u202f: {error.message_fr} Rien n’a été écrit."
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
