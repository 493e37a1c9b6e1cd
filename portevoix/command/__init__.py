"""The `portevoix` command; Django is loaded only by what reads the database."""

import sys
from importlib import import_module

from portevoix.command.french import Parser

COMMANDS = ("verify", "dossier", "apply", "write", "consolidate", "order")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status (0 done, 1 something does not hold, 2 bad usage or bad input)."""
    parser = Parser(
        prog="portevoix",
        description="D’une voix entendue à la réponse de l’État : lire, appliquer, vérifier.",
        epilog="portevoix COMMANDE --help donne le détail de chacune, avec des exemples.\n"
        "État de sortie : 0 tout va bien ; 1 quelque chose ne tient pas ; 2 une entrée ne se lit pas.",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    runs = {}
    for name in COMMANDS:
        module = import_module(f"portevoix.command.{name}")
        module.add_parser(subparsers)
        runs[name] = module.run
    parsed = parser.parse_args(arguments)
    # What is written is UTF-8 everywhere, whatever the machine is set to.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return runs[parsed.command](parsed)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("interrompu", file=sys.stderr)
        return 130
