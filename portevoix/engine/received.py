"""Amendments as an assembly hands them over: what its files say of each, in one form."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from datetime import date

from portevoix.engine import senate
from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.hypertext import words_of
from portevoix.engine.legistics import sub_amended

_BYTES, _LINES = 12_000_000, 100_000
WITHDRAWN, INADMISSIBLE = "withdrawn", "inadmissible"


@dataclass(frozen=True, slots=True)
class Received:
    """An amendment of a set: `number` as printed (`I-4 rect. quater`), `key` what names it however often it was
    corrected (`I-4`), `correction` how often it was (0, 1…); `place` as written, `parent` the key of what it amends.

    `fate` is WITHDRAWN or INADMISSIBLE when `outcome`, what the source says became of it, says so.
    """

    number: str
    key: str
    correction: int = 0
    author: str = ""
    cosignatories: tuple[str, ...] = ()
    group: str = ""
    place: str = ""
    parent: str = ""
    instructions: str = ""
    rationale: str = ""
    outcome: str = ""
    filed_on: str = ""

    @property
    def fate(self) -> str:
        if re.search(r"\birrecevable", self.outcome, re.IGNORECASE):
            return INADMISSIBLE
        return WITHDRAWN if re.search(r"\bretirée?\b", self.outcome, re.IGNORECASE) else ""


_LATIN = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
_NUMBER = re.compile(
    r"(?P<key>\S+?)\s*(?:\(?\s*(?:(?P<times>\d+)\s*(?:e|è|ème|eme)\s+)?(?P<mark>rect)[a-z]*\.?\s*(?P<latin>[a-z]*)\s*\)?)?",
    re.IGNORECASE,
)


def numbered(number: str) -> tuple[str, int]:
    """What names an amendment, and how often it was corrected: `I-4 rect. ter` → `I-4`, 3; `398 (2ème Rect)` → `398`, 2."""
    found = _NUMBER.fullmatch(number.strip())
    if not found:
        return number.split(" ")[0], 0
    if not found["mark"]:
        return found["key"], 0
    if found["times"]:
        return found["key"], int(found["times"][:3])
    latin = found["latin"].lower()
    return found["key"], _LATIN.index(latin) + 1 if latin in _LATIN else len(_LATIN)


def paragraphs(source: str) -> str:
    """The paragraphs of a piece of HTML, a line each; no-break spaces are kept."""
    return "\n".join(words_of(source))


def iso_day(written: str) -> str:
    """`2018-11-22` or `22/11/2018` as `2018-11-22`; nothing when it is no day."""
    found = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d\d)/(?P<m2>\d\d)/(?P<y2>\d{4})", written.strip())
    if not found:
        return ""
    given = (found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"])
    try:
        return date(*map(int, given)).isoformat()
    except ValueError:
        return ""


def from_senate(data: bytes) -> list[Received]:
    """The amendments of a Senate CSV, in the order of the file. Raises FormatError as `senate.read` does, and on what is
    larger than any set."""
    lines = data.count(b"\n")
    if len(data) > _BYTES or lines > _LINES:
        raise FormatError(
            f"Le fichier fait {len(data) // 1_000_000} Mo et {lines} lignes\u202f: la limite est de {_BYTES // 1_000_000} Mo "
            f"et de {_LINES} lignes.",
            f"The file is {len(data) // 1_000_000} MB and {lines} lines: the limit is {_BYTES // 1_000_000} MB and {_LINES} lines.",
        )
    filed = senate.read(data)
    made = []
    for one, cells in zip(filed, _cells(data), strict=True):
        key, correction = numbered(one.number)
        instructions = paragraphs(cells.get("Dispositif") or "")
        amends = one.nature.lower().startswith("s/") or instructions[:40].lower().startswith(
            ("amendement n", "sous-amend")
        )
        made.append(
            Received(
                one.number,
                key,
                correction,
                _person(one.author),
                group=" ".join((cells.get("Au nom de") or "").split()),
                place=one.subdivision,
                parent=numbered(sub_amended(instructions))[0] if amends and sub_amended(instructions) else "",
                instructions=instructions,
                rationale=paragraphs(cells.get("Objet") or ""),
                outcome=one.outcome,
                filed_on=iso_day(cells.get("Date de dépôt") or ""),
            )
        )
    return made


def _cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a Senate CSV that `senate.read` has read: every column, row for row."""
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = data.decode("cp1252", errors="replace")
    separator = "\t"
    if source.startswith("sep="):
        first, _, source = source.partition("\n")
        separator = first[4:5] or "\t"
    elif source.split("\n", 1)[0].count(";") > source.split("\n", 1)[0].count("\t"):
        separator = ";"
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=separator)
    names = [name.strip() for name in next(rows, [])]
    return [dict(zip(names, row, strict=True)) for row in rows if any(cell.strip() for cell in row)]


def _person(written: str) -> str:
    """`Mme LAVARDE` as it is; the title and the capitals of the source are its own."""
    return " ".join(written.split())


def without_doubles(received: list[Received]) -> list[Received]:
    """*received*, of those with one key the most corrected only, at the place of the first."""
    best: dict[str, Received] = {}
    for one in received:
        if one.key not in best or one.correction >= best[one.key].correction:
            best[one.key] = one
    return list(best.values())


def with_groups(received: list[Received], groups: dict[str, str]) -> list[Received]:
    """*received* with the group that a list names for the author of each that has none."""
    return [replace(one, group=groups.get(one.key, "")) if not one.group else one for one in received]
