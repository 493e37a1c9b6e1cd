"""A new edition over the one before: nothing is lost, and each territory says what became of it."""

import pytest

from portevoix.journal.models import Fact
from portevoix.territories.actions import load_register
from portevoix.territories.models import Change, FormerCode, Membership, Territory
from portevoix.territories.queries import suggested
from portevoix.territories.tests import editions
from portevoix.territories.tests.conftest import AT

pytestmark = pytest.mark.django_db


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_a_merged_commune_keeps_its_page_which_says_what_became_of_it(loaded, client, second, called):
    before = called("commune", "01004").pk
    load_register(second, at=AT)
    merged = called("commune", "01004")
    assert merged.pk == before and merged.successor == called("commune", "01001")
    assert not merged.is_current and str(merged.until.on) == "2026-01-01"
    content = page(client, merged.get_absolute_url())
    assert "Fusionnée dans la" in content and "commune de Montclar-sur-Brenne" in content
    assert "1er janvier 2026" in content
    assert "Saint-Aubert-du-Lac" in page(client, called("commune", "01001").get_absolute_url())


def test_a_merger_that_only_the_former_commune_tells_is_followed(updated, called):
    assert called("commune", "69002").successor == called("commune", "69001")


def test_a_commune_that_ends_without_a_heir_says_that_nothing_is_said(updated, called, client):
    ended = called("commune", "01005")
    assert ended.successor is None and not ended.is_current
    assert "sans dire ce qu’il est devenu" in page(client, ended.get_absolute_url())


def test_a_renamed_commune_is_found_under_both_names(updated, client, called):
    renamed = called("commune", "01002")
    assert renamed in suggested("haye saules") and renamed in suggested("saules neuve")
    assert "nouveau nom" in page(client, renamed.get_absolute_url())
    change = Change.objects.get(territory=renamed, what="renamed")
    assert (change.before, change.after) == ("L'Haÿe-les-Saules", "Saules-la-Neuve")


def test_populations_are_dated_by_edition(updated, client, called):
    grown = called("commune", "01001")
    counts = list(grown.populations.values_list("edition__on__year", "inhabitants"))
    assert counts == [(2025, 12_000), (2026, 12_345)]
    assert "12 000 habitants" in page(client, grown.get_absolute_url())
    assert list(called("commune", "01003").populations.values_list("edition__on__year", flat=True)) == [2025]


def test_memberships_end_with_their_edition_and_are_kept(updated, called, client):
    fosse, brenne = called("commune", "01003"), called("epci", "200000001")
    held = list(Membership.objects.filter(commune=fosse).order_by("pk").values_list("group__code", "until__on__year"))
    assert held == [("200000001", 2026), ("200000009", None)]
    assert "Le Grand-Fossé" in page(client, brenne.get_absolute_url()).split("n’en sont plus membres")[1]
    assert brenne.nature == "CA" and str(brenne) == "Communauté d’agglomération du Pays de Brenne"


def test_an_intercommunalite_that_ends_keeps_its_last_communes_and_says_where_they_are(updated, called, client):
    content = page(client, called("epci", "200000002").get_absolute_url())
    assert "Port-Aubier" in content
    assert "aujourd’hui dans" in content and "Communauté de communes des Fossés" in content


def test_what_an_edition_changed_is_counted_in_the_journal(updated):
    counts = Fact.objects.filter(name="counts").order_by("-entry__number").first().value
    assert counts["merged"] == 2 and counts["renamed"] == 2 and counts["ended"] == 3
    assert counts["turned"] == 1


def test_a_commune_that_is_back_is_restored(updated, tmp_path, called, client):
    back = editions.write(tmp_path / "third", "6.0.0", ept=[])
    load_register(back, at=AT)
    restored = called("commune", "01004")
    assert restored.is_current and restored.successor is None
    assert list(restored.changes.values_list("what", flat=True)) == ["merged", "restored"]
    assert "rétablissement" in page(client, restored.get_absolute_url())


def test_codes_of_every_edition_still_resolve(updated, client, tmp_path):
    load_register(editions.write(tmp_path / "third", "6.0.0", communes=[
        {**one, "anciensCodes": []} for one in editions.COMMUNES if one["code"] != "01900"
    ]), at=AT)  # fmt: skip
    assert FormerCode.objects.filter(code="01900").exists()
    assert Territory.objects.get(kind="delegated", code="01900").until is not None
    content = page(client, "/territoires/commune/01900/")
    assert "Ancien code 01900" in content and "commune du Grand-Fossé" in content


def test_what_is_no_more_comes_last_and_says_so(updated, client):
    content = page(client, "/territoires/?q=saint-aubert")
    assert content.index("Port-Aubier") and "aujourd’hui dans la commune de Montclar-sur-Brenne" in content
