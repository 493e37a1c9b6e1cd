"""The persons heard and their consents."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portevoix.commissions.queries.meetings import commissions_run_by
from portevoix.hearings import actions, queries
from portevoix.hearings.forms import ConsentForm, WitnessForm
from portevoix.hearings.models import Consent
from portevoix.hearings.views import find_hearing, report, run_only
from portevoix.journal.acts import Refused
from portevoix.people.models import Body


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, slug):
    """Enter a person heard, with her consents."""
    hearing = find_hearing(slug)
    run_only(request, hearing)
    known = queries.known_persons(commissions_run_by(request.person))
    form = WitnessForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        given = {
            name: form.cleaned_data[name]
            for name in ("known", "name", "function", "body_name", "body_kind", "register_number")
        }
        try:
            witness = actions.hear_person(
                hearing, **given, consents=form.consents(), by=request.person, at=timezone.now()
            )
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("%(name)s est à l’audition.") % {"name": witness.person.name})
            return redirect("hearings:hearing", slug=slug)
    page = {"hearing": hearing, "form": form, "bodies": Body.objects.all()[:300]}
    return render(request, "hearings/invite.html", page, status=422 if form.errors else 200)


def _witness(request, slug, pk):
    witness = queries.witness_called(slug, pk)
    if witness is None:
        raise Http404(_("Cette personne n’est pas inscrite à cette audition."))
    if not rules.test_rule("hearings.change_consent", request.person, witness):
        raise PermissionDenied(
            _("Les consentements sont tenus par le secrétariat, la présidence ou la personne elle-même.")
        )
    return witness


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request, slug, pk):
    """What a person heard allows, with the texts presented; one more use is noted here."""
    witness = _witness(request, slug, pk)
    missing = [(use, label) for use, label in Consent.Use.choices if not witness.allows(use)]
    form = ConsentForm(request.POST or None, uses=missing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_consent(witness, **form.cleaned_data, by=request.person, at=timezone.now())
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("Le consentement est noté."))
            return redirect("hearings:consents", slug=slug, pk=pk)
    page = {"witness": witness, "hearing": witness.hearing, "missing": missing, "form": form,
            "wordings": [(label, actions.WORDINGS[use]) for use, label in missing]}  # fmt: skip
    return render(request, "hearings/consents.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug, pk, use):
    """Say what a withdrawal will do, then do it."""
    witness = _witness(request, slug, pk)
    consent = next((one for one in witness.consents.all() if one.use == use and one.holds), None)
    if consent is None:
        raise Http404(_("Ce consentement n’est pas en cours."))
    if request.method == "POST":
        try:
            actions.withdraw_consent(witness, use=use, by=request.person, at=timezone.now())
            messages.success(request, _("Le retrait est enregistré et a pris effet."))
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("hearings:consents", slug=slug, pk=pk)
    page = {"witness": witness, "hearing": witness.hearing, "consent": consent, **queries.reach_of(witness)}
    return render(request, "hearings/withdraw.html", page)
