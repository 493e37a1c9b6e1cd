"""Acts of carrying and following (R70 to R74)."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.advocacy.delays import months_after
from portevoix.advocacy.models import Addressee, Answer, FollowUp, Sending, SentItem
from portevoix.advocacy.sources import check_source
from portevoix.advocacy.telling import tell_answered, tell_late
from portevoix.commissions.models import Commission
from portevoix.engine.text import LABELS_FR
from portevoix.journal.acts import Refused, record, require
from portevoix.publications.models import Publication
from portevoix.ui.dates import written_day

RUNS = "advocacy.carry"


def _sentence():
    return _("Le secrétariat ou la présidence porte les textes et suit les réponses.")


@transaction.atomic
def add_addressee(commission: Commission, *, name: str, short_name: str, body=None, email: str = "", by, at: datetime):
    """A new addressee of *commission*; refused when it has one of that name."""
    require(RUNS, by, commission, _sentence())
    try:
        with transaction.atomic():
            addressee = Addressee.objects.create(
                commission=commission, name=name, short_name=short_name, body=body, email=email
            )
    except IntegrityError as error:
        raise Refused(_("Ce destinataire est déjà dans la liste."), field="name") from error
    record("advocacy.addressee_added", f"addressee:{addressee.pk}", by=by, at=at, facts={"name": name, "email": email})
    return addressee


@transaction.atomic
def rename_addressee(addressee: Addressee, *, name: str, short_name: str, email: str, by, at: datetime) -> Addressee:
    """An office changes its name or address; what was sent to it follows it, the journal keeps the former name."""
    addressee = (
        Addressee.objects.select_for_update(of=("self",)).select_related("commission__parent").get(pk=addressee.pk)
    )
    require(RUNS, by, addressee, _sentence())
    former = addressee.name
    addressee.name, addressee.short_name, addressee.email = name, short_name, email
    try:
        with transaction.atomic():
            addressee.save(update_fields=["name", "short_name", "email"])
    except IntegrityError as error:
        raise Refused(_("Ce destinataire est déjà dans la liste."), field="name") from error
    record(
        "advocacy.addressee_renamed", f"addressee:{addressee.pk}", by=by, at=at, facts={"former": former, "name": name}
    )
    return addressee


def label_of(row) -> str:
    """How an item is named: `Proposition 3. Un accueil à trente minutes`."""
    named = f"{LABELS_FR.get(row.kind, '')} {row.number}".strip() if row.number else ""
    return ". ".join(filter(None, (named, row.heading)))


def items_of(version) -> list:
    """What can be carried: the propositions of a version, else its articles, else its other parts; 1 SQL query."""
    rows = list(version.units.exclude(kind="alinea").order_by("position"))
    for kind in ("proposition", "article"):
        if found := [row for row in rows if row.kind == kind]:
            return found
    return rows


@transaction.atomic
def carry(
    publication: Publication,
    *,
    addressee: Addressee,
    unit_keys: Iterable[str],
    sent_on: date,
    channel: str,
    due_on: date | None = None,
    by,
    at: datetime,
    token: str | None = None,
) -> Sending:
    """Carry items of *publication* to *addressee* (R70): each waits for an answer until *due_on*, by default the
    commission's delay after *sent_on* (R71). Makes the personal link (R74), and mails it when the channel is mail.
    """
    commission = publication.version.text.commission
    require(RUNS, by, commission, _sentence())
    if addressee.commission_id not in (commission.pk, commission.parent_id):
        raise Refused(_("Ce destinataire est celui d’une autre commission."), field="addressee")
    wanted = set(unit_keys)
    rows = [row for row in items_of(publication.version) if row.key in wanted]
    if not rows or len(rows) != len(wanted):
        raise Refused(_("Choisissez au moins une proposition de cette publication."), field="units")
    due_on = due_on or months_after(sent_on, commission.answer_delay_months)
    if due_on <= sent_on:
        raise Refused(_("La réponse est attendue après l’envoi : reculez cette date."), field="due_on")
    if sent_on < timezone.localdate(publication.published_at):
        raise Refused(_("On ne porte pas un texte avant sa publication."), field="sent_on")
    if channel == Sending.Channel.EMAIL and not addressee.email:
        raise Refused(
            _("Ce destinataire n’a pas d’adresse électronique : ajoutez-la, ou choisissez une autre voie."),
            field="channel",
        )
    try:
        with transaction.atomic():
            sending = Sending.objects.create(
                publication=publication,
                addressee=addressee,
                sent_on=sent_on,
                channel=channel,
                due_on=due_on,
                token=token or secrets.token_urlsafe(24),
                recorded_at=at,
                recorded_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Cette publication est déjà portée à ce destinataire."), field="addressee") from error
    items = [
        SentItem.objects.create(sending=sending, unit_key=row.key, label=label_of(row)[:300], position=row.position)
        for row in rows
    ]
    record(
        "advocacy.sent",
        f"sending:{sending.pk}",
        by=by,
        at=at,
        facts={
            "publication": publication.address,
            "addressee": addressee.name,
            "items": [item.label for item in items],
            "units": [item.unit_key for item in items],
            "ids": [item.pk for item in items],
            "sent_on": sent_on.isoformat(),
            "channel": channel,
            "due_on": due_on.isoformat(),
        },
    )
    if channel == Sending.Channel.EMAIL:
        transaction.on_commit(lambda: _mail(sending))
    return sending


def link_of(sending: Sending) -> str:
    """The personal link, whole."""
    return settings.PUBLIC_URL + reverse("advocacy:reply", args=[sending.token])


def _mail(sending: Sending) -> None:
    commission = sending.publication.version.text.commission
    send_mail(
        _("%(commission)s vous adresse « %(title)s »") % {"commission": commission, "title": sending.publication.title},
        _(
            "Madame, Monsieur,\n\n%(commission)s vous adresse « %(title)s » :\n%(publication)s\n\n"
            "Vous pouvez en accuser réception et y répondre, proposition par proposition, sans compte, par ce lien "
            "qui vous est personnel :\n%(link)s\n\nUne réponse est attendue avant le %(due)s. Elle sera publiée sous le "
            "nom que vous indiquerez.\n"
        )
        % {
            "commission": commission,
            "title": sending.publication.title,
            "publication": settings.PUBLIC_URL
            + reverse("publications:publication", args=[sending.publication.address]),
            "link": link_of(sending),
            "due": written_day(sending.due_on),
        },
        None,
        [sending.addressee.email],
    )


def _locked(sending: Sending) -> Sending:
    return (
        Sending.objects.select_for_update(of=("self",))
        .select_related("addressee__commission__parent")
        .get(pk=sending.pk)
    )


@transaction.atomic
def record_proof(sending: Sending, *, proof: str, by, at: datetime) -> Sending:
    """Record the proof of sending (R70): a receipt's number, a mail's identifier, who took it by hand."""
    sending = _locked(sending)
    require(RUNS, by, sending.addressee, _sentence())
    if sending.proof:
        raise Refused(_("La preuve de cet envoi est déjà enregistrée, et ne change pas."))
    sending.proof, sending.proof_recorded_at = proof, at
    sending.save(update_fields=["proof", "proof_recorded_at"])
    record("advocacy.proof_recorded", f"sending:{sending.pk}", by=by, at=at, facts={"proof": proof})
    return sending


@transaction.atomic
def renew_link(sending: Sending, *, by, at: datetime, token: str | None = None) -> Sending:
    """A new personal link; the former no longer opens."""
    sending = _locked(sending)
    require(RUNS, by, sending.addressee, _sentence())
    sending.token = token or secrets.token_urlsafe(24)
    sending.save(update_fields=["token"])
    record("advocacy.link_renewed", f"sending:{sending.pk}", by=by, at=at)
    return sending


@transaction.atomic
def acknowledge(sending: Sending, *, at: datetime) -> Sending:
    """The addressee acknowledges receipt, through its link; once."""
    sending = _locked(sending)
    if sending.acknowledged_at:
        raise Refused(_("La réception est déjà accusée."))
    sending.acknowledged_at = at
    sending.save(update_fields=["acknowledged_at"])
    record("advocacy.acknowledged", f"sending:{sending.pk}", by=sending.addressee.name, at=at)
    return sending


@transaction.atomic
def submit_answer(item: SentItem, *, words: str, signed_by: str, at: datetime) -> Answer:
    """The addressee answers an item, through its link (R74); an answer submitted is not altered.

    Submitting is also acknowledging receipt.
    """
    item = SentItem.objects.select_for_update(of=("self",)).select_related("sending__addressee").get(pk=item.pk)
    if Answer.objects.filter(item=item).exists():
        raise Refused(_("Une réponse à cette proposition est déjà envoyée ; elle ne peut plus être modifiée."))
    if not item.sending.acknowledged_at:
        acknowledge(item.sending, at=at)
    answer = Answer.objects.create(item=item, words=words, signed_by=signed_by, submitted_at=at)
    record(
        "advocacy.answer_submitted",
        f"item:{item.pk}",
        by=item.sending.addressee.name,
        at=at,
        facts={"words": words, "signed_by": signed_by},
    )
    tell_answered(answer, at=at)
    return answer


@transaction.atomic
def note_late(sending: Sending, *, at: datetime) -> bool:
    """Tell, once, that the day for an answer has passed (R71); returns whether it was told now."""
    sending = Sending.objects.select_for_update().get(pk=sending.pk)
    if sending.late_told_at:
        return False
    sending.late_told_at = at
    sending.save(update_fields=["late_told_at"])
    tell_late(sending, at=at)
    return True


@transaction.atomic
def receive_answer(answer: Answer, *, by, at: datetime) -> Answer:
    """The commission receives an answer: it is public from then on, unaltered (R74)."""
    answer = (
        Answer.objects.select_for_update(of=("self",))
        .select_related("item__sending__addressee__commission__parent")
        .get(pk=answer.pk)
    )
    require(RUNS, by, answer.item.sending.addressee, _sentence())
    if answer.received_at:
        raise Refused(_("Cette réponse est déjà reçue et publiée."))
    answer.received_at = at
    answer.save(update_fields=["received_at"])
    record(
        "advocacy.answer_received",
        f"item:{answer.item_id}",
        by=by,
        at=at,
        facts={"words": answer.words, "signed_by": answer.signed_by},
    )
    return answer


@transaction.atomic
def follow_up(
    item: SentItem, *, status: str, on: date, source_kind: str = "", source: str = "", note: str = "", by, at: datetime
) -> FollowUp:
    """Record what became of an item, on a date, with its source (R72, R73); earlier ones stay."""
    item = SentItem.objects.select_related("sending__addressee__commission__parent").get(pk=item.pk)
    require(RUNS, by, item.sending.addressee, _sentence())
    check_source(status, source_kind, source)
    if on < item.sending.sent_on:
        raise Refused(_("Une suite ne précède pas l’envoi : vérifiez la date."), field="on")
    if on > timezone.localdate(at):
        raise Refused(_("Une suite se constate : sa date ne peut pas être à venir."), field="on")
    made = FollowUp.objects.create(
        item=item,
        status=status,
        on=on,
        source_kind=source_kind if source else "",
        source=source,
        note=note,
        recorded_at=at,
        recorded_by=by,
    )
    record(
        "advocacy.followed_up",
        f"item:{item.pk}",
        by=by,
        at=at,
        facts={"status": status, "on": on.isoformat(), "source_kind": made.source_kind, "source": source, "note": note},
    )
    return made
