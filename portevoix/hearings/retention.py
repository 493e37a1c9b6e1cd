"""How long what was read and never recorded is kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portevoix.hearings.models import Reading
from portevoix.people.rights.retention import keep


@keep("readings", what=_("les comptes rendus importés et jamais enregistrés"), since=_("leur import"), days=365)
def forgotten_readings(before: datetime) -> int:
    """Files read, in which nobody ever said who speaks."""
    return Reading.objects.filter(read_at__lt=before).delete()[0]
