"""People take seats and roles in a commission; these end, or are cancelled when they were entered by mistake."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.actions.keeping import administer, refuse_if_closed
from portevoix.commissions.actions.meetings.enrolling import follow_seats
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.rules import is_administrator, is_installation
from portevoix.commissions.seat import current
from portevoix.journal.acts import Refused, record
from portevoix.people.models import Association, Person
from portevoix.ui.dates import written_day

Role = Mandate.Role


def _span(term) -> str:
    if term.end:
        return _("du %(start)s au %(end)s") % {"start": written_day(term.start), "end": written_day(term.end)}
    return _("depuis le %(start)s") % {"start": written_day(term.start)}


def _open(by, commission: Commission, start: date, end: date | None) -> Commission:
    """*commission*, locked so that two terms entered together are seen by each other; checked to be open to *by*."""
    commission = Commission.objects.select_for_update(of=("self",)).select_related("parent").get(pk=commission.pk)
    administer(by, commission)
    refuse_if_closed(commission)
    if end and end < start:
        raise Refused(_("La fin précède le début : corrigez l’une des deux dates."), field="end")
    return commission


def overlapping(terms, start: date, end: date | None):
    """Those of *terms* (a queryset) that share a day with start..end, cancelled ones left out."""
    found = terms.filter(Q(end=None) | Q(end__gte=start), cancelled_at=None)
    return found.filter(start__lte=end) if end else found


@transaction.atomic
def take_seat(
    person: Person, commission: Commission, *, capacity: str, by, at: datetime, start: date, end: date | None = None,
    association: Association | None = None,
) -> Membership:  # fmt: skip
    """Give *person* a seat in *commission* from *start* (to *end*, when known); returns it.

    Refused to others than its secretariat, in a closed commission, and when it overlaps a seat held there already.
    """
    commission = _open(by, commission, start, end)
    if held := overlapping(Membership.objects.filter(person=person, commission=commission), start, end).first():
        raise Refused(
            _("%(name)s siège déjà dans cette commission, %(span)s.") % {"name": person, "span": _span(held)},
            field="start",
        )
    seat = Membership.objects.create(
        person=person, commission=commission, capacity=capacity, association=association, start=start, end=end
    )
    facts = {"person": person.name, "capacity": str(capacity), "start": start.isoformat()}
    if association:
        facts["association"] = association.short_name
    if end:
        facts["end"] = end.isoformat()
    record("commissions.seat_taken", f"commission:{commission.slug}", by=by, at=at, facts=facts)
    follow_seats(commission, by=by, at=at)
    return seat


@transaction.atomic
def give_mandate(
    person: Person, commission: Commission, *, role: str, by, at: datetime, start: date, end: date | None = None,
    in_place_of: Person | None = None,
) -> Mandate:  # fmt: skip
    """Give *person* the role *role* in *commission* from *start*; a substitute is one *in_place_of* a member.

    Refused when the role is held by that person already at a time in common; and for a substitute, when the member
    does not sit on *start*, or when the substitute sits too.
    """
    commission = _open(by, commission, start, end)
    if (role == Role.SUBSTITUTE) != (in_place_of is not None):
        raise Refused(
            _("Dites quel membre est suppléé.")
            if in_place_of is None
            else _("Seule une suppléance dit qui est suppléé : laissez ce choix vide."),
            field="in_place_of",
        )
    if in_place_of is not None:
        _check_substitute(person, in_place_of, commission, start, end)
    held = overlapping(Mandate.objects.filter(person=person, commission=commission, role=role), start, end).first()
    if held:
        raise Refused(_("%(name)s a déjà ce rôle, %(span)s.") % {"name": person, "span": _span(held)}, field="start")
    mandate = Mandate.objects.create(
        person=person, commission=commission, role=role, start=start, end=end, in_place_of=in_place_of
    )
    facts = {"person": person.name, "role": str(role), "start": start.isoformat()}
    if end:
        facts["end"] = end.isoformat()
    if in_place_of:
        facts["in_place_of"] = in_place_of.name
    record("commissions.mandate_given", f"commission:{commission.slug}", by=by, at=at, facts=facts)
    follow_seats(commission, by=by, at=at)
    return mandate


def _check_substitute(person, member, commission, start, end) -> None:
    seats = Membership.objects.filter(commission=commission)
    if not seats.filter(current(start), person=member).exists():
        raise Refused(
            _("%(name)s ne siège pas dans cette commission le %(day)s : il n’y a personne à suppléer.")
            % {"name": member, "day": written_day(start)},
            field="in_place_of",
        )
    if overlapping(seats.filter(person=person), start, end).exists():
        raise Refused(
            _("%(name)s siège déjà dans cette commission : un membre n’en supplée pas un autre, il reçoit un pouvoir.")
            % {"name": person},
            field="in_place_of",
        )


def _locked(term):
    found = type(term).objects.select_for_update(of=("self",)).select_related("commission__parent", "person")
    return found.get(pk=term.pk)


def _running(term, by, at: datetime):
    """*term* locked, checked to be one that *by* may still change."""
    term = _locked(term)
    administer(by, term.commission)
    if term.cancelled_at:
        raise Refused(_("Cela a été annulé : il n’y a plus rien à y changer."))
    if term.end and term.end < timezone.localdate(at):
        raise Refused(_("Cela a pris fin le %(day)s, et ne se récrit pas.") % {"day": written_day(term.end)})
    return term


def _keep_a_secretariat(term, by) -> None:
    """Refuse that the last secretariat of a commission goes, but to the administration."""
    if not isinstance(term, Mandate) or term.role != Role.SECRETARIAT or term.commission.parent_id:
        return
    if is_installation(by, None) or is_administrator(by, None):
        return
    others = term.commission.mandates.filter(role=Role.SECRETARIAT, end=None, cancelled_at=None).exclude(pk=term.pk)
    if not others.exists():
        raise Refused(
            _(
                "C’est le dernier secrétariat : la commission n’aurait plus personne pour la tenir. Nommez-en d’abord un autre."
            )
        )


def _end(term, on: date, by, at: datetime) -> None:
    if on < term.start:
        raise Refused(
            _("La fin ne peut pas précéder le début (%(day)s). Si c’est une erreur de saisie, annulez plutôt.")
            % {"day": written_day(term.start)},
            field="on",
        )
    if term.end and on > term.end:
        raise Refused(_("La fin est déjà fixée au %(day)s : elle s’avance, elle ne recule pas.") % {"day": written_day(term.end)},
                      field="on")  # fmt: skip
    facts = {"person": term.person.name, "start": term.start.isoformat(), "end": on.isoformat()}
    if term.end:
        facts["former_end"] = term.end.isoformat()
    if isinstance(term, Mandate):
        facts["role"] = term.role
    term.end = on
    term.save(update_fields=["end"])
    act = "commissions.mandate_ended" if isinstance(term, Mandate) else "commissions.seat_ended"
    record(act, f"commission:{term.commission.slug}", by=by, at=at, facts=facts)


@transaction.atomic
def end_seat(seat: Membership, *, on: date, by, at: datetime) -> Membership:
    """*seat* ends after day *on*; with it the roles that go with sitting there, and the substitutes of its holder."""
    seat = _running(seat, by, at)
    _end(seat, on, by, at)
    going = Mandate.objects.filter(
        Q(person=seat.person) & ~Q(role=Role.SECRETARIAT) | Q(in_place_of=seat.person),
        Q(end=None) | Q(end__gt=on), commission=seat.commission, cancelled_at=None, start__lte=on,
    ).select_related("commission", "person")  # fmt: skip
    for mandate in going:
        _end(mandate, on, by, at)
    follow_seats(seat.commission, by=by, at=at)
    return seat


@transaction.atomic
def end_mandate(mandate: Mandate, *, on: date, by, at: datetime) -> Mandate:
    """The role ends after day *on*. Refused to a secretariat for the last one of its commission."""
    mandate = _running(mandate, by, at)
    _keep_a_secretariat(mandate, by)
    _end(mandate, on, by, at)
    follow_seats(mandate.commission, by=by, at=at)
    return mandate


@transaction.atomic
def cancel(term: Membership | Mandate, *, because: str, by, at: datetime):
    """A seat or a role entered by mistake counts no more, on any day; it stays readable with the reason."""
    term = _locked(term)
    administer(by, term.commission)
    if term.cancelled_at:
        raise Refused(_("Cela a déjà été annulé."))
    if not because.strip():
        raise Refused(_("Dites pourquoi : le motif reste lisible."), field="because")
    _keep_a_secretariat(term, by)
    term.cancelled_at, term.cancelled_because = at, because.strip()
    term.save(update_fields=["cancelled_at", "cancelled_because"])
    mandate = isinstance(term, Mandate)
    facts = {"person": term.person.name, "start": term.start.isoformat(), "because": term.cancelled_because}
    facts["role" if mandate else "capacity"] = term.role if mandate else term.capacity
    record(f"commissions.{'mandate' if mandate else 'seat'}_cancelled", f"commission:{term.commission.slug}", by=by,
           at=at, facts=facts)  # fmt: skip
    follow_seats(term.commission, by=by, at=at)
    return term


def end_terms(commission: Commission, *, on: date, by, at: datetime) -> None:
    """Every seat and role of *commission* ends after day *on*. Called by the act that closes it, which checks who may."""
    for model in (Mandate, Membership):
        terms = model.objects.filter(Q(end=None) | Q(end__gt=on), commission=commission, cancelled_at=None)
        for term in terms.select_related("commission", "person"):
            _end(term, on, by, at)
    follow_seats(commission, by=by, at=at)
