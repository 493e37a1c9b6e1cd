"""`portevoix write`: two versions of an alinéa in, the instructions out."""

import sys
from pathlib import Path

from portevoix.engine.edits import EditError, difference
from portevoix.engine.formats import FormatError
from portevoix.engine.formats.errors import decoded
from portevoix.engine.legistics import write
from portevoix.engine.text import LEAF, Text, Unit

LIMIT = 200_000
EXAMPLE = """\
exemple :
  echo 'Les données sont ouvertes.' > avant.txt
  echo 'Les données publiques sont ouvertes.' > apres.txt
  portevoix write avant.txt apres.txt"""


def add_parser(subparsers) -> None:
    """Add `write` to the command."""
    parser = subparsers.add_parser(
        "write",
        help="écrire les instructions qui mènent d’un alinéa à un autre",
        description="Compare deux rédactions d’un alinéa, et écrit l’amendement qui mène de la première à la seconde.",
        epilog=EXAMPLE,
    )
    parser.add_argument("before", metavar="AVANT", type=Path, help="fichier qui contient l’alinéa, en UTF-8")
    parser.add_argument("after", metavar="APRÈS", type=Path, help="fichier qui contient l’alinéa voulu")


def run(arguments) -> int:
    """0 when written; 2 when a file cannot be read, or holds more than one alinéa."""
    given = []
    for path in (arguments.before, arguments.after):
        try:
            given.append(_alinea(path))
        except OSError as error:
            print(f"{path} : ce fichier ne peut pas être lu ({error.strerror}).", file=sys.stderr)
            return 2
        except FormatError as error:
            print(f"{path} : {error.message_fr}", file=sys.stderr)
            return 2
    if given[0] == given[1]:
        print(f"{arguments.after} : les deux rédactions sont les mêmes, il n’y a rien à écrire.", file=sys.stderr)
        return 0
    text = Text("", (Unit("article", "article", children=(Unit("al-1", LEAF, text=given[0]),)),))
    try:
        print(write(difference(given[0], given[1], "al-1"), text, "article"))
    except ValueError as error:
        reason = error.message if isinstance(error, EditError) else error
        print(f"{arguments.after} : ce changement ne s’écrit pas en instructions ({reason}).", file=sys.stderr)
        return 2
    return 0


def _alinea(path: Path) -> str:
    """The one alinéa that *path* holds. Raises OSError, FormatError."""
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise FormatError(
            f"plus de {LIMIT // 1000} ko : ce n’est pas un alinéa.", f"more than {LIMIT // 1000} kB: not an alinéa."
        )
    words = decoded(data).replace("\r\n", "\n").strip("\n")
    if "\n" in words:
        raise FormatError("Ligne 2 : un seul alinéa est attendu, sur une ligne.", "Line 2: one alinéa is expected.", 2)
    return words
