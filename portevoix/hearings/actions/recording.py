"""What was said, or written, is kept: the record of a hearing, a written contribution."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission
from portevoix.evidence.actions import Said, record_source
from portevoix.evidence.models import Source
from portevoix.evidence.records import Record, Turn, read_record
from portevoix.evidence.records.turns import OFF_RECORD, on_record
from portevoix.hearings.actions.correcting import open_corrections
from portevoix.hearings.actions.naming import body_named, person_named
from portevoix.hearings.models import Consent, Hearing, Reading, Transcript, Witness, WrittenContribution
from portevoix.journal.acts import Refused, require
from portevoix.people.models import Body, Person

Use = Consent.Use
READING_LASTS = timedelta(days=1)
CONTRIBUTION_SIGNS, CONTRIBUTION_PARAGRAPHS = 400_000, 4_000


def _waiting(hearing: Hearing, by) -> Hearing:
    hearing = Hearing.objects.select_for_update(of=("self",)).select_related("commission").get(pk=hearing.pk)
    require("hearings.run", by, hearing, _("Le secrétariat ou la présidence importe le compte rendu."))
    if Transcript.objects.filter(hearing=hearing).exists():
        raise Refused(_("Le compte rendu de cette audition est déjà enregistré : il ne se remplace pas."), field="file")
    return hearing


@transaction.atomic
def keep_reading(hearing: Hearing, *, file_name: str, data: bytes, by, at: datetime) -> Reading:
    """Read the record in *data* and keep it aside until someone says who speaks in it; replaces an earlier reading.

    Nothing is public yet. Readings left for more than a day are discarded. Raises Refused when the file cannot be read.
    """
    hearing = _waiting(hearing, by)
    found = read_record(file_name, data)
    Reading.objects.filter(read_at__lt=at - READING_LASTS).delete()
    reading, _made = Reading.objects.update_or_create(
        hearing=hearing,
        defaults={
            "file_name": file_name[:160],
            "file_kind": found.kind,
            "turns": [[turn.speaker, turn.words, turn.start_ms, turn.end_ms] for turn in found.turns],
            "read_by": by,
            "read_at": at,
        },
    )
    return reading


@transaction.atomic
def discard_reading(reading: Reading, *, by) -> None:
    """Forget a reading that will not become a transcript."""
    require("hearings.run", by, reading.hearing, _("Le secrétariat ou la présidence importe le compte rendu."))
    reading.delete()


def record_of(reading: Reading) -> Record:
    """What *reading* holds, as it was read."""
    return Record(reading.file_kind, [Turn(*turn) for turn in reading.turns])


@transaction.atomic
def record_reading(
    reading: Reading,
    *,
    speakers: Mapping[str, Witness | None],
    corrections_until: date | None = None,
    by,
    at: datetime,
) -> Transcript:
    """Make the transcript of its hearing from *reading*; *speakers* says which witness each label is, or None.

    The persons heard correct their words until *corrections_until*, when it is given (R33).
    """
    hearing = _waiting(reading.hearing, by)
    transcript = _recorded(hearing, record_of(reading), reading.file_name, speakers, by, at)
    if corrections_until:
        transcript = open_corrections(hearing, until=corrections_until, by=by, at=at)
    reading.delete()
    return transcript


@transaction.atomic
def record_transcript(
    hearing: Hearing, *, file_name: str, data: bytes, speakers: Mapping[str, Witness | None], by, at: datetime
) -> Transcript:
    """The transcript of *hearing* from the file *data*, each speaker's label being a witness, or nobody heard (None).

    Refused when a person heard has not consented to be transcribed, naming her (R31). Without `publish`, her words are
    kept for the members and masked in public; without `name`, she is named by her function.
    """
    hearing = _waiting(hearing, by)
    transcript = _recorded(hearing, read_record(file_name, data), file_name, speakers, by, at)
    Reading.objects.filter(hearing=hearing).delete()
    return transcript


def _recorded(hearing, found: Record, file_name: str, speakers, by, at) -> Transcript:
    labels = found.labels()
    if missing := [label for label in labels if label not in speakers]:
        raise Refused(
            _("Dites qui est « %(label)s » dans le compte rendu : une personne auditionnée, ou personne d’entre elles.")
            % {"label": missing[0]}
        )
    known = {witness.pk: witness for witness in hearing.witnesses.select_related("person").prefetch_related("consents")}
    heard: dict[str, Witness] = {}
    for label in labels:
        witness = speakers[label]
        if witness is None:
            continue
        if witness.pk not in known:
            raise Refused(
                _("%(name)s n’est pas inscrite ou inscrit à cette audition : inscrivez d’abord la personne.")
                % {"name": witness}
            )
        heard[label] = known[witness.pk]
    for witness in heard.values():
        if not witness.allows(Use.TRANSCRIBE):
            raise Refused(
                _(
                    "%(name)s n’a pas accepté que ses propos soient transcrits : rien n’est enregistré. "
                    "Recueillez son accord, ou envoyez un compte rendu sans ses propos."
                )
                % {"name": witness.person.name}
            )
    source = record_source(
        hearing.commission,
        kind=Source.Kind.TRANSCRIPT,
        title=hearing.title,
        heard_on=timezone.localtime(hearing.starts_at).date(),
        access=Source.Access.PUBLIC,
        said=[_said(turn, heard.get(turn.speaker)) for turn in found.turns],
        by=by,
        at=at,
    )
    return Transcript.objects.create(hearing=hearing, source=source, file_name=file_name[:160], file_kind=found.kind)


def _said(turn: Turn, witness: Witness | None) -> Said:
    if witness is None:
        return Said(turn.speaker, turn.words, turn.start_ms, turn.end_ms)
    return Said(str(witness.public_name), turn.words, turn.start_ms, turn.end_ms, witness.person,
                withheld=not witness.allows(Use.PUBLISH))  # fmt: skip


@transaction.atomic
def add_contribution(
    commission: Commission, *, hearing: Hearing | None = None, person: Person, body: Body | None = None, title: str,
    received_on: date, words: str, confidential: bool = False, by, at: datetime,
) -> WrittenContribution:  # fmt: skip
    """A written contribution, a passage for each paragraph; seen by the members only when *confidential* (R32).

    Sent by a person heard, it follows her consents: refused as public without `publish`, signed by her function without
    `name` (R31).
    """
    require("hearings.run", by, commission, _("Le secrétariat ou la présidence enregistre une contribution écrite."))
    if hearing is not None and hearing.commission_id != commission.pk:
        raise Refused(_("Cette audition n’est pas de cette commission."), field="hearing")
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Donnez un intitulé à la contribution."), field="title")
    if received_on > timezone.localtime(at).date():
        raise Refused(_("La date de réception est dans l’avenir."), field="received_on")
    paragraphs = _paragraphs(words)
    signature = person.name
    witness = hearing and hearing.witnesses.filter(person=person).prefetch_related("consents").first()
    if witness:
        signature = str(witness.public_name)
        if not confidential and not witness.allows(Use.PUBLISH):
            raise Refused(
                _(
                    "%(name)s n’a pas accepté que ses propos soient publiés : enregistrez la contribution comme "
                    "confidentielle, ou recueillez son accord."
                )
                % {"name": person},
                field="confidential",
            )
    source = record_source(
        commission,
        kind=Source.Kind.CONTRIBUTION,
        title=title,
        heard_on=received_on,
        access=Source.Access.MEMBERS if confidential else Source.Access.PUBLIC,
        said=[Said("", one) if one == OFF_RECORD else Said(signature, one, person=person) for one in paragraphs],
        by=by,
        at=at,
    )
    return WrittenContribution.objects.create(
        commission=commission, hearing=hearing, person=person, body=body, source=source
    )


@transaction.atomic
def receive_contribution(
    commission: Commission, *, known: Person | None, name: str, function: str, body_name: str, body_kind: str,
    register_number: str, by, at: datetime, **contribution,
) -> WrittenContribution:  # fmt: skip
    """Enter who sends it (or take someone *known*), and add the contribution: one act for one form."""
    require("hearings.run", by, commission, _("Le secrétariat ou la présidence enregistre une contribution écrite."))
    person = person_named(known, name=name, function=function, by=by, at=at)
    body = body_named(body_name, kind=body_kind, register_number=register_number)
    return add_contribution(commission, person=person, body=body, by=by, at=at, **contribution)


def _paragraphs(words: str) -> list[str]:
    words = re.sub(r"\r\n?", "\n", words)
    if len(words) > CONTRIBUTION_SIGNS:
        raise Refused(
            _("Cette contribution est trop longue : coupez-la en plusieurs, ou envoyez l’essentiel."), field="words"
        )
    try:
        kept = "\n\n".join(turn.words for turn in on_record([Turn("", words)]))
    except Refused as refused:
        raise Refused(refused.sentence, field="words") from None
    found = [re.sub(r"[ \t\n]+", " ", one).strip() for one in re.split(r"\n[ \t]*\n", kept)]
    found = [one for one in found if one]
    if not found:
        raise Refused(_("Collez le texte de la contribution, ou choisissez un fichier."), field="words")
    if len(found) > CONTRIBUTION_PARAGRAPHS:
        raise Refused(_("Cette contribution a trop de paragraphes : coupez-la en plusieurs."), field="words")
    return found
