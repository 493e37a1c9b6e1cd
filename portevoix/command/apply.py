"""`portevoix apply`: amendments in French, applied to articles given as JSON lines."""

import json
import re
import sys
from pathlib import Path

from portevoix.engine.amendments import Amendment, Fell, Satisfied, fate_of, with_sub_amendments
from portevoix.engine.consolidation import Conflict, consolidate
from portevoix.engine.edits import EditError
from portevoix.engine.legistics import Reading, left_at_odds, read, settled, sub_amended
from portevoix.engine.text import LEAF, Text, Unit

ARTICLE = "article"


def add_parser(subparsers) -> None:
    """Add `apply` to the command."""
    parser = subparsers.add_parser(
        "apply",
        help="appliquer des amendements : une ligne JSON {id, text, amendments: [{id, instructions}]} par article",
    )
    parser.add_argument("file", metavar="FICHIER", nargs="?", type=Path, help="par défaut, l’entrée standard")


def run(arguments) -> int:
    """0 when every line was read; 2 when one was not (it gets a line with its number and the error)."""
    try:
        lines = arguments.file.open("rb") if arguments.file else sys.stdin.buffer
    except OSError as error:
        print(f"{arguments.file} : ce fichier ne peut pas être lu ({error.strerror}).", file=sys.stderr)
        return 2
    status = 0
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                answer = applied(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                answer, status = {"line": number, "error": f"ligne {number} : {type(error).__name__}, {error}"}, 2
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    return status


def _readings(amendments: list[dict], text: Text) -> dict[int, tuple[int, Reading]]:
    """rank → (rank of the parent or 0, reading); sub-amendments are read on what their parent produces (R3)."""
    numbers = {_number(str(one["id"])): rank for rank, one in enumerate(amendments, 1)}
    named = {rank: sub_amended(one["instructions"]) for rank, one in enumerate(amendments, 1)}
    parents = {rank: numbers.get(_number(number), 0) if number else 0 for rank, number in named.items()}
    found: dict[int, tuple[int, Reading]] = {}
    for rank in sorted(parents, key=lambda rank: bool(parents[rank])):
        one, parent = amendments[rank - 1], parents[rank]
        whole = found[parent][1] if parent and parents[parent] == 0 and parent != rank else None
        found[rank] = (parent, read(one["instructions"], text, ARTICLE, prefix=f"am-{rank}", parent=whole))
    return found


def _number(number: str) -> str:
    """`78 rect. bis` → `78`, as another amendment names it."""
    found = re.match(r"\s*([A-Za-z-]*\d+)", number)
    return found[1].upper() if found else number


def _by_filing(amendments: list[dict]) -> dict[int, int]:
    """rank in the list → rank of filing: lists are often sorted as words, 1161 before 242; numbers say who came first."""

    def filed(rank: int) -> tuple[str, int]:
        found = re.match(r"\s*(\D*)(\d+)", str(amendments[rank - 1]["id"]))
        return (found[1], int(found[2])) if found else ("", 0)

    ranks = sorted(range(1, len(amendments) + 1), key=filed)
    return {rank: place for place, rank in enumerate(ranks, 1)}


def _with_subs(amendment: Amendment, readings: dict[int, tuple[int, Reading]], text: Text) -> Amendment:
    """*amendment* as its sub-amendments, adopted too, make it (R9). Raises EditError, Conflict."""
    subs = [
        Amendment(str(rank), reading.edits, rank, parent=amendment.id)
        for rank, (parent, reading) in readings.items()
        if str(parent) == amendment.id and not reading.refusals
    ]
    return with_sub_amendments(amendment, subs, text)


def applied(case: dict) -> dict:
    """The answer for one article: `status`, `text`, the fate of each amendment with its reason, and `origins`.

    `status` is `applied` when every amendment was read and placed; otherwise `refused`, and the text is as it was.
    `coordination` names what the amendments leave at odds, for a person to mend (R26).
    Raises KeyError or TypeError on a case that has not the expected fields.
    """
    lines = [line for line in case["text"].split("\n") if line.strip()]
    text = Text("", (Unit(ARTICLE, "article", children=tuple(
        Unit(f"al-{rank}", LEAF, text=line) for rank, line in enumerate(lines, 1))),))  # fmt: skip
    readings = _readings(case["amendments"], text)
    filed = _by_filing(case["amendments"])
    adopted: list[Amendment] = []
    fates = []
    for rank, one in enumerate(case["amendments"], 1):
        parent, reading = readings[rank]
        fate, reason = "adopted", None
        if reading.refusals:
            fate, reason = "refused", reading.refusals[0].reason
        elif not parent:
            try:
                amendment = _with_subs(Amendment(str(rank), reading.edits, filed[rank]), readings, text)
                found = fate_of(amendment, adopted, text)
            except (EditError, Conflict) as error:
                fate, reason = "refused", error.message
            else:
                match found:
                    case Fell(because):
                        fate, reason = "fell", case["amendments"][int(because) - 1]["id"]
                    case Satisfied(by):
                        fate, reason = "satisfied", case["amendments"][int(by) - 1]["id"] if by else None
                    case _:
                        adopted.append(amendment)
        fates.append({"id": one["id"], "fate": fate, "reason": reason})
    if any(one["fate"] in ("refused", "fell") for one in fates):
        return {"id": case["id"], "status": "refused", "text": case["text"], "amendments": fates, "origins": []}
    made = consolidate(text, settled(sorted(adopted, key=lambda one: one.rank), text))
    words, origins = [], []
    at = 0
    for unit, _parent, _rank in made.text.alineas():
        for start, end, source in made.origins.get(unit.key, ()):
            named = case["amendments"][int(source) - 1]["id"] if source else None
            origins.append([at + start, at + end, named])
        words.append(unit.text)
        at += len(unit.text) + 1
    ranks = {unit.key: rank for unit, _parent, rank in made.text.alineas()}
    odds = [{"alinea": ranks[unit], "reason": fr} for unit, fr, _en in left_at_odds(text, made.text)]
    return {
        "id": case["id"],
        "status": "applied",
        "text": "\n".join(words),
        "amendments": fates,
        "origins": origins,
        "coordination": odds,
    }
