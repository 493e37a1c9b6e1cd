"""`manage.py administrator`: name who administers the platform, from the machine where it runs."""

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError
from django.utils import timezone

from portevoix.journal.acts import Refused
from portevoix.people.actions import enter_person, open_account


class Command(BaseCommand):
    help = "Enter someone who administers the platform: creates commissions and names their secretariats."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the person’s name, as it is to be read")
        parser.add_argument("email", help="the address to sign in with: a code is sent to it")

    def handle(self, *args, name, email, **options):
        now = timezone.now()
        try:
            validate_email(email)
            with transaction.atomic():
                person = enter_person(name=name, by="installation", at=now)
                open_account(person, email=email, administrator=True, by="installation", at=now)
        except (Refused, ValidationError) as refused:
            raise CommandError(getattr(refused, "sentence", None) or f"{email!r} is not an address.") from refused
        self.stdout.write(f"{person} administers the platform, and signs in with {email}.")
