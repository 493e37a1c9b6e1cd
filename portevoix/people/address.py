"""The address at which someone is written to, and how the one she signs in with changes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record
from portevoix.people.models import Person, User


def address_of(person: Person) -> str:
    """Where *person*, read with her account, is written to: her account's address, or the one known without an account.

    Empty when none is known, or when her account is closed.
    """
    account = getattr(person, "account", None)
    if account is None:
        return person.email
    return account.email if account.is_active else ""


@transaction.atomic
def change_address(user: User, *, email: str, at: datetime) -> User:
    """*user* now signs in with *email*, which she has shown to be hers; refused when another account has it."""
    email = email.strip().lower()
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise Refused(_("Cette adresse est déjà celle d’un autre compte."), field="email")
    former, user.email = user.email, email
    user.save(update_fields=["email"])
    record(
        "people.address_changed",
        f"person:{user.person_id}",
        by=user.person,
        at=at,
        facts={"former": former, "email": email},
    )
    return user
