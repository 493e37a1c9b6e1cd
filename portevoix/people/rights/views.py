"""One's own data, or that of someone one answers for: seen, exported, corrected, erased; and what everyone is told."""

import rules
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.journal.acts import Refused
from portevoix.people.forms import as_typed
from portevoix.people.models import Person
from portevoix.people.rights import actions, queries
from portevoix.people.rights.export import exported
from portevoix.people.rights.forms import CorrectionForm, ErasureForm
from portevoix.people.rights.held import holdings
from portevoix.people.rights.models import Agreement
from portevoix.people.rights.retention import keepings

SHOWN = 200  # rows on a page; the export has them all


def _about(request, pk) -> Person:
    """Whose data is asked for: one's own, or that of person *pk* when one may answer for her."""
    if pk is None or pk == request.person.pk:
        return request.person
    person = get_object_or_404(Person, pk=pk)
    if not rules.test_rule("people.exercise_rights", request.person, person):
        raise PermissionDenied(_("Les données d’une personne ne s’ouvrent qu’à elle, ou à qui tient sa commission."))
    return person


def _to(name, request, person, **more):
    """The address of a page about *person*: that of one's own data when it is oneself."""
    if person.pk == request.person.pk:
        return reverse("rights:mine" if name == "data" else f"rights:{name}_mine", kwargs=more)
    return reverse(f"rights:{name}", kwargs={"pk": person.pk, **more})


def _page(request, person, **more) -> dict:
    mine = person.pk == request.person.pk
    links = {name: _to(name, request, person) for name in ("data", "export", "correct", "erase")}
    return {"about": person, "mine": mine, "links": links, **more}


@require_safe
def public(request):
    """« Données personnelles »: what is kept, why, how long, and how to exercise one's rights."""
    return render(request, "people/rights/public.html", {"kinds": queries.public_page(), "keepings": keepings()})


@login_required
@require_safe
def persons(request):
    """Those for whom one may exercise their rights, found by name."""
    words = request.GET.get("nom", "").strip()[:120]
    page = Paginator(queries.persons_to_answer_for(request.person, words), 50).get_page(request.GET.get("page"))
    return render(request, "people/rights/persons.html", {"page": page, "words": words})


@login_required
@require_safe
def data(request, pk=None):
    """All that is held, by kind, and what one may do with it."""
    person = _about(request, pk)
    kinds = queries.data_page(person)
    listed = [(one, count, delay, _to("rows", request, person, kind=one.name)) for one, count, delay in kinds["kinds"]]
    answers = person.pk == request.person.pk and queries.persons_to_answer_for(person).exists()
    page = _page(request, person, **{**kinds, "kinds": listed, "answers": answers})
    page["recorded_url"] = _to("rows", request, person, kind="registre")
    return render(request, "people/rights/data.html", page)


@login_required
@require_safe
def rows(request, kind, pk=None):
    """The rows of one kind; `registre` is what is kept beside the journal."""
    person = _about(request, pk)
    if kind == "registre":
        found = {"title": _("Valeurs gardées à côté du registre"), "recorded": queries.recorded_of(person)[:SHOWN]}
    elif kind in holdings():
        holding = holdings()[kind]
        found = {"title": holding.title, "holding": holding, "rows": queries.rows_of(holding, person, SHOWN)}
        found["delay"] = queries.kept_how_long(holding)
    else:
        raise Http404(_("Cette sorte de données n’existe pas."))
    return render(request, "people/rights/rows.html", _page(request, person, shown=SHOWN, **found))


@login_required
@require_safe
def export(request, pk=None):
    """All of it, to take away."""
    response = HttpResponse(exported(_about(request, pk), timezone.now()), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="donnees-personnelles.zip"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk=None):
    """Correct a name, a function, a territory."""
    person = _about(request, pk)
    form = CorrectionForm(request.POST or None, initial=as_typed(person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_person(person, **form.cleaned_data, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, _("C’est corrigé."))
            return redirect(_to("data", request, person))
    status = 422 if form.errors else 200
    return render(request, "people/rights/correct.html", _page(request, person, form=form), status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request):
    """What one accepts of the use of one's data: given here, withdrawn here."""
    person = request.person
    if request.method == "POST":
        try:
            if use := request.POST.get("agree"):
                wording = str(actions.WORDINGS.get(use, ""))
                actions.agree(person, use=use, wording=wording, by=person, at=timezone.now())
                messages.success(request, _("Votre accord est enregistré, avec le texte que vous avez lu."))
            else:
                found = get_object_or_404(
                    Agreement, pk=request.POST.get("withdraw") if request.POST.get("withdraw", "").isdecimal() else 0,
                    person=person,
                )  # fmt: skip
                actions.withdraw_agreement(found, by=person, at=timezone.now())
                messages.success(request, _("Votre accord est retiré, et cet usage cesse."))
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("rights:agreements")
    return render(request, "people/rights/agreements.html", _page(request, person, **queries.agreements_page(person)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, pk=None):
    """Say what an erasure does and what stays, then do it once the name is typed."""
    person = _about(request, pk)
    mine = person.pk == request.person.pk
    form = ErasureForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_person(person, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            if mine:
                logout(request)
                messages.success(request, _("Vos données sont effacées, et vous êtes déconnecté."))
                return redirect("rights:public")
            messages.success(request, _("Les données de cette personne sont effacées."))
            return redirect("rights:persons")
    page = _page(request, person, form=form, **queries.erasure_plan(person))
    return render(request, "people/rights/erase.html", page, status=422 if form.errors else 200)
