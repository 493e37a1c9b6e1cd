"""Where the chair or the rapporteur asks for a second deliberation (R28)."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portevoix.texts.actions.coordinating import may_be_coordinated
from portevoix.texts.actions.deliberating import ask_second_deliberation
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.forms.amending import SecondDeliberationForm
from portevoix.texts.scope import articles_of
from portevoix.texts.views.amending import attempted
from portevoix.texts.views.examining import latest_numbered


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug):
    """What is examined again, and why; then the version is open to amendments on it."""
    version = latest_numbered(request, slug)
    if not rules.test_rule("texts.deliberate_again", request.person, version):
        raise PermissionDenied(_("La présidence ou le rapporteur demande une seconde délibération."))
    if not may_be_coordinated(version):
        messages.error(
            request,
            _(
                "Une seconde délibération se demande sur la dernière version, après l’examen et avant le vote sur l’ensemble."
            ),
        )
        return redirect("texts:examination", slug=slug)
    form = SecondDeliberationForm(request.POST or None, articles=articles_of(to_engine(version)))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempted(form, ask_second_deliberation, version, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("La seconde délibération est ouverte : les élus en sont avertis."))
        return redirect("texts:examination", slug=slug)
    page = {"version": version, "text": version.text, "form": form}
    return render(request, "texts/second_deliberation.html", page, status=422 if form.errors else 200)
