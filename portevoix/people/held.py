"""What this room holds about persons, beside themselves and their account."""

from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold

hold(
    "people.agreement.person",
    title=_("Accords sur l’usage de vos données"),
    purpose=_("Garder la preuve de ce que vous avez accepté, avec le texte exact et les dates."),
    shown=lambda row: {
        _("usage"): row.get_use_display(),
        _("texte présenté"): row.wording,
        _("donné le"): row.given_at,
        _("retiré le"): row.withdrawn_at,
    },
)
