"""Who sits in a commission, on a day; what a person held through time."""

from datetime import date

from django.db.models import Count, F, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import current
from portevoix.people.models import Association, Person

Role, Capacity = Mandate.Role, Membership.Capacity
# In the order in which they are read: who presides, who reports, who keeps, who sits for another.
ORDER = (Role.CHAIR, Role.CO_CHAIR, Role.VICE_CHAIR, Role.RAPPORTEUR, Role.SECRETARIAT, Role.SUBSTITUTE)


def commission_called(slug: str) -> Commission:
    """The commission at *slug*, with its parent; 1 SQL query. Raises Http404."""
    found = Commission.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Http404(_("Aucune commission n’est à cette adresse."))
    return found


def composition(commission: Commission, on: date) -> dict:
    """Who sat and who held a role in *commission* on day *on*; 2 SQL queries.

    `seats` are (seat, roles in words, substitutes), those who preside first; `others` are the roles held without
    a seat, those of substitutes left out; `voters` and `experts` count the seats.
    """
    seats = list(Membership.objects.filter(current(on), commission=commission).select_related("person", "association"))
    seated = {seat.person_id for seat in seats}
    roles: dict[int, list[Mandate]] = {}
    substitutes: dict[int, list[Mandate]] = {}
    others = []
    mandates = Mandate.objects.filter(current(on), commission=commission).select_related("person", "in_place_of")
    for mandate in sorted(mandates, key=lambda one: (ORDER.index(one.role), one.person.sorted_as)):
        if mandate.role == Role.SUBSTITUTE:
            substitutes.setdefault(mandate.in_place_of_id, []).append(mandate)
        elif mandate.person_id in seated:
            roles.setdefault(mandate.person_id, []).append(mandate)
        else:
            others.append(mandate)

    def rank(seat):
        first = min((ORDER.index(one.role) for one in roles.get(seat.person_id, ())), default=len(ORDER))
        return first, seat.person.sorted_as

    return {
        "seats": [
            (
                seat,
                ", ".join(one.get_role_display() for one in roles.get(seat.person_id, ())),
                substitutes.get(seat.person_id, []),
            )
            for seat in sorted(seats, key=rank)
        ],
        "others": others,
        "voters": sum(seat.capacity == Capacity.ELECTED for seat in seats),
        "experts": sum(seat.capacity == Capacity.EXPERT for seat in seats),
        "substitutes": sum(map(len, substitutes.values())),
    }


def offices(commission: Commission, on: date) -> list[tuple[str, list[Mandate]]]:
    """The roles held in *commission* on day *on*, in the order in which they are read, substitutes left out;
    1 SQL query."""
    held: dict[str, list[Mandate]] = {}
    for mandate in Mandate.objects.filter(current(on), commission=commission).select_related("person"):
        held.setdefault(mandate.role, []).append(mandate)
    return [
        (role.label, sorted(held[role], key=lambda one: one.person.sorted_as))
        for role in ORDER
        if role in held and role != Role.SUBSTITUTE
    ]


def sub_commissions(commission: Commission, *, with_itself: bool = False) -> list[Commission]:
    """Those under *commission*, and itself when asked, the closed ones last, each with how many `seats` today and
    hearings `heard`; 1 SQL query."""
    running = current(timezone.localdate())
    seats = Membership.objects.filter(running).values("pk")
    family = Q(parent=commission) | Q(pk=commission.pk) if with_itself else Q(parent=commission)
    return list(
        Commission.objects.filter(family)
        .annotate(
            seats=Count("memberships", filter=Q(memberships__in=seats), distinct=True),
            heard=Count("hearings", distinct=True),
        )
        .order_by(F("closed_on").asc(nulls_first=True), "pk")
    )


# Persons who hold or held anything in a commission: they have a public page.
SITS_OR_SAT = Q(memberships__cancelled_at=None, memberships__isnull=False) | Q(
    mandates__cancelled_at=None, mandates__isnull=False
)


def sits_or_sat(pk: int) -> Person | None:
    """The person *pk* if she holds or held anything in a commission: what is public of her; 1 SQL query."""
    return Person.objects.filter(SITS_OR_SAT, pk=pk).distinct().first()


def through_time(person: Person, *, cancelled: bool = False) -> list[Membership | Mandate]:
    """Seats and roles of *person*, those that last first, then the latest; with those *cancelled* when asked.
    2 SQL queries."""
    kept = {} if cancelled else {"cancelled_at": None}
    terms = [
        *Membership.objects.filter(person=person, **kept).select_related("commission__parent", "association"),
        *Mandate.objects.filter(person=person, **kept).select_related("commission__parent", "in_place_of"),
    ]
    return sorted(terms, key=lambda one: (one.end is None, one.end or one.start, one.start), reverse=True)


def associations() -> list[Association]:
    """Every association, with the open commissions it founded, and how many `seats` its members hold today;
    2 SQL queries."""
    running = Membership.objects.filter(current(timezone.localdate())).values("pk")
    return list(
        Association.objects.annotate(seats=Count("membership", filter=Q(membership__in=running), distinct=True))
        .prefetch_related("commissions")
        .order_by("sorted_as", "pk")
    )
