"""How long what is kept is kept: rooms say it in a module called `retention`, a chore of each day applies it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portevoix.journal.acts import erase, record
from portevoix.journal.models import Fact
from portevoix.people.invitations.models import Invitation
from portevoix.people.rights.models import Agreement


@dataclass(frozen=True)
class Keeping:
    """*what* is kept *days* days *since* something, then forgotten: *forget*(before) does it, returns how many."""

    name: str
    what: str | Promise
    since: str | Promise
    days: int
    forget: Callable[[datetime], int]

    @property
    def said(self) -> str:
        """How long, in words: « 1 an après leur envoi »."""
        if not self.days:
            return _now("dès %(since)s") % {"since": self.since}
        if self.days % 365 == 0:
            words = ngettext("%(counter)s an après %(since)s", "%(counter)s ans après %(since)s", self.days // 365)
            return words % {"counter": self.days // 365, "since": self.since}
        words = ngettext("%(counter)s jour après %(since)s", "%(counter)s jours après %(since)s", self.days)
        return words % {"counter": self.days, "since": self.since}


_keepings: dict[str, Keeping] = {}


def keep(name: str, *, what, since, days: int):
    """Declare a delay, *days* unless PORTEVOIX_RETENTION says otherwise; decorates what forgets. For `retention` modules."""

    def declared(forget):
        _keepings[name] = Keeping(name, what, since, settings.RETENTION_DAYS.get(name, days), forget)
        return forget

    return declared


@cache
def keepings() -> tuple[Keeping, ...]:
    """Every delay that the rooms declare."""
    autodiscover_modules("retention")
    if unknown := settings.RETENTION_DAYS.keys() - _keepings.keys():
        raise LookupError(f"PORTEVOIX_RETENTION names what no room keeps: {', '.join(sorted(unknown))}")
    return tuple(_keepings.values())


def apply_retention(at: datetime) -> dict[str, int]:
    """Forget what has been kept long enough; journals each kind of which something was forgotten. Returns the counts."""
    forgotten = {}
    for keeping in keepings():
        before = at - timedelta(days=keeping.days)
        with transaction.atomic():
            count = keeping.forget(before)
            if count:
                record(
                    "people.retention_applied",
                    f"retention:{keeping.name}",
                    by="Portevoix",
                    at=at,
                    facts={"forgotten": count, "before": before.isoformat()},
                )
                forgotten[keeping.name] = count
    return forgotten


@keep("sessions", what=_("les sessions de connexion"), since=_("leur expiration"), days=0)
def expired_sessions(before: datetime) -> int:
    """Sessions that no longer open anything."""
    return Session.objects.filter(expire_date__lt=before).delete()[0]


@keep("agreements", what=_("les accords retirés, comme preuve"), since=_("leur retrait"), days=5 * 365)
def withdrawn_agreements(before: datetime) -> int:
    """Agreements withdrawn long ago."""
    return Agreement.objects.filter(withdrawn_at__lt=before).delete()[0]


@keep(
    "invitations",
    what=_("les invitations à ouvrir un compte"),
    since=_("leur acceptation, leur retrait ou leur expiration"),
    days=180,
)
def closed_invitations(before: datetime) -> int:
    """Invitations that open nothing any more, and the addresses that the journal held of them."""
    unanswered = Q(accepted_at=None, revoked_at=None, expires_at__lt=before)
    closed = Invitation.objects.filter(unanswered | Q(accepted_at__lt=before) | Q(revoked_at__lt=before))
    subjects = [f"invitation:{pk}" for pk in closed.values_list("pk", flat=True)]
    erase(Fact.objects.filter(entry__subject__in=subjects, name="email"), at=timezone.now())
    return closed.delete()[0]
