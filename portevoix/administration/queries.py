"""What the pages of administration ask; nothing of a commission that one does not keep is in their answers."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.utils import timezone

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.rules import is_administrator, kept_by
from portevoix.commissions.seat import current
from portevoix.hearings.models import Witness, WrittenContribution
from portevoix.people.models import Body, Person, User
from portevoix.people.names import folded, matches

A_PAGE = 40
FOUND = 20  # persons offered at once
Role = Mandate.Role


def administered(person):
    """The commissions that *person* keeps, those under them included; all of them for the administration."""
    found = Commission.objects.select_related("parent")
    if not is_administrator(person, None):
        found = found.filter(kept_by(person))
    return found.order_by(F("closed_on").asc(nulls_first=True), "pk")


def home(person) -> dict:
    """The commissions kept, main ones with those under them, and those that nobody keeps; 2 SQL queries, and the
    seat's."""
    found = list(administered(person))
    kept = set(
        Mandate.objects.filter(
            Q(end=None) | Q(end__gte=timezone.localdate()),
            commission__in=found,
            role=Role.SECRETARIAT,
            cancelled_at=None,
        ).values_list("commission_id", flat=True)
    )
    ids = {one.pk for one in found}
    tops = [one for one in found if one.parent_id not in ids]
    return {
        "tops": [(one, [sub for sub in found if sub.parent_id == one.pk]) for one in tops],
        "orphans": [one for one in tops if one.pk not in kept and not one.parent_id and not one.closed_on],
        "is_administrator": is_administrator(person, None),
    }


def known_people(person):
    """Those whom *person* may know: everyone who sits or sat; whom the commissions kept heard or read; whom one
    entered. The administration knows everyone."""
    people = Person.objects.select_related("account").order_by("sorted_as", "pk")
    if is_administrator(person, None):
        return people
    kept = Commission.objects.filter(kept_by(person)).values("pk")
    return people.filter(
        Q(pk__in=Membership.objects.filter(cancelled_at=None).values("person"))
        | Q(pk__in=Mandate.objects.filter(cancelled_at=None).values("person"))
        | Q(pk__in=Membership.objects.filter(commission__in=kept).values("person"))
        | Q(pk__in=Mandate.objects.filter(commission__in=kept).values("person"))
        | Q(pk__in=Witness.objects.filter(hearing__commission__in=kept).values("person"))
        | Q(pk__in=WrittenContribution.objects.filter(commission__in=kept).values("person"))
        | Q(entered_by=person)
    )


def found_people(person, sought: str) -> list[Person]:
    """The people known to *person* whose name, function or place have words that begin so; 1 SQL query."""
    people = known_people(person)
    if sought:
        return [one for one in people if matches(sought, one.name, one.function, one.territory)]
    return list(people)


def people_page(person, sought: str, page) -> dict:
    """One page of them; 1 SQL query."""
    return {"page": Paginator(found_people(person, sought), A_PAGE).get_page(page), "q": sought}


def seats_page(commission: Commission, on: date) -> dict:
    """Seats and roles of *commission*: `now`, then `others` (ended, to come, cancelled); 2 SQL queries."""
    terms = [
        *Membership.objects.filter(commission=commission).select_related("person", "association"),
        *Mandate.objects.filter(commission=commission).select_related("person", "in_place_of"),
    ]
    for one in terms:
        one.kind = "mandate" if isinstance(one, Mandate) else "seat"
        one.runs = one.start <= on and (one.end is None or one.end >= on) and one.cancelled_at is None
        one.comes = one.start > on and one.cancelled_at is None
    terms.sort(key=lambda one: folded(one.person.name))
    now = [one for one in terms if one.runs]
    return {
        "seats": [one for one in now if one.kind == "seat"],
        "mandates": [one for one in now if one.kind == "mandate"],
        "others": [one for one in terms if not one.runs],
    }


def members_of(commission: Commission, on: date) -> list[Person]:
    """Who sits in *commission* on day *on*; 1 SQL query."""
    return list(
        Person.objects.filter(pk__in=Membership.objects.filter(current(on), commission=commission).values("person"))
    )


def accounts_page(person, sought: str, page) -> dict:
    """The accounts of those who sit in the commissions kept, every account for the administration; 1 SQL query."""
    users = User.objects.all()
    if not is_administrator(person, None):
        kept = Commission.objects.filter(kept_by(person)).values("pk")
        users = users.filter(
            Q(person__in=Membership.objects.filter(commission__in=kept, cancelled_at=None).values("person"))
            | Q(person__in=Mandate.objects.filter(commission__in=kept, cancelled_at=None).values("person"))
        )
    users = [one for one in users if not sought or matches(sought, one.person.name, one.email)]
    users.sort(key=lambda one: folded(one.person.name))
    return {
        "page": Paginator(users, A_PAGE).get_page(page),
        "q": sought,
        "active": sum(one.is_active for one in users),
        "closed": sum(not one.is_active for one in users),
    }


def bodies_page(sought: str, page) -> dict:
    """The bodies heard or written to; 1 SQL query."""
    bodies = [one for one in Body.objects.all() if not sought or matches(sought, one.name)]
    return {"page": Paginator(bodies, A_PAGE).get_page(page), "q": sought}
