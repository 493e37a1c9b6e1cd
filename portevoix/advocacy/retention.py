"""How long a personal link opens once everything it asked for is answered."""

import secrets
from datetime import datetime

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from portevoix.advocacy.models import Sending, SentItem
from portevoix.people.rights.retention import keep

CLOSED = "closed-"  # no link is ever made with it: what stands after is random, and shown to nobody


@keep("links", what=_("les liens personnels des destinataires"), since=_("la dernière réponse publiée"), days=365)
def answered_links(before: datetime) -> int:
    """Links of sendings whose every item is answered, and published, for long: they no longer open."""
    unanswered = SentItem.objects.filter(Q(answer=None) | Q(answer__received_at=None)).values("sending")
    done = (
        Sending.objects.exclude(token__startswith=CLOSED)
        .exclude(pk__in=unanswered)
        .annotate(last=Max("items__answer__received_at"))
        .filter(last__lt=before)
    )
    closed = 0
    for sending in done:
        sending.token = f"{CLOSED}{secrets.token_urlsafe(24)}"
        sending.save(update_fields=["token"])
        closed += 1
    return closed
