"""Acts of those convened: they answer, they give and end proxies (R43)."""

from datetime import datetime

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.meetings.mailing import write_to
from portevoix.commissions.actions.meetings.standing import (
    State,
    check_sits,
    check_state,
    locked,
    sentence_of_running,
    subject_of,
)
from portevoix.commissions.models import AgendaItem, Convocation, Mailing, Meeting, Proxy
from portevoix.commissions.queries.proxies import register_of
from portevoix.journal.acts import Forbidden, Refused, record, require

Answer, Ended = Convocation.Answer, Proxy.Ended


def _own(convocation: Convocation, by) -> tuple[Meeting, Convocation]:
    """The meeting, locked, and the convocation that *by* answers: their own, or any for those who run the meeting."""
    meeting = locked(convocation.meeting)
    convocation = meeting.convocations.select_related("person").get(pk=convocation.pk)
    convocation.meeting = meeting
    if convocation.person_id != by.pk:
        require("commissions.run_meeting", by, meeting, sentence_of_running())
    check_sits(convocation)
    return meeting, convocation


def _still_answers(meeting: Meeting) -> None:
    if meeting.state != State.CONVENED:
        raise Refused(_("Cette séance est %(state)s : les réponses ne changent plus.") % {"state": meeting.state.label})


def answered(convocation: Convocation, answer: str, *, by, at: datetime) -> None:
    """Write the answer of who was convened; for the acts that have checked who gives it."""
    convocation.answer, convocation.answered_at = answer, at
    convocation.save(update_fields=["answer", "answered_at"])
    record(
        "commissions.convocation_answered",
        subject_of(convocation.meeting),
        by=by,
        at=at,
        facts={"person": convocation.person.name, "answer": answer},
    )


@transaction.atomic
def answer(convocation: Convocation, *, answer: str, by, at: datetime) -> Convocation:
    """Say that one will be present, or absent, until the meeting opens; a proxy given for the meeting is withdrawn."""
    meeting, convocation = _own(convocation, by)
    _still_answers(meeting)
    if answer not in (Answer.PRESENT, Answer.ABSENT):
        raise Refused(_("Choisissez une réponse : présent, absent, ou une procuration."), field="answer")
    held = convocation.proxies_held.filter(ended_at=None).select_related("giver__person").first()
    if answer == Answer.ABSENT and held:
        raise Refused(
            _("%(giver)s vous a donné procuration : déclinez-la d’abord, pour qu’elle aille à quelqu’un d’autre.")
            % {"giver": held.giver.person},
            field="answer",
        )
    for proxy in convocation.proxies_given.filter(ended_at=None, item=None):
        end_proxy(proxy, Ended.WITHDRAWN, by=by, at=at)
    if convocation.answer != answer:
        answered(convocation, answer, by=by, at=at)
    return convocation


def _no_vote_is_open(meeting: Meeting) -> None:
    voting = meeting.items.filter(vote_opened_at__isnull=False, vote_closed_at=None).first()
    if voting:
        raise Refused(
            _("Le vote est ouvert sur « %(item)s » : les procurations ne changent pas avant sa clôture.")
            % {"item": voting}
        )


def wording_of(giver: Convocation, holder: Convocation, item: AgendaItem | None) -> str:
    """What the giver signs: who votes for whom, when, on what."""
    values = {
        "giver": giver.person,
        "holder": holder.person,
        "meeting": giver.meeting,
        "item": item,
    }
    if item:
        return (
            _("Je soussigné(e) %(giver)s donne procuration à %(holder)s pour voter en mon nom sur le point « %(item)s » de la séance « %(meeting)s ».")
            % values
        )  # fmt: skip
    return (
        _("Je soussigné(e) %(giver)s donne procuration à %(holder)s pour voter en mon nom à la séance « %(meeting)s ».")
        % values
    )


@transaction.atomic
def give_proxy(
    convocation: Convocation, *, holder: Convocation, item: AgendaItem | None = None, received: str = "", by,
    at: datetime,
) -> Proxy:  # fmt: skip
    """Give *holder* the right to vote for the person convened, at the meeting or on one *item* (R43).

    The secretariat enters one received in writing, and says how it was *received*. Refused: to oneself, by or to
    someone without a vote, to an absent one or one who gave theirs, beyond the number a holder may hold, by someone who
    holds one (no sub-delegation) or who is in the room, while a vote is open.
    """
    meeting, giver = _own(convocation, by)
    check_state(meeting, State.CONVENED, State.OPEN)
    if giver.person_id != by.pk and not received:
        raise Refused(_("Une procuration est écrite : dites comment le secrétariat l’a reçue."), field="received")
    _no_vote_is_open(meeting)
    register = register_of(meeting)
    if why := register.not_to_give(giver):
        raise Refused(why)
    holder = next((one for one in register.voters if one.pk == holder.pk and one.pk != giver.pk), None)
    if holder is None:
        raise Refused(
            _("Une procuration se donne à un autre membre convoqué, ayant voix délibérative."), field="holder"
        )
    if item is not None and item not in register.items:
        raise Refused(_("Ce point n’est pas à l’ordre du jour de la séance."), field="item")
    if cause := register.why_not(holder, giver, item and item.pk):
        raise Refused(register.sentence(cause, holder), field="holder")
    for former in register.given_by(giver):
        if former.item_id is None and item is not None:
            raise Refused(_("Une procuration vaut déjà pour toute la séance : retirez-la d’abord."), field="item")
        if item is None or former.item_id == item.pk:
            end_proxy(former, Ended.WITHDRAWN, by=by, at=at)
    proxy = Proxy.objects.create(
        giver=giver, holder=holder, item=item, wording=wording_of(giver, holder, item), received=received, given_at=at
    )
    record(
        "commissions.proxy_given",
        subject_of(meeting),
        by=by,
        at=at,
        facts={
            "proxy": proxy.pk,
            "giver": giver.person.name,
            "holder": holder.person.name,
            "item": item and item.pk,
            "wording": proxy.wording,
            "received": received,
        },
    )
    if meeting.state == State.CONVENED and item is None:
        answered(giver, Answer.PROXY, by=by, at=at)
    write_to(meeting, Mailing.Kind.PROXY, at=at, only=[holder])
    return proxy


def end_proxy(proxy: Proxy, because: str, *, received: str = "", by, at: datetime) -> Proxy:
    """Write that *proxy* ends; for the acts that have checked who ends it."""
    proxy.ended_at, proxy.ended_because = at, because
    proxy.save(update_fields=["ended_at", "ended_because"])
    record(
        "commissions.proxy_ended",
        subject_of(proxy.giver.meeting),
        by=by,
        at=at,
        facts={
            "proxy": proxy.pk,
            "giver": proxy.giver.person.name,
            "holder": proxy.holder.person.name,
            "because": because,
            **({"received": received} if received else {}),
        },
    )
    return proxy


def _ended_by(proxy: Proxy, side: str, because: str, *, received: str = "", by, at: datetime) -> Proxy:
    meeting = locked(proxy.giver.meeting)
    proxy = Proxy.objects.select_related("giver__person", "giver__meeting", "holder__person").get(pk=proxy.pk)
    hers = getattr(proxy, side)
    if hers.person_id != by.pk:
        if not rules.test_rule("commissions.run_meeting", by, meeting):
            raise Forbidden(_("Cette procuration n’est pas la vôtre."))
        if not received.strip():
            raise Refused(_("Dites comment le secrétariat l’a appris."), field="received")
    if proxy.ended_at:
        raise Refused(_("Cette procuration est déjà %(ended)s.") % {"ended": proxy.get_ended_because_display()})
    check_state(meeting, State.CONVENED, State.OPEN)
    _no_vote_is_open(meeting)
    end_proxy(proxy, because, received=received.strip(), by=by, at=at)
    giver = proxy.giver
    if meeting.state == State.CONVENED and giver.answer == Answer.PROXY and proxy.item_id is None:
        answered(giver, Answer.NONE, by=by, at=at)
    return proxy


@transaction.atomic
def withdraw_proxy(proxy: Proxy, *, received: str = "", by, at: datetime) -> Proxy:
    """The giver takes their vote back, until the vote opens (R43); the secretariat notes it, and how it was *received*,
    for who does it in writing."""
    return _ended_by(proxy, "giver", Ended.WITHDRAWN, received=received, by=by, at=at)


@transaction.atomic
def decline_proxy(proxy: Proxy, *, by, at: datetime) -> Proxy:
    """The holder will not vote for the giver, who is written to."""
    proxy = _ended_by(proxy, "holder", Ended.DECLINED, by=by, at=at)
    write_to(proxy.giver.meeting, Mailing.Kind.DECLINED, at=at, only=[proxy.giver])
    return proxy
