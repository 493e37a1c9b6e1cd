"""`portevoix verify FILE`: check a dossier or a journal offline."""

from portevoix.engine import verification


def add_parser(subparsers) -> None:
    """Add `verify` to the command."""
    parser = subparsers.add_parser("verify", help="vérifier un dossier (.zip) ou un registre (.jsonl), hors ligne")
    parser.add_argument("file", metavar="FICHIER")


def run(arguments) -> int:
    """0 when all holds, 1 when something does not, 2 when the file cannot be read."""
    return verification.main([arguments.file])
