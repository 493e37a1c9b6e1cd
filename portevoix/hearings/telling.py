"""Whom the acts of hearings concern, and what they are told."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from portevoix.commissions.models import Mandate
from portevoix.commissions.who import holding
from portevoix.hearings.models import Consent
from portevoix.notices.actions import notify

# Each a sentence of its own: what is withdrawn is said in the language of the reader. Nobody is named.
WITHDRAWN = {
    Consent.Use.RECORD: N_("Un consentement est retiré : enregistrer. L’enregistrement ne peut plus servir."),
    Consent.Use.TRANSCRIBE: N_("Un consentement est retiré : transcrire. Les propos sont masqués partout."),
    Consent.Use.PUBLISH: N_("Un consentement est retiré : publier. Les propos sont masqués partout."),
    Consent.Use.NAME: N_("Un consentement est retiré : citer un nom. La fonction le remplace partout."),
    Consent.Use.IMAGE: N_("Un consentement est retiré : l’image. Elle ne peut plus être diffusée."),
}


def tell_withdrawn(witness, use: str, *, by, at) -> None:
    """The secretariat learns that a consent is withdrawn."""
    hearing = witness.hearing
    notify(
        *holding(hearing.commission, timezone.localdate(at), Mandate.Role.SECRETARIAT),
        kind="hearings.consent_withdrawn",
        about=f"hearing:{hearing.slug}",
        title=hearing.title,
        url=reverse("hearings:consents", args=[hearing.slug, witness.pk]),
        sentence=WITHDRAWN[use],
        reason=N_("parce que vous tenez le secrétariat de « %(commission)s »"),
        words={"commission": hearing.commission.name},
        by=by,
        at=at,
    )


def tell_corrections_open(witness, until, *, by, at) -> None:
    """The person heard learns that she may read her words again, and correct them; once for a day."""
    hearing = witness.hearing
    notify(
        witness.person,
        kind="hearings.corrections_opened",
        about=f"hearing:{hearing.slug}",
        title=hearing.title,
        url=reverse("hearings:correct", args=[hearing.slug, witness.pk]),
        sentence=N_("Le compte rendu de votre audition est enregistré. Vous pouvez relire vos propos et les corriger."),
        reason=N_("parce que vous avez été entendu ou entendue à cette audition"),
        deadline=until,
        by=by,
        at=at,
    )


def tell_corrected(witness, passages: int, *, by, at) -> None:
    """The secretariat learns that a person heard corrected her words. Nobody is named."""
    hearing = witness.hearing
    notify(
        *holding(hearing.commission, timezone.localdate(at), Mandate.Role.SECRETARIAT),
        kind="hearings.corrected",
        about=f"hearing:{hearing.slug}",
        title=hearing.title,
        url=reverse("hearings:corrections", args=[hearing.slug]),
        sentence=N_("Une personne entendue a corrigé ses propos au compte rendu. Passages corrigés : %(passages)s."),
        reason=N_("parce que vous tenez le secrétariat de « %(commission)s »"),
        words={"passages": str(passages), "commission": hearing.commission.name},
        by=by,
        at=at,
    )
