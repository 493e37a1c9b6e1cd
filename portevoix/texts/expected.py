"""What texts expect: of members, of rapporteurs, of those who conduct an examination."""

from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.commissions.models import Mandate, Meeting, Membership
from portevoix.commissions.who import where_holding, where_seated
from portevoix.notices.expected import Expected, expect
from portevoix.texts.models import Amendment, Examination, Version
from portevoix.ui.dates import written_day

Role = Mandate.Role


def _versions():
    """Versions, with the next meeting convened to take up their text, if any: what is not done by then is too late."""
    taken_up = (
        Meeting.objects.filter(
            items__about=Concat(Value("text:"), OuterRef("text__slug")),
            convened_at__isnull=False,
            cancelled_at=None,
            lapsed_at=None,
            closed_at=None,
        )
        .filter(Q(opened_at__isnull=False) | Q(starts_at__gte=timezone.now()))
        .order_by("starts_at")
    )
    return Version.objects.select_related("text", "second_deliberation").annotate(
        meeting_at=Subquery(taken_up.values("starts_at")[:1]), meeting_title=Subquery(taken_up.values("title")[:1])
    )


def _day(moment, today: date) -> date | None:
    """The day of the meeting at *moment*, or *today* for one that goes on since before."""
    return max(timezone.localdate(moment), today) if moment else None


def _to_amend(person, today: date):
    """Versions open to amendments, whose examination has not begun, in the commissions where the person sits as elected."""
    where = where_seated(person, today, Membership.Capacity.ELECTED)
    return _versions().filter(status=Version.Status.OPEN, examination=None, text__commission__in=where)


def _amend(version: Version, today: date) -> Expected:
    return Expected(
        act=(
            _("Amender la version %(number)d, en seconde délibération depuis le %(day)s")
            if version.deliberated_again
            else _("Amender la version %(number)d, ouverte depuis le %(day)s")
        )
        % {"number": version.number, "day": written_day(version.open_since)},
        about=version.text.title,
        url=reverse("texts:version", args=[version.text.slug, version.number]),
        deadline=_day(version.meeting_at, today),
        note=version.meeting_title or "",
    )


def _under_way(person, today: date):
    """Examinations under way where the person sits as elected, or that she conducts."""
    seated = where_seated(person, today, Membership.Capacity.ELECTED)
    runs = where_holding(person, today, Role.SECRETARIAT, Role.CHAIR, Role.CO_CHAIR, path="version__text__commission")
    return Examination.objects.select_related("version__text", "meeting").filter(
        runs | Q(version__text__commission__in=seated), closed_at=None, meeting__closed_at=None
    )


def _examine(examination: Examination, today: date) -> Expected:
    return Expected(
        act=_("Suivre l’examen des amendements, en cours"),
        about=examination.version.text.title,
        url=reverse("texts:examination", args=[examination.version.text.slug]),
        deadline=today,
        note=examination.meeting.title,
    )


def _to_mend(person, today: date):
    """Amendments that are not understood, of which the person is the author, or the rapporteur."""
    reports = where_holding(person, today, Role.RAPPORTEUR, path="version__text__commission")
    return Amendment.objects.select_related("version__text").filter(
        reports | Q(author=person), edits__isnull=True, outcome="", version__status=Version.Status.OPEN
    )


def _mend(amendment: Amendment, today: date) -> Expected:
    slug, number = amendment.version.text.slug, amendment.version.number
    return Expected(
        act=_("Rectifier l’amendement %(number)d, qui n’est pas compris") % {"number": amendment.number},
        about=amendment.version.text.title,
        url=reverse("texts:mend", args=[slug, number, amendment.number]),
    )


def _to_comment(person, today: date):
    """Versions whose amendments wait for the opinion of the rapporteur, with how many, and the first of them."""
    reports = where_holding(person, today, Role.RAPPORTEUR, path="text__commission")
    waiting = Q(amendments__outcome="", amendments__opinion=None, amendments__isnull=False)
    return (
        _versions()
        .filter(reports, status=Version.Status.OPEN)
        .annotate(
            waiting=Count("amendments", filter=waiting, distinct=True),
            first=Min("amendments__number", filter=waiting),
        )
        .filter(waiting__gt=0)
    )


def _comment(version: Version, today: date) -> Expected:
    return Expected(
        act=ngettext(
            "Donner un avis sur %(count)d amendement", "Donner un avis sur %(count)d amendements", version.waiting
        )
        % {"count": version.waiting},
        about=version.text.title,
        url=reverse("texts:opinion", args=[version.text.slug, version.number, version.first]),
        deadline=_day(version.meeting_at, today),
        note=_("à commencer par l’amendement %(number)d") % {"number": version.first},
    )


def _to_coordinate(person, today: date):
    """Versions where adopted amendments compete, until whoever presides over the text, or reports on it, says how it
    reads (R26)."""
    roles = (Role.SECRETARIAT, Role.CHAIR, Role.CO_CHAIR, Role.RAPPORTEUR)
    adopted = Amendment.objects.filter(version=OuterRef("pk"), outcome=Amendment.Outcome.ADOPTED, parent=None)
    return _versions().filter(
        Exists(adopted),
        where_holding(person, today, *roles, path="text__commission"),
        status=Version.Status.EXAMINED,
        successors=None,
    )


def _coordinate(version: Version, today: date) -> Expected:
    return Expected(
        act=_("Dire comment se lit le texte, où des amendements adoptés se contredisent"),
        about=version.text.title,
        url=reverse("texts:examination", args=[version.text.slug]),
        deadline=_day(version.meeting_at, today),
        note=version.meeting_title or "",
    )


expect(_to_amend, _amend)
expect(_under_way, _examine)
expect(_to_mend, _mend)
expect(_to_comment, _comment)
expect(_to_coordinate, _coordinate)
