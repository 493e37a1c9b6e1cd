"""What this room holds about persons, beside themselves and their account; what an erasure forgets first."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portevoix.journal.acts import erase
from portevoix.journal.models import Fact
from portevoix.people.models import Person
from portevoix.people.rights.held import before_erasure, hold

hold(
    "people.agreement.person",
    delay="agreements",
    title=_("Accords sur l’usage de vos données"),
    purpose=_("Garder la preuve de ce que vous avez accepté, avec le texte exact et les dates."),
    shown=lambda row: {
        _("usage"): row.get_use_display(),
        _("texte présenté"): row.wording,
        _("donné le"): row.given_at,
        _("retiré le"): row.withdrawn_at,
    },
)
hold(
    "people.person.entered_by",
    title=_("personnes inscrites"),
    purpose=_("Savoir qui a inscrit une personne."),
    shown=lambda row: {_("nom"): row.name, _("fonction"): row.function},
    subject=lambda row: f"person:{row.pk}",
)
hold(
    "people.invitation.person",
    title=_("invitations reçues"),
    purpose=_("Vous envoyer le lien qui ouvre votre compte, et savoir s’il a servi."),
    delay="invitations",
    shown=lambda row: {
        _("adresse électronique"): row.email,
        _("de la part de"): row.invited_by.name,
        _("dernier envoi"): row.sent_at,
        _("nombre d’envois"): row.times_sent,
        _("valable jusqu’au"): row.expires_at,
        _("acceptée le"): row.accepted_at,
        _("retirée le"): row.revoked_at,
    },
    subject=lambda row: f"invitation:{row.pk}",
    related=("invited_by",),
)
hold(
    "people.invitation.invited_by",
    title=_("invitations faites"),
    purpose=_("Dire à la personne invitée de la part de qui."),
    delay="invitations",
    shown=lambda row: {_("personne"): row.person.name, _("dernier envoi"): row.sent_at},
    subject=lambda row: f"invitation:{row.pk}",
    related=("person",),
)


@before_erasure
def forget_invited_addresses(person: Person, at: datetime) -> None:
    """An address that she never took as that of her account is forgotten too."""
    subjects = [f"invitation:{pk}" for pk in person.invitations.values_list("pk", flat=True)]
    erase(Fact.objects.filter(entry__subject__in=subjects, name="email"), at=at)
