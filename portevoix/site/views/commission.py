"""The pages of a commission: everyone's, its members', its calendar."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from portevoix.commissions.models import Commission
from portevoix.commissions.queries import commission_called
from portevoix.commissions.rules import administers_it, is_member
from portevoix.site import queries


@require_safe
def commission_home(request):
    """The only commission there is; the list of them, on the home page, when there are several."""
    found = Commission.objects.filter(parent=None).select_related("parent")[:2]
    if not found:
        raise Http404(_("Aucune commission n’est encore créée."))
    return _page(request, found[0]) if len(found) == 1 else redirect("site:home")


@require_safe
def commission(request, slug):
    """What a commission is for, who presides, what it works on, when it meets."""
    return _page(request, commission_called(slug))


def _page(request, found):
    page = {
        **queries.commission_page(found, request.person),
        "member": is_member(request.person, found),
        "may_administer": administers_it(request.person, found),
    }
    return render(request, "site/commission.html", page)


@login_required
@require_safe
def members(request, slug):
    """What is for the members of a commission alone (R102)."""
    found = commission_called(slug)
    if not is_member(request.person, found):
        raise PermissionDenied(
            _("Cette page est celle des membres de la commission. La page publique dit qui y siège.")
        )
    return render(request, "site/members.html", queries.members_page(found, request.person))


@require_safe
def calendar(request, slug):
    """What is announced to everyone of a commission, meetings and hearings, as iCalendar to subscribe to (RFC 5545)."""
    found = commission_called(slug)
    host = urlsplit(settings.PUBLIC_URL).hostname
    feed, now = Calendar(), timezone.now()
    feed.add("prodid", "-//Portevoix//FR")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", found.name)
    for one in queries.events(found, None):
        entry = Entry()
        entry.add("uid", f"{one.uid}@{host}")
        entry.add("summary", f"{one.title} ({one.commission})")
        entry.add("dtstart", one.starts_at.astimezone(UTC))
        entry.add("dtstamp", now)
        entry.add("location", one.place)
        entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        entry.add("url", settings.PUBLIC_URL + one.address)
        feed.add_component(entry)
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response
