"""Acts about people: someone is entered, someone gets an account."""

from datetime import datetime

from django.db import transaction

from portevoix.journal.acts import record
from portevoix.people.models import Person, User


@transaction.atomic
def enter_person(*, name: str, function: str = "", territory: str = "", by, at: datetime) -> Person:
    """A new person; the journal keeps the name as a salted digest only (R101)."""
    person = Person.objects.create(name=name, function=function, territory=territory)
    record("people.entered", f"person:{person.pk}", by=by, at=at, facts={"name": name, "function": function})
    return person


@transaction.atomic
def open_account(person: Person, *, email: str, by, at: datetime, password: str | None = None, administrator=False):
    """An account for *person*, to sign in with *email*; returns the user."""
    user = User.objects.create_user(email, password, person=person, is_administrator=administrator)
    record("people.account_opened", f"person:{person.pk}", by=by, at=at, facts={"email": email})
    return user
