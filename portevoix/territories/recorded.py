"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.journal.words import say

say(
    "territories",
    acts={"register_loaded": _("édition du registre des territoires chargée")},
    facts={"counts": _("nombre de territoires")},
    subjects={"register": _("registre des territoires, édition du")},
)
