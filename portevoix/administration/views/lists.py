"""Associations and bodies: lists that all the commissions share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from rules import test_rule

from portevoix.administration import queries
from portevoix.administration.forms import AssociationForm, BodyForm
from portevoix.administration.views import attempt, keepers
from portevoix.commissions.queries import associations as every_association
from portevoix.people import actions
from portevoix.people.models import Association, Body


@keepers
def associations(request):
    return render(request, "administration/associations.html", {"associations": every_association()})


@keepers
def bodies(request):
    page = queries.bodies_page(request.GET.get("q", "").strip()[:100], request.GET.get("page"))
    return render(request, "administration/bodies.html", page)


@keepers
def new_association(request):
    return _new(request, AssociationForm, actions.list_association, "associations")


@keepers
def new_body(request):
    return _new(request, BodyForm, actions.list_body, "bodies")


@keepers
def association(request, pk):
    return _correct(request, get_object_or_404(Association, pk=pk), AssociationForm, "associations")


@keepers
def body(request, pk):
    return _correct(request, get_object_or_404(Body, pk=pk), BodyForm, "bodies")


def _new(request, form_class, act, where):
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, act, by=request.person, at=timezone.now(), **form.cleaned_data)
        if made:
            messages.success(request, _("« %(name)s » est dans la liste.") % {"name": made.name})
            return redirect(f"administration:{where}")
    return _listed(request, form, where, None)


def _correct(request, thing, form_class, where):
    form = form_class(request.POST or None, initial={name: getattr(thing, name) for name in form_class.base_fields})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, actions.correct_listed, thing, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("C’est corrigé."))
        return redirect(f"administration:{where}")
    return _listed(request, form, where, thing)


def _listed(request, form, where, thing):
    page = {
        "form": form, "where": f"administration:{where}", "bodies": where == "bodies", "thing": thing,
        "may": thing is None or test_rule("people.correct_list", request.person, thing),
    }  # fmt: skip
    return render(request, "administration/listed.html", page, status=422 if form.errors else 200)
