"""People and their accounts."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rules import test_rule

from portevoix.administration import queries
from portevoix.administration.forms import AccountForm, PersonForm
from portevoix.administration.views import attempt, keepers, kept_commission
from portevoix.commissions.queries import through_time
from portevoix.people import actions
from portevoix.people.forms import as_typed
from portevoix.people.models import User


def _asked(request) -> str:
    return request.GET.get("q", "").strip()[:100]


@keepers
def people(request):
    """Find someone."""
    page = queries.people_page(request.person, _asked(request), request.GET.get("page"))
    return render(request, "administration/people.html", page)


@keepers
def new_person(request):
    """Enter someone; then, when one came for that, give the seat or the role."""
    then = {"seat": "administration:new_seat", "mandate": "administration:new_mandate"}.get(request.GET.get("pour"))
    commission = kept_commission(request, request.GET.get("dans", "")) if then else None
    form = PersonForm(request.POST or None, initial={"name": request.GET.get("nom", "")[:120]})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.enter_person, by=request.person, at=timezone.now(), **form.cleaned_data)
        if made:
            messages.success(request, _("%(name)s est dans l’annuaire.") % {"name": made})
            if then:
                given = {"personne": made.pk, "role": request.GET.get("role", "")}
                return redirect(reverse(then, args=[commission.slug]) + "?" + urlencode(given))
            return redirect("administration:person", pk=made.pk)
    return render(request, "administration/new_person.html", {"form": form}, status=422 if form.errors else 200)


def _known(request, pk):
    found = queries.known_people(request.person).filter(pk=pk).first()
    if found is None:
        raise Http404(_("Cette personne n’est pas dans l’annuaire."))
    return found


@keepers
def person(request, pk):
    """Someone: what is said of her, her seats and roles, her account."""
    found = _known(request, pk)
    form = PersonForm(request.POST or None, initial=as_typed(found))
    if request.method == "POST" and form.is_valid():
        act = attempt(form, actions.correct_person, found, by=request.person, at=timezone.now(), **form.cleaned_data)
        if act:
            messages.success(request, _("C’est corrigé."))
            return redirect("administration:person", pk=pk)
    return _page(request, found, form, AccountForm(initial={"email": found.email}))


def _page(request, found, form, opening):
    page = {
        "found": found,
        "form": form if test_rule("people.correct", request.person, found) else None,
        "opening": opening,
        "terms": through_time(found),
        "account": getattr(found, "account", None),
        "may_keep_account": test_rule("people.keep_account", request.person, found),
        "today": timezone.localdate(),
    }
    return render(request, "administration/person.html", page, status=422 if form.errors or opening.errors else 200)


@keepers
def account(request, pk):
    """Open someone's account, close it, open it again."""
    found = _known(request, pk)
    if request.method != "POST":
        return redirect("administration:person", pk=pk)
    user = User.objects.filter(person=found).first()
    opening = AccountForm(request.POST if user is None else {"email": user.email})
    given = {"by": request.person, "at": timezone.now()}
    if opening.is_valid():
        if user is None:
            done = attempt(opening, actions.open_account, found, email=opening.cleaned_data["email"], **given)
            said = _("Le compte est ouvert : %(name)s se connecte avec cette adresse, par un lien reçu par courriel.")
        elif user.is_active:
            done, said = attempt(opening, actions.close_account, user, **given), _("Compte fermé : %(name)s.")
        else:
            done, said = (
                attempt(opening, actions.reopen_account, user, **given),
                _("Compte rouvert : %(name)s."),
            )
        if done:
            messages.success(request, said % {"name": found})
            return redirect("administration:person", pk=pk)
    return _page(request, found, PersonForm(initial=as_typed(found)), opening)


@keepers
def accounts(request):
    """Who has an account."""
    page = queries.accounts_page(request.person, _asked(request), request.GET.get("page"))
    return render(request, "administration/accounts.html", page)
