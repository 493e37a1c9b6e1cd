"""The pages of territories: the register and its search, a territory, and choosing one in a form."""

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portevoix.territories import queries
from portevoix.territories.exports import exported
from portevoix.territories.forms import choices_for
from portevoix.territories.maps import map_of_populations, place_on_map
from portevoix.territories.models import Territory

Kind = Territory.Kind
FIGURES = (
    (Kind.COMMUNE, _("communes")),
    (Kind.EPCI, _("intercommunalités")),
    (Kind.DEPARTMENT, _("départements")),
    (Kind.REGION, _("régions")),
    (Kind.OVERSEAS, _("collectivités d’outre-mer")),
)
# A page of answers is short, and a search is typed by hand.
LONGEST_SEARCH = 100


def _search(request) -> dict:
    """What is sought: the words, and the kind that answers are kept to."""
    kind = request.GET.get("categorie", "")
    return {
        "text": request.GET.get("q", "")[:LONGEST_SEARCH].strip().replace("\x00", ""),
        "kind": kind if kind in queries.FILTERS else "",
    }


@require_safe
def index(request):
    """The register: search as one types, figures, map; the answers alone when they are asked for as one types."""
    asked = _search(request)
    shown = {**asked, "filters": [(kind.value, kind.label) for kind in queries.FILTERS]}
    if asked["text"]:
        shown["page"] = queries.found(asked["text"], asked["kind"], request.GET.get("page"))
    else:
        shown |= queries.index_page()
        if shown["edition"]:
            shown["map"], shown["legend"] = map_of_populations(shown["places"])
            shown["kinds"] = FIGURES
    response = render(request, "territories/answers.html" if request.htmx else "territories/index.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def choose(request):
    """The answers to what is being typed in a form, to choose one of (see `forms.TerritoryField`)."""
    name = request.GET.get("champ", "")
    if not name.isidentifier():
        raise Http404
    kinds = [kind for kind in request.GET.getlist("parmi") if kind in Kind.values]
    text = request.GET.get(name, "")[:LONGEST_SEARCH].replace("\x00", "")
    shown = {"name": name, "text": text, "choices": choices_for(text, kinds), "free": "libre" in request.GET}
    return render(request, "territories/choices.html", shown)


@require_safe
def territory(request, kind, code):
    """A territory; for the code of a commune that has no name of its own any more, what it leads to."""
    one = queries.territory_at(kind, code)
    if one is None:
        return _former(request, kind, code)
    shown = queries.territory_page(one, request.GET.get("page"), by_name=request.GET.get("tri") == "nom")
    around = queries.departments_in(one.region) if one.region else set()
    drawn = place_on_map(shown["here"], around, _said(one, shown.get("departments", [])))
    return render(request, "territories/territory.html", shown | {"map": drawn})


def _said(one: Territory, departments: list[Territory]) -> str:
    """What the map of *one* shows, in words; *departments* are those that an intercommunalité lies in."""
    if one.kind in (Kind.DEPARTMENT, Kind.REGION, Kind.OVERSEAS):
        place = one.called
    elif len(departments) > 1:
        place = ", ".join(str(place) for place in departments)
    else:
        place = one.department.called if one.department else ""
    if one.region:
        said = gettext("%(place)s (en couleur), %(region)s (en teinte).") % {
            "place": place,
            "region": one.region.called,
        }
    else:
        said = gettext("%(place)s (en couleur).") % {"place": place}
    return said[:1].upper() + said[1:]


def _former(request, kind, code):
    former = queries.heir_of_code(code) if kind == Kind.COMMUNE else None
    if former is None:
        raise Http404
    parts = queries.parts_called(code)
    return render(request, "territories/former.html", {"code": code, "one": former.territory, "parts": parts})


@require_safe
def export_found(request, form):
    """Every answer to a search, as CSV or JSON."""
    asked = _search(request)
    if not asked["text"]:
        raise Http404
    return exported(queries.all_found(asked["text"], asked["kind"]), form, "territoires")


@require_safe
def export_members(request, kind, code, form):
    """The members of a territory, as CSV or JSON."""
    one = queries.territory_at(kind, code)
    if one is None or kind in (Kind.COMMUNE, Kind.DISTRICT, Kind.DELEGATED, Kind.ASSOCIATED):
        raise Http404
    return exported(queries.members_of(one), form, f"{kind}-{one.code}")
