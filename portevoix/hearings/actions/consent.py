"""Who is heard, and what each person allows, use by use (R31)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.evidence.actions import erase_words, publish_withheld, show_by_function
from portevoix.evidence.models import Source
from portevoix.hearings.actions.naming import body_named, person_named
from portevoix.hearings.models import Consent, Hearing, Witness
from portevoix.hearings.telling import tell_withdrawn
from portevoix.journal.acts import Refused, erase, record, require
from portevoix.journal.models import Fact
from portevoix.people.models import Body, Person

Use = Consent.Use
WORDINGS = {
    Use.RECORD: gettext_lazy(
"J’accepte que l’audition soit enregistrée. L’enregistrement sert à établir le compte rendu."
),
    Use.TRANSCRIBE: gettext_lazy("J’accepte que mes propos soient transcrits dans le compte rendu de l’audition."),
    Use.PUBLISH: gettext_lazy("J’accepte que mes propos soient publiés et cités par la commission."),
    Use.NAME: gettext_lazy("J’accepte d’être citée ou cité par mon nom. Sinon, seule ma fonction est indiquée."),
    Use.IMAGE: gettext_lazy("J’accepte que mon image soit diffusée."),
}  # fmt: skip


@transaction.atomic
def invite_witness(hearing: Hearing, *, person: Person, body: Body | None = None, by, at: datetime) -> Witness:
    """*person* is heard, in the name of *body* or in her own when there is none (R30); no consent is presumed."""
    hearing = Hearing.objects.select_for_update(of=("self",)).select_related("commission").get(pk=hearing.pk)
    require("hearings.run", by, hearing, _("Le secrétariat ou la présidence inscrit les personnes auditionnées."))
    if hearing.witnesses.filter(person=person).exists():
        raise Refused(_("Cette personne est déjà inscrite à cette audition."), field="known")
    witness = Witness.objects.create(hearing=hearing, person=person, body=body)
    record(
        "hearings.witness_invited",
        f"hearing:{hearing.slug}",
        by=by,
        at=at,
        facts={"witness": person.name, "body": body.name if body else None},
    )
    return witness


@transaction.atomic
def hear_person(
    hearing: Hearing, *, known: Person | None, name: str, function: str, body_name: str, body_kind: str,
    register_number: str, consents: Mapping[str, str], by, at: datetime,
) -> Witness:  # fmt: skip
    """Enter a person (or take one *known*) and the body spoken for, invite, and note the consents given by use.

    *consents* maps each use allowed to the text that was presented. One act for the one form that a secretary fills.
    """
    require("hearings.run", by, hearing, _("Le secrétariat ou la présidence inscrit les personnes auditionnées."))
    person = person_named(known, name=name, function=function, by=by, at=at)
    body = body_named(body_name, kind=body_kind, register_number=register_number)
    witness = invite_witness(hearing, person=person, body=body, by=by, at=at)
    for use, wording in consents.items():
        give_consent(witness, use=use, wording=wording, by=by, at=at)
    return witness


def _locked(witness: Witness) -> Witness:
    return (
        Witness.objects.select_for_update(of=("self",))
        .select_related("hearing__commission", "person")
        .get(pk=witness.pk)
    )


def _sources(witness: Witness) -> list[Source]:
    """What this hearing yielded: its record, and the contributions tied to it."""
    hearing = witness.hearing
    found = Source.objects.filter(transcript__hearing=hearing) | Source.objects.filter(contribution__hearing=hearing)
    return list(found.distinct().order_by("pk"))


@transaction.atomic
def give_consent(witness: Witness, *, use: str, wording: str, by, at: datetime) -> Consent:
    """*witness* allows *use*, the text *wording* having been presented (R31).

    Words kept for the members until then are shown to everyone once `publish` is allowed.
    """
    witness = _locked(witness)
    require(
        "hearings.change_consent",
        by,
        witness,
        _("Un consentement est noté par le secrétariat, la présidence ou la personne elle-même."),
    )
    if use not in Use.values:
        raise Refused(_("Cet usage n’est pas de ceux que l’on demande."), field="use")
    if not wording.strip():
        raise Refused(_("Gardez le texte présenté à la personne : c’est à lui qu’elle consent."), field="wording")
    consent = witness.consents.filter(use=use).first() or Consent(witness=witness, use=use)
    if consent.holds:
        raise Refused(_("Ce consentement est déjà donné."), field="use")
    consent.wording, consent.given_at, consent.withdrawn_at = wording.strip(), at, None
    consent.save()
    record(
        "hearings.consent_given",
        f"hearing:{witness.hearing.slug}",
        by=by,
        at=at,
        facts={"witness": witness.person.name, "use": str(use), "wording": consent.wording},
    )
    if use == Use.PUBLISH and witness.allows(Use.TRANSCRIBE):
        for source in _sources(witness):
            publish_withheld(source, person=witness.person, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(witness: Witness, *, use: str, by, at: datetime) -> Consent:
    """*witness* no longer allows *use* (R31); what it allowed is undone at once.

    `publish` and `transcribe`: the words are erased from the record and from the excerpts, and masked everywhere.
    `name`: the person is shown by function everywhere, and the journal forgets the name. Cannot be undone.
    """
    witness = _locked(witness)
    require(
        "hearings.change_consent",
        by,
        witness,
        _("Un retrait est noté par le secrétariat, la présidence ou la personne elle-même."),
    )
    consent = witness.consents.select_for_update().filter(use=use).first()
    if consent is None or not consent.holds:
        raise Refused(_("Ce consentement n’est pas en cours : il n’y a rien à retirer."))
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    slug, person = witness.hearing.slug, witness.person
    record(
        "hearings.consent_withdrawn",
        f"hearing:{slug}",
        by=by,
        at=at,
        facts={"witness": person.name, "use": str(use), "wording": consent.wording},
    )
    reason = _("consentement retiré : %(use)s") % {"use": consent.get_use_display()}
    if use in (Use.PUBLISH, Use.TRANSCRIBE):
        for source in _sources(witness):
            erase_words(source, person=person, reason=reason, by=by, at=at)
    if use == Use.NAME:
        for source in _sources(witness):
            show_by_function(source, person=person, label=str(witness.function_shown), reason=reason, by=by, at=at)
        named = Fact.objects.filter(entry__subject=f"hearing:{slug}", name="witness", value=person.name)
        erase(named, at=at)
    tell_withdrawn(witness, use, by=by, at=at)
    return consent
