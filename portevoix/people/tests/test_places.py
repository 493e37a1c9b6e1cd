"""Someone's territory: in words, or tied to the official register; typed with or without a script, never guessed."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    administrator,
    commission,
    other,
    secretary,
    sits,
    someone,
    stranger,
)
from portevoix.hearings.models import Consent, Hearing, Witness
from portevoix.journal.models import Entry, Fact
from portevoix.people.actions import correct_person, enter_person
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person
from portevoix.people.rights.actions import erase_person
from portevoix.territories.forms import AS_WRITTEN, Placed, WordsOrTerritoryField
from portevoix.territories.queries import named_alone
from portevoix.territories.tests.conftest import called, first, loaded, second  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
NEW = "/administration/personnes/nouvelle/"


@pytest.fixture
def montclar(called):
    return called("commune", "01001")


def facts(act):
    return {one.name: one.value for one in Fact.objects.filter(entry=Entry.objects.filter(act=act).latest("number"))}


def read(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# -- the field


def test_words_that_the_register_knows_alone_are_the_territory_and_the_others_stay_words(montclar):
    field = WordsOrTerritoryField(required=False)
    assert field.clean(("montclar-sur-brenne", "")) == Placed("Montclar-sur-Brenne", montclar)
    assert field.clean(("01001", "")) == Placed("Montclar-sur-Brenne", montclar)
    assert field.clean(("Syndicat  des Monts", "")) == Placed("Syndicat des Monts")
    assert field.clean(("", "")) == Placed() and field.clean(None) == Placed()


def test_where_several_answer_one_says_which_or_that_it_is_none_of_them(called):
    field = WordsOrTerritoryField(required=False)
    for typed in ("saint aub", "montcl"):
        with pytest.raises(ValidationError, match="gardez ce que vous avez écrit"):
            field.clean((typed, ""))
        assert field.clean((typed, AS_WRITTEN)) == Placed(typed)
    assert field.clean(("saint aub", "commune:69002")).territory == called("commune", "69002")


def test_a_territory_that_is_no_more_stays_that_of_who_came_from_it(called, second):
    from portevoix.territories.actions import load_register

    gone = called("commune", "01004")
    load_register(second, at=AT)
    gone.refresh_from_db()
    assert not gone.is_current
    field = WordsOrTerritoryField(required=False)
    assert field.clean((str(gone), "commune:01004")) == Placed(str(gone), gone)


def test_only_what_one_territory_is_called_is_named_alone(montclar, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = named_alone(["Montclar sur Brenne", "01001", "Saint Aub", "2a001", "Ailleurs", ""])
    assert found["Montclar sur Brenne"] == found["01001"] == montclar
    assert set(found) == {"Montclar sur Brenne", "01001", "2a001"}
    islet = Person.area.field.related_model.objects.get(kind="commune", code="98711")
    islet.plain_name = "archipel du levant"
    islet.save()
    assert named_alone(["Archipel du Levant"]) == {}


# -- acts


def test_a_person_of_the_register_bears_its_name_and_the_journal_its_code(montclar, secretary):
    made = enter_person(name="Ana", area=montclar, by=secretary, at=AT)
    assert (made.territory, made.area) == ("Montclar-sur-Brenne", montclar)
    assert facts("people.entered")["area"] == "commune:01001"
    enter_person(name="Bea", territory="Ailleurs", by=secretary, at=AT)
    assert "area" not in facts("people.entered")


def test_a_territory_is_corrected_with_what_it_was(montclar, called, administrator):
    made = enter_person(name="Ana", area=montclar, by="essai", at=AT)
    given = {"name": "Ana", "function": "", "email": "", "by": administrator, "at": AT}
    correct_person(made, territory="Syndicat des Monts", **given)
    made.refresh_from_db()
    assert (made.territory, made.area) == ("Syndicat des Monts", None)
    assert facts("people.corrected")["area"] == {"from": "commune:01001", "to": None}
    correct_person(made, territory="", area=called("epci", "200000002"), **given)
    made.refresh_from_db()
    assert made.area.kind == "epci" and made.territory == str(made.area)


def test_the_database_holds_no_territory_without_its_name(montclar):
    with pytest.raises(IntegrityError):
        Person.objects.create(name="Ana", area=montclar)


def test_who_is_erased_comes_from_nowhere(montclar):
    made = enter_person(name="Ana", area=montclar, by="essai", at=AT)
    erase_person(made, by=made, at=AT)
    made.refresh_from_db()
    assert made.area is None and made.territory == ""
    assert not Fact.objects.filter(value="commune:01001").exists()


# -- pages, without a script


def test_the_administration_enters_someone_of_the_register_without_a_script(as_, secretary, called):
    client = as_(secretary)
    typed = {"name": "Ana Courcel", "function": "maire", "territory": "saint aub", "email": ""}
    asked = client.post(NEW, typed)
    assert asked.status_code == 422 and "dites lequel, ou gardez" in read(asked)
    drawn = asked.content.decode()
    assert 'value="commune:01004"' in drawn and "Aucun\u202f: garder «\u202fsaint aub\u202f»" in drawn
    client.post(NEW, {**typed, "territory_choice": "commune:01004"})
    made = Person.objects.get(name="Ana Courcel")
    assert made.area == called("commune", "01004") and made.territory == "Saint-Aubert-du-Lac"


def test_correcting_something_else_keeps_the_place_as_it_is(as_, secretary, commission, montclar):
    client = as_(secretary)
    tied = sits(enter_person(name="Ana", area=montclar, by="essai", at=AT), commission)
    free = sits(enter_person(name="Bea", territory="saint aub", by="essai", at=AT), commission)
    for person, chosen in ((tied, "commune:01001"), (free, AS_WRITTEN)):
        address = f"/administration/personnes/{person.pk}/"
        page = client.get(address).content.decode()
        assert f'name="territory_choice" value="{chosen}" checked' in page
        before = (person.territory, person.area)
        sent = {"name": person.name, "function": "maire", "territory": person.territory, "territory_choice": chosen}
        assert client.post(address, sent).status_code == 302
        person.refresh_from_db()
        assert (person.territory, person.area) == before and person.function == "maire"


def test_one_corrects_ones_own_territory(as_, commission, montclar):
    ana = sits(someone("Ana", territory="Montclar"), commission)
    client = as_(ana)
    client.post("/moi/donnees/corriger/", {"name": "Ana", "function": "", "territory": "Montclar-sur-Brenne"})
    ana.refresh_from_db()
    assert ana.area == montclar
    assert montclar.get_absolute_url() in client.get("/moi/donnees/").content.decode()
    journal = read(client.get("/moi/donnees/registre/"))
    assert "Territoire du registre : commune 01001" in journal.replace("\u202f", " ")


def test_someone_new_is_invited_with_her_territory(as_, secretary, commission, montclar):
    typed = {
        "email": "ana@example.org", "person": "", "name": "Ana Courcel", "function": "maire",
        "territory": "montclar-sur-brenne", "commission": commission.pk, "capacity": "elected",
    }  # fmt: skip
    done = as_(secretary).post(reverse("accounts:invite"), typed)
    assert done.status_code == 302 and Invitation.objects.get().person.area == montclar


def test_choices_as_one_types_offer_to_keep_the_words(client):
    answers = client.get("/territoires/choisir/?champ=territory&territory=aubert&libre=1").content.decode()
    assert f'value="{AS_WRITTEN}"' in answers
    assert AS_WRITTEN not in client.get("/territoires/choisir/?champ=territory&territory=aubert").content.decode()
    unknown = client.get("/territoires/choisir/?champ=territory&territory=zzz&libre=1")
    assert "c’est gardé tel quel" in read(unknown)


def test_an_import_ties_what_the_register_names_alone_and_keeps_the_rest(as_, secretary, commission, montclar, called):
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    rows = "Nom;Prénom;Collectivité\nA;Une;MONTCLAR SUR BRENNE\nB;Deux;2A001\nC;Trois;Saint Aub\nD;Quatre;\n"
    sent = {"file": SimpleUploadedFile("m.csv", rows.encode()), "capacity": "elected", "start": "2026-01-01"}
    preview = client.post(address, sent)
    said = read(preview)
    assert "2 collectivités sur 3 sont reconnues dans le registre officiel" in said
    assert "Montclar-sur-Brenne (commune · Brenne (01)" in said
    held = re.search(r'name="list" value="([^"]+)"', preview.content.decode())[1]
    client.post(address, {"list": held})
    found = {one.name: (one.territory, one.area) for one in Person.objects.filter(memberships__commission=commission)}
    assert found == {
        "Une A": ("Montclar-sur-Brenne", montclar),
        "Deux B": ("Aux Marais", called("commune", "2A001")),
        "Trois C": ("Saint Aub", None),
        "Quatre D": ("", None),
    }


# -- what the register's pages and the exports say


def test_who_sits_is_on_the_page_of_the_territory_she_is_tied_to_and_of_no_other(client, commission, called):
    commune = called("commune", "69002")
    tied = sits(enter_person(name="Ana Courcel", area=commune, by="essai", at=AT), commission)
    page = client.get(commune.get_absolute_url()).content.decode()
    assert "Ana Courcel, Commission des Rives" in page and reverse("commissions:person", args=[tied.pk]) in page
    Person.objects.filter(pk=tied.pk).update(area=called("commune", "01004"))
    assert "Ana Courcel" not in client.get(commune.get_absolute_url()).content.decode()
    own = client.get(reverse("commissions:person", args=[tied.pk])).content.decode()
    assert "/territoires/commune/01004/" in own


def test_a_person_heard_is_tied_to_her_territory_only_with_her_consent(client, commission, montclar):
    hearing = Hearing.objects.create(
        commission=commission, title="Le dernier guichet", slug="guichet", starts_at=AT, place="ici", created_at=AT
    )
    ana = enter_person(name="Ana", area=montclar, by="essai", at=AT)
    witness = Witness.objects.create(hearing=hearing, person=ana)
    assert "Le dernier guichet" not in client.get(montclar.get_absolute_url()).content.decode()
    Consent.objects.create(witness=witness, use="name", wording="Nommer", given_at=AT)
    assert "Le dernier guichet" in client.get(montclar.get_absolute_url()).content.decode()


def test_popolo_gives_the_area_of_a_seat(client, commission, montclar):
    sits(enter_person(name="Ana", area=montclar, by="essai", at=AT), commission)
    sits(enter_person(name="Bea", territory="Ailleurs", by="essai", at=AT), commission)
    found = json.loads(client.get("/commission/rives/popolo.json").content)
    (area,) = found["areas"]
    assert area["id"] == "area/commune/01001" and area["name"] == "Montclar-sur-Brenne"
    assert (area["identifier"], area["classification"]) == ("01001", "commune")
    assert area["sources"][0]["url"].endswith("/territoires/commune/01001/")
    assert [one.get("area_id") for one in found["memberships"]] == ["area/commune/01001", None]
