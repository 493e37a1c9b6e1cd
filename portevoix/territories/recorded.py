"""What this room records in the journal, in words."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portevoix.journal.words import day_words, say


def _edition(day: str) -> str:
    return _now("registre des territoires, édition du %(day)s") % {"day": day_words(day)}


say(
    "territories",
    acts={"register_loaded": _("édition du registre des territoires chargée")},
    facts={"counts": _("nombre de territoires")},
    subjects={"register": _edition},
)
