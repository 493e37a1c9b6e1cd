"""Loading an edition of the register: whole or not at all, journaled, once."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portevoix.journal.acts import Refused
from portevoix.journal.models import Entry, Fact
from portevoix.territories.actions import load_register
from portevoix.territories.models import Edition, Membership, Territory, Word
from portevoix.territories.tests import editions
from portevoix.territories.tests.conftest import AT

pytestmark = pytest.mark.django_db


def test_an_edition_is_loaded_with_its_day_and_its_parents(loaded, called):
    assert str(loaded.on) == "2025-01-01" and loaded.source.endswith("5.3.0")
    commune = called("commune", "2A001")
    assert (commune.department.code, commune.region.code) == ("2A", "94")
    assert commune.department.kind == "department"
    overseas = called("commune", "98711")
    assert overseas.department.kind == "overseas" and overseas.region is None
    assert not Territory.objects.filter(kind__in=("region", "department"), code="987").exists()


def test_a_population_not_given_is_null_and_one_of_nobody_is_zero(loaded, called):
    assert called("commune", "98711").population is None
    assert called("commune", "01005").population == 0
    assert called("overseas", "987").population is None


def test_populations_of_what_is_made_of_communes_are_their_sums(loaded, called):
    assert called("epci", "200000001").population == 12_000 + 800 + 350 + 90
    assert called("department", "01").population == 12_000 + 800 + 350 + 90
    assert called("region", "84").population == 12_000 + 800 + 350 + 90 + 250_000 + 4_000


def test_an_intercommunalite_lies_where_most_of_its_inhabitants_live(loaded, called):
    assert called("epci", "200000002").department.code == "69"
    assert called("epci", "200000002").nature == "MET69"
    assert set(called("epci", "200000002").memberships.values_list("commune__code", flat=True)) == {"69001", "69002"}


def test_a_former_commune_and_an_arrondissement_are_within_their_commune(loaded, called):
    assert called("delegated", "01900").within == called("commune", "01003")
    assert called("district", "69201").within == called("commune", "69001")


def test_loading_is_one_act_in_the_journal(loaded):
    entry = Entry.objects.get()
    assert (entry.act, entry.subject) == ("territories.register_loaded", "register:2025-01-01")
    facts = dict(Fact.objects.values_list("name", "value"))
    assert facts["by"] == "Odile Granjean" and facts["digest"] == loaded.digest
    assert facts["counts"]["commune"] == 9 and facts["counts"]["epci"] == 2


def test_the_same_edition_again_changes_nothing(loaded, first, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert load_register(first, at=AT) is None
    assert Edition.objects.count() == 1 and Entry.objects.count() == 1


def test_an_older_edition_is_refused(updated, first, tmp_path):
    older = editions.write(tmp_path / "older", communes=[*editions.COMMUNES, editions.commune("01009", "Ajout")])
    with pytest.raises(Refused, match="plus récente est déjà chargée"):
        load_register(older, at=AT)
    assert Edition.objects.count() == 2 and not Territory.objects.filter(code="01009").exists()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"communes": "{"}, "communes.json n’est pas un fichier JSON valide"),
        ({"communes": []}, "communes.json devrait être une liste"),
        ({"epci": [{"code": "200000001"}]}, "epci.json, ligne 1"),
        ({"communes": [{**editions.COMMUNES[0], "code": "x<"}]}, "communes.json, ligne 1"),
        ({"communes": [{**editions.COMMUNES[0], "type": "village"}]}, "village.*n’est pas un type"),
        ({"communes": [*editions.COMMUNES, editions.COMMUNES[0]]}, "01001 figure deux fois"),
        ({"communes": [{**editions.COMMUNES[0], "population": "beaucoup"}]}, "La population de 01001"),
        ({"communes": [{**editions.COMMUNES[0], "departement": "77"}]}, "renvoie à 77"),
        ({"communes": [{**editions.COMMUNES[0], "typeLiaison": 12}]}, "typeLiaison de 01001"),
        ({"departements": [{**editions.DEPARTMENTS[0], "region": "11"}]}, "renvoie à 11"),
        ({"epci": [editions.group("200000001", "CC perdue", "CC", ["01777"])]}, "renvoie à 01777"),
        ({"epci": [editions.group("200000001", "SI perdu", "SIVU", ["01001"])]}, "SIVU.*n’est pas une nature"),
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused_whole(tmp_path, files, said):
    with pytest.raises(Refused, match=said):
        load_register(editions.write(tmp_path, **files), at=AT)
    assert not Territory.objects.exists() and not Edition.objects.exists() and not Entry.objects.exists()


def test_an_installation_without_a_register_says_how_to_load_it(client):
    assert "manage.py load_register" in client.get("/territoires/").content.decode()
    assert "Aucun territoire ne répond" in client.get("/territoires/?q=lille").content.decode()


def test_a_folder_that_is_no_register_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"communes\.json manque"):
        load_register(tmp_path, at=AT)


def test_an_edition_without_a_day_asks_for_it(tmp_path):
    folder = editions.write(tmp_path, version="9.9.9")
    with pytest.raises(CommandError, match="ne dit pas sa date"):
        call_command("load_register", folder=folder, verbosity=0)
    call_command("load_register", folder=folder, on=date(2030, 1, 1), verbosity=0)
    assert str(Edition.objects.get().on) == "2030-01-01"


def test_a_folder_of_bare_files_is_read_too(tmp_path, capsys):
    folder = editions.write(tmp_path)
    call_command("load_register", "--from", str(folder / "data"), "--on", "2025-01-01")
    assert Territory.objects.filter(kind="commune").count() == 9
    call_command("load_register", "--from", str(folder / "data"))
    assert "loaded already" in capsys.readouterr().out


def test_the_database_itself_refuses_what_cannot_be(loaded, called):
    commune, group = called("commune", "01001"), called("epci", "200000001")
    for wrong in (
        lambda: Territory.objects.create(kind="commune", code="01001", name="Bis", since=loaded),
        lambda: Territory.objects.create(kind="epci", code="2", name="Sans nature", since=loaded),
        lambda: Territory.objects.create(kind="district", code="2", name="Nulle part", since=loaded),
        lambda: Territory.objects.filter(pk=commune.pk).update(successor=group),
        lambda: Territory.objects.filter(pk=commune.pk).update(article=9),
        lambda: Membership.objects.create(group=group, commune=commune, since=loaded),
        lambda: Membership.objects.create(group=group, commune=group, since=loaded),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_two_words_that_begin_alike_are_neighbours_in_the_index(loaded):
    words = list(Word.objects.order_by("word").values_list("word", flat=True))
    assert words == sorted(words, key=str.encode)
