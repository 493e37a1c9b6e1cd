"""The person and the body that a form names: known already, or entered on the way."""

from datetime import datetime

from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.people.actions import enter_person
from portevoix.people.models import Body, Person


def person_named(known: Person | None, *, name: str, function: str, by, at: datetime) -> Person:
    """*known*, or a new person called *name*; a function typed completes a person without one. Refused unnamed."""
    name, function = " ".join(name.split()), " ".join(function.split())
    if known is None:
        if not name:
            raise Refused(
                _("Donnez le nom de la personne, ou choisissez-la parmi celles déjà entendues."), field="name"
            )
        return enter_person(name=name, function=function, by=by, at=at)
    if function and not known.function:
        known.function = function
        known.save(update_fields=["function"])
    return known


def body_named(name: str, *, kind: str, register_number: str) -> Body | None:
    """The body called *name*, entered when new; None without a name. A register number completes one without."""
    name, register_number = " ".join(name.split()), register_number.strip()
    if not name:
        return None
    body = Body.objects.filter(name__iexact=name).first()
    if body is None:
        return Body.objects.create(name=name, kind=kind, register_number=register_number)
    if register_number and not body.register_number:
        body.register_number = register_number
        body.save(update_fields=["register_number"])
    return body
