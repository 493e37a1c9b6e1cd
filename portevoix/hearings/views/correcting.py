"""The persons heard correct their words: their own page, by account or by personal link; the page of who runs it."""

import rules
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portevoix.evidence.queries import wordings_of
from portevoix.hearings import actions, queries
from portevoix.hearings.forms import CorrectionsForm, CorrectionsOpenForm
from portevoix.hearings.views import find_hearing, report, run_only
from portevoix.journal.acts import Refused

WRITES = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@WRITES
def correct(request, slug, pk):
    """What one said in a hearing, to correct until the deadline, with one's account."""
    witness = queries.witness_called(slug, pk)
    if witness is None:
        raise Http404(_("Cette personne n’est pas inscrite à cette audition."))
    if not rules.test_rule("hearings.correct_words", request.person, witness):
        raise PermissionDenied(_("Chacun ne corrige que ses propres paroles."))
    return _correcting(request, witness)


@never_cache
@WRITES
def correct_by_link(request, token):
    """The same page by a personal link, without an account: whoever holds it acts as the person heard."""
    witness = queries.witness_at(token)
    if witness is None:
        raise Http404(
            _("Ce lien n’ouvre rien : il a pu être renouvelé. Demandez le nouveau au secrétariat de la commission.")
        )
    response = _correcting(request, witness)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # none at all would take the Origin that guards the form
    return response


def _correcting(request, witness):
    transcript = queries.transcript_of(witness.hearing)
    if transcript is None:
        raise Http404(_("Le compte rendu de cette audition n’est pas encore enregistré."))
    found = queries.own_words(witness, request.GET.get("page", 1))
    form = CorrectionsForm(request.POST or None, passages=found["passages"])
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.correct_words(witness, words=form.words(), by=witness.person, at=timezone.now())
        except Refused as refused:
            report(form, refused)
        else:
            _said(request, len(made))
            page = found["page"]
            number = page.next_page_number() if "next" in request.POST and page.has_next() else page.number
            return redirect(f"{request.path}?page={number}")
    page = {
        "witness": witness, "hearing": witness.hearing, "transcript": transcript, "form": form, **found,
        "open": transcript.is_correctable(timezone.localdate()),
        "rows": [(one, form[f"passage_{one.pk}"], wordings_of(one)) for one in found["passages"]],
    }  # fmt: skip
    return render(request, "hearings/correct.html", page, status=422 if form.errors else 200)


def _said(request, made: int) -> None:
    if made:
        messages.success(
            request,
            ngettext("%d passage est corrigé et publié.", "%d passages sont corrigés et publiés.", made) % made,
        )
    else:
        messages.info(request, _("Rien n’est changé : rien n’est enregistré."))


@login_required
@WRITES
def corrections(request, slug):
    """Until when the persons heard correct their words, the link of each, what their corrections flagged."""
    hearing = find_hearing(slug)
    run_only(request, hearing)
    transcript = queries.transcript_of(hearing)
    if transcript is None:
        raise Http404(_("Le compte rendu de cette audition n’est pas encore enregistré."))
    if "renew" in request.POST:
        key = request.POST["renew"]
        witness = get_object_or_404(hearing.witnesses.select_related("hearing"), pk=key if key.isdecimal() else 0)
        try:
            actions.renew_link(witness, by=request.person, at=timezone.now())
            messages.success(request, _("Le lien est renouvelé : l’ancien n’ouvre plus rien."))
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("hearings:corrections", slug=slug)
    initial = {"until": transcript.corrections_until} if transcript.corrections_until else None
    form = CorrectionsOpenForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_corrections(hearing, until=form.cleaned_data["until"], by=request.person, at=timezone.now())
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("Le délai est enregistré. Envoyez à chaque personne son lien."))
            return redirect("hearings:corrections", slug=slug)
    page = {**queries.corrections_page(hearing), "form": form}
    for one in page["witnesses"]:
        one.link = one.token and settings.PUBLIC_URL + reverse("hearings:correct_by_link", args=[one.token])
    return render(request, "hearings/corrections.html", page, status=422 if request.method == "POST" else 200)
