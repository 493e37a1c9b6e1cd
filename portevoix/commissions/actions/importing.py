"""Members come in together, from a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.keeping import administer
from portevoix.commissions.actions.seating import give_mandate, take_seat
from portevoix.commissions.models import Commission
from portevoix.journal.acts import Refused, record
from portevoix.people.actions import enter_person
from portevoix.people.models import Association, Person
from portevoix.territories.models import Territory


@dataclass(frozen=True)
class NewMember:
    """A member about to sit: `known` when the person is entered already, else who it is; `line` in the list."""

    line: int
    name: str
    capacity: str
    start: date
    end: date | None = None
    function: str = ""
    territory: str = ""
    area: Territory | None = None
    email: str = ""
    association: Association | None = None
    role: str = ""
    known: Person | None = None


@transaction.atomic
def import_members(
    commission: Commission, members: Sequence[NewMember], *, file_name: str, by, at: datetime
) -> dict[str, int]:
    """Everyone takes a seat in *commission*, with the role named, or nobody does: returns how many of each.

    One entry of the journal for each person, seat and role, so that one can be forgotten without the others (R101),
    and one for the import. Refused with the line at fault.
    """
    administer(by, commission)
    if not members:
        raise Refused(_("Il n’y a personne à inscrire dans cette liste."))
    done = {"seats": 0, "persons": 0, "roles": 0}
    for one in members:
        try:
            person = one.known
            if person is None:
                person = enter_person(
                    name=one.name,
                    function=one.function,
                    territory=one.territory,
                    area=one.area,
                    email=one.email,
                    by=by,
                    at=at,
                )
                done["persons"] += 1
            take_seat(person, commission, capacity=one.capacity, association=one.association, start=one.start,
                      end=one.end, by=by, at=at)  # fmt: skip
            done["seats"] += 1
            if one.role:
                give_mandate(person, commission, role=one.role, start=one.start, end=one.end, by=by, at=at)
                done["roles"] += 1
        except Refused as refused:
            raise Refused(
                _("Ligne %(line)d : %(sentence)s") % {"line": one.line, "sentence": refused.sentence}
            ) from refused
    record("commissions.members_imported", f"commission:{commission.slug}", by=by, at=at,
           facts={"file": file_name, **done})  # fmt: skip
    return done
