"""What the public pages ask."""

from django.db.models import Count, F, Max, Prefetch, Q

from portevoix.advocacy import queries as advocacy
from portevoix.advocacy.models import FollowUp, SentItem
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import seat_of
from portevoix.hearings.models import Hearing
from portevoix.people.models import User
from portevoix.texts.models import Amendment, Text, Version

STEP_OF = {
    Version.Status.DRAFT: "draft",
    Version.Status.OPEN: "decide",
    Version.Status.EXAMINED: "decide",
    Version.Status.ADOPTED: "publish",
    Version.Status.REJECTED: "decide",
}


def home(person) -> dict:
    """The first commission, its figures in one sentence, its works in progress; 7 SQL queries, plus 2 for a seat."""
    commission = Commission.objects.filter(parent=None).annotate(parts=Count("children")).order_by("pk").first()
    works = list(
        Text.objects.select_related("commission")
        .annotate(
            asked=Count("versions__amendments", distinct=True),
            carried=Count("versions__publication__sendings__items", distinct=True),
            answered=Count(
                "versions__publication__sendings__items__answer",
                filter=Q(versions__publication__sendings__items__answer__received_at__isnull=False),
                distinct=True,
            ),
            latest=Max("versions__pk"),
        )
        .prefetch_related(Prefetch("versions", Version.objects.select_related("publication").order_by("pk")))
        .order_by(F("latest").desc())
    )
    seen = seat_of(person).commission_ids if person else set()
    shown = []
    for text in works:
        version = text.versions.all()[len(text.versions.all()) - 1]
        published = next((v.publication for v in text.versions.all() if hasattr(v, "publication")), None)
        seated = seen & {text.commission_id, text.commission.parent_id}
        if not published and not seated and version.status != Version.Status.ADOPTED:
            continue
        step = STEP_OF[version.status]
        if published:
            step = "follow" if text.answered else "carry"
        shown.append({"text": text, "version": version, "step": step, "publication": published})
    taken = FollowUp.objects.filter(
        status__in=(FollowUp.Status.TAKEN_UP, FollowUp.Status.PARTLY, FollowUp.Status.DONE)
    ).aggregate(items=Count("item__unit_key", distinct=True))["items"]
    return {
        "commission": commission,
        "children": commission.parts if commission else 0,
        "hearings": Hearing.objects.count(),
        "examined": Amendment.objects.exclude(outcome="").count(),
        "carried": SentItem.objects.values("unit_key", "sending__publication").distinct().count(),
        "taken_up": taken,
        "works": shown,
    }


def people_to_try() -> list[dict]:
    """For the demo's sign-in: accounts with the role each one shows, in the order of the roles; 3 SQL queries."""
    order = [role.value for role in (Mandate.Role.SECRETARIAT, Mandate.Role.CO_CHAIR, Mandate.Role.RAPPORTEUR)]
    mandates, seats = {}, {}
    for mandate in Mandate.objects.filter(end=None).select_related("commission"):
        mandates.setdefault(mandate.person_id, []).append(mandate)
    for seat in Membership.objects.filter(end=None, commission__parent=None):
        seats[seat.person_id] = seat
    people = []
    for user in User.objects.filter(is_active=True):
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
