"""What this room holds about persons."""

from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold

hold(
    "publications.publication.published_by",
    title=_("publications faites"),
    purpose=_("Savoir qui a mis le texte en ligne."),
    shown=lambda row: {_("titre"): row.title, _("date"): row.published_at},
    subject=lambda row: f"publication:{row.address}",
)
