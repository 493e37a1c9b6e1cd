"""The act of voting by show of hands."""

from dataclasses import asdict, dataclass
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


@dataclass(frozen=True, slots=True)
class ShowOfHands:
    """What the chair counts: hands (R44), members *present* where no roll is kept, and how the chair voted (R46)."""

    votes_for: int
    votes_against: int
    abstentions: int
    not_voting: int = 0
    present: int | None = None
    chair_vote: str = ""

    @property
    def raised(self) -> tuple[int, int, int, int]:
        """For, against, abstentions, not voting."""
        return self.votes_for, self.votes_against, self.abstentions, self.not_voting


def decision_of(ballot: Ballot) -> Decision:
    """What the figures of *ballot* decide, recomputed (R52)."""
    return decide(ballot.votes_for, ballot.votes_against, Majority(ballot.majority), ballot.chair_vote or None)


def reason(decision: Decision) -> str:
    """Why, in the language of the page."""
    return spoken(decision.why_fr, decision.why_en)


@transaction.atomic
def close_show_of_hands(
    meeting: Meeting, hands: ShowOfHands, *, subject: str, question: str, majority: str, by, at: datetime
) -> Ballot:
    """Count *hands* in an open *meeting*, decide it under *majority* (R44 to R46), journal it (R51).

    The caller has checked that *by* runs the vote. Refused without quorum (R41), or when there are more votes than
    members present and proxies they hold (R43).
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not meeting.opened_at or meeting.closed_at:
        raise Refused(_("La séance n’est pas ouverte : aucun vote ne peut s’y tenir."))
    room = room_of(meeting, subject, present=hands.present)
    if room.present > meeting.members_with_vote:
        raise Refused(_("Il y a plus de présents que de membres ayant voix délibérative."), field="present")
    if not room.reached:
        raise Refused(
            _("Le quorum n’est plus atteint : %(count)s.") % {"count": room.said},
            field="present",
        )
    raised = sum(hands.raised)
    if min(hands.raised) < 0 or raised > room.votes:
        raise Refused(
            ngettext(
                "%(hands)d voix pour %(present)d présent : vérifiez le compte. Rien n’est enregistré.",
                "%(hands)d voix pour %(present)d présents : vérifiez le compte. Rien n’est enregistré.",
                room.present,
            )
            % {"hands": raised, "present": room.present}
            if not room.proxies
            else _("%(hands)d voix, pour %(votes)d au plus, procurations comprises : vérifiez le compte.")
            % {"hands": raised, "votes": room.votes}
        )
    if raised == 0:
        raise Refused(_("Aucune voix n’est comptée : saisissez le résultat du vote."))
    decided = decide(hands.votes_for, hands.votes_against, Majority(majority), hands.chair_vote or None)
    ballot = Ballot.objects.create(
        **asdict(hands) | {"present": room.present},
        meeting=meeting,
        subject=subject,
        question=question[:300],
        majority=majority,
        proxies=room.proxies,
        members_with_vote=meeting.members_with_vote,
        quorum=room.needed,
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
            "for": hands.votes_for,
            "against": hands.votes_against,
            "abstentions": hands.abstentions,
            "not_voting": hands.not_voting,
            "chair_vote": hands.chair_vote,
            "adopted": decided.adopted,
        },
    )
    return ballot
