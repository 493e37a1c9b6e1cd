"""Meetings, as they are read: the list, one of them, its documents, its calendar, the rules it follows."""

import secrets

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.calendars import feed
from portevoix.commissions.forms.meetings import PresentForm, RulesForm
from portevoix.commissions.models import CalendarAddress, Commission, Document
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.queries.convening import newcomers
from portevoix.commissions.queries.room import room_of, rules_of
from portevoix.commissions.rules import is_member, runs_it
from portevoix.commissions.views.meetings.acting import WRITES, attempted, found_meeting, run_meeting


@require_safe
def meetings(request):
    """Every meeting one may know of; those who run a commission prepare one from here."""
    runs = list(queries.commissions_run_by(request.person))
    calendars = list(Commission.objects.select_related("parent").order_by("pk"))
    for commission in calendars:
        commission.member = is_member(request.person, commission)
    return render(
        request, "commissions/meetings.html", {**queries.meetings(request.person), "runs": runs, "calendars": calendars}
    )


def page_of(request, meeting, form=None):
    """What the meeting's page shows to who asks."""
    return {
        **queries.meeting_page(meeting, request.person),
        "runs": runs_it(request.person, meeting),
        "member": is_member(request.person, meeting),
        "form": form or PresentForm(),
        "newcomers": newcomers(meeting) if runs_it(request.person, meeting) else [],
        "today": timezone.localdate() >= timezone.localtime(meeting.starts_at).date(),
    }


@require_safe
def meeting(request, pk):
    """A meeting: its agenda, its quorum, what it examines, its votes."""
    return render(request, "commissions/meeting.html", page_of(request, found_meeting(request, pk)))


@require_safe
def live(request, pk):
    """The room's figures alone, that pages renew while the meeting goes on."""
    found = found_meeting(request, pk)
    return render(request, "commissions/room_figures.html", {"meeting": found, "room": room_of(found)})


@login_required
@require_POST
def open_meeting(request, pk):
    """Open it, count hands, go back to the roll, state that there is no quorum, close it."""
    found, now = run_meeting(request, pk), timezone.now()
    if "close" in request.POST:
        attempted(request, acts.close_meeting, found, at=now, said=_("La séance est levée."))
        return redirect("commissions:meeting", pk=pk)
    if "lapse" in request.POST:
        done = attempted(request, acts.find_no_quorum, found, at=now, said=_("L’absence de quorum est constatée."))
        return redirect("commissions:again" if done else "commissions:meeting", pk=pk)
    if "roll" in request.POST:
        if found.opened_at:
            attempted(request, acts.count_hands, found, present=None, at=now, said=_("L’appel fait foi à nouveau."))
        else:
            said = _("Le quorum est atteint : la séance est ouverte.")
            attempted(request, acts.open_meeting, found, at=now, said=said)
        return redirect("commissions:meeting", pk=pk)
    form = PresentForm(request.POST)
    if form.is_valid():
        present = form.cleaned_data["present"]
        if found.opened_at and not found.closed_at:
            act, said = acts.count_hands, _("Le compte des présents est enregistré.")
        else:
            act, said = acts.open_meeting, _("Le quorum est atteint : la séance est ouverte.")
        if attempted(request, act, found, present=present, at=now, said=said, form=form):
            return redirect("commissions:meeting", pk=pk)
    page = {**page_of(request, found, form), "comes_back_to": reverse("commissions:meeting", args=[pk])}
    return render(request, "commissions/meeting.html", page, status=422)


@require_safe
def document(request, pk):
    """A document attached to an item: for the members of the commission, always saved, never shown in the page."""
    found = get_object_or_404(Document.objects.select_related("item__meeting__commission__parent"), pk=pk)
    if not is_member(request.person, found.item.meeting):
        raise PermissionDenied(_("Les documents joints sont réservés aux membres de la commission."))
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _calendar(commission, meetings):
    response = HttpResponse(feed(commission, meetings, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(False, f"{commission.slug}.ics")
    return response


@require_safe
def public_calendar(request, slug):
    """The public meetings of a commission, to subscribe to."""
    commission = get_object_or_404(Commission, slug=slug)
    return _calendar(commission, queries.to_announce(commission, public_only=True))


@never_cache
@require_safe
def personal_calendar(request, token):
    """All the meetings of a commission, at a member's own address; closed on the day the member leaves."""
    held = queries.calendar_at(token)
    if held is None or not is_member(held.person, held.commission):
        raise Http404(_("Cette adresse d’agenda n’est plus en usage."))
    return _calendar(held.commission, queries.to_announce(held.commission, public_only=False))


@login_required
@WRITES
def subscribe(request, slug):
    """A member's own calendar address, made when asked; renewed, the former one opens nothing."""
    commission = get_object_or_404(Commission.objects.select_related("parent"), slug=slug)
    if not is_member(request.person, commission):
        raise PermissionDenied(_("Cette page est celle des membres de la commission."))
    if request.method == "POST":
        attempted(request, acts.renew_calendar, commission, at=timezone.now(), token=secrets.token_urlsafe(24),
                  said=_("Votre adresse d’agenda est prête."))  # fmt: skip
        return redirect("commissions:subscribe", slug=slug)
    held = CalendarAddress.objects.filter(person=request.person, commission=commission).first()
    return render(request, "commissions/subscribe.html", {"commission": commission, "held": held})


@login_required
@WRITES
def rules(request, slug):
    """The meeting rules of a commission (R40 to R43)."""
    commission = get_object_or_404(Commission.objects.select_related("parent"), slug=slug)
    if not runs_it(request.person, commission):
        raise PermissionDenied(_("Cette page est celle du secrétariat et de la présidence."))
    held = rules_of(commission)
    form = RulesForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        said = _("Les règles de séance sont enregistrées ; elles valent dès maintenant.")
        if attempted(
            request, acts.set_meeting_rules, commission, at=timezone.now(), said=said, form=form, **form.cleaned_data
        ):
            return redirect("commissions:meetings")
    page = {"form": form, "commission": commission, "inherited": held.commission_id != commission.pk}
    return render(request, "commissions/rules.html", page, status=422 if form.errors else 200)
