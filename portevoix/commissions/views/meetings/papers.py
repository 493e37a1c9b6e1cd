"""Letters to print: for those whom no mail reaches, for whoever wishes one; and that they were handed over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.forms.meetings import HandingForm
from portevoix.commissions.models import Meeting
from portevoix.commissions.papers import printed
from portevoix.commissions.queries.letters import papers_page
from portevoix.commissions.queries.meetings import agenda_of
from portevoix.commissions.queries.room import rules_of
from portevoix.commissions.views.meetings.acting import WRITES, attempted, run_meeting


def _pdf(meeting, people):
    data = printed(meeting, people, agenda_of(meeting), rules_of(meeting.commission), timezone.now())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="convocations-seance-{meeting.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _convened(request, pk) -> Meeting:
    meeting = run_meeting(request, pk)
    if meeting.state != Meeting.State.CONVENED:
        raise Http404(_("Les lettres s’impriment une fois la séance convoquée, et jusqu’à son ouverture."))
    return meeting


@login_required
@WRITES
def papers(request, pk):
    """The letters of those chosen, printed together; then noted as handed over, and how."""
    meeting, now = _convened(request, pk), timezone.now()
    page = papers_page(meeting)
    form = HandingForm(request.POST if request.method == "POST" else None, roll=page["roll"])
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["people"]
        if "print" in request.POST:
            if chosen:
                return _pdf(meeting, chosen)
            form.add_error("people", _("Cochez au moins une personne."))
        else:
            with_how = {"to": chosen, "how": form.cleaned_data["how"]}
            if attempted(request, acts.hand_over, meeting, at=now, form=form, **with_how):
                count = len(chosen)
                said = ngettext("%d lettre est notée comme remise.", "%d lettres sont notées comme remises.", count)
                messages.success(request, said % count)
                return redirect("commissions:papers", pk=pk)
    page |= {"meeting": meeting, "form": form, "chosen": form.chosen}
    return render(request, "commissions/papers.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def letters_pdf(request, pk):
    """The letter of one person (`?c=`), or those of everyone whom nothing has reached."""
    meeting = _convened(request, pk)
    page, one = papers_page(meeting), request.GET.get("c")
    if one is not None:
        people = [found for found in page["roll"] if str(found.pk) == one]
    else:
        people = [found for found in page["roll"] if not found.reached]
    if not people:
        raise Http404(_("Cette lettre n’existe pas : personne n’est convoqué sous ce numéro."))
    return _pdf(meeting, people)
