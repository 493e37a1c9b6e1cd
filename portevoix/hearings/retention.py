"""How long what was read and never recorded is kept, and how long the links of the persons heard open."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portevoix.hearings.models import Reading, Witness
from portevoix.people.rights.retention import keep


@keep("readings", what=_("les comptes rendus importés et jamais enregistrés"), since=_("leur import"), days=365)
def forgotten_readings(before: datetime) -> int:
    """Files read, in which nobody ever said who speaks."""
    return Reading.objects.filter(read_at__lt=before).delete()[0]


@keep(
    "correction_links",
    what=_("les liens personnels des personnes entendues"),
    since=_("la fin des corrections"),
    days=90,
)
def closed_links(before: datetime) -> int:
    """Links by which a person heard corrected her words: they open nothing any more."""
    ended = Witness.objects.exclude(token=None).filter(hearing__transcript__corrections_until__lt=before.date())
    return ended.update(token=None)
