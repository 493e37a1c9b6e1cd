"""What a commission's own pages ask: the public one, its members', its calendar."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portevoix.commissions.models import Commission, Meeting
from portevoix.commissions.queries import offices, sub_commissions
from portevoix.commissions.queries.meetings import announced_to
from portevoix.evidence.models import Source
from portevoix.hearings.models import Hearing, WrittenContribution
from portevoix.site.queries.works import works

SHOWN = 8


@dataclass(frozen=True)
class Event:
    """A meeting or a hearing in the calendar; `uid` names it for good."""

    kind: str
    uid: str
    title: str
    starts_at: datetime
    place: str
    address: str
    commission: Commission
    cancelled: bool = False


def _within(commission: Commission) -> Q:
    return Q(commission=commission) | Q(commission__parent=commission)


def events(commission: Commission, person) -> list[Event]:
    """Meetings announced to *person*, and hearings, of *commission* and of those under it, in order of time;
    2 SQL queries, plus 2 for a seat."""
    found = [
        Event("meeting", f"meeting-{one.pk}", one.title, one.starts_at, one.place,
              reverse("commissions:meeting", args=[one.pk]), one.commission, bool(one.cancelled_at))
        for one in Meeting.objects.filter(announced_to(person), _within(commission)).select_related("commission")
    ]  # fmt: skip
    found += [
        Event("hearing", f"hearing-{one.pk}", one.title, one.starts_at, one.place,
              reverse("hearings:hearing", args=[one.slug]), one.commission)
        for one in Hearing.objects.filter(_within(commission)).select_related("commission")
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.starts_at, one.uid))


def _to_come(found: list[Event]) -> list[Event]:
    now = timezone.now()
    return [one for one in found if one.starts_at >= now][:SHOWN]


def commission_page(commission: Commission, person) -> dict:
    """The public page of *commission*: what it is for, who presides, its works, what is to come; 7 SQL queries,
    plus 2 for a seat."""
    family = sub_commissions(commission, with_itself=True)
    calendar = events(commission, person)
    return {
        "commission": commission,
        "children": [one for one in family if one.pk != commission.pk],
        "seats": next(one.seats for one in family if one.pk == commission.pk),
        "associations": list(commission.associations.all()),
        "offices": offices(commission, timezone.localdate()),
        "works": works(person, commission),
        "coming": _to_come(calendar),
        "heard": sum(one.kind == "hearing" for one in calendar),
    }


def members_page(commission: Commission, person) -> dict:
    """What members find: every work under way, drafts included, what is to come, what was received for them alone;
    6 SQL queries, plus 2 for a seat."""
    return {
        "commission": commission,
        "works": works(person, commission),
        "coming": _to_come(events(commission, person)),
        "reserved": list(
            WrittenContribution.objects.filter(_within(commission), source__access=Source.Access.MEMBERS)
            .select_related("source", "commission")
            .order_by("-source__heard_on", "-pk")[:SHOWN]
        ),
        "children": sub_commissions(commission),
    }
