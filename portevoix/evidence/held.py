"""What this room holds about persons."""

from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold
from portevoix.ui.dates import written_day

hold(
    "evidence.passage.person",
    title=_("paroles au compte rendu"),
    purpose=_("Citer exactement ce qui a été dit, avec l’accord de qui l’a dit."),
    shown=lambda row: {
        _("source"): row.source.title,
        _("paroles"): row.words or _("effacées"),
        **{
            _("corrigées le %(day)s") % {"day": written_day(one.made_at, "j F Y, H:i")}: one.words or _("effacées")
            for one in row.corrections.all()
        },
    },
    subject=lambda row: f"source:{row.source_id}",
    related=("source",),
    together=("corrections",),
)
hold(
    "evidence.excerpt.made_by",
    title=_("extraits cités"),
    purpose=_("Savoir qui a choisi de citer ces mots."),
    shown=lambda row: {
        _("référence"): row.reference,
        _("mots"): row.words,
        _("note"): row.note,
        _("date"): row.made_at,
    },
    subject=lambda row: f"excerpt:{row.reference}",
)
