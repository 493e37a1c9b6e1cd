"""What the pages of meetings ask."""

from django.db.models import Count, Q

from portevoix.commissions.models import Meeting
from portevoix.commissions.rules import is_member
from portevoix.engine.tally import quorum


def meetings() -> dict:
    """Every meeting, the latest first, with what it examined; 2 SQL queries."""
    return {
        "meetings": list(
            Meeting.objects.select_related("commission").annotate(votes=Count("ballots")).order_by("-starts_at")
        )
    }


def meeting_page(meeting: Meeting, person) -> dict:
    """A meeting, its quorum, the texts it examines and the votes it held, those that *person* may know; 2 SQL queries.

    What is in debate is its members'; everyone sees the texts adopted, and the votes that led to them (R102).
    """
    examinations = meeting.examinations.select_related("version__text").order_by("pk")
    ballots = meeting.ballots.order_by("pk")
    if not is_member(person, meeting):
        examinations = examinations.filter(version__text__versions__status="adopted").distinct()
        ballots = ballots.filter(
            Q(version__text__versions__status="adopted") | Q(amendments__version__text__versions__status="adopted")
        ).distinct()
    return {
        "meeting": meeting,
        "quorum": quorum(meeting.members_with_vote),
        "examinations": list(examinations),
        "ballots": list(ballots),
    }
