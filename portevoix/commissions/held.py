"""What this room holds about persons, and what an erasure does first: she leaves her seats and roles."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.commissions.models import Mailing, Mandate, Membership
from portevoix.commissions.seat import current
from portevoix.commissions.who import where_holding
from portevoix.journal.acts import Refused, record
from portevoix.people.models import Person
from portevoix.people.rights.held import before_erasure, hold, kept_by

PUBLIC_OFFICE = gettext_lazy("un mandat public : qui a siégé, quand et en quelle qualité, reste public")


def _term(row) -> dict:
    return {
        gettext_lazy("commission"): row.commission.name,
        gettext_lazy("qualité"): row.get_capacity_display() if isinstance(row, Membership) else row.get_role_display(),
        gettext_lazy("depuis le"): row.start,
        gettext_lazy("jusqu’au"): row.end,
    }


def _commission_of(row) -> str:
    return f"commission:{row.commission.slug}"


hold(
    "commissions.membership.person",
    title=gettext_lazy("sièges"),
    purpose=gettext_lazy("Savoir qui siège, en quelle qualité, de quand à quand."),
    shown=_term,
    subject=_commission_of,
    stays=lambda rows: rows.filter(capacity=Membership.Capacity.ELECTED),
    reason=PUBLIC_OFFICE,
    related=("commission",),
)
hold(
    "commissions.mandate.person",
    title=gettext_lazy("mandats"),
    purpose=gettext_lazy("Savoir qui préside, rapporte, tient le secrétariat, de quand à quand."),
    shown=_term,
    subject=_commission_of,
    stays=lambda rows: rows.exclude(role=Mandate.Role.SECRETARIAT),
    reason=PUBLIC_OFFICE,
    related=("commission",),
)


@kept_by
def known_to_its_secretariat(person: Person) -> Q:
    """Those who sit or sat in a commission whose secretariat *person* holds."""
    kept = where_holding(person, timezone.localdate(), Mandate.Role.SECRETARIAT)
    return Q(pk__in=Membership.objects.filter(kept).values("person")) | Q(
        pk__in=Mandate.objects.filter(kept).values("person")
    )


@before_erasure
def leave_seats(person: Person, at: datetime) -> None:
    """End today what the person holds; refused to the only secretary of a commission."""
    today = timezone.localdate(at)
    for mandate in Mandate.objects.filter(current(today), person=person).select_related("commission"):
        if mandate.role == Mandate.Role.SECRETARIAT:
            others = Mandate.objects.filter(current(today), commission=mandate.commission, role=mandate.role).exclude(
                person=person
            )
            if not others.exists():
                raise Refused(
                    _(
                        "Personne d’autre ne tient le secrétariat de « %(commission)s » : confiez-le d’abord. Rien n’est effacé."
                    )
                    % {"commission": mandate.commission}
                )
        _end(mandate, "mandate_ended", mandate.role, person, at)
    for seat in Membership.objects.filter(current(today), person=person).select_related("commission"):
        _end(seat, "seat_ended", seat.capacity, person, at)
    for term in (Mandate, Membership):
        term.objects.filter(person=person, start__gt=today).delete()


@before_erasure
def forget_letters(person: Person, at: datetime) -> None:
    """The letters she was sent go, with her address, and the words of those that told others of her proxy."""
    hers = Mailing.objects.filter(convocation__person=person)
    hers.filter(sent_at=None).delete()
    hers.update(address="", subject="", words="", failure="")
    told = Q(convocation__proxies_held__giver__person=person) | Q(convocation__proxies_given__holder__person=person)
    others = Mailing.objects.filter(told, kind__in=(Mailing.Kind.PROXY, Mailing.Kind.DECLINED))
    Mailing.objects.filter(pk__in=others.values("pk")).update(words="")


def _end(term, act: str, held: str, person: Person, at: datetime) -> None:
    term.end = timezone.localdate(at)
    term.save(update_fields=["end"])
    record(
        f"commissions.{act}",
        _commission_of(term),
        by=person,
        at=at,
        facts={"person": person.name, "held": held, "end": term.end.isoformat()},
    )
