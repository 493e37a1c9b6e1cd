"""The real register, as the package installed with the product holds it: whole, with its traps."""

import pytest
from django.conf import settings
from django.db import transaction

from portevoix.site.demo import people
from portevoix.territories.actions import load_register
from portevoix.territories.contours import contours
from portevoix.territories.models import Territory
from portevoix.territories.queries import suggested, ways_to_write
from portevoix.territories.tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def whole(django_db_setup, django_db_blocker):
    """The installed register, loaded once for this file; undone afterwards."""

    class Undone(Exception):
        pass

    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield load_register(settings.REGISTER, at=AT)
                raise Undone
        except Undone:
            pass


def test_every_territory_is_there(whole):
    assert str(whole.on) == "2026-01-01"
    counts = {
        kind: Territory.objects.filter(kind=kind).count()
        for kind in (
            "commune",
            "epci",
            "department",
            "region",
            "overseas",
            "ept",
            "district",
            "delegated",
            "associated",
        )
    }
    assert counts == {
        "commune": 34_969, "epci": 1_255, "department": 101, "region": 18, "overseas": 8, "ept": 11, "district": 45,
        "delegated": 2_105, "associated": 471,
    }  # fmt: skip


def test_every_departement_and_overseas_territory_has_its_contour():
    codes = Territory.objects.filter(kind__in=("department", "overseas")).values_list("code", flat=True)
    assert set(codes) == contours().keys()


@pytest.mark.parametrize(
    ("kind", "code", "called"),
    [
        ("commune", "94038", "commune de L’Haÿ-les-Roses"),
        ("commune", "76351", "commune du Havre"),
        # The register gives overseas communes no article: theirs is read by how they begin.
        ("commune", "98817", "commune du Mont-Dore"),
        ("commune", "98807", "commune de Hienghène"),
        ("department", "59", "département du Nord"),
        ("department", "2A", "département de la Corse-du-Sud"),
        ("department", "40", "département des Landes"),
        ("region", "76", "région Occitanie"),
        ("epci", "200046977", "Métropole de Lyon"),
        ("overseas", "987", "Polynésie française"),
    ],
)
def test_real_names_are_written_with_their_article(kind, code, called):
    found = Territory.objects.filter(kind=kind, code=code).first()
    assert found.called == called


def test_populations_that_are_missing_stay_missing():
    missing = Territory.objects.filter(kind="commune", population=None)
    assert set(missing.values_list("department__code", flat=True)) == {"984", "989"}
    assert Territory.objects.get(kind="overseas", code="984").population is None
    assert Territory.objects.filter(kind="commune", population=0).count() == 6


def test_only_four_islands_of_the_mainland_belong_to_no_intercommunalite():
    alone = Territory.objects.filter(kind="commune", groups=None).exclude(department__kind="overseas")
    assert set(alone.values_list("code", flat=True)) == {"22016", "29083", "29155", "85113"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lille", "59350"),
        ("lhay", "94038"),
        ("st etienne", "42218"),
        ("59000", "59350"),
        ("2a004", "2A004"),
        ("métropole lyon", "200046977"),
        ("nord", "59"),
        ("polyn", "987"),
        ("y", "80829"),
        ("oeuilly", "51410"),
        ("200093201", "200093201"),
        ("213105554", "31555"),
        ("217 500 016", "75056"),
        ("21", "21"),
        ("84", "84"),
        ("24", "24"),
    ],
)
def test_what_people_type_gives_what_they_mean_first(typed, first):
    found = suggested(typed)
    assert (found[0].code, found[0].kind != "region") == (first, True), [str(one) for one in found]


def test_nobody_of_the_demo_is_of_a_real_territory():
    places = {place for _name, _function, place, *_rest in people.ELECTED}
    real = Territory.objects.filter(name__in=[one.replace("’", "'") for one in places], until=None)
    assert [(one.name, one.code) for one in real if places & set(ways_to_write(one))] == []


@pytest.mark.parametrize(
    "address",
    ["", "?q=s", "commune/75056/", "commune/97411/", "intercommunalite/200054781/", "intercommunalite/200065928/",
     "departement/62/", "region/84/", "outre-mer/984/", "departement/971/", "commune-deleguee/01015/"],
)  # fmt: skip
def test_the_largest_pages_weigh_little(client, address):
    from tests.test_pages import WEIGHT, Links, weight

    content = client.get(f"/territoires/{address}").content
    parsed = Links()
    parsed.feed(content.decode())
    assert weight(content, parsed.files) < WEIGHT
    assert parsed.inline == []
