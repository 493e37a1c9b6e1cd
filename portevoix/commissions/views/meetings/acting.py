"""What the pages of meetings share: who may see one, an act attempted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portevoix.commissions.models import AgendaItem, Meeting
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.rules import is_member, runs_it
from portevoix.journal.acts import Forbidden, Refused

WRITES = require_http_methods(["GET", "HEAD", "POST"])


def found_meeting(request, pk) -> Meeting:
    """The meeting, for whom may know of it."""
    meeting = queries.meeting_for(request.person, pk)
    if meeting is None:
        raise Http404(_("Cette séance n’existe pas, ou n’est pas annoncée au public."))
    return meeting


def run_meeting(request, pk) -> Meeting:
    """The meeting, for who runs it."""
    meeting = found_meeting(request, pk)
    if not runs_it(request.person, meeting):
        raise PermissionDenied(_("Cette page est celle du secrétariat et de la présidence."))
    return meeting


def attended_meeting(request, pk) -> Meeting:
    """The meeting, for members of its commission."""
    meeting = found_meeting(request, pk)
    if not is_member(request.person, meeting):
        raise PermissionDenied(_("Cette page est celle des membres de la commission."))
    return meeting


def item_of(meeting: Meeting, key) -> AgendaItem:
    """The item *key* of the agenda; a key that is no number is a page that does not exist."""
    return get_object_or_404(AgendaItem, pk=key if str(key).isdecimal() else 0, meeting=meeting)


def attempted(request, act, *given, said: str = "", form=None, **named) -> bool:
    """Whether *act* was done: the page then says *said*; when refused, *form* or the page says why (R102: 403)."""
    try:
        act(*given, by=request.person, **named)
    except Forbidden as refused:
        raise PermissionDenied(refused.sentence) from refused
    except Refused as refused:
        if form is None:
            messages.error(request, refused.sentence)
        else:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return False
    if said:
        messages.success(request, said)
    return True
