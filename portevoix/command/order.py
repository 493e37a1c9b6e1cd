"""`portevoix order --from senate FILE`: amendments in the order of their examination, a JSON line each."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from pathlib import Path

from portevoix.engine import senate
from portevoix.engine.formats import FormatError

LIMIT = 50_000_000


def add_parser(subparsers) -> None:
    """Add `order` to the command."""
    parser = subparsers.add_parser(
        "order",
        help="mettre des amendements dans l’ordre de leur examen",
        description="Une ligne JSON par amendement, dans l’ordre de l’examen : number, subdivision, identical, "
        "common_discussion (le numéro du premier du groupe, ou null).",
    )
    parser.add_argument(
        "--from",
        dest="origin",
        choices=("senate",),
        required=True,
        metavar="ORIGINE",
        help="d’où vient le fichier : senate (jeu complet du Sénat, CSV)",
    )
    parser.add_argument("file", type=Path, metavar="FICHIER", help="le fichier .csv, ou .csv.gz")


def run(arguments) -> int:
    """0 when done, 2 when the file cannot be read; the reason, with the file and the line, on the error output."""
    try:
        filed = senate.read(unpacked(arguments.file))
    except OSError as error:
        print(f"{arguments.file}\u202f: {_unreadable(error)}", file=sys.stderr)
        return 2
    except FormatError as error:
        print(f"{arguments.file}\u202f: {error.message_fr}", file=sys.stderr)
        return 2
    for listed in senate.order(filed):
        row = {
            "number": listed.number,
            "subdivision": listed.subdivision,
            "identical": listed.identical,
            "common_discussion": listed.common_discussion,
        }
        print(json.dumps(row, ensure_ascii=False))
    return 0


def _unreadable(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "ce fichier n’existe pas."
        case IsADirectoryError():
            return "c’est un dossier, il faut un fichier."
        case PermissionError():
            return "ce fichier ne peut pas être lu\u202f: l’accès est refusé."
        case _:
            return f"ce fichier ne peut pas être lu ({error.strerror or error})."


def unpacked(path: Path) -> bytes:
    """What *path* holds, unpacked when it is gzip, whatever its name. Raises OSError, or FormatError when damaged or
    too large: no more than the limit is ever unpacked.
    """
    try:
        with path.open("rb") as raw:
            packed = path.suffix == ".gz" or raw.peek(2)[:2] == b"\x1f\x8b"
            with gzip.open(raw) if packed else raw as file:
                data = file.read(LIMIT + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FormatError("le fichier compressé est abîmé.", "the compressed file is damaged.") from error
    if len(data) > LIMIT:
        raise FormatError(
            f"plus de {LIMIT // 1_000_000} Mo une fois ouvert\u202f: le fichier est refusé.",
            f"more than {LIMIT // 1_000_000} MB once open: the file is refused.",
        )
    return data
