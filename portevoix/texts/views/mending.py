"""Where amendments that are not understood are mended by hand, one after the other."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portevoix.journal.acts import Refused
from portevoix.texts.actions import amending as acts
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.forms.amending import MendForm
from portevoix.texts.queries import amending as queries
from portevoix.texts.queries.listing import next_to_mend
from portevoix.texts.views.amending import attempted, if_decided
from portevoix.texts.views.effect import marked, shown
from portevoix.texts.views.reading import find_version


def _found(request, slug, number, amendment):
    version = find_version(request, slug, number)
    page = queries.amendment_page(version, amendment, request.person)
    if page is None:
        raise Http404(_("Aucun amendement ne porte ce numéro."))
    if not rules.test_rule("texts.mend_amendment", request.person, page["amendment"]):
        raise PermissionDenied(_("Cet acte revient à un autre rôle de la commission."))
    return version, page


def _read_on(amendment, text):
    """The text that instructions of *amendment* are read on (R3), as far as its parent is understood."""
    return text_read_by(amendment, text) if amendment.parent_id and amendment.parent.edits is not None else text


def _effect(amendment, instructions, unit_key, text):
    """What *instructions* would do in place of those of *amendment*, or why they are not understood."""
    parent = amendment.parent if amendment.parent_id else None
    if not instructions.strip():
        return None
    try:
        edits = acts.read_instructions(instructions, text, unit_key=unit_key, prefix="essai", parent=parent)
    except acts.Unread as refused:
        return {"refused": marked(instructions, refused.refusals)}
    except Refused as refused:
        return {"sentence": refused.sentence}
    return shown(_read_on(amendment, text), edits, instructions)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request, slug, number, amendment):
    """New instructions for an amendment that was not understood; then the next one, when `suite` is asked."""
    version, page = _found(request, slug, number, amendment)
    one, text = page["amendment"], page["engine_text"]
    if elsewhere := if_decided(request, one):
        return elsewhere
    goes_on = "suite" in request.GET
    absent = "" if one.unit_key else one.source_place
    places = queries.places(text, absent) if one.imported_from_id and not one.parent_id else None
    initial = {"instructions": one.instructions, "place": one.unit_key}
    form = MendForm(request.POST or None, places=places, initial=initial)
    unit_key = one.unit_key
    if request.method == "POST" and form.is_valid():
        unit_key = form.cleaned_data.get("place", one.unit_key)
        given = {"instructions": form.cleaned_data["instructions"], "unit_key": unit_key}
        if "look" not in request.POST and attempted(
            form, acts.mend_amendment, one, by=request.person, at=timezone.now(), **given
        ):
            return _mended(request, version, one, goes_on)
    choose = places is not None and not unit_key
    if choose and form.has_error("instructions"):
        form.add_error("place", _("Si les instructions visent une partie du texte sans la nommer, choisissez-la ici."))
    following, waiting = page["to_mend"]
    page |= {
        "version": version,
        "text": version.text,
        "form": form,
        "effect": _effect(one, form["instructions"].value() or "", unit_key, text),
        "choose": choose,
        "read_on": queries.read_on(_read_on(one, text), unit_key),
        "goes_on": goes_on,
        "following": following,
        "waiting": waiting,
    }
    return render(request, "texts/mend.html", page, status=422 if form.errors else 200)


def _mended(request, version, one, goes_on):
    address = [version.text.slug, version.number]
    said = _("L’amendement %(number)s est rectifié : il est compris.") % {"number": one}
    following, _waiting = next_to_mend(version, one.number) if goes_on else (None, 0)
    if following is None:
        messages.success(request, " ".join([said, _("Il n’en reste aucun à rectifier.")]) if goes_on else said)
        if goes_on:
            return redirect("texts:amendments", *address)
        return redirect("texts:amendment", *address, one.number)
    messages.success(request, said)
    return redirect(f"{reverse('texts:mend', args=[*address, following])}?suite=1")


@login_required
@require_POST
def preview(request, slug, number, amendment):
    """What the instructions being typed would do (a fragment)."""
    version, page = _found(request, slug, number, amendment)
    one = page["amendment"]
    unit_key = request.POST.get("place", one.unit_key)
    effect = _effect(one, request.POST.get("instructions", "")[:100_000], unit_key, page["engine_text"])
    context = {"effect": effect, "version": version, "choose": "place" in request.POST and not unit_key}
    return render(request, "texts/preview.html", context)
