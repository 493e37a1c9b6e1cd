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
from portevoix.texts.actions.instructions import prefix_of
from portevoix.texts.actions.versions import next_number, waits_for_coordination
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.forms.amending import CoordinateForm
from portevoix.texts.queries import amending as queries
from portevoix.texts.queries.examining import conflicts, first_examined, left_at_odds
from portevoix.texts.views.amending import attempted
from portevoix.texts.views.effect import asked_edits, effect_of, effect_so_far
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
    remarks = [one for one in left_at_odds(first_examined(version), version, text) if one["key"] == unit]
    competing = conflicts(version) if waits_for_coordination(version) else []
    initial = {"change": "words" if is_alinea else "add", "words": held.text}
    form = CoordinateForm(request.POST or _proposed(request, remarks), initial=initial, is_alinea=is_alinea)
    looks = "look" in request.POST
    form.fields["rationale"].required = not looks
    effect = effect_of(form, held, text, version) if form.is_bound and form.is_valid() else None
    if effect and request.method == "POST" and not looks and _recorded(request, form, version, held, text):
        messages.success(
            request,
            _("La modification est enregistrée : la version %(number)d en tient compte.") % {"number": number + 1},
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
        "remarks": remarks,
        "competing": [group["amendments"] for group in competing if unit in dict(group["places"])],
        "filled": form.is_bound,
        "preview": reverse("texts:coordinate_preview", args=[slug, number, unit]),
    }
    return render(request, "texts/amend.html", page, status=422 if form.errors else 200)


def _proposed(request, remarks) -> dict | None:
    """The form as it mends one of *remarks*, when `?proposition` asks for it: the person reads it and confirms."""
    mends = next((one for one in remarks if one["proposal"]), None) if "proposition" in request.GET else None
    return mends and {"change": "words", "words": mends["proposal"], "rationale": mends["reason"]}


def _recorded(request, form, version, unit, text) -> bool:
    asked = form.cleaned_data
    try:
        edits = asked_edits(form, unit, text, prefix_of(version.number, next_number(version)))
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
    effect = effect_so_far(form, held, text, version)
    return render(request, "texts/preview.html", {"effect": effect, "version": version})
