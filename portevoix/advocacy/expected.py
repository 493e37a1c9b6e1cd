"""What the follow-up expects of those who carry: answers to receive, answers that are late."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.advocacy.models import Answer, Sending, SentItem
from portevoix.commissions.models import Mandate
from portevoix.commissions.who import where_holding
from portevoix.notices.expected import Expected, expect

Role = Mandate.Role


def _carried_by(person, today: date):
    where = where_holding(person, today, Role.SECRETARIAT, path="addressee__commission")
    return Sending.objects.select_related("addressee", "publication").defer("publication__pdf").filter(where)


def _to_receive(person, today: date):
    """Sendings with answers that the commission has not received yet (R74)."""
    waiting = Q(items__answer__isnull=False, items__answer__received_at=None)
    submitted = Answer.objects.filter(item__sending=OuterRef("pk"), received_at=None)
    return _carried_by(person, today).filter(Exists(submitted)).annotate(waiting=Count("items", filter=waiting))


def _receive(sending: Sending, today: date) -> Expected:
    return Expected(
        act=ngettext("Recevoir %(count)d réponse", "Recevoir %(count)d réponses", sending.waiting)
        % {"count": sending.waiting},
        about=sending.publication.title,
        url=reverse("advocacy:sending", args=[sending.pk]),
        note=sending.addressee.name,
    )


def _late(person, today: date):
    """Sendings whose day has passed with items unanswered (R71)."""
    unanswered = SentItem.objects.filter(sending=OuterRef("pk"), answer=None)
    return _carried_by(person, today).filter(Exists(unanswered), due_on__lt=today)


def _remind(sending: Sending, today: date) -> Expected:
    return Expected(
        act=_("Relancer, ou noter qu’il n’y a pas eu de réponse"),
        about=sending.publication.title,
        url=reverse("advocacy:sending", args=[sending.pk]),
        deadline=sending.due_on,
        late=True,
        note=sending.addressee.name,
    )


expect(_to_receive, _receive)
expect(_late, _remind)
