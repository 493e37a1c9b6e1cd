"""Acts of a commission: it is created, people take seats and roles in it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.journal.acts import Refused, record
from portevoix.people.models import Person


@transaction.atomic
def create_commission(*, by, at: datetime, associations=(), **fields) -> Commission:
    """A new commission, or a sub-commission when `parent` is given; journaled."""
    commission = Commission.objects.create(**fields)
    commission.associations.set(associations)
    record("commissions.created", f"commission:{commission.slug}", by=by, at=at, facts={"name": commission.name})
    return commission


@transaction.atomic
def take_seat(
    person: Person, commission: Commission, *, capacity: str, by, at: datetime, start: date, association=None
):
    """Give *person* a seat in *commission* from *start*; returns the membership. Refused when seated already."""
    if Membership.objects.filter(person=person, commission=commission, end=None).exists():
        raise Refused(_("%(name)s siège déjà dans cette commission.") % {"name": person})
    seat = Membership.objects.create(
        person=person, commission=commission, capacity=capacity, association=association, start=start
    )
    record(
        "commissions.seat_taken",
        f"commission:{commission.slug}",
        by=by,
        at=at,
        facts={"person": person.name, "capacity": capacity, "start": start.isoformat()},
    )
    return seat


@transaction.atomic
def give_mandate(person: Person, commission: Commission, *, role: str, by, at: datetime, start: date) -> Mandate:
    """Give *person* the role *role* in *commission* from *start*; journaled."""
    mandate = Mandate.objects.create(person=person, commission=commission, role=role, start=start)
    record(
        "commissions.mandate_given",
        f"commission:{commission.slug}",
        by=by,
        at=at,
        facts={"person": person.name, "role": role, "start": start.isoformat()},
    )
    return mandate
