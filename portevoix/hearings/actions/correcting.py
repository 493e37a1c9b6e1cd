"""The persons heard correct the record, each her own words, before a deadline (R33)."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.evidence.actions import correct_passage
from portevoix.evidence.models import Correction, Passage
from portevoix.evidence.records.turns import OFF_RECORD, PARAGRAPH, Turn, on_record, tidy
from portevoix.hearings.models import Hearing, Transcript, Witness
from portevoix.hearings.queries import words_of
from portevoix.hearings.telling import tell_corrected, tell_corrections_open
from portevoix.journal.acts import Refused, record, require
from portevoix.ui.dates import written_day

RUNS = "hearings.run"


@transaction.atomic
def open_corrections(hearing: Hearing, *, until: date, by, at: datetime) -> Transcript:
    """Each person heard may correct her words until *until*, that day included (R33); she has a personal link for it.

    The day may be moved. Those who have an account are told. Refused without a record, on a day that is past.
    """
    require(RUNS, by, hearing, _("Le secrétariat ou la présidence ouvre les corrections."))
    transcript = Transcript.objects.select_for_update().filter(hearing=hearing).first()
    if transcript is None:
        raise Refused(_("Le compte rendu n’est pas encore enregistré : il n’y a rien à corriger."))
    if until < timezone.localdate(at):
        raise Refused(_("Ce jour est passé : laissez du temps aux personnes entendues."), field="until")
    if until == transcript.corrections_until:
        raise Refused(_("C’est déjà ce jour-là : rien n’est changé."), field="until")
    transcript.corrections_until = until
    transcript.save(update_fields=["corrections_until"])
    record("hearings.corrections_opened", f"hearing:{hearing.slug}", by=by, at=at, facts={"until": until.isoformat()})
    speaking = [one for one in hearing.witnesses.select_related("person") if words_of(one).exists()]
    for witness in speaking:
        if witness.token is None:
            witness.token = secrets.token_urlsafe(24)
            witness.save(update_fields=["token"])
        tell_corrections_open(witness, until, by=by, at=at)
    return transcript


@transaction.atomic
def renew_link(witness: Witness, *, by, at: datetime) -> Witness:
    """A new personal link for *witness*; the former no longer opens."""
    require(RUNS, by, witness.hearing, _("Le secrétariat ou la présidence renouvelle un lien."))
    witness = Witness.objects.select_for_update().select_related("hearing").get(pk=witness.pk)
    if witness.token is None:
        raise Refused(_("Cette personne n’a pas de lien à renouveler."))
    witness.token = secrets.token_urlsafe(24)
    witness.save(update_fields=["token"])
    record("hearings.link_renewed", f"hearing:{witness.hearing.slug}", by=by, at=at)
    return witness


@transaction.atomic
def correct_words(witness: Witness, *, words: Mapping[int, str], by, at: datetime) -> list[Correction]:
    """*witness* corrects her own passages, *words* by their keys; returns the corrections made (R33).

    All or none. Words unchanged are left as they are. What she marks as off the record is not stored (R32). Refused to
    anyone else, after the deadline, on what is not hers, on masked words, on an empty text; `field` names the passage
    (`passage_KEY`).
    """
    require("hearings.correct_words", by, witness, _("Chacun ne corrige que ses propres paroles."))
    transcript = Transcript.objects.select_for_update().filter(hearing=witness.hearing_id).first()
    if transcript is None or transcript.corrections_until is None:
        raise Refused(_("Les corrections de ce compte rendu ne sont pas ouvertes."))
    if not transcript.is_correctable(timezone.localdate(at)):
        raise Refused(
            _(
                "Les corrections étaient ouvertes jusqu’au %(day)s : celle-ci arrive trop tard et n’est pas enregistrée. "
                "Ce que vous avez écrit est resté ci-dessous : adressez-le au secrétariat de la commission."
            )
            % {"day": written_day(transcript.corrections_until)}
        )
    hers = {one.pk: one for one in words_of(witness).filter(pk__in=words).select_related("correction")}
    made = []
    for pk, typed in words.items():
        if pk not in hers:
            raise Refused(_("Ce passage n’est pas de vous : chacun ne corrige que ses propres paroles."))
        try:
            said = _said(typed, hers[pk])
            correction = None if said is None else correct_passage(hers[pk], words=said, at=at)
        except Refused as refused:
            raise Refused(refused.sentence, field=f"passage_{pk}") from None
        if correction:
            made.append(correction)
    if made:
        tell_corrected(witness, len(made), by=by, at=at)
    return made


def _said(typed: str, passage: Passage) -> str | None:
    """*typed* as it is stored, without what is off the record; None when it is what is published already."""
    if len(typed) > PARAGRAPH:
        raise Refused(_("Ce texte est trop long pour un passage : gardez ce que vous avez dit."))
    said = _tidied(typed)
    if said == _tidied(passage.published_words):
        return None
    return _tidied("\n".join(turn.words for turn in on_record([Turn("", said)]) if turn.words != OFF_RECORD))


def _tidied(words: str) -> str:
    return "\n".join(line for part in words.splitlines() if (line := tidy(part)))
