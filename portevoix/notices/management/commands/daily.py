"""`manage.py daily`: the chores of the day, for a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portevoix.notices.daily import do_chores


class Command(BaseCommand):
    help = "Do the chores of the day: tell of what is late, mail the digests, forget what has been kept long enough."

    def handle(self, *args, **options):
        for name, done in do_chores(timezone.now()).items():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {done}")
