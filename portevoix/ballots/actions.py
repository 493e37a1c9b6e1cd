"""The act of voting by show of hands."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Meeting
from portevoix.commissions.queries.room import room_of
from portevoix.engine.tally import Decision, Majority, decide
from portevoix.journal.acts import Refused, record
from portevoix.ui.language import spoken


def decision_of(ballot: Ballot) -> Decision:
    """What the figures of *ballot* decide, recomputed (R52)."""
    return decide(ballot.votes_for, ballot.votes_against, Majority(ballot.majority), ballot.chair_vote or None)


def reason(decision: Decision) -> str:
    """Why, in the language of the page."""
    return spoken(decision.why_fr, decision.why_en)


@transaction.atomic
def close_show_of_hands(
    meeting: Meeting,
    *,
    subject: str,
    question: str,
    majority: str,
    votes_for: int,
    votes_against: int,
    abstentions: int,
    not_voting: int = 0,
    present: int | None = None,
    chair_vote: str = "",
    by,
    at: datetime,
) -> Ballot:
    """Count a show of hands in an open *meeting*, decide it under *majority* (R44 to R46), journal it (R51).

    The caller has checked that *by* runs the vote. Refused without quorum (R41), or when there are more votes than
    members present and proxies they hold (R43).
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not meeting.opened_at or meeting.closed_at:
        raise Refused(_("La séance n’est pas ouverte : aucun vote ne peut s’y tenir."))
    room = room_of(meeting, subject, present=present)
    if room.present > meeting.members_with_vote:
        raise Refused(_("Il y a plus de présents que de membres ayant voix délibérative."), field="present")
    if not room.reached:
        raise Refused(
            _("Le quorum n’est plus atteint : %(present)d présents, il en faut %(needed)d.")
            % {"present": room.counted, "needed": room.needed},
            field="present",
        )
    hands = votes_for + votes_against + abstentions + not_voting
    if min(votes_for, votes_against, abstentions, not_voting) < 0 or hands > room.votes:
        raise Refused(
            ngettext(
                "%(hands)d voix pour %(present)d présent : vérifiez le compte. Rien n’est enregistré.",
                "%(hands)d voix pour %(present)d présents : vérifiez le compte. Rien n’est enregistré.",
                room.present,
            )
            % {"hands": hands, "present": room.present}
            if not room.proxies
            else _("%(hands)d voix, pour %(votes)d au plus, procurations comprises : vérifiez le compte.")
            % {"hands": hands, "votes": room.votes}
        )
    if hands == 0:
        raise Refused(_("Aucune voix n’est comptée : saisissez le résultat du vote."))
    decided = decide(votes_for, votes_against, Majority(majority), chair_vote or None)
    ballot = Ballot.objects.create(
        meeting=meeting,
        subject=subject,
        question=question[:300],
        majority=majority,
        present=room.present,
        proxies=room.proxies,
        members_with_vote=meeting.members_with_vote,
        quorum=room.needed,
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        not_voting=not_voting,
        chair_vote=chair_vote,
        adopted=decided.adopted,
        closed_at=at,
    )
    record(
        "ballots.closed",
        f"ballot:{ballot.pk}",
        by=by,
        at=at,
        facts={
            "question": ballot.question,
            "about": subject,
            "majority": majority,
            "present": room.present,
            "proxies": room.proxies,
            "members_with_vote": meeting.members_with_vote,
            "quorum": room.needed,
            "proxies_count": room.proxies_count,
            "for": votes_for,
            "against": votes_against,
            "abstentions": abstentions,
            "not_voting": not_voting,
            "chair_vote": chair_vote,
            "adopted": decided.adopted,
        },
    )
    return ballot
