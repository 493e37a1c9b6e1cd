"""Answers that a meeting may ask for again."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.advocacy.models import SentItem
from portevoix.commissions.in_progress import Work, drawn
from portevoix.commissions.models import AgendaItem, Commission


@drawn
def late_answers(commission: Commission):
    """Sendings of *commission* whose answer is late on at least one item (R71), each once; 1 SQL query."""
    late = (
        SentItem.objects.filter(
            Q(sending__addressee__commission=commission) | Q(sending__addressee__commission__parent=commission),
            sending__due_on__lt=timezone.localdate(),
            answer=None,
        )
        .select_related("sending__addressee", "sending__publication")
        .defer("sending__publication__pdf")
        .order_by("sending__due_on", "sending_id", "position")
    )
    seen = set()
    for item in late:
        if item.sending_id in seen:
            continue
        seen.add(item.sending_id)
        yield Work(
            AgendaItem.Kind.FOLLOW_UP,
            f"sending:{item.sending_id}",
            _("Relancer : %(addressee)s, sur « %(publication)s »")
            % {"addressee": item.sending.addressee, "publication": item.sending.publication},
            reverse("advocacy:item", args=[item.pk]),
        )
