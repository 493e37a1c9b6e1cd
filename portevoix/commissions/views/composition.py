"""Public pages: who sits on a given day, someone through time, the associations; and all of it as data."""

from datetime import date

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portevoix.commissions import queries
from portevoix.commissions.rules import administers_it, is_member
from portevoix.people.rights.queries import addresses_shown


@require_safe
def composition(request, slug):
    """Who sits in a commission today, or sat on the day asked (`?le=2026-03-01`)."""
    commission = queries.commission_called(slug)
    today = timezone.localdate()
    asked = request.GET.get("le", "").strip()
    on, wrong = today, ""
    if asked:
        try:
            on = date.fromisoformat(asked)
        except ValueError:
            wrong = _("« %(day)s » n’est pas une date : choisissez un jour, par exemple 2026-03-01.") % {
                "day": asked[:20]
            }
    page = {
        "commission": commission,
        "on": on,
        "today": today,
        "wrong": wrong,
        "may_administer": administers_it(request.person, commission),
        **queries.composition(commission, on),
    }
    if is_member(request.person, commission):
        page["contacts"] = addresses_shown([seat.person_id for seat, _roles, _substitutes in page["seats"]])
    return render(request, "commissions/composition.html", page, status=422 if wrong else 200)


@require_safe
def popolo(request, slug):
    """The commission, those under it, and everyone who sat there, as Popolo JSON."""
    commission = queries.commission_called(slug)
    names = {"person": "commissions:person", "commission": "site:commission"}

    def address_of(kind, key):
        path = key.get_absolute_url() if kind == "territory" else reverse(names[kind], args=[key])
        return request.build_absolute_uri(path)

    found = queries.popolo(commission, address_of)
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'inline; filename="{slug}.popolo.json"'
    return response


@require_safe
def person(request, pk):
    """Someone who sits or sat: seats and roles, through time."""
    found = queries.sits_or_sat(pk)
    if found is None:
        raise Http404(_("Personne, à cette adresse, ne siège ni n’a siégé."))
    return render(
        request,
        "commissions/person.html",
        {"found": found, "terms": queries.through_time(found), "today": timezone.localdate()},
    )


@require_safe
def associations(request):
    """The associations of local governments, what each represents, which commissions it founded."""
    return render(request, "commissions/associations.html", {"associations": queries.associations()})
