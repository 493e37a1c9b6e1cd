"""`manage.py administrator NAME ADDRESS`: the account that invites the first others."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from portevoix.people.actions import enter_person, open_account
from portevoix.people.models import User


class Command(BaseCommand):
    help = "Open an administrator's account; its holder signs in by a link received by mail."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the person's name, in quotes")
        parser.add_argument("address", help="the mail address to sign in with")

    def handle(self, *args, name, address, **options):
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"{address} is not a mail address.") from error
        if User.objects.filter(email=address.lower()).exists():
            raise CommandError(f"{address} already belongs to an account.")
        with transaction.atomic():
            now = timezone.now()
            person = enter_person(name=name, by="manage.py administrator", at=now)
            open_account(person, email=address, by="manage.py administrator", at=now, administrator=True)
        if options["verbosity"]:
            self.stdout.write(f"{name} may sign in with {address}, by a link received by mail.")
