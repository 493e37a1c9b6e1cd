"""Whom a meeting convenes, what each is written, who has to be told otherwise: before it leaves, and after."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from portevoix.commissions.letters import words_of
from portevoix.commissions.models import AgendaItem, Convocation, Mailing, Mandate, Meeting, Membership
from portevoix.commissions.queries.room import rules_of
from portevoix.commissions.seat import current
from portevoix.engine.clear_days import clear_days
from portevoix.people.address import address_of
from portevoix.people.models import Person
from portevoix.people.names import folded


def votes_at(meeting: Meeting) -> dict[int, bool]:
    """Who sits or holds a role on the day of *meeting*, by key: whether each has a vote; 2 SQL queries."""
    on = current(timezone.localdate(meeting.starts_at))
    votes: dict[int, bool] = {}
    for seat in Membership.objects.filter(on, commission=meeting.commission):
        votes[seat.person_id] = votes.get(seat.person_id, False) or seat.capacity == Membership.Capacity.ELECTED
    for mandate in Mandate.objects.filter(on, commission=meeting.commission):
        votes.setdefault(mandate.person_id, False)
    return votes


def newcomers(meeting: Meeting) -> list[Person]:
    """Those who sit on the day of *meeting* and have not been convened, while they may be, by name; 1 SQL query."""
    if meeting.state != Meeting.State.CONVENED:
        return []
    on = current(timezone.localdate(meeting.starts_at))
    seats, mandates = (
        held.objects.filter(on, commission=meeting.commission).values("person") for held in (Membership, Mandate)
    )
    found = Person.objects.filter(Q(pk__in=seats) | Q(pk__in=mandates))
    found = found.exclude(pk__in=meeting.convocations.values("person"))
    return sorted(found.select_related("account"), key=lambda one: folded(one.name))


def quorum_at(meeting: Meeting, voters: int) -> int:
    """How many of *voters* must be there (R41); 0 for a second convening that deliberates whatever the number (R42)."""
    rules = rules_of(meeting.commission)
    return 0 if meeting.second_of_id and rules.second_without_quorum else rules.quorum_of(voters)


@dataclass(frozen=True)
class Recap:
    """What convening a meeting would do: to whom a letter leaves, whom none reaches, the letter of one of them."""

    mailed: list[Convocation]  # not saved, by name; each with its `address`
    unreached: list[Convocation]
    days: int  # clear days until it is held
    quorum: int
    reader: Person | None
    letter: str

    @property
    def convened(self) -> int:
        return len(self.mailed) + len(self.unreached)

    @property
    def voters(self) -> int:
        return sum(one.with_vote for one in (*self.mailed, *self.unreached))


def recap_of(meeting: Meeting, items: list[AgendaItem], at: datetime) -> Recap:
    """What convening *meeting*, saved or not, at *at* with *items* would do; 3 SQL queries, and the rules'."""
    votes, mailed, unreached = votes_at(meeting), [], []
    people = Person.objects.filter(pk__in=votes).select_related("account")
    for person in sorted(people, key=lambda one: folded(one.name)):
        one = Convocation(meeting=meeting, person=person, with_vote=votes[person.pk])
        one.address = address_of(person)
        (mailed if one.address else unreached).append(one)
    meeting.quorum = quorum_at(meeting, sum(votes.values()))
    shown = max((*mailed, *unreached), key=lambda one: (bool(one.address), one.with_vote), default=None)
    return Recap(
        mailed=mailed,
        unreached=unreached,
        days=clear_days(timezone.localdate(at), timezone.localdate(meeting.starts_at)),
        quorum=meeting.quorum,
        reader=shown.person if shown else None,
        letter=words_of(Mailing(convocation=shown, kind=Mailing.Kind.CONVENED), items) if shown else "",
    )


def told(meeting: Meeting) -> str:
    """How those convened were told of the last thing written to all of them; 3 SQL queries.

    `8 courriels envoyés, 29 à prévenir autrement`, with what did not leave in between.
    """
    meeting = Meeting.objects.get(pk=meeting.pk)  # the act may have changed it since it was read
    letters = Mailing.objects.filter(
        convocation__meeting=meeting, revision=meeting.revision, kind__in=Mailing.TO_ALL
    ).values_list("convocation", "sent_at")
    sent = sum(sent_at is not None for _one, sent_at in letters)
    sitting = set(meeting.convocations.filter(sits=True).values_list("pk", flat=True))
    waiting, others = len(letters) - sent, len(sitting - {one for one, _sent_at in letters})
    said = [ngettext("%d courriel envoyé", "%d courriels envoyés", sent) % sent]
    if waiting:
        said.append(ngettext("%d n’est pas parti", "%d ne sont pas partis", waiting) % waiting)
    if others:
        said.append(ngettext("%d à prévenir autrement", "%d à prévenir autrement", others) % others)
    return ", ".join(said)
