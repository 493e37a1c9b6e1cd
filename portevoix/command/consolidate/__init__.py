"""`portevoix consolidate TEXTE AMENDEMENTS --to DOSSIER`: the next version, and where all of it comes from."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from portevoix.command.consolidate.filed import Stopped, read_amendments, read_text
from portevoix.command.consolidate.page import page
from portevoix.command.consolidate.reached import reached
from portevoix.engine.consolidation import Conflict, Consolidation
from portevoix.engine.edits import EditError
from portevoix.engine.formats import FormatError, akn, markdown
from portevoix.engine.text import Text

EXAMPLE = """\
exemple :
  printf '# Un texte\\n\\n## Proposition 1. Ouvrir\\n\\nLes données sont ouvertes.\\n' > texte.md
  echo '{"id": "12", "place": "prop_1", "instructions": "Compléter l’alinéa 1 par les mots : « à tous »."}' > am.jsonl
  portevoix consolidate texte.md am.jsonl --to sortie

AMENDEMENTS : une ligne JSON par amendement, dans l’ordre du dépôt, avec « id » et
  soit « instructions » (en français ; « place » : la clé de l’article ou de la proposition),
  soit « unit » et « words » (la clé d’un alinéa, ses nouveaux mots),
  soit « edits » (les modifications elles-mêmes) ;
  en option « author », « rank », « parent » (celui qu’il sous-amende), « adopted » : false (il n’est pas adopté),
  « coordination » : true (il résout une concurrence).

Ce qui n’est pas compris, et les amendements adoptés qui se contredisent, ne sont pas appliqués : report.json et la page
les nomment, et l’état de sortie est 1. Une ligne mal formée arrête tout : rien n’est écrit, l’état de sortie est 2."""


def add_parser(subparsers) -> None:
    """Add `consolidate` to the command."""
    parser = subparsers.add_parser(
        "consolidate",
        help="écrire la version suivante d’un texte, avec l’origine de chaque mot",
        description="Applique des amendements adoptés à un texte, et écrit dans un dossier : la version suivante "
        "(texte.md, texte.akn.xml), origins.json, report.json, et index.html, qui se lit sans serveur.",
        epilog=EXAMPLE,
    )
    parser.add_argument(
        "text", type=Path, metavar="TEXTE", help=".md, .docx, .xml (Akoma Ntoso), .txt, .json ou .jsonl ; .gz possible"
    )
    parser.add_argument("amendments", type=Path, metavar="AMENDEMENTS", help="un fichier .jsonl ; .gz possible")
    parser.add_argument("--to", type=Path, required=True, metavar="DOSSIER", help="où écrire ; créé s’il le faut")
    parser.add_argument(
        "--date", type=_date, metavar="DATE", help="date de la version, AAAA-MM-JJ ; aujourd’hui par défaut"
    )


def _date(written: str) -> str:
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"ce n’est pas une date : {written}") from None


def run(arguments) -> int:
    """0 when all is applied, 1 when something is left aside, said in the report, 2 when a file cannot be read."""
    date = arguments.date or datetime.date.today().isoformat()
    try:
        text = read_text(arguments.text)
        filed = read_amendments(arguments.amendments, text)
        found, report = reached(text, filed)
        _write(arguments.to, text, found, report, date)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 2
    except (EditError, Conflict) as error:
        print(f"{arguments.amendments}\u202f: {error.message} Rien n’a été écrit.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or arguments.to}\u202f: {error.strerror or error}.", file=sys.stderr)
        return 2
    counts = report["counts"]
    done = counts.get("adopted", 0) + counts.get("coordination", 0)
    print(f"{arguments.to}\u202f: amendements appliqués, {done}\u202f; version {report['next']['digest'][:12]}.")
    for one in report["not_understood"]:
        where = f"{arguments.amendments}, ligne {one['line']}\u202f: l’amendement {one['id']} n’est pas compris"
        print(f"{where}\u202f: {one['reason']}", file=sys.stderr)
    for group in report["competing"]:
        names, places = ", ".join(group["amendments"]), " ; ".join(group["places"])
        print(
            f"{arguments.amendments}\u202f: {names} se contredisent ({places})\u202f: aucun n’est appliqué, il faut une "
            "modification de coordination.",
            file=sys.stderr,
        )
    return 0 if report["complete"] else 1


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
            "index.html": page(text, found, report, date),
        }
    except FormatError as error:
        raise Stopped(
            f"La version suivante ne peut pas s’écrire\u202f: {error.message_fr} Rien n’a été écrit."
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    # All are written beside, then take their names: no file is ever left half-written.
    ready: list[tuple[str, Path]] = []
    try:
        for name, content in files.items():
            with tempfile.NamedTemporaryFile(
                "w", dir=folder, prefix=f".{name}-", delete=False, encoding="utf-8", newline="\n"
            ) as part:
                ready.append((part.name, folder / name))
                part.write(content)
            Path(part.name).chmod(0o644)
        for temporary, path in ready:
            os.replace(temporary, path)
    finally:
        for temporary, _path in ready:
            Path(temporary).unlink(missing_ok=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
