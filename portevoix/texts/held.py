"""What this room holds about persons. What was amended of an adopted text is public, under the name of its author."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from portevoix.people.rights.held import hold
from portevoix.texts.engine_bridge import subject_of
from portevoix.texts.models import Version

ADOPTED = _("le texte est adopté : l’amendement et son auteur sont publics, et signés dans le dossier")


def _of_adopted(path: str):
    """Narrows rows to those whose *path* leads to a text that was adopted."""
    adopted = Version.objects.filter(text=OuterRef(f"{path}__text"), status=Version.Status.ADOPTED)
    return lambda rows: rows.filter(Exists(adopted))


def _amendment(row) -> dict:
    return {
        _("texte"): row.version.text.title,
        _("numéro"): row.number,
        _("dispositif"): row.instructions,
        _("exposé des motifs"): row.rationale,
        _("sort"): row.get_outcome_display(),
        _("date"): row.filed_at,
    }


hold(
    "texts.amendment.author",
    title=_("amendements déposés"),
    purpose=_("Délibérer : un amendement a un auteur."),
    shown=_amendment,
    subject=subject_of,
    stays=_of_adopted("version"),
    reason=ADOPTED,
    related=("version__text",),
)
hold(
    "texts.amendment.mended_by",
    title=_("amendements rectifiés"),
    purpose=_("Savoir de qui sont les mots d’un amendement."),
    shown=lambda row: _amendment(row) | {_("rectifié le"): row.mended_at},
    subject=subject_of,
    stays=_of_adopted("version"),
    reason=ADOPTED,
    related=("version__text",),
)
hold(
    "texts.amendment_cosignatories.person",
    title=_("amendements cosignés"),
    purpose=_("Délibérer : un amendement a des cosignataires."),
    shown=lambda row: _amendment(row.amendment),
    subject=lambda row: subject_of(row.amendment),
    stays=_of_adopted("amendment__version"),
    reason=ADOPTED,
    related=("amendment__version__text",),
)
hold(
    "texts.opinion.rapporteur",
    title=_("avis donnés"),
    purpose=_("Éclairer le vote : un avis a un rapporteur."),
    shown=lambda row: {
        _("texte"): row.amendment.version.text.title,
        _("amendement"): row.amendment.number,
        _("avis"): row.get_kind_display(),
        _("explication"): row.words,
        _("date"): row.given_at,
    },
    subject=lambda row: subject_of(row.amendment),
    stays=_of_adopted("amendment__version"),
    reason=ADOPTED,
    related=("amendment__version__text",),
)
hold(
    "texts.seconddeliberation.asked_by",
    title=_("secondes délibérations demandées"),
    purpose=_("Savoir qui a demandé qu’un article soit examiné à nouveau."),
    shown=lambda row: {
        _("texte"): row.version.text.title,
        _("version"): row.version.number,
        _("motif"): row.reason,
        _("date"): row.asked_at,
    },
    subject=lambda row: subject_of(row.version),
    stays=_of_adopted("version"),
    reason=ADOPTED,
    related=("version__text",),
)
hold(
    "texts.text.created_by",
    title=_("textes ouverts"),
    purpose=_("Savoir qui a ouvert le texte."),
    shown=lambda row: {_("titre"): row.title, _("date"): row.created_at},
    subject=lambda row: f"text:{row.slug}",
)
hold(
    "texts.basis.attached_by",
    title=_("extraits reliés à un texte"),
    purpose=_("Savoir qui a relié une voix à un alinéa."),
    shown=lambda row: {_("texte"): row.text.title, _("extrait"): row.excerpt.reference, _("date"): row.attached_at},
    subject=lambda row: f"text:{row.text.slug}",
    related=("text", "excerpt"),
)
hold(
    "texts.amendmentset.read_by",
    title=_("jeux d’amendements importés"),
    purpose=_("Savoir qui a importé le fichier."),
    shown=lambda row: {
        _("fichier"): row.name,
        _("texte"): row.version.text.title,
        _("lu le"): row.read_at,
        _("importé le"): row.imported_at,
    },
    subject=lambda row: subject_of(row.version),
    related=("version__text",),
)
