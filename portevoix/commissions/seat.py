"""Where the person who asks stands: roles and seats, read once a request (R102)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.people.models import Person


def current(on: date) -> Q:
    """Terms that run on day *on*, those cancelled left out."""
    return Q(start__lte=on, cancelled_at=None) & (Q(end=None) | Q(end__gte=on))


@dataclass
class Seat:
    """A person's standing on a day: two SQL queries, when first asked, whatever is asked then."""

    person: Person
    on: date = field(default_factory=timezone.localdate)

    @cached_property
    def memberships(self) -> list[Membership]:
        return list(Membership.objects.filter(current(self.on), person=self.person).select_related("commission"))

    @cached_property
    def mandates(self) -> list[Mandate]:
        return list(Mandate.objects.filter(current(self.on), person=self.person).select_related("commission"))

    def has_role(self, commission: Commission, *roles: str) -> bool:
        """Whether one of *roles* is held in *commission*, or in the commission it belongs to."""
        places = {commission.pk, commission.parent_id}
        return any(mandate.role in roles and mandate.commission_id in places for mandate in self.mandates)

    def sits_in(self, commission: Commission, *capacities: str) -> bool:
        """Whether the person has a seat in *commission* or its parent (in one of *capacities*, when given)."""
        places = {commission.pk, commission.parent_id}
        return any(
            seat.commission_id in places and (not capacities or seat.capacity in capacities)
            for seat in self.memberships
        )

    @cached_property
    def commission_ids(self) -> set[int]:
        """Commissions whose drafts are seen: by seat or by mandate; a seat in the parent opens its children."""
        return {term.commission_id for term in (*self.memberships, *self.mandates)}

    @cached_property
    def run_ids(self) -> set[int]:
        """Commissions run as their secretariat or their chair, those under them left out."""
        roles = (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR)
        return {mandate.commission_id for mandate in self.mandates if mandate.role in roles}

    @cached_property
    def secretariat_ids(self) -> set[int]:
        """Commissions kept as their secretariat, those under them left out."""
        return {one.commission_id for one in self.mandates if one.role == Mandate.Role.SECRETARIAT}


def seat_of(person: Person, on: date | None = None) -> Seat:
    """The standing of *person* on day *on* (today by default), kept on the person for the time of a request."""
    on = on or timezone.localdate()
    seat = person.__dict__.get("_seat")
    if seat is None or seat.on != on:
        seat = person.__dict__["_seat"] = Seat(person, on)
    return seat


class SeatMiddleware:
    """Gives each request `request.person`: the signed-in person, or None."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.person = request.user.person if request.user.is_authenticated else None
        return self.get_response(request)


def in_templates(request):
    """For templates: `person`, `administers` (whether the administration is open to her), and `demo`; 1 SQL query for
    who is signed in, none when the page asked for her roles."""
    from django.conf import settings

    person = getattr(request, "person", None)
    administers = person is not None and (request.user.is_administrator or bool(seat_of(person).secretariat_ids))
    return {"person": person, "administers": administers, "demo": settings.DEMO}
