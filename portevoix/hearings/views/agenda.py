"""The open agenda, a hearing opened, a hearing's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.commissions.queries.meetings import commissions_run_by
from portevoix.hearings import actions, queries
from portevoix.hearings.forms import HearingForm
from portevoix.hearings.views import find_hearing, report
from portevoix.journal.acts import Refused


@require_safe
def index(request):
    """The open agenda (R35)."""
    asked = request.GET.get("commission", "")[:80]
    runs = commissions_run_by(request.person).exists() if request.person else False
    return render(
        request, "hearings/index.html", {**queries.agenda(request.GET.get("page", 1), asked), "may_open": runs}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Open a hearing."""
    commissions = commissions_run_by(request.person)
    if not commissions.exists():
        raise PermissionDenied(_("Le secrétariat ou la présidence ouvre une audition."))
    form = HearingForm(request.POST or None, commissions=commissions)
    if request.method == "POST" and form.is_valid():
        try:
            hearing = actions.open_hearing(by=request.person, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("L’audition est à l’agenda. Inscrivez maintenant les personnes auditionnées."))
            return redirect("hearings:hearing", slug=hearing.slug)
    return render(request, "hearings/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def hearing(request, slug):
    """A hearing: who is heard and in whose name, what they allow, the record, the contributions, the excerpts."""
    return render(request, "hearings/hearing.html", queries.hearing_page(find_hearing(slug), request.person))
