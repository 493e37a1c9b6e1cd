"""Where what amendments leave at odds is mended by a person (R26)."""

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
from portevoix.texts.actions.coordinating import coordinate as record_coordination
from portevoix.texts.actions.coordinating import may_be_coordinated
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.forms.amending import CoordinateForm
from portevoix.texts.queries import amending as queries
from portevoix.texts.queries.examining import examined_for, left_at_odds
from portevoix.texts.views.amending import attempted
from portevoix.texts.views.effect import asked_edits, effect_of
from portevoix.texts.views.reading import find_version


def _found(request, slug, number, unit):
    version = find_version(request, slug, number)
    if not rules.test_rule("texts.coordinate", request.person, version):
        raise PermissionDenied(_("La présidence, le secrétariat ou le rapporteur coordonne un texte examiné."))
    text = to_engine(version)
    found = queries.unit_in(text, unit)
    if found is None:
        raise Http404(_("Cet élément n’est pas dans cette version."))
    return version, text, found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coordinate(request, slug, number, unit):
    """A coordination edit, from the alinéa itself."""
    version, text, (held, is_alinea, place) = _found(request, slug, number, unit)
    if not may_be_coordinated(version):
        messages.error(
            request, _("On coordonne la dernière version d’un texte, après l’examen et avant le vote sur l’ensemble.")
        )
        return redirect("texts:examination", slug=slug)
    initial = {"change": "words" if is_alinea else "add", "words": held.text}
    form = CoordinateForm(request.POST or None, initial=initial, is_alinea=is_alinea)
    looks = "look" in request.POST
    form.fields["rationale"].required = not looks
    effect = effect_of(form, held, text, version) if request.method == "POST" and form.is_valid() else None
    if effect and not looks and _recorded(request, form, version, held, text):
        messages.success(
            request,
            _("La modification est enregistrée : la version %(number)d en tient compte.") % {"number": number + 1},
        )
        return redirect("texts:examination", slug=slug)
    page = {
        "version": version,
        "text": version.text,
        "unit": held,
        "is_alinea": is_alinea,
        "place": place,
        "form": form,
        "effect": effect,
        "coordinates": True,
        "remarks": [one for one in left_at_odds(examined_for(version), version, text) if one["key"] == unit],
        "preview": reverse("texts:coordinate_preview", args=[slug, number, unit]),
    }
    return render(request, "texts/amend.html", page, status=422 if form.errors else 200)


def _recorded(request, form, version, unit, text) -> bool:
    asked = form.cleaned_data
    try:
        edits = asked_edits(form, unit, text, f"a{version.number}-{version.amendments.count() + 1}")
    except Refused as refused:
        form.add_error(refused.field, refused.sentence)
        return False
    return attempted(
        form,
        record_coordination,
        version,
        unit_key=unit.key,
        instructions=None if edits is not None else asked["instructions"],
        edits=edits,
        reason=asked["rationale"],
        by=request.person,
        at=timezone.now(),
    )


@login_required
@require_POST
def preview(request, slug, number, unit):
    """What the edit being typed would do, or why it is not understood (a fragment)."""
    version, text, (held, is_alinea, _place) = _found(request, slug, number, unit)
    form = CoordinateForm(request.POST, is_alinea=is_alinea)
    for name, field in form.fields.items():
        field.required = name == "change"
    asks = form.is_valid() and (
        form.cleaned_data["change"] != "instructions" or form.cleaned_data["instructions"].strip()
    )
    return render(request, "texts/preview.html", {"effect": effect_of(form, held, text, version) if asks else None})
