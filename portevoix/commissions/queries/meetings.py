"""What the pages of meetings ask."""

from django.db.models import Count, Prefetch, Q

from portevoix.commissions.in_progress import Work, works_of
from portevoix.commissions.models import (
    AgendaItem,
    CalendarAddress,
    Commission,
    Convocation,
    Document,
    Mandate,
    Meeting,
    Minutes,
    Presence,
)
from portevoix.commissions.queries.minutes import folded
from portevoix.commissions.queries.proxies import Register
from portevoix.commissions.queries.room import WITH_RULES, counted, proxies_of, rules_of, there
from portevoix.commissions.rules import is_member
from portevoix.commissions.seat import seat_of

RUN = (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR)
DRAFTS = Q(convened_at=None, opened_at=None)


def commissions_run_by(person):
    """The commissions not closed that *person* runs, by the secretariat or the chair, with their sub-commissions."""
    if person is None:
        return Commission.objects.none()
    held = [mandate.commission_id for mandate in seat_of(person).mandates if mandate.role in RUN]
    return Commission.objects.filter(Q(pk__in=held) | Q(parent_id__in=held), closed_on=None)


def _seen_by(person) -> Q:
    """Meetings that *person* may know of: the public ones convened, those of their commissions, drafts of those they run."""
    seen = Q(public=True) & ~DRAFTS
    if person is not None:
        seat = seat_of(person)
        mine = Q(commission__in=seat.commission_ids) | Q(commission__parent__in=seat.commission_ids)
        held = [mandate.commission_id for mandate in seat.mandates if mandate.role in RUN]
        seen |= mine & ~DRAFTS
        seen |= Q(commission__in=held) | Q(commission__parent__in=held)
    return seen


def announced_to(person) -> Q:
    """Meetings convened, or held, that *person* may know of: what a calendar shows."""
    return _seen_by(person) & ~DRAFTS


def meetings(person) -> dict:
    """The meetings that *person* may know of, the latest first, with the number of votes; 1 SQL query and the seat's 2."""
    found = (
        Meeting.objects.filter(_seen_by(person))
        .select_related("commission")
        .annotate(votes=Count("ballots"))
        .order_by("-starts_at")
    )
    return {"meetings": list(found)}


def meeting_for(person, pk) -> Meeting | None:
    """The meeting *pk*, with its rules and minutes, if *person* may know of it; 1 SQL query and the seat's 2."""
    return (
        Meeting.objects.filter(_seen_by(person))
        .select_related(*WITH_RULES, "second_of", "second", "minutes", "current_item")
        .filter(pk=pk)
        .first()
    )


def _documents():
    return Prefetch("documents", Document.objects.defer("data"))


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The items of the agenda with the names of their documents; 2 SQL queries."""
    return list(meeting.items.prefetch_related(_documents()))


def agenda_to_prepare(meeting: Meeting) -> list[AgendaItem]:
    """The items of the agenda, each with how many documents it carries (`attached`); 1 SQL query."""
    return list(meeting.items.annotate(attached=Count("documents")))


def convened_to(meeting: Meeting) -> list[Convocation]:
    """Those convened who sit, by name, with `there` (whether they are); 1 SQL query."""
    return list(meeting.convocations.filter(sits=True).select_related("person").annotate(there=there()))


def roll_of(meeting: Meeting) -> list[Convocation]:
    """Those convened who sit, by name: `there` (the presence under way, or None), `stays`; 2 SQL queries."""
    found = list(
        meeting.convocations.filter(sits=True)
        .select_related("person")
        .prefetch_related(Prefetch("presences", Presence.objects.order_by("arrived_at"), to_attr="stays"))
    )
    for one in found:
        one.there = next((stay for stay in one.stays if stay.left_at is None), None)
    return sorted(found, key=lambda one: folded(one.person.name))


def meeting_page(meeting: Meeting, person) -> dict:
    """A meeting (of `meeting_for`): agenda, room, what it examines, its votes, one's own convocation; 6 SQL queries.

    What is in debate is its members'; everyone sees the texts adopted, and the votes that led to them (R102).
    """
    convened, proxies = convened_to(meeting), list(proxies_of(meeting))
    examinations = meeting.examinations.select_related("version__text").order_by("pk")
    ballots = meeting.ballots.order_by("pk")
    if not is_member(person, meeting):
        examinations = examinations.filter(version__text__versions__status="adopted").distinct()
        ballots = ballots.filter(
            Q(version__text__versions__status="adopted") | Q(amendments__version__text__versions__status="adopted")
        ).distinct()
    return {
        "meeting": meeting,
        "agenda": agenda_of(meeting),
        "proxies": proxies,
        "room": counted(meeting, proxies),
        "mine": next((one for one in convened if person is not None and one.person_id == person.pk), None),
        "answers": {
            answer: sum(one.answer == answer and one.with_vote for one in convened)
            for answer in ("present", "absent", "proxy")
        },
        "guests": sum(one.answer == Convocation.Answer.PRESENT and not one.with_vote for one in convened),
        "examinations": list(examinations),
        "ballots": list(ballots),
        "minutes": getattr(meeting, "minutes", None),
        "minutes_public": rules_of(meeting.commission).minutes_public,
        "second": getattr(meeting, "second", None),
    }


def item_page(meeting: Meeting, agenda: list[AgendaItem], item: AgendaItem, person) -> dict:
    """One item of *agenda*, alone: its rank, examinations, votes, minutes to approve, the room; 4 SQL queries, 5 for minutes."""
    rank = agenda.index(item)
    number = item.about.partition(":")[2] if item.kind == AgendaItem.Kind.MINUTES else ""
    return {
        "meeting": meeting,
        "item": item,
        "number": rank + 1,
        "total": len(agenda),
        "before": agenda[rank - 1] if rank else None,
        "after": agenda[rank + 1] if rank + 1 < len(agenda) else None,
        "current": meeting.current_item_id == item.pk,
        "room": counted(meeting, proxies_of(meeting), item.about),
        "mine": next((one for one in convened_to(meeting) if one.person_id == person.pk), None),
        "ballots": [ballot for ballot in meeting.ballots.order_by("pk") if item.concerns(ballot.subject)],
        "examinations": [
            one
            for one in meeting.examinations.select_related("version__text")
            if item.concerns(f"version:{one.version.text.slug}/")
        ],
        "minutes": Minutes.objects.filter(meeting=number).first() if number.isdecimal() else None,
        "recorded": getattr(meeting, "minutes", None),
    }


def drawable(meeting: Meeting, agenda: list[AgendaItem]) -> list[Work]:
    """Work in progress that is not on the agenda yet; the queries of its sources, 1 each."""
    taken = {item.about for item in agenda if item.about}
    return [work for work in works_of(meeting.commission) if work.about not in taken]


def answer_page(convocation: Convocation, register: Register) -> dict:
    """What the person convened sees to answer: agenda, own presence, proxies given and held; 1 SQL query."""
    meeting, given = convocation.meeting, register.given_by(convocation)
    whole = next((one for one in given if one.item_id is None), None)
    return {
        "convocation": convocation,
        "meeting": meeting,
        "agenda": register.items,
        "said": convocation.said_to_self(str(whole.holder.person) if whole else ""),
        "given": given,
        "whole": whole,
        "held": register.held_by(convocation),
        "not_to_give": register.not_to_give(convocation),
        "there": convocation.presences.filter(left_at=None).first(),
    }


def convocation_of(meeting: Meeting, person) -> Convocation | None:
    """The convocation of *person* to the meeting; 1 SQL query."""
    found = meeting.convocations.filter(person=person).select_related("person").first() if person else None
    if found:
        found.meeting = meeting
    return found


def to_announce(commission: Commission, *, public_only: bool) -> list[Meeting]:
    """The meetings that a calendar follows: convened, cancelled ones included; 2 SQL queries."""
    found = Meeting.objects.filter(commission=commission, convened_at__isnull=False)
    if public_only:
        found = found.filter(public=True)
    return list(found.select_related("commission").prefetch_related("items").order_by("starts_at"))


def calendar_at(token: str) -> CalendarAddress | None:
    """The personal calendar at *token*; 1 SQL query."""
    return CalendarAddress.objects.select_related("person", "commission__parent").filter(token=token).first()
