"""What the home page asks, and the demo's way in."""

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext

from portevoix.advocacy import queries as advocacy
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.queries import sub_commissions
from portevoix.commissions.seat import current
from portevoix.people.models import User
from portevoix.site.queries.works import works
from portevoix.texts.models import Amendment


def roots() -> list[Commission]:
    """The commissions that stand on their own, the closed ones last, each with its `subs` and hearings `heard`;
    1 SQL query."""
    return list(
        Commission.objects.filter(parent=None)
        .annotate(
            subs=Count("children", distinct=True),
            heard=Count("hearings", distinct=True) + Count("children__hearings", distinct=True),
        )
        .order_by(F("closed_on").asc(nulls_first=True), "pk")
    )


def home(person) -> dict:
    """The commissions, their figures in one sentence, their works in progress; 6 SQL queries, plus 2 for a seat.

    `commission` is the only one, when there is only one.
    """
    found = roots()
    only = found[0] if len(found) == 1 else None
    return {
        "commissions": found,
        "commission": only,
        "children": sub_commissions(only) if only else [],
        "subs": sum(one.subs for one in found),
        "hearings": sum(one.heard for one in found),
        "examined": Amendment.objects.filter(outcome__in=Amendment.DECIDED).count(),
        **advocacy.all_propositions(),
        "works": works(person),
    }


def people_to_try() -> list[dict]:
    """For the demo's sign-in: accounts with the role each one shows, in the order of the roles; 3 SQL queries."""
    order = [role.value for role in (Mandate.Role.SECRETARIAT, Mandate.Role.CO_CHAIR, Mandate.Role.RAPPORTEUR)]
    mandates, seats = {}, {}
    today = timezone.localdate()
    for mandate in Mandate.objects.filter(current(today)).select_related("commission"):
        mandates.setdefault(mandate.person_id, []).append(mandate)
    for seat in Membership.objects.filter(current(today), commission__parent=None):
        seats[seat.person_id] = seat
    people = []
    for user in User.objects.filter(is_active=True):
        if user.is_administrator:
            people.append({"user": user, "role": gettext("administration de la plateforme"), "rank": 20})
            continue
        held = sorted(mandates.get(user.person_id, ()), key=lambda m: order.index(m.role) if m.role in order else 9)
        if held:
            rank, role = order.index(held[0].role) if held[0].role in order else 8, held[0].get_role_display()
            if held[0].commission.parent_id:
                role = f"{role}, {held[0].commission}"
        elif user.person_id in seats:
            seat = seats[user.person_id]
            rank, role = 10 + (seat.capacity != Membership.Capacity.ELECTED), seat.get_capacity_display()
        else:
            continue
        people.append({"user": user, "role": role, "rank": rank})
    return sorted(people, key=lambda one: (one["rank"], one["user"].pk))


def offices_to_try() -> list:
    """For the demo's sign-in: the personal links of the addressees (R74)."""
    return advocacy.offices_to_try()
