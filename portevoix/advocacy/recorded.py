"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.advocacy.models import FollowUp, Sending
from portevoix.journal.words import say

say(
    "advocacy",
    acts={
        "addressee_added": _("destinataire inscrit"),
        "addressee_renamed": _("destinataire renommé"),
        "sent": _("propositions portées à un destinataire"),
        "proof_recorded": _("preuve d’envoi enregistrée"),
        "link_renewed": _("lien personnel renouvelé"),
        "acknowledged": _("accusé de réception"),
        "answer_submitted": _("réponse déposée"),
        "answer_received": _("réponse reçue"),
        "followed_up": _("suite notée"),
    },
    facts={
        "former": _("ancien nom"),
        "publication": _("publication"),
        "addressee": _("destinataire"),
        "items": _("propositions"),
        "units": _("passages du texte"),
        "ids": _("numéros internes"),
        "sent_on": _("portée le"),
        "channel": _("voie"),
        "due_on": _("réponse attendue avant le"),
        "proof": _("preuve d’envoi"),
        "signed_by": _("signée par"),
        "status": _("suite"),
        "on": _("date"),
        "source_kind": _("nature de la source"),
    },
    values={"channel": Sending.Channel, "status": FollowUp.Status, "source_kind": FollowUp.SourceKind},
    subjects={"addressee": _("destinataire"), "sending": _("envoi"), "item": _("proposition portée")},
)
