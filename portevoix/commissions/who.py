"""Who sits in a commission, who holds a role in it, on a day: the people whom an act concerns."""

from datetime import date

from django.db.models import Q, QuerySet

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import current
from portevoix.people.models import Person


def seated_in(commission: Commission, on: date, *capacities: str) -> QuerySet[Person]:
    """Those who sit in *commission* on day *on* (in one of *capacities*, when given); 1 SQL query when evaluated."""
    seats = Membership.objects.filter(current(on), commission=commission)
    if capacities:
        seats = seats.filter(capacity__in=capacities)
    return Person.objects.filter(pk__in=seats.values("person"))


def holding(commission: Commission, on: date, *roles: str) -> QuerySet[Person]:
    """Those who hold one of *roles* in *commission*, or in its parent, on day *on*; 1 SQL query when evaluated."""
    places = [place for place in (commission.pk, commission.parent_id) if place]
    mandates = Mandate.objects.filter(current(on), commission__in=places, role__in=roles)
    return Person.objects.filter(pk__in=mandates.values("person"))


def where_seated(person: Person, on: date, *capacities: str) -> QuerySet:
    """The commissions in which *person* sits on day *on*, in one of *capacities* when given: for a condition, no query."""
    seats = Membership.objects.filter(current(on), person=person)
    return (seats.filter(capacity__in=capacities) if capacities else seats).values("commission")


def where_holding(person: Person, on: date, *roles: str, path: str = "commission") -> Q:
    """Rows whose *path* leads to a commission where *person* holds one of *roles*, or whose parent she holds one in."""
    held = Mandate.objects.filter(current(on), person=person, role__in=roles).values("commission")
    return Q(**{f"{path}__in": held}) | Q(**{f"{path}__parent__in": held})
