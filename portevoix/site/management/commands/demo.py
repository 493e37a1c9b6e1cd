"""`manage.py demo`: build the demo in an empty database."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portevoix.commissions.models import Commission
from portevoix.notices.daily import do_chores
from portevoix.site.demo.told import build_demo


class Command(BaseCommand):
    help = "Build the demo, a fictional commission, in an empty database."

    def add_arguments(self, parser):
        parser.add_argument("--keep", action="store_true", help="the tables are there already: do not migrate")

        parser.add_argument("--if-empty", action="store_true", help="do nothing where a commission stands already")

    def handle(self, *args, keep=False, if_empty=False, **options):
        if not keep:
            call_command("migrate", verbosity=0)
        empty = not Commission.objects.exists()
        if not (empty or if_empty):
            raise CommandError("This database holds a commission already; the demo is built in an empty one.")
        if empty:
            now = timezone.now()
            build_demo(now)
            do_chores(now)  # the mails of all that time are gone, and do not leave on the first day
        if not keep:
            call_command("load_register", verbosity=0)  # dated now: after all that the demo tells
        if empty and options["verbosity"]:
            self.stdout.write("The demo is built: a fictional commission, its hearings, texts, votes, and answers.")
