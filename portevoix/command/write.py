"""`portevoix write`: two versions of an alinéa in, the instructions out."""

import sys
from pathlib import Path

from portevoix.engine.edits import difference
from portevoix.engine.legistics import write
from portevoix.engine.text import LEAF, Text, Unit


def add_parser(subparsers) -> None:
    """Add `write` to the command."""
    parser = subparsers.add_parser("write", help="écrire les instructions qui mènent d’un alinéa à un autre")
    parser.add_argument("before", metavar="AVANT", type=Path, help="fichier qui contient l’alinéa")
    parser.add_argument("after", metavar="APRÈS", type=Path, help="fichier qui contient l’alinéa voulu")


def run(arguments) -> int:
    """0 when written; 2 when a file cannot be read, or holds more than one alinéa."""
    given = []
    for path in (arguments.before, arguments.after):
        try:
            words = path.read_text(encoding="utf-8").strip("\n")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path} : ce fichier ne peut pas être lu ({error}).", file=sys.stderr)
            return 2
        if "\n" in words:
            print(f"{path}, ligne 2 : un seul alinéa est attendu, sur une ligne.", file=sys.stderr)
            return 2
        given.append(words)
    text = Text("", (Unit("article", "article", children=(Unit("al-1", LEAF, text=given[0]),)),))
    print(write(difference(given[0], given[1], "al-1"), text, "article"))
    return 0
