"""What this room holds about persons."""

from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold

hold(
    "advocacy.sending.recorded_by",
    title=_("envois enregistrés"),
    purpose=_("Savoir qui a porté le texte à son destinataire."),
    shown=lambda row: {
        _("publication"): row.publication.title,
        _("destinataire"): row.addressee.name,
        _("date"): row.sent_on,
    },
    subject=lambda row: f"sending:{row.pk}",
    related=("publication", "addressee"),
)
hold(
    "advocacy.followup.recorded_by",
    title=_("suites notées"),
    purpose=_("Savoir qui a constaté la suite."),
    shown=lambda row: {_("suite"): row.get_status_display(), _("source"): row.source, _("date"): row.on},
    subject=lambda row: f"item:{row.item_id}",
)
