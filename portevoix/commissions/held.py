"""What this room holds about persons, and what an erasure does first: she leaves her seats and roles."""

from datetime import datetime

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.commissions.actions.meetings.enrolling import follow_seats
from portevoix.commissions.models import Commission, Convocation, Mailing, Mandate, Membership, Proxy
from portevoix.commissions.seat import current
from portevoix.commissions.who import where_holding
from portevoix.journal.acts import Refused, record
from portevoix.people.models import Person
from portevoix.people.rights.held import before_erasure, hold, kept_by
from portevoix.ui.dates import written_day

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
hold(
    "commissions.mandate.in_place_of",
    title=gettext_lazy("membres qui vous suppléent"),
    purpose=gettext_lazy("Savoir qui siège à votre place, de quand à quand."),
    shown=lambda row: {gettext_lazy("nom"): row.person.name, **_term(row)},
    subject=_commission_of,
    related=("commission", "person"),
)


def _moment(at: datetime | None) -> str:
    return written_day(at, "j F Y, H:i")


def _letters(row: Convocation) -> str:
    """What was written to the person, when it left, to which address."""
    said = (
        _("%(letter)s, partie le %(day)s, à %(address)s")
        % {"letter": one.get_kind_display(), "day": _moment(one.sent_at), "address": one.address or one.handed or "–"}
        if one.sent_at
        else _("%(letter)s, pas encore partie") % {"letter": one.get_kind_display()}
        for one in row.mailings.all()
    )
    return " ; ".join(said)


def _attended(row: Convocation) -> str:
    return " ; ".join(
        _("du %(start)s au %(end)s") % {"start": _moment(one.arrived_at), "end": _moment(one.left_at)}
        if one.left_at
        else _("depuis le %(start)s") % {"start": _moment(one.arrived_at)}
        for one in row.presences.all()
    )


def _proxies(proxies, other: str) -> str:
    return " ; ".join(
        _("%(name)s, le %(day)s (%(state)s)")
        % {
            "name": getattr(one, other).person.name,
            "day": _moment(one.given_at),
            "state": one.get_ended_because_display(),
        }
        for one in proxies.all()
    )


hold(
    "commissions.convocation.person",
    title=gettext_lazy("convocations"),
    purpose=gettext_lazy("Vous convoquer, garder votre réponse, compter les présents et les pouvoirs."),
    shown=lambda row: {
        gettext_lazy("séance"): row.meeting.title,
        gettext_lazy("commission"): row.meeting.commission.name,
        gettext_lazy("date"): row.meeting.starts_at,
        gettext_lazy("a voix délibérative"): _("oui") if row.with_vote else _("non"),
        gettext_lazy("réponse"): row.get_answer_display(),
        gettext_lazy("donnée le"): row.answered_at,
        gettext_lazy("courriels"): _letters(row),
        gettext_lazy("présence"): _attended(row),
        gettext_lazy("procuration donnée à"): _proxies(row.proxies_given, "holder"),
        gettext_lazy("procuration reçue de"): _proxies(row.proxies_held, "giver"),
    },
    subject=lambda row: f"meeting:{row.meeting_id}",
    related=("meeting__commission",),
    together=(
        "mailings",
        "presences",
        Prefetch("proxies_given", Proxy.objects.select_related("holder__person")),
        Prefetch("proxies_held", Proxy.objects.select_related("giver__person")),
    ),
    link=lambda row: (gettext_lazy("La séance"), reverse("commissions:meeting", args=[row.meeting_id])),
)
hold(
    "commissions.document.added_by",
    title=gettext_lazy("documents joints à une séance"),
    purpose=gettext_lazy("Savoir qui a joint le document."),
    shown=lambda row: {
        gettext_lazy("document"): row.name,
        gettext_lazy("séance"): row.item.meeting.title,
        gettext_lazy("date"): row.added_at,
    },
    subject=lambda row: f"meeting:{row.item.meeting_id}",
    related=("item__meeting",),
)
hold(
    "commissions.minutes.drafted_by",
    title=gettext_lazy("relevés de décisions préparés"),
    purpose=gettext_lazy("Savoir qui a préparé le relevé."),
    shown=lambda row: {gettext_lazy("séance"): row.meeting.title, gettext_lazy("date"): row.drafted_at},
    subject=lambda row: f"meeting:{row.meeting_id}",
    related=("meeting",),
)
hold(
    "commissions.calendaraddress.person",
    title=gettext_lazy("adresses d’agenda"),
    purpose=gettext_lazy("Montrer les séances dans votre agenda, à une adresse qui n’est qu’à vous."),
    shown=lambda row: {gettext_lazy("commission"): row.commission.name},
    goes=True,
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
    # Found before what is still to come is forgotten.
    left = list(Commission.objects.filter(Q(mandates__person=person) | Q(memberships__person=person)).distinct())
    for term in (Mandate, Membership):
        term.objects.filter(person=person, start__gt=today).delete()
    for commission in left:
        follow_seats(commission, by=person, at=at)


@before_erasure
def forget_letters(person: Person, at: datetime) -> None:
    """The letters she was sent go, with her address, and the words of those that told others of her proxy."""
    hers = Mailing.objects.filter(convocation__person=person)
    hers.filter(sent_at=None).delete()
    hers.update(address="", subject="", words="", failure="", handed="")
    told = Q(convocation__proxies_held__giver__person=person) | Q(convocation__proxies_given__holder__person=person)
    others = Mailing.objects.filter(told, kind__in=(Mailing.Kind.PROXY, Mailing.Kind.DECLINED, Mailing.Kind.FALLEN))
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
