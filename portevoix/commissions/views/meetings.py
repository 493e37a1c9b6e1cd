"""Pages of meetings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.commissions import actions
from portevoix.commissions.forms.meetings import MeetingForm, PresentForm
from portevoix.commissions.models import Commission, Mandate, Meeting
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.rules import runs_it
from portevoix.commissions.seat import seat_of
from portevoix.journal.acts import Refused


@require_safe
def meetings(request):
    """Every meeting; those who run a commission convene from here."""
    return render(request, "commissions/meetings.html", {**queries.meetings(), "may_convene": _run(request).exists()})


def _run(request):
    if request.person is None:
        return Commission.objects.none()
    held = [
        mandate.commission_id
        for mandate in seat_of(request.person).mandates
        if mandate.role in (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR)
    ]
    return Commission.objects.filter(Q(pk__in=held) | Q(parent_id__in=held))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def convene(request):
    """Convene a meeting."""
    form = MeetingForm(request.POST or None, commissions=_run(request))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.convene_meeting(by=request.person, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, _("La séance est convoquée."))
            return redirect("commissions:meeting", pk=meeting.pk)
    page = {"form": form, "may_convene": _run(request).exists()}
    return render(request, "commissions/convene.html", page, status=422 if form.errors else 200)


@require_safe
def meeting(request, pk):
    """A meeting: its quorum, what it examines, its votes."""
    found = get_object_or_404(Meeting.objects.select_related("commission"), pk=pk)
    runs = runs_it(request.person, found)
    return render(
        request, "commissions/meeting.html", {**queries.meeting_page(found), "runs": runs, "form": PresentForm()}
    )


@login_required
@require_POST
def open_meeting(request, pk):
    """Open it with a count of those present, or close it."""
    found = get_object_or_404(Meeting.objects.select_related("commission"), pk=pk)
    form = PresentForm(request.POST)
    if request.POST.get("close"):
        try:
            actions.close_meeting(found, by=request.person, at=timezone.now())
            messages.success(request, _("La séance est levée."))
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("commissions:meeting", pk=pk)
    if form.is_valid():
        try:
            actions.open_meeting(found, present=form.cleaned_data["present"], by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, _("Le quorum est atteint : la séance est ouverte."))
            return redirect("commissions:meeting", pk=pk)
    return render(
        request,
        "commissions/meeting.html",
        {**queries.meeting_page(found), "runs": runs_it(request.person, found), "form": form},
        status=422,
    )
