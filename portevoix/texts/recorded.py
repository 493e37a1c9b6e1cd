"""What this room records in the journal, in words."""

from django.utils.translation import gettext_lazy as _

from portevoix.journal.words import say
from portevoix.texts.models import Amendment, AmendmentSet, Opinion, Text

DRAFTS = {
    "opened": _("texte ouvert"),
    "entitled": _("titre du texte changé"),
    "unit_written": _("passage du texte écrit"),
    "unit_added": _("passage ajouté au texte"),
    "unit_moved": _("passage du texte déplacé"),
    "unit_removed": _("passage retiré du texte"),
    "excerpt_attached": _("extrait relié au texte"),
    "excerpt_detached": _("extrait détaché du texte"),
    "version_frozen": _("version numérotée"),
}
EXAMINATIONS = {
    "amendment_filed": _("amendement déposé"),
    "amendment_mended": _("amendement rectifié"),
    "amendments_imported": _("amendements importés d’un fichier"),
    "opinion_given": _("avis donné sur un amendement"),
    "examination_opened": _("examen du texte ouvert"),
    "amendment_decided": _("sort d’un amendement"),
    "examination_closed": _("examen du texte clos"),
    "second_deliberation_asked": _("seconde délibération demandée"),
    "version_consolidated": _("version consolidée"),
    "version_adopted": _("texte adopté"),
    "version_rejected": _("texte rejeté"),
}
say(
    "texts",
    acts={**DRAFTS, **EXAMINATIONS},
    facts={
        "commission": _("commission"),
        "unit": _("passage"),
        "units": _("articles examinés à nouveau"),
        "places": _("articles, en mots"),
        "parent": _("dans"),
        "amendment_filed.parent": _("sous-amendement de l’amendement"),
        "direction": _("sens"),
        "content": _("ce qui est retiré"),
        "detached": _("extraits détachés"),
        "excerpt": _("extrait"),
        "excerpts": _("extraits"),
        "base": _("version précédente"),
        "text": _("texte entier"),
        "meeting": _("séance"),
        "author": _("auteur"),
        "cosignatories": _("cosignataires"),
        "instructions": _("dispositif"),
        "rationale": _("exposé des motifs"),
        "edits": _("modifications comprises"),
        "group": _("groupe"),
        "source_number": _("numéro d’origine"),
        "imported_from": _("empreinte du fichier d’origine"),
        "taken_over_from": _("reprise de l’amendement"),
        "file_digest": _("empreinte du fichier"),
        "filed": _("amendements déposés"),
        "corrected": _("amendements corrigés"),
        "unread": _("amendements à rectifier"),
        "outcome": _("sort"),
        "amendment_decided.because": _("à cause de l’amendement"),
        "ballot": _("scrutin"),
        "adopted": _("amendements adoptés"),
        "applied": _("modifications appliquées"),
        "origins": _("origine des mots"),
        "removals": _("mots retirés"),
    },
    values={
        "opened.kind": Text.Kind,
        "opinion_given.kind": Opinion.Kind,
        "outcome": Amendment.Outcome,
        "amendments_imported.source": AmendmentSet.Kind,
    },
    subjects={"text": _("texte"), "version": _("version"), "amendment": _("amendement")},
)
