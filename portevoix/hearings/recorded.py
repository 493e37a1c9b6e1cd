"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.hearings.models import Consent
from portevoix.journal.words import say

say(
    "hearings",
    acts={
        "opened": _("audition ouverte"),
        "witness_invited": _("personne invitée à une audition"),
        "consent_given": _("consentement donné"),
        "consent_withdrawn": _("consentement retiré"),
        "corrections_opened": _("corrections ouvertes aux personnes entendues"),
        "link_renewed": _("lien personnel renouvelé"),
    },
    facts={
        "starts_at": _("date et heure"),
        "place": _("lieu ou lien"),
        "commission": _("commission"),
        "witness": _("personne entendue"),
        "body": _("au nom de"),
        "use": _("usage"),
        "wording": _("texte présenté"),
        "until": _("jusqu’au"),
    },
    values={"use": Consent.Use},
    subjects={"hearing": _("audition")},
)
