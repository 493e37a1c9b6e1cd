"""Written contributions."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.commissions.queries.meetings import commissions_run_by
from portevoix.commissions.rules import is_member
from portevoix.evidence.queries import passages_page
from portevoix.evidence.uploads import document_text, read_upload
from portevoix.hearings import actions, queries
from portevoix.hearings.forms import ContributionForm
from portevoix.hearings.views import find_hearing, report, run_only
from portevoix.journal.acts import Refused
from portevoix.people.models import Body


@require_safe
def index(request):
    """Every contribution that the person may see."""
    runs = commissions_run_by(request.person).exists() if request.person else False
    page = queries.contributions_page(request.person, request.GET.get("page", 1))
    return render(request, "hearings/contributions.html", {**page, "may_add": runs})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, slug=None):
    """Enter a contribution, tied to the hearing at *slug* or to none."""
    hearing = find_hearing(slug) if slug else None
    commissions = commissions_run_by(request.person)
    if hearing:
        run_only(request, hearing)
    elif not commissions.exists():
        raise PermissionDenied(_("Le secrétariat ou la présidence enregistre une contribution écrite."))
    form = ContributionForm(
        request.POST or None, request.FILES or None, known=queries.known_persons(commissions),
        commissions=None if hearing else commissions,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        commission = hearing.commission if hearing else given.pop("commission")
        file = given.pop("file")
        try:
            if file:
                given["words"] = document_text(read_upload(file))
            made = actions.receive_contribution(
                commission, hearing=hearing, **given, by=request.person, at=timezone.now()
            )
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("La contribution est enregistrée."))
            return redirect("hearings:contribution", pk=made.pk)
    page = {"form": form, "hearing": hearing, "bodies": Body.objects.all()[:300]}
    return render(request, "hearings/contribute.html", page, status=422 if form.errors else 200)


@require_safe
def contribution(request, pk):
    """A contribution, paragraph by paragraph, with what is quoted from it."""
    found = queries.contribution_called(pk)
    if found is None:
        raise Http404(_("Aucune contribution n’est à cette adresse."))
    source = found.source
    if not rules.test_rule("evidence.read_source", request.person, source):
        raise PermissionDenied(
            _("Cette contribution est confidentielle : elle est réservée aux membres de la commission.")
        )
    page = {
        "contribution": found, "source": source, "signature": queries.signatures_of([found])[found.pk],
        "may_quote": is_member(request.person, source),
        **passages_page(source, request.person, page=request.GET.get("page", 1)),
    }  # fmt: skip
    return render(request, "hearings/contribution.html", page)
