"""`portevoix verify FILE`: check a dossier or a journal offline."""

from portevoix.engine import verification


def add_parser(subparsers) -> None:
    """Add `verify` to the command."""
    parser = subparsers.add_parser(
        "verify", help="vérifier un dossier (.zip) ou un registre (.jsonl, .jsonl.gz), hors ligne"
    )
    parser.add_argument(
        "file", metavar="FICHIER", nargs="+", help="un dossier, ou les parties d’un registre dans l’ordre"
    )
    parser.add_argument("--from", metavar="N", dest="first", help="le registre commence à l’écriture N")


def run(arguments) -> int:
    """0 when all holds, 1 when something does not, 2 when the file cannot be read."""
    return verification.main([*(("--from", arguments.first) if arguments.first else ()), *arguments.file])
