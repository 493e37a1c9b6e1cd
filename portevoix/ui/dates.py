"""How a day is written in words."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from portevoix.ui.language import spoken

WITH_WEEKDAY = "l j F Y"


def written_day(moment: date | datetime | None, form: str = "j F Y") -> str:
    """*moment* in words, by the place's clock: `1er janvier 2026`, where Django's own format says `1 janvier 2026`.

    *form* is Django's, with the month in words (`l j F Y, H:i`); empty when there is no moment.
    """
    if not moment:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return date_format(moment, form.replace("j", spoken(r"j\e\r", "j")) if moment.day == 1 else form)
