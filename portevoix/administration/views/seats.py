"""Seats and roles: who holds them, a new one, its end."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.administration import queries
from portevoix.administration.forms import CancelForm, EndForm, MandateForm, SeatForm
from portevoix.administration.views import attempt, keepers, kept_commission
from portevoix.commissions import actions
from portevoix.commissions.models import Mandate, Membership
from portevoix.commissions.rules import administers_it
from portevoix.people.models import Person


@keepers
def seats(request, slug):
    """Every seat and role of a commission, those that run first."""
    commission = kept_commission(request, slug)
    page = {"commission": commission, **queries.seats_page(commission, timezone.localdate())}
    return render(request, "administration/seats.html", page)


def _person(request):
    """The person that `personne` names, among those one may know; None without one."""
    asked = request.GET.get("personne", "")
    if not asked:
        return None
    found = queries.known_people(request.person).filter(pk=asked).first() if asked.isdecimal() else None
    if found is None:
        raise Http404(_("Cette personne n’est pas dans l’annuaire."))
    return found


def _finding(request, commission, kind):
    """First find who: among those known, or someone new."""
    sought = request.GET.get("q", "").strip()[:100]
    if sought:
        people = queries.found_people(request.person, sought)
    else:
        people = queries.members_of(commission, timezone.localdate()) if kind == "mandate" else []
    role = request.GET.get("role", "")
    given = {"pour": kind, "dans": commission.slug, "nom": sought, "role": role}
    page = {
        "commission": commission,
        "kind": kind,
        "q": sought,
        "people": people[: queries.FOUND] if sought else people,
        "more": max(len(people) - queries.FOUND, 0) if sought else 0,
        "enter": f"{reverse('administration:new_person')}?{urlencode(given)}",
        "role": role,
    }
    return render(request, "administration/find.html", page)


@keepers
def new_seat(request, slug):
    """A seat for someone."""
    commission, person = kept_commission(request, slug), _person(request)
    if person is None:
        return _finding(request, commission, "seat")
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, actions.take_seat, person, commission, by=request.person, at=timezone.now(), **form.cleaned_data
        )
        if made:
            messages.success(request, _("%(name)s siège désormais dans la commission.") % {"name": person})
            return redirect("administration:seats", slug=slug)
    page = {"commission": commission, "found": person, "form": form, "kind": "seat"}
    return render(request, "administration/new_term.html", page, status=422 if form.errors else 200)


@keepers
def new_mandate(request, slug):
    """A role for someone; a substitute for a member."""
    commission, person = kept_commission(request, slug), _person(request)
    if person is None:
        return _finding(request, commission, "mandate")
    today = timezone.localdate()
    members = Person.objects.filter(memberships__commission=commission, memberships__cancelled_at=None).distinct()
    role = request.GET.get("role") if request.GET.get("role") in Mandate.Role.values else Mandate.Role.CO_CHAIR
    form = MandateForm(request.POST or None, members=members, initial={"start": today, "role": role})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, actions.give_mandate, person, commission, by=request.person, at=timezone.now(), **form.cleaned_data
        )
        if made:
            messages.success(
                request,
                _("%(name)s a désormais ce rôle : %(role)s.") % {"name": person, "role": made.get_role_display()},
            )
            return redirect("administration:seats", slug=slug)
    page = {"commission": commission, "found": person, "form": form, "kind": "mandate"}
    return render(request, "administration/new_term.html", page, status=422 if form.errors else 200)


@keepers
def seat(request, pk):
    """One seat: it ends, or it was a mistake."""
    return _term(request, Membership, pk, actions.end_seat)


@keepers
def mandate(request, pk):
    """One role: it ends, or it was a mistake."""
    return _term(request, Mandate, pk, actions.end_mandate)


def _term(request, model, pk, end):
    term = model.objects.select_related("commission__parent", "person").filter(pk=pk).first()
    if term is None or not administers_it(request.person, term):
        raise Http404(_("Ce siège ou ce rôle n’est pas de ceux que vous tenez."))
    cancelling = "cancel" in request.POST
    ending = EndForm(request.POST if request.method == "POST" and not cancelling else None)
    mistake = CancelForm(request.POST if cancelling else None)
    form = mistake if cancelling else ending
    if request.method == "POST" and form.is_valid():
        act = actions.cancel if cancelling else end
        if attempt(form, act, term, by=request.person, at=timezone.now(), **form.cleaned_data):
            said = _("C’est annulé ; le motif reste lisible.") if cancelling else _("La fin est enregistrée.")
            messages.success(request, said)
            return redirect("administration:seats", slug=term.commission.slug)
    page = {
        "term": term, "ending": ending, "mistake": mistake, "today": timezone.localdate(),
        "over": bool(term.cancelled_at or (term.end and term.end < timezone.localdate())),
    }  # fmt: skip
    return render(request, "administration/term.html", page, status=422 if form.errors else 200)
