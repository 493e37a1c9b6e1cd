"""`portevoix apply`: amendments in French, applied to articles given as JSON lines."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from portevoix.command.lines import Unreadable, lines, opened, value_of
from portevoix.command.progress import progress
from portevoix.engine.amendments import Amendment, Fell, Satisfied, fate_of, with_sub_amendments
from portevoix.engine.consolidation import Conflict, consolidate
from portevoix.engine.edits import EditError
from portevoix.engine.legistics import Reading, left_at_odds, read, settled, sub_amended
from portevoix.engine.text import LEAF, Text, Unit

ARTICLE = "article"


AMENDMENTS, ALINEAS, INSTRUCTIONS = 10_000, 50_000, 200_000

EXAMPLE = """\
exemple :
  echo '{"id": "1", "text": "Les données sont ouvertes.", "amendments": [
    {"id": "12", "instructions": "À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être »."}]}' \\
    | tr -d '\\n' | portevoix apply

en entrée, une ligne JSON par article : id, text (les alinéas séparés par des retours à la ligne), amendments.
en sortie, une ligne JSON par article : id, status (applied ou refused), text, amendments (id, fate, reason), origins
([début, fin, amendement ou null], en caractères de text). Une ligne qui ne se lit pas en donne une {"line", "error"},
les autres sont traitées, et l’état de sortie est 2."""


def add_parser(subparsers) -> None:
    """Add `apply` to the command."""
    parser = subparsers.add_parser(
        "apply",
        help="appliquer des amendements écrits en français à des articles, un par ligne JSON",
        description="Lit des amendements écrits en français, les applique à l’article qu’ils visent, et dit d’où vient "
        "chaque mot.",
        epilog=EXAMPLE,
    )
    parser.add_argument(
        "file", metavar="FICHIER", nargs="?", type=Path, help=".jsonl, ou .jsonl.gz ; par défaut, l’entrée standard"
    )


def run(arguments) -> int:
    """0 when every line was read; 2 when one was not (it gets a line with its number and the error)."""
    path, name = arguments.file, str(arguments.file or "entrée")
    try:
        stream, total = (opened(path), path.stat().st_size) if path else (sys.stdin.buffer, None)
        total = None if name.endswith(".gz") else total
        refused = 0
        with stream, progress("Articles", total, " o" if total else " articles", bytes_=bool(total)) as bar:
            for number, line, size in lines(stream):
                try:
                    answer = answered(line)
                except Unreadable as error:
                    refused += 1
                    answer = json.dumps(
                        {"line": number, "error": f"{name}, ligne {number} : {error}."}, ensure_ascii=False
                    )
                print(answer, flush=True)
                bar.update(size if total else 1)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(f"{name} : ce fichier ne peut pas être lu ({error.strerror}).", file=sys.stderr)
        return 2
    if refused:
        print(f"{name} : {refused} ligne{'s' * (refused > 1)} sans réponse, dont l’erreur est dite.", file=sys.stderr)
    return 2 if refused else 0


def answered(line: bytes | Unreadable) -> str:
    """The answer to one *line*, as JSON. Raises Unreadable."""
    if isinstance(line, Unreadable):
        raise line
    case = value_of(line)
    _check(case)
    return json.dumps(applied(case), ensure_ascii=False)


def _check(case: Any) -> None:
    """Raises Unreadable, naming the field, unless *case* has what is expected of an article."""
    if not isinstance(case, dict):
        raise Unreadable("un objet JSON est attendu")
    _typed(case, "id", (str, int), "")
    _typed(case, "text", (str,), "")
    _typed(case, "amendments", (list,), "")
    if case["text"].count("\n") > ALINEAS:
        raise Unreadable(f"« text » compte plus de {ALINEAS} alinéas")
    if len(case["amendments"]) > AMENDMENTS:
        raise Unreadable(f"« amendments » en compte plus de {AMENDMENTS}")
    for rank, one in enumerate(case["amendments"], 1):
        if not isinstance(one, dict):
            raise Unreadable(f"« amendments », rang {rank} : un objet JSON est attendu")
        _typed(one, "id", (str, int), f"« amendments », rang {rank} : ")
        _typed(one, "instructions", (str,), f"« amendments », rang {rank} : ")
        if len(one["instructions"]) > INSTRUCTIONS:
            raise Unreadable(f"« amendments », rang {rank} : « instructions » dépasse {INSTRUCTIONS} signes")


def _typed(value: dict, name: str, kinds: tuple[type, ...], where: str) -> None:
    if name not in value:
        raise Unreadable(f"{where}le champ « {name} » manque")
    if not isinstance(value[name], kinds) or isinstance(value[name], bool):
        raise Unreadable(f"{where}valeur inattendue pour « {name} »")


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
    `coordination` names what the amendments leave at odds, for a person to mend (R26), and what would where it is certain.
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
    odds = [
        {"alinea": ranks[one.unit], "reason": one.fr, "proposal": one.proposal} for one in left_at_odds(text, made.text)
    ]
    return {
        "id": case["id"],
        "status": "applied",
        "text": "\n".join(words),
        "amendments": fates,
        "origins": origins,
        "coordination": odds,
    }
