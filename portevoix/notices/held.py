"""What this room holds about persons."""

from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold

hold(
    "notices.notice.person",
    delay="notices",
    title=_("Avis reçus"),
    purpose=_("Vous dire ce qui vous concerne dans les travaux de la commission."),
    shown=lambda row: {_("sujet"): row.title, _("avis"): row.said, _("motif"): row.why, _("date"): row.made_at},
)
hold(
    "notices.delivery.person",
    title=_("Réglages des avis"),
    purpose=_("Vous avertir comme vous l’avez choisi."),
    shown=lambda row: {_("sujet"): row.title or _("tous"), _("être averti"): row.get_how_display()},
)
