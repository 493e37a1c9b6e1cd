"""The act of following a commission's meetings from one's own calendar."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.models import CalendarAddress, Commission
from portevoix.journal.acts import record, require


@transaction.atomic
def renew_calendar(commission: Commission, *, by, at: datetime, token: str) -> CalendarAddress:
    """A personal calendar address, made of *token*; the former one of the same person opens nothing any more."""
    require(
        "commissions.attend_meeting", by, commission, _("L’agenda des séances non publiques est celui des membres.")
    )
    held, _made = CalendarAddress.objects.update_or_create(person=by, commission=commission, defaults={"token": token})
    record("commissions.calendar_renewed", f"commission:{commission.slug}", by=by, at=at)
    return held
