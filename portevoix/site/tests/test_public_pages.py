"""The home page, signing in, the journal, the language, the pages of errors."""

from datetime import UTC, datetime

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient, override_settings

from portevoix.engine.verification import check_chain
from portevoix.journal import export
from portevoix.people.actions import enter_person
from portevoix.people.models import Person, User

pytestmark = pytest.mark.django_db


def test_an_empty_installation_says_so(client):
    assert "Aucune commission n’est encore créée" in client.get("/").content.decode()
    assert "Aucun acte n’est encore enregistré" in client.get("/registre/").content.decode()


def test_roles_are_tried_in_the_demo_only(client):
    assert client.get("/essayer/").status_code == 404
    assert client.post("/essayer/", {"as": "1"}).status_code == 404


@override_settings(DEMO=True)
def test_an_unknown_role_is_refused_with_a_sentence(client):
    response = client.post("/essayer/", {"as": "999"}, follow=True)
    assert "n’existe pas dans la démonstration" in response.content.decode()


def test_the_sign_in_page_asks_for_no_signup(client):
    page = client.get("/compte/connexion/").content.decode()
    assert "Un compte est ouvert par le secrétariat" in page
    assert (
        client.post("/compte/inscription/", {"email": "x@example.org", "password1": "un-mot-de-passe-long"}).status_code
        == 200
    )
    assert not User.objects.exists()


def test_an_account_signs_in_with_its_password(client):
    person = Person.objects.create(name="Anne Essai")
    User.objects.create_user("anne@example.org", "un-mot-de-passe-long", person=person)
    wrong = client.post("/compte/connexion/", {"login": "anne@example.org", "password": "faux"})
    assert wrong.status_code == 200 and "anne@example.org" in wrong.content.decode()
    client.post("/compte/connexion/", {"login": "anne@example.org", "password": "un-mot-de-passe-long"})
    assert "Anne Essai" in client.get("/").content.decode()


def test_the_journal_is_exported_and_verifies(client, django_db_setup):
    entered(3)
    copy = b"".join(client.get("/registre.jsonl"))
    problems = []
    assert len(check_chain(copy.splitlines(keepends=True), problems)) == 3 and problems == []
    assert b"Personne" not in copy
    page = client.get("/registre/").content.decode()
    assert ">Personne inscrite</td>" in page and ">people.entered<" not in page


def entered(count):
    for rank in range(count):
        enter_person(name=f"Personne {rank}", by="essai", at=datetime(2026, 1, 1, tzinfo=UTC))


def test_the_journal_is_exported_block_after_block(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(export, "BLOCK", 2)
    entered(5)

    async def blocks():
        response = await AsyncClient().get("/registre.jsonl")
        return [one async for one in response]

    with django_assert_num_queries(1 + 3):
        found = async_to_sync(blocks)()
    assert [one.count(b"\n") for one in found] == [2, 2, 1]
    problems = []
    assert len(check_chain(b"".join(found).splitlines(keepends=True), problems)) == 5 and problems == []


def test_a_copy_of_the_journal_is_resumed_where_it_stopped(client):
    entered(4)
    response = client.get("/registre.jsonl?depuis=3")
    assert response["Content-Disposition"] == 'attachment; filename="registre-depuis-3.jsonl"'
    whole, resumed = b"".join(client.get("/registre.jsonl")), b"".join(response)
    assert resumed == b"".join(whole.splitlines(keepends=True)[2:])
    assert b"".join(client.get("/registre.jsonl?depuis=5")) == b""


@pytest.mark.parametrize("asked", ["zéro", "0", "-1", "1e3", "9" * 40])
def test_a_number_that_is_not_one_is_refused_with_a_sentence(client, asked):
    response = client.get("/registre.jsonl", {"depuis": asked})
    assert response.status_code == 400 and "attend un nombre entier" in response.content.decode()


def test_a_page_that_does_not_exist_says_what_to_do(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode() and "/registre/" in response.content.decode()


def test_french_whatever_the_browser_prefers_until_english_is_chosen(client):
    assert '<html lang="fr"' in client.get("/", headers={"accept-language": "en"}).content.decode()
    client.post("/langue/setlang/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()
