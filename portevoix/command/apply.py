"""`portevoix apply`: amendments in French, applied to articles given as JSON lines."""

import json
import sys
from pathlib import Path

from portevoix.engine.amendments import Amendment, Fell, Satisfied, fate_of
from portevoix.engine.consolidation import consolidate
from portevoix.engine.edits import EditError, apply
from portevoix.engine.legistics import read
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


def applied(case: dict) -> dict:
    """The answer for one article: `status`, `text`, the fate of each amendment with its reason, and `origins`.

    `status` is `applied` when every amendment was read and placed; otherwise `refused`, and the text is as it was.
    Raises KeyError or TypeError on a case that has not the expected fields.
    """
    lines = [line for line in case["text"].split("\n") if line.strip()]
    text = Text("", (Unit(ARTICLE, "article", children=tuple(
        Unit(f"al-{rank}", LEAF, text=line) for rank, line in enumerate(lines, 1))),))  # fmt: skip
    adopted: list[Amendment] = []
    fates, refused = [], False
    for rank, one in enumerate(case["amendments"], 1):
        reading = read(one["instructions"], text, ARTICLE, prefix=f"am-{rank}")
        if reading.refusals:
            fates.append({"id": one["id"], "fate": "refused", "reason": reading.refusals[0].reason})
            refused = True
            continue
        amendment = Amendment(str(rank), reading.edits, rank)
        try:
            apply(text, reading.edits)
            fate = fate_of(amendment, adopted, text)
        except EditError as error:
            fates.append({"id": one["id"], "fate": "refused", "reason": error.message})
            refused = True
            continue
        match fate:
            case Fell(because):
                fates.append({"id": one["id"], "fate": "fell", "reason": case["amendments"][int(because) - 1]["id"]})
                refused = True
            case Satisfied(by):
                named = case["amendments"][int(by) - 1]["id"] if by else None
                fates.append({"id": one["id"], "fate": "satisfied", "reason": named})
            case _:
                adopted.append(amendment)
                fates.append({"id": one["id"], "fate": "adopted", "reason": None})
    if refused:
        return {"id": case["id"], "status": "refused", "text": case["text"], "amendments": fates, "origins": []}
    made = consolidate(text, adopted)
    words, origins = [], []
    at = 0
    for unit, _parent, _rank in made.text.alineas():
        for start, end, source in made.origins.get(unit.key, ()):
            named = case["amendments"][int(source) - 1]["id"] if source else None
            origins.append([at + start, at + end, named])
        words.append(unit.text)
        at += len(unit.text) + 1
    return {"id": case["id"], "status": "applied", "text": "\n".join(words), "amendments": fates, "origins": origins}
