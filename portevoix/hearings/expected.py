"""What hearings expect of those who run them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.commissions.models import Mandate
from portevoix.commissions.who import where_holding
from portevoix.hearings.models import Reading
from portevoix.notices.expected import Expected, expect

Role = Mandate.Role


def _readings(person, today: date):
    """Records read from a file, in which nobody has yet said who speaks."""
    where = where_holding(person, today, Role.SECRETARIAT, path="hearing__commission")
    return Reading.objects.select_related("hearing").filter(where).defer("turns")


def _reading(reading: Reading, today: date) -> Expected:
    return Expected(
        act=_("Dire qui parle dans le compte rendu importé"),
        about=reading.hearing.title,
        url=reverse("hearings:speakers", args=[reading.hearing.slug]),
        note=reading.file_name,
    )


expect(_readings, _reading)
