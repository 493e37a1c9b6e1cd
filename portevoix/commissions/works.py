"""Minutes that a meeting may approve: on the agenda of those in preparation by themselves, and drawn for any other."""

from django.utils.translation import gettext as _

from portevoix.commissions.in_progress import Work, drawn
from portevoix.commissions.models import AgendaItem, Commission, Minutes


def approval(minutes: Minutes) -> Work:
    """The approval of *minutes*, as an agenda holds it.

    An agenda may be announced to everyone: the item names the former meeting only if that one was.
    """
    title = _("Approbation du relevé d’une séance réservée aux membres")
    if minutes.meeting.public:
        title = _("Approbation du relevé : %(meeting)s") % {"meeting": minutes.meeting}
    return Work(
        AgendaItem.Kind.MINUTES, f"meeting:{minutes.meeting_id}", title[:200], f"/seances/{minutes.meeting_id}/releve/"
    )


def waiting(commission: Commission):
    """The minutes of *commission* that are not approved yet, the oldest first; 1 SQL query."""
    found = Minutes.objects.filter(meeting__commission=commission, approved_at=None)
    return found.select_related("meeting").order_by("meeting__starts_at")


@drawn
def minutes_to_approve(commission: Commission):
    """Minutes not approved yet; 1 SQL query."""
    return map(approval, waiting(commission))
