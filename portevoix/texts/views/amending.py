"""Pages of amendments."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.journal.acts import Forbidden, Refused
from portevoix.texts.actions import amending as acts
from portevoix.texts.actions.examining import may_be_voted_all_the_same
from portevoix.texts.actions.instructions import prefix_of
from portevoix.texts.actions.versions import next_number
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.forms.amending import AmendForm, OpinionForm, ReasonForm
from portevoix.texts.models import Amendment, Version
from portevoix.texts.queries import amending as queries
from portevoix.texts.queries import listing as lists
from portevoix.texts.queries.listing import Asked
from portevoix.texts.views.effect import asked_edits, effect_of, effect_so_far
from portevoix.texts.views.reading import find_version, may_import, under_way

WRITES = require_http_methods(["GET", "HEAD", "POST"])


def attempted(form, act, *given, **named) -> bool:
    """Whether *act* was done; when refused, *form* holds the sentence and all that was typed (R102: 403)."""
    try:
        act(*given, **named)
    except Forbidden as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return False
    return True


@require_safe
def listing(request, slug, number):
    """The amendments of a version, searched, filtered, ordered; the address says by what."""
    version = find_version(request, slug, number)
    asked = Asked.from_query(request.GET)
    page = lists.listing(version, asked, request.GET.get("page"))
    rest = request.GET.copy()
    for name in ("page", *(name for name, value in request.GET.items() if not value)):
        rest.pop(name, None)
    person = request.person
    context = {
        **page,
        "version": version,
        "text": version.text,
        "asked": asked,
        "rest": rest.urlencode(),
        "states": [*lists.STATES, *Amendment.Outcome.choices],
        "orders": lists.ORDERS,
        "together": lists.TOGETHER,
        "element_listed": any(key == asked.element for key, _name, _count in page["homes"]),
        "group_asked": lists.group_named(asked, page),
        "may_mend": page["unread"] and rules.test_rule("texts.examine", person, version),
        "may_import": may_import(person, version),
    }
    return render(request, "texts/amendments.html", context)


def _found(request, slug, number, amendment):
    version = find_version(request, slug, number)
    page = queries.amendment_page(version, amendment, request.person)
    if page is None:
        raise Http404(_("Aucun amendement ne porte ce numéro."))
    return version, page


@require_safe
def amendment(request, slug, number, amendment):
    """One amendment: what it changes, why, what was said and decided of it."""
    version, page = _found(request, slug, number, amendment)
    one, person = page["amendment"], request.person
    may = {
        name: not one.outcome and rules.test_rule(f"texts.{rule}", person, one)
        for name, rule in (("withdraw", "withdraw_amendment"), ("opinion", "give_opinion"), ("run", "examine"))
    }
    may["all_the_same"] = (
        under_way(version) and may_be_voted_all_the_same(one) and rules.test_rule("texts.examine", person, one)
    )
    may["mend"] = one.edits is None and not one.outcome and rules.test_rule("texts.mend_amendment", person, one)
    may["sub"] = (
        version.status == Version.Status.OPEN
        and one.edits is not None
        and not one.outcome
        and not one.parent_id
        and rules.test_rule("texts.file_amendment", person, version)
        and (one.unit_key or page["home"])
    )
    may["take_over"] = (
        one.outcome == Amendment.Outcome.WITHDRAWN
        and version.status == Version.Status.OPEN
        and not page["taken_over_by"]
        and one.author != person
        and rules.test_rule("texts.file_amendment", person, version)
    )
    return render(request, "texts/amendment.html", {**page, "version": version, "text": version.text, "may": may})


def _parent(request, version):
    asked = request.GET.get("sous", "")
    if not asked:
        return None
    found = version.amendments.filter(number=asked if asked.isdecimal() else 0).first()
    if found is None or found.edits is None:
        raise Http404(_("Cet amendement n’existe pas, ou n’est pas compris : il ne peut pas être sous-amendé."))
    found.version = version
    return found


def _base_text(version, parent):
    text = to_engine(version)
    return text_read_by(Amendment(version=version, parent=parent), text) if parent else text


def _filing(request, slug, number, unit):
    version = find_version(request, slug, number)
    if not rules.test_rule("texts.file_amendment", request.person, version):
        raise PermissionDenied(_("Les élus de la commission déposent des amendements."))
    parent = _parent(request, version)
    text = _base_text(version, parent)
    found = queries.unit_in(text, unit)
    if found is None:
        raise Http404(_("Cet élément n’est pas dans cette version."))
    return version, parent, text, found


@login_required
@WRITES
def file(request, slug, number, unit):
    """File an amendment from the alinéa itself, or a sub-amendment (`?sous=` the amendment it amends)."""
    version, parent, text, (held, is_alinea, place) = _filing(request, slug, number, unit)
    choices = queries.for_filing(version, request.person, timezone.localdate())
    initial = {"change": "words" if is_alinea else "add", "words": held.text}
    form = AmendForm(request.POST or None, initial=initial, is_alinea=is_alinea, **choices)
    effect = None
    if request.method == "POST" and "look" in request.POST:
        form.fields["rationale"].required = False
        if form.is_valid():
            effect = effect_of(form, held, text, version, parent)
    elif request.method == "POST" and form.is_valid():
        effect = effect_of(form, held, text, version, parent)
        if (made := _filed(request, form, version, parent, held, text)) is not None:
            messages.success(request, _("L’amendement %(number)s est déposé.") % {"number": made})
            return redirect("texts:amendment", slug=slug, number=number, amendment=made.number)
    page = {
        "version": version,
        "text": version.text,
        "parent": parent,
        "unit": held,
        "is_alinea": is_alinea,
        "place": place,
        "form": form,
        "effect": effect,
        "preview": reverse("texts:preview", args=[slug, number, unit]) + (f"?sous={parent.number}" if parent else ""),
        "filed": lists.bearing_on(version, unit),
    }
    return render(request, "texts/amend.html", page, status=422 if form.errors else 200)


def _filed(request, form, version, parent, unit, text):
    asked, now = form.cleaned_data, timezone.now()
    try:
        edits = asked_edits(form, unit, text, prefix_of(version.number, next_number(version)))
        return acts.file_amendment(
            version,
            unit_key=unit.key,
            instructions=None if edits is not None else asked["instructions"],
            edits=edits,
            rationale=asked["rationale"],
            cosignatories=[
                seat.person
                for seat in version.text.commission.memberships.select_related("person")
                if str(seat.person_id) in asked["cosignatories"]
            ],
            excerpts=list(
                queries.Excerpt.objects.filter(pk__in=asked["excerpts"]).select_related("passage__source__commission")
            ),
            parent=parent,
            as_is=asked["as_is"],
            by=request.person,
            at=now,
        )
    except Forbidden as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None


@login_required
@require_POST
def preview(request, slug, number, unit):
    """What the instructions being typed would do, or why they are not understood (a fragment)."""
    version, parent, text, (held, is_alinea, _place) = _filing(request, slug, number, unit)
    form = AmendForm(request.POST, is_alinea=is_alinea)
    form.fields["cosignatories"].choices = form.fields["excerpts"].choices = ()
    form.data = {name: request.POST.get(name, "") for name in ("change", "words", "added", "instructions")}
    effect = effect_so_far(form, held, text, version, parent)
    return render(request, "texts/preview.html", {"effect": effect, "version": version})


@login_required
@WRITES
def opinion(request, slug, number, amendment):
    """The rapporteur gives an opinion."""
    version, page = _found(request, slug, number, amendment)
    one = page["amendment"]
    given = getattr(one, "opinion", None)
    form = OpinionForm(request.POST or None, initial={"kind": given.kind, "words": given.words} if given else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempted(form, acts.give_opinion, one, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("L’avis est enregistré."))
        return redirect("texts:amendment", slug=slug, number=number, amendment=amendment)
    return _form_page(request, version, page, form, "texts.give_opinion", _("Avis du rapporteur"), _("Donner cet avis"))


@login_required
@WRITES
def admissibility(request, slug, number, amendment):
    """The chair declares an amendment inadmissible, with the reason."""
    version, page = _found(request, slug, number, amendment)
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempted(
            form,
            acts.declare_inadmissible,
            page["amendment"],
            by=request.person,
            at=timezone.now(),
            **form.cleaned_data,
        )
    ):
        messages.success(request, _("L’amendement est déclaré irrecevable ; le motif est publié avec lui."))
        return redirect("texts:amendment", slug=slug, number=number, amendment=amendment)
    return _form_page(
        request, version, page, form, "texts.examine", _("Déclarer irrecevable"), _("Déclarer irrecevable")
    )


def _require(rule, request, amendment):
    if not rules.test_rule(rule, request.person, amendment):
        raise PermissionDenied(_("Cet acte revient à un autre rôle de la commission."))


def _form_page(request, version, page, form, rule, title, button):
    _require(rule, request, page["amendment"])
    context = {**page, "version": version, "text": version.text, "form": form, "title": title, "button": button}
    return render(request, "texts/amendment_form.html", context, status=422 if form and form.errors else 200)


def _act(request, slug, number, amendment, act, said):
    _version, page = _found(request, slug, number, amendment)
    try:
        made = act(page["amendment"], by=request.person, at=timezone.now())
    except Forbidden as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("texts:amendment", slug=slug, number=number, amendment=amendment)
    messages.success(request, said)
    return redirect("texts:amendment", slug=slug, number=number, amendment=made.number)


@login_required
@WRITES
def withdraw(request, slug, number, amendment):
    """Say what withdrawing does; then the author withdraws (R21)."""
    if request.method == "POST":
        said = _("L’amendement est retiré. Un autre membre peut le reprendre.")
        return _act(request, slug, number, amendment, acts.withdraw_amendment, said)
    version, page = _found(request, slug, number, amendment)
    one = page["amendment"]
    _require("texts.withdraw_amendment", request, one)
    if elsewhere := if_decided(request, one):
        return elsewhere
    page |= {"entails": _withdrawing(one, page["subs"]), "keep": _("Le garder")}
    title = _("Retirer l’amendement %(number)s ?") % {"number": one}
    return _form_page(request, version, page, None, "texts.withdraw_amendment", title, _("Retirer cet amendement"))


def if_decided(request, amendment):
    """Back to the page of *amendment*, which says why, once its fate is known; None before."""
    try:
        acts.refuse_decided(amendment)
    except Refused as refused:
        messages.error(request, refused.sentence)
        version = amendment.version
        return redirect("texts:amendment", slug=version.text.slug, number=version.number, amendment=amendment.number)
    return None


def _withdrawing(amendment, subs) -> list[str]:
    """What withdrawing *amendment* entails."""
    said = [
        _(
            "Il ne sera pas mis aux voix, et un retrait ne se reprend pas. Il reste lu, avec son sort, parmi les autres."
        ),
        _("Un autre membre peut le reprendre aussitôt, sous son nom ; vous ne le pourrez pas.")
        if amendment.author_id
        else _("Un membre de la commission peut le reprendre aussitôt, sous son nom."),
    ]
    waiting = [str(one) for one in subs if not one.outcome]
    if waiting:
        falls = ngettext(
            "Son sous-amendement tombe avec lui : le %(numbers)s.",
            "Ses sous-amendements tombent avec lui : %(numbers)s.",
            len(waiting),
        )
        said.append(falls % {"numbers": ", ".join(waiting)})
    return said


@login_required
@require_POST
def take_over(request, slug, number, amendment):
    """Another member takes a withdrawn amendment over."""
    return _act(request, slug, number, amendment, acts.take_over_amendment, _("Vous avez repris cet amendement."))
