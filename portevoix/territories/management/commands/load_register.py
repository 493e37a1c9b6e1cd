"""`manage.py load_register`: load the official register of territories, or a new edition of it, in place."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portevoix.journal.acts import Refused
from portevoix.territories.actions import load_register


class Command(BaseCommand):
    help = "Load the official register of territories in place: the installed one, or another edition. Once is enough."

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="folder", type=Path, default=settings.REGISTER, metavar="FOLDER",
            help="a folder that holds communes.json, departements.json, regions.json, epci.json (ept.json too, if any)",
        )  # fmt: skip
        parser.add_argument("--on", type=date.fromisoformat, help="the day of an edition that does not say its own")
        parser.add_argument("--by", help="who loads it, for the journal")

    def handle(self, *args, folder, on=None, by=None, **options):
        try:
            edition = load_register(folder, at=timezone.now(), by=by, on=on)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        if options["verbosity"]:
            self.stdout.write(
                f"Loaded: {edition.source}, as of {edition.on}." if edition else "This edition is loaded already."
            )
