"""Commissions: the list, a new one, its settings, closing it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.administration import queries
from portevoix.administration.forms import CloseForm, CommissionForm
from portevoix.administration.views import allowed, attempt, keepers, kept_commission
from portevoix.commissions import actions
from portevoix.commissions.models import Mandate
from portevoix.commissions.queries import commission_called
from portevoix.commissions.rules import founds_it, is_administrator
from portevoix.commissions.seat import current


@keepers
def home(request):
    """Everything that one keeps, from one page."""
    return render(request, "administration/home.html", queries.home(request.person))


@keepers
def new(request):
    """A commission; or a sub-commission of the one that `dans` names."""
    inside = request.GET.get("dans", "")
    parent = commission_called(inside) if inside else None
    allowed(actions.found, request.person, parent)
    form = CommissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fictional = settings.DEMO or bool(parent and parent.fictional)
        made = attempt(
            form, actions.create_commission, parent=parent, fictional=fictional, by=request.person, at=timezone.now(),
            **form.cleaned_data,
        )  # fmt: skip
        if made:
            messages.success(request, _("« %(name)s » est créée. Nommez maintenant qui y siège.") % {"name": made})
            return redirect("administration:commission", slug=made.slug)
    page = {"form": form, "parent": parent}
    return render(request, "administration/new_commission.html", page, status=422 if form.errors else 200)


@keepers
def commission(request, slug):
    """What a commission is called, what it is for, its delay; and the ways to its seats."""
    found = kept_commission(request, slug)
    form = CommissionForm(request.POST or None, initial=_as_it_is(found))
    if request.method == "POST" and form.is_valid():
        act = attempt(
            form, actions.correct_commission, found, by=request.person, at=timezone.now(), **form.cleaned_data
        )
        if act:
            messages.success(request, _("Les réglages sont enregistrés."))
            return redirect("administration:commission", slug=slug)
    return _settings(request, found, form, CloseForm())


def _as_it_is(found) -> dict:
    kept = ("name", "motto", "purpose", "axis", "answer_delay_months")
    return {name: getattr(found, name) for name in kept} | {"associations": found.associations.all()}


def _settings(request, found, form, close):
    today = timezone.localdate()
    page = {
        "commission": found,
        "form": form,
        "close": close,
        "may_close": is_administrator(request.person, None) or founds_it(request.person, found.parent),
        "kept": found.parent_id
        or found.mandates.filter(current(today), role=Mandate.Role.SECRETARIAT).exists()
        or found.closed_on,
        "children": list(found.children.order_by("pk")),
    }
    return render(request, "administration/commission.html", page, status=422 if form.errors or close.errors else 200)


@keepers
def close(request, slug):
    """Close a commission, or open it again."""
    found = kept_commission(request, slug)
    if request.method != "POST":
        return redirect("administration:commission", slug=slug)
    closing = CloseForm(request.POST)
    if "reopen" in request.POST:
        closing = CloseForm({"on": timezone.localdate()})
        if attempt(closing, actions.reopen_commission, found, by=request.person, at=timezone.now()):
            messages.success(request, _("La commission est rouverte. Les sièges qui avaient pris fin sont à redonner."))
            return redirect("administration:commission", slug=slug)
    elif closing.is_valid() and attempt(
        closing, actions.close_commission, found, by=request.person, at=timezone.now(), **closing.cleaned_data
    ):
        messages.success(request, _("La commission est close ; tout ce qui y a été fait reste lisible."))
        return redirect("administration:home")
    return _settings(request, found, CommissionForm(initial=_as_it_is(found)), closing)
