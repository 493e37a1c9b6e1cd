"""Minutes: drafted, written, read, approved, taken away."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.forms.meetings import WordsForm
from portevoix.commissions.models import Minutes, MinutesPart
from portevoix.commissions.queries.minutes import minutes_page
from portevoix.commissions.queries.room import rules_of
from portevoix.commissions.rules import is_member, runs_it
from portevoix.commissions.views.meetings.acting import WRITES, attempted, found_meeting, run_meeting


def _minutes(request, pk) -> Minutes:
    """The minutes of the meeting, for whom may read them: members; everyone once approved, if the rules say so."""
    meeting = found_meeting(request, pk)
    minutes = Minutes.objects.select_related("drafted_by", "approved_in").filter(meeting=meeting).first()
    if minutes is None:
        raise Http404(_("Le relevé de cette séance n’est pas encore établi."))
    minutes.meeting = meeting
    public = minutes.approved_at and rules_of(meeting.commission).minutes_public
    if not public and not is_member(request.person, meeting):
        raise PermissionDenied(_("Le relevé de décisions est réservé aux membres de la commission."))
    return minutes


@login_required
@require_POST
def draft(request, pk):
    """Draft the minutes from the record of the meeting."""
    meeting = run_meeting(request, pk)
    said = _("Le relevé est rédigé depuis le déroulé de la séance : relisez-le, complétez-le.")
    done = attempted(request, acts.draft_minutes, meeting, at=timezone.now(), said=said)
    return redirect("commissions:minutes" if done else "commissions:meeting", pk=pk)


@require_safe
def read(request, pk):
    """The minutes, as they are read and printed."""
    found = _minutes(request, pk)
    page = {
        "minutes": found,
        "meeting": found.meeting,
        "runs": runs_it(request.person, found.meeting),
        **minutes_page(found),
    }
    page["day"] = parse_date(page["record"]["day"])
    return render(request, "commissions/minutes.html", page)


@require_safe
def markdown(request, pk):
    """The same, in Markdown, for whoever keeps a copy."""
    found = _minutes(request, pk)
    page = {"minutes": found, "meeting": found.meeting, **minutes_page(found)}
    page["day"] = parse_date(page["record"]["day"])
    text = render_to_string("commissions/minutes.md.txt", page)
    response = HttpResponse("\n".join(_thinned(text)) + "\n", content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"releve-{page['record']['day']}.md")
    return response


def _thinned(text):
    """Lines, with one empty line at most between two."""
    empty = True
    for line in text.strip().splitlines():
        if line.strip() or not empty:
            yield line.rstrip()
        empty = not line.strip()


@login_required
@WRITES
def write(request, pk, part):
    """The words of the minutes under one item."""
    meeting = run_meeting(request, pk)
    found = get_object_or_404(MinutesPart.objects.select_related("minutes__meeting"), pk=part, minutes__meeting=meeting)
    form = WordsForm(request.POST or None, initial={"words": found.words, "known": found.words})
    if request.method == "POST" and form.is_valid():
        typed = {name: value.replace("\r\n", "\n") for name, value in form.cleaned_data.items()}
        if attempted(
            request, acts.write_part, found, at=timezone.now(), form=form, said=_("Le relevé est enregistré."), **typed
        ):
            return redirect("commissions:minutes", pk=pk)
        form.data = {**form.data.dict(), "known": found.words}
    page = {"meeting": meeting, "part": found, "form": form}
    return render(request, "commissions/write_part.html", page, status=422 if form.errors else 200)
