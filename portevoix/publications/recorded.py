"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.journal.words import say

say(
    "publications",
    acts={"published": _("texte publié")},
    facts={"address": _("adresse"), "version": _("version"), "pdf_digest": _("empreinte du PDF")},
    subjects={"publication": _("publication")},
)
