"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.evidence.models import Source
from portevoix.journal.words import say

say(
    "evidence",
    acts={
        "source_recorded": _("source enregistrée"),
        "passages_masked": _("passages masqués"),
        "passages_published": _("passages publiés"),
        "speaker_unnamed": _("nom retiré du compte rendu"),
        "passage_corrected": _("passage corrigé par la personne entendue"),
        "excerpt_made": _("extrait cité"),
        "excerpt_masked": _("extrait masqué"),
        "excerpt_flagged": _("extrait signalé, ses mots ayant été corrigés"),
        "excerpt_stands": _("extrait de nouveau conforme, ses mots ayant été rétablis"),
    },
    facts={
        "heard_on": _("entendu le"),
        "leaves": _("empreintes des passages"),
        "positions": _("passages"),
        "position": _("passage"),
        "leaf": _("empreinte du passage corrigé"),
        "previous": _("empreinte de la version corrigée"),
        "start": _("du signe"),
        "end": _("au signe"),
        "words": _("mots cités"),
        "speaker": _("qui parle"),
        "source_digest": _("empreinte de la source"),
        "tags": _("thèmes"),
    },
    values={"kind": Source.Kind},
    subjects={"source": _("source"), "excerpt": _("extrait")},
)
