"""What the pages of meetings ask."""

from django.db.models import Count

from portevoix.commissions.models import Meeting
from portevoix.engine.tally import quorum


def meetings() -> dict:
    """Every meeting, the latest first, with what it examined; 2 SQL queries."""
    return {
        "meetings": list(
            Meeting.objects.select_related("commission").annotate(votes=Count("ballots")).order_by("-starts_at")
        )
    }


def meeting_page(meeting: Meeting) -> dict:
    """A meeting, its quorum, the texts it examines and the votes it held; 3 SQL queries."""
    return {
        "meeting": meeting,
        "quorum": quorum(meeting.members_with_vote),
        "examinations": list(meeting.examinations.select_related("version__text")),
        "ballots": list(meeting.ballots.order_by("pk")),
    }
