"""Where a meeting stands, as its acts find it: locked, run by whom, in which state, named in the journal."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Convocation, Meeting
from portevoix.commissions.queries.room import WITH_RULES
from portevoix.journal.acts import Refused, require

State = Meeting.State


def sentence_of_running() -> str:
    return _("Le secrétariat ou la présidence tient les séances : convocation, ordre du jour, appel, relevé.")


def subject_of(meeting: Meeting) -> str:
    """How the journal names *meeting*."""
    return f"meeting:{meeting.pk}"


def locked(meeting: Meeting) -> Meeting:
    """*meeting* as it stands now, until the end of the transaction."""
    return Meeting.objects.select_for_update(of=("self",)).select_related(*WITH_RULES).get(pk=meeting.pk)


def run_by(meeting: Meeting, by, *states: Meeting.State) -> Meeting:
    """*meeting*, locked, in one of *states* when given. Raises `Forbidden`, or `Refused` with where it stands."""
    meeting = locked(meeting)
    require("commissions.run_meeting", by, meeting, sentence_of_running())
    if states:
        check_state(meeting, *states)
    return meeting


def check_state(meeting: Meeting, *states: Meeting.State) -> None:
    """Raise `Refused`, with where *meeting* stands, unless it is in one of *states*."""
    if meeting.state not in states:
        raise Refused(_("Cette séance est %(state)s : rien n’est changé.") % {"state": meeting.state.label})


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def check_sits(convocation: Convocation) -> None:
    """Raise `Refused` when who was convened, read with the person, no longer sits: nothing is theirs to do there."""
    if not convocation.sits:
        raise Refused(
            _("%(name)s ne siège plus dans cette commission : sa convocation ne vaut plus.")
            % {"name": convocation.person}
        )
