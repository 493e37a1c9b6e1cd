"""The `portevoix` command; Django is loaded only by what reads the database."""

import argparse
import sys
from importlib import import_module

COMMANDS = ("verify", "dossier", "apply", "write", "consolidate", "order")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status (0 done, 1 something does not hold, 2 bad usage or bad input)."""
    parser = argparse.ArgumentParser(
        prog="portevoix", description="D’une voix entendue à la réponse de l’État : lire, appliquer, vérifier."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    runs = {}
    for name in COMMANDS:
        module = import_module(f"portevoix.command.{name}")
        module.add_parser(subparsers)
        runs[name] = module.run
    parsed = parser.parse_args(arguments)
    try:
        return runs[parsed.command](parsed)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("interrompu", file=sys.stderr)
        return 130
