"""The register of territories: its index, a page for each, and what each holds as open data."""

from django.urls import path, register_converter

from portevoix.territories import views
from portevoix.territories.models import Territory

Kind = Territory.Kind
SLUGS = {
    Kind.COMMUNE: "commune",
    Kind.EPCI: "intercommunalite",
    Kind.DEPARTMENT: "departement",
    Kind.REGION: "region",
    Kind.OVERSEAS: "outre-mer",
    Kind.EPT: "etablissement-territorial",
    Kind.DISTRICT: "arrondissement",
    Kind.DELEGATED: "commune-deleguee",
    Kind.ASSOCIATED: "commune-associee",
}


class KindConverter:
    """A kind of territory, in the French of addresses."""

    regex = "|".join(SLUGS.values())

    def to_python(self, value):
        return next(kind for kind, slug in SLUGS.items() if slug == value)

    def to_url(self, value):
        return SLUGS[value]


class CodeConverter:
    """A code of the register: two digits or more, `2A` and `2B` among them."""

    regex = "[0-9][0-9ABab][0-9]{0,7}"

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return value


register_converter(KindConverter, "territory_kind")
register_converter(CodeConverter, "territory_code")

app_name = "territories"
urlpatterns = [
    path("", views.index, name="index"),
    path("choisir/", views.choose, name="choose"),
    path("recherche.<str:form>", views.export_found, name="export_found"),
    path("<territory_kind:kind>/<territory_code:code>/", views.territory, name="territory"),
    path("<territory_kind:kind>/<territory_code:code>/membres.<str:form>", views.export_members, name="export_members"),
]
