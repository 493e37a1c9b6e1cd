"""People, associations and bodies: entered, corrected; accounts opened, closed, reopened."""

import pytest
from django.core.management import CommandError, call_command

from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    administrator,
    association,
    commission,
    expert,
    keeps,
    member,
    other,
    secretary,
    sits,
    someone,
    stranger,
)
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.people import actions
from portevoix.people.models import Body, Person, User
from portevoix.people.names import folded, matches, same_name

pytestmark = pytest.mark.django_db
TOLD = {"function": "", "territory": "", "email": ""}


def test_a_secretariat_enters_people_and_a_member_does_not(secretary, member, administrator):
    made = actions.enter_person(name=" Léa  Rivière ", email="Lea@Example.org", by=secretary, at=AT)
    assert (made.name, made.email, made.entered_by) == ("Léa Rivière", "lea@example.org", secretary)
    assert Entry.objects.filter(act="people.entered", subject=f"person:{made.pk}").count() == 1
    actions.enter_person(name="Autre", by=administrator, at=AT)
    for by in (member, None):
        with pytest.raises(Forbidden):
            actions.enter_person(name="Refusée", by=by, at=AT)
    with pytest.raises(Refused, match="Donnez le nom"):
        actions.enter_person(name="  ", by=secretary, at=AT)


def test_a_person_is_corrected_by_those_where_she_sits(secretary, stranger, member):
    with pytest.raises(Forbidden):
        actions.correct_person(member, name="Prise", **TOLD, by=stranger, at=AT)
    actions.correct_person(member, name="Maëlle Membre", **{**TOLD, "territory": "Val"}, by=secretary, at=AT)
    facts = Fact.objects.filter(entry__act="people.corrected").exclude(name="by")
    assert {one.name: one.value for one in facts} == {"name": {"from": "Maël Membre", "to": "Maëlle Membre"}}
    actions.correct_person(member, name="Maëlle Membre", **{**TOLD, "territory": "Val"}, by=secretary, at=AT)
    assert Entry.objects.filter(act="people.corrected").count() == 1


def test_an_account_is_opened_closed_and_reopened(commission, secretary, stranger, administrator):
    person = sits(Person.objects.create(name="Sans Compte"), commission)
    with pytest.raises(Forbidden):
        actions.open_account(person, email="sans@example.org", by=stranger, at=AT)
    user = actions.open_account(person, email="Sans@Example.org", by=secretary, at=AT)
    assert user.email == "sans@example.org" and user.is_active
    with pytest.raises(Refused, match="a déjà un compte"):
        actions.open_account(person, email="deux@example.org", by=secretary, at=AT)
    assert not actions.close_account(user, by=secretary, at=AT).is_active
    with pytest.raises(Refused, match="déjà fermé"):
        actions.close_account(user, by=secretary, at=AT)
    assert actions.reopen_account(user, by=administrator, at=AT).is_active
    assert list(Entry.objects.order_by("number").values_list("act", flat=True)) == [
        "people.account_opened", "people.account_closed", "people.account_reopened",
    ]  # fmt: skip


def test_two_people_do_not_share_an_address(commission, secretary):
    for name, said in (("Une", None), ("Deux", "a déjà cette adresse")):
        person = sits(Person.objects.create(name=name), commission)
        if said is None:
            actions.open_account(person, email="la@example.org", by=secretary, at=AT)
        else:
            with pytest.raises(Refused, match=said):
                actions.open_account(person, email="LA@example.org", by=secretary, at=AT)


def test_an_account_shared_with_another_commission_is_the_administrations(
    commission, other, secretary, stranger, administrator
):
    both = sits(sits(someone("Des Deux"), commission), other)
    for by in (secretary, stranger):
        with pytest.raises(Forbidden):
            actions.close_account(both.account, by=by, at=AT)
    actions.close_account(both.account, by=administrator, at=AT)


def test_nobody_closes_her_own_account_nor_that_of_an_administrator(commission, secretary, administrator):
    with pytest.raises(Refused, match="son propre compte"):
        actions.close_account(secretary.account, by=secretary, at=AT)
    keeps(administrator, commission)
    with pytest.raises(Forbidden):
        actions.close_account(administrator.account, by=secretary, at=AT)
    with pytest.raises(Forbidden):
        actions.open_account(someone("X"), email="x@example.org", administrator=True, by=secretary, at=AT)


def test_associations_and_bodies_are_listed_once(secretary, member):
    made = actions.list_association(name="Union des Plateaux", short_name="UP", by=secretary, at=AT)
    with pytest.raises(Refused, match="Ce nom est déjà") as refused:
        actions.list_association(name="union des plateaux", short_name="U2", by=secretary, at=AT)
    assert refused.value.field == "name"
    with pytest.raises(Refused, match="Ce sigle est déjà") as refused:
        actions.list_association(name="Autre", short_name="UP", by=secretary, at=AT)
    assert refused.value.field == "short_name"
    actions.list_body(name="Fédération", kind="association", by=secretary, at=AT)
    with pytest.raises(Refused, match="Ce nom est déjà"):
        actions.list_body(name="Fédération", kind="other", by=secretary, at=AT)
    with pytest.raises(Forbidden):
        actions.list_body(name="Interdite", kind="other", by=member, at=AT)
    corrected = actions.correct_listed(made, link="https://example.org", represents="les plateaux", by=secretary, at=AT)
    assert (corrected.represents, corrected.link) == ("les plateaux", "https://example.org")
    assert Entry.objects.filter(act="people.association_corrected").count() == 1


def test_what_others_are_tied_to_is_theirs_to_correct(
    commission, other, secretary, stranger, administrator, association
):
    other.associations.add(association)
    with pytest.raises(Forbidden):
        actions.correct_listed(association, represents="rien", by=secretary, at=AT)
    actions.correct_listed(association, represents="les monts", by=stranger, at=AT)
    commission.associations.add(association)
    actions.correct_listed(association, represents="tout", by=secretary, at=AT)
    body = Body.objects.create(name="Libre")
    actions.correct_listed(body, register_number="H1", by=secretary, at=AT)
    actions.correct_listed(body, register_number="H2", by=administrator, at=AT)


def test_the_first_administrator_is_named_from_the_machine(db, capsys):
    call_command("administrator", "Ada Ministre", "ada@example.org")
    user = User.objects.get()
    assert user.is_administrator and user.person.name == "Ada Ministre" and "ada@example.org" in capsys.readouterr().out
    for address, said in (("ada@example.org", "déjà cette adresse"), ("ada", "not an address")):
        with pytest.raises(CommandError, match=said):
            call_command("administrator", "Ada Bis", address)
    assert Person.objects.count() == 1


def test_names_are_found_without_accents_case_or_order():
    assert folded("Élise d’Aubigny-Roux") == "elise d aubigny roux"
    assert same_name("DURAND Léa") == same_name("Léa Durand")
    assert matches("lea dur", "Léa Durand", "maire") and matches("cœur", "Sacré-Coeur")
    assert not matches("rand", "Léa Durand")
