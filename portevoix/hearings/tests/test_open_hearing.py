"""A hearing is opened, persons are invited: allowed, refused, written, journaled (R30, R35)."""

from datetime import UTC, datetime

import pytest

from portevoix.hearings.actions import hear_person, invite_witness, open_hearing
from portevoix.hearings.models import Hearing, Witness
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.people.models import Body, Person

WHEN = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def facts_of(act):
    return {fact.name: fact.value for fact in Entry.objects.filter(act=act).order_by("number").last().values.all()}


def opened(commission, by, at, title="Audition des médiateurs"):
    return open_hearing(
        commission, title=title, starts_at=WHEN, place="Salle 2", agenda="", questionnaire="", by=by, at=at
    )


def test_the_secretariat_opens_a_hearing_and_it_is_journaled(commission, secretary, at):
    hearing = opened(commission, secretary, at)
    assert Entry.objects.get(act="hearings.opened").subject == f"hearing:{hearing.slug}"
    assert facts_of("hearings.opened") == {
        "by": "Sonia Secrétaire", "title": "Audition des médiateurs", "starts_at": WHEN.isoformat(), "place": "Salle 2",
        "commission": "commission-fictive",
    }  # fmt: skip


def test_a_hearing_is_named_by_a_number_never_by_its_title_that_may_name_someone(commission, chair, at):
    titles = ["Audition d’Inès Faure", "Audition d’Inès Faure", "Contributions"]
    assert [opened(commission, chair, at, title=title).slug for title in titles] == [
        "audition-1", "audition-2", "audition-3",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_others_do_not_open_a_hearing(request, commission, at, who):
    with pytest.raises(Forbidden):
        opened(commission, request.getfixturevalue(who), at)
    assert not Hearing.objects.exists()
    assert not Entry.objects.filter(act="hearings.opened").exists()


def test_a_person_is_heard_once_in_a_hearing(hearing, witness, voice, secretary, at):
    assert facts_of("hearings.witness_invited")["body"] == "Fédération des Vergers"
    with pytest.raises(Refused):
        invite_witness(hearing, person=voice, body=None, by=secretary, at=at)


def test_a_member_does_not_invite(hearing, voice, member, at):
    with pytest.raises(Forbidden):
        invite_witness(hearing, person=voice, body=None, by=member, at=at)


def heard(hearing, by, at, **given):
    form = {
        "known": None,
        "name": "",
        "function": "",
        "body_name": "",
        "body_kind": "other",
        "register_number": "",
        "consents": {},
    }
    return hear_person(hearing, **{**form, **given}, by=by, at=at)


def test_a_new_person_and_her_body_are_entered_with_her_consents(hearing, secretary, at):
    witness = heard(hearing, secretary, at, name=" Ines  Faure ", function="une maire", body_name="Ville de Marle",
                    body_kind="local", consents={"transcribe": "Texte A", "name": "Texte B"})  # fmt: skip
    assert (witness.person.name, witness.body.kind) == ("Ines Faure", "local")
    assert witness.allows("transcribe") and not witness.allows("publish")
    assert witness.consents.get(use="name").wording == "Texte B"


def test_a_body_known_by_its_name_is_not_entered_twice(hearing, body, secretary, at):
    heard(hearing, secretary, at, name="Ines Faure", body_name="fédération des vergers")
    assert Body.objects.count() == 1


def test_nothing_is_left_when_the_person_cannot_be_invited(hearing, witness, voice, secretary, at):
    with pytest.raises(Refused):
        heard(hearing, secretary, at, known=voice, body_name="Un autre organisme")
    assert not Body.objects.filter(name="Un autre organisme").exists()
    assert Witness.objects.count() == 1
    with pytest.raises(Refused):
        heard(hearing, secretary, at)
    assert not Person.objects.filter(name="").exists()
