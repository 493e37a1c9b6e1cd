"""`portevoix dossier [ADDRESS --to FILE.zip]`: list the publications, or write the dossier of one."""

import os
import sys
import tempfile
from pathlib import Path


def add_parser(subparsers) -> None:
    """Add `dossier` to the command."""
    parser = subparsers.add_parser("dossier", help="écrire le dossier d’une publication ; sans adresse, les lister")
    parser.add_argument("address", metavar="ADRESSE", nargs="?")
    parser.add_argument("--to", metavar="FICHIER.zip", type=Path)


def run(arguments) -> int:
    """0 when done; 2 when the address is unknown, or the file cannot be written (nothing is left half-written)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from portevoix.publications.models import Publication
    from portevoix.thread.disclosure import dossier
    from portevoix.thread.queries import publication_called

    if arguments.address is None:
        for address, title in Publication.objects.order_by("published_at").values_list("address", "title"):
            print(f"{address}\t{title}")
        return 0
    address = arguments.address.rstrip("/").rpartition("/")[2].partition("#")[0]
    publication = publication_called(address)
    if publication is None:
        print(
            f"Aucune publication n’est à l’adresse « {address} » ; sans adresse, la commande les liste.",
            file=sys.stderr,
        )
        return 2
    target = arguments.to or Path(f"{address}.zip")
    try:
        with tempfile.NamedTemporaryFile(dir=target.resolve().parent, suffix=".part", delete=False) as part:
            part.write(dossier(publication))
        os.replace(part.name, target)
    except OSError as error:
        print(f"{target} : ce fichier ne peut pas être écrit ({error.strerror}).", file=sys.stderr)
        return 2
    print(f"{target} : {publication.title}")
    return 0
