"""People see, export, correct and erase what is held about them; what each accepted is kept with its text and date."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import override_settings
from django.urls import reverse

from portevoix.commissions.models import Mandate, Membership
from portevoix.engine.verification import canonical, check_chain
from portevoix.journal.acts import Forbidden, Refused, entry_as_dict
from portevoix.journal.models import Entry, Fact
from portevoix.notices.models import Notice
from portevoix.people.actions import enter_person, open_account
from portevoix.people.models import Person, User
from portevoix.people.rights import queries
from portevoix.people.rights.actions import WORDINGS, agree, correct_person, erase_person, withdraw_agreement
from portevoix.people.rights.export import exported
from portevoix.people.rights.held import holdings
from portevoix.people.rights.models import Agreement
from portevoix.people.rights.retention import apply_retention, keepings
from portevoix.texts.actions.amending import file_amendment
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.engine_bridge import subject_of
from portevoix.texts.tests.conftest import (  # noqa: F401
    adopted,
    at,
    chair,
    commission,
    draft,
    frozen,
    manifesto_content,
    member,
    outsider,
    rapporteur,
    seated,
    secretary,
    text,
)

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def entered(db):
    """Someone entered and given an account through the acts, as an installation does."""
    person = enter_person(name="Zoé Essai", function="maire", territory="Val", by="essai", at=LATER)
    open_account(person, email="zoe@example.org", by="essai", at=LATER)
    return person


def chain_holds():
    problems = []
    check_chain((canonical(entry_as_dict(one)) + b"\n" for one in Entry.objects.order_by("number")), problems)
    return problems == []


def values():
    return [fact.value for fact in Fact.objects.filter(erased_at=None)]


# -- correcting -------------------------------------------------------------------------------------------------------


def test_a_correction_is_journaled_and_the_former_value_is_forgotten(entered):
    correct_person(entered, name="Zoé  Juste", function="maire", territory="Val d’Ombre", by=entered, at=LATER)
    entered.refresh_from_db()
    assert (entered.name, entered.territory) == ("Zoé Juste", "Val d’Ombre")
    facts = dict(Fact.objects.filter(entry__act="people.corrected").values_list("name", "value"))
    assert facts == {"by": "Zoé Juste", "name": "Zoé Juste", "territory": "Val d’Ombre"}
    assert "Zoé Essai" not in values() and "maire" in values() and chain_holds()


def test_a_correction_that_changes_nothing_or_empties_a_name_is_refused(entered):
    with pytest.raises(Refused, match="Rien n’est changé"):
        correct_person(entered, name="Zoé Essai", function="maire", territory="Val", by=entered, at=LATER)
    with pytest.raises(Refused, match="Une personne a un nom"):
        correct_person(entered, name=" ", function="maire", territory="", by=entered, at=LATER)


def test_only_oneself_an_administrator_or_her_secretariat_acts_for_a_person(entered, member, secretary, outsider):
    given = {"function": "", "territory": "", "at": LATER}
    for other in (member, outsider):
        with pytest.raises(Forbidden):
            correct_person(entered, name="A", by=other, **given)
    with pytest.raises(Forbidden):
        correct_person(entered, name="A", by=secretary, **given)
    correct_person(member, name="Maël Corrigé", by=secretary, **given)
    User.objects.filter(person=outsider).update(is_administrator=True)
    correct_person(entered, name="Zoé Autre", by=outsider, **given)
    with pytest.raises(Forbidden):
        erase_person(outsider, by=secretary, at=LATER)


# -- agreements -------------------------------------------------------------------------------------------------------


def test_an_agreement_is_kept_with_its_text_and_dates_and_withdrawn(entered, member):
    wording = str(WORDINGS["contact"])
    with pytest.raises(Forbidden):
        agree(entered, use="contact", wording=wording, by=member, at=LATER)
    given = agree(entered, use="contact", wording=wording, by=entered, at=LATER)
    assert Fact.objects.get(entry__act="people.agreed", name="wording").value == wording
    with pytest.raises(Refused, match="déjà donné"):
        agree(entered, use="contact", wording=wording, by=entered, at=LATER)
    assert queries.addresses_shown([entered.pk]) == {entered.pk: "zoe@example.org"}
    withdraw_agreement(given, by=entered, at=LATER)
    with pytest.raises(Refused, match="déjà retiré"):
        withdraw_agreement(given, by=entered, at=LATER)
    assert queries.addresses_shown([entered.pk]) == {}
    agree(entered, use="contact", wording=wording, by=entered, at=LATER)
    assert Agreement.objects.filter(person=entered).count() == 2


def test_an_address_is_shown_to_members_only_once_its_owner_accepts(as_, member, chair, outsider):
    page = reverse("commissions:composition", args=["commission-fictive"])
    assert chair.account.email not in as_(member).get(page).content.decode()
    as_(chair).post("/moi/donnees/accords/", {"agree": "contact"})
    assert f"mailto:{chair.account.email}" in as_(member).get(page).content.decode()
    assert chair.account.email not in as_(outsider).get(page).content.decode()
    agreement = Agreement.objects.get()
    as_(member).post("/moi/donnees/accords/", {"withdraw": agreement.pk})
    agreement.refresh_from_db()
    assert agreement.withdrawn_at is None, "one withdraws only one's own"
    as_(chair).post("/moi/donnees/accords/", {"withdraw": agreement.pk})
    assert chair.account.email not in as_(member).get(page).content.decode()


# -- seeing and exporting ---------------------------------------------------------------------------------------------


def test_every_relation_to_a_person_is_found_and_every_one_of_ours_says_why_it_is_kept():
    found = holdings()
    relations = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person and model is not User
    }
    assert relations == set(found)
    for name in ("texts.amendment.author", "commissions.membership.person", "notices.notice.person"):
        assert found[name].purpose


def test_all_that_is_held_is_exported_to_read_and_to_reuse(frozen, member, at):
    file_amendment(
        frozen, unit_key="prop_3__al_1", instructions="Supprimer l’alinéa 1.", rationale="Parce que.", by=member, at=at
    )
    with zipfile.ZipFile(io.BytesIO(exported(member, LATER))) as held:
        data, page = json.loads(held.read("donnees.json")), held.read("index.html").decode()
    assert data["person"]["name"] == "Maël Membre" and data["account"]["email"] == member.account.email
    kinds = {kind["name"]: kind["rows"] for kind in data["kinds"]}
    assert kinds["texts.amendment.author"][0]["exposé des motifs"] == "Parce que."
    assert kinds["commissions.membership.person"][0]["commission"] == "Commission fictive"
    assert any(one["act"] == "texts.amendment_filed" and one["fact"] == "author" for one in data["journal"])
    assert "Parce que." in page and "Maël Membre" in page and "<script" not in page


def test_pages_of_ones_own_data(as_, member, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.data_page(member)
    with django_assert_num_queries(2):
        queries.erasure_plan(member)
    client = as_(member)
    page = client.get("/moi/donnees/").content.decode()
    assert member.account.email in page and "Sièges" in page and "Répondre pour d’autres" not in page
    assert "Commission fictive" in client.get("/moi/donnees/commissions.membership.person/").content.decode()
    assert client.get("/moi/donnees/auth.user.password/").status_code == 404
    assert client.get("/moi/donnees/mes-donnees.zip")["Content-Type"] == "application/zip"
    wrong = client.post("/moi/donnees/corriger/", {"name": "", "function": "maire"})
    assert wrong.status_code == 422 and 'value="maire"' in wrong.content.decode()
    client.post("/moi/donnees/corriger/", {"name": "Maël Membre", "function": "maire", "territory": ""})
    assert Person.objects.get(pk=member.pk).function == "maire"


def test_data_of_another_open_to_her_secretariat_only(as_, member, chair, secretary, outsider):
    paths = ("", "donnees.zip", "corriger/", "effacer/", "registre/")
    for path in paths:
        address = f"/donnees-personnelles/personnes/{member.pk}/{path}"
        assert as_(secretary).get(address).status_code == 200, path
        for other in (chair, outsider):
            assert as_(other).get(address).status_code == 403, path
    client = as_(secretary)
    listed = client.get("/donnees-personnelles/personnes/", {"nom": "maël"}).content.decode()
    assert "Maël Membre" in listed and "Odile Ailleurs" not in listed
    assert "Maël Membre" not in as_(outsider).get("/donnees-personnelles/personnes/").content.decode()


def test_everyone_reads_what_is_kept_why_and_how_long(client):
    page = client.get("/donnees-personnelles/").content.decode()
    for words in ("Amendements déposés", "1 an après leur envoi", "Mes données", "/auditions/"):
        assert words in page
    assert client.get("/moi/donnees/").status_code == 302


# -- erasing ----------------------------------------------------------------------------------------------------------


def test_who_did_nothing_public_disappears_and_the_chain_holds(entered):
    before = {entry.number: entry.digest for entry in Entry.objects.all()}
    agree(entered, use="image", wording="…", by=entered, at=LATER)
    erase_person(entered, by=entered, at=LATER)
    entered.refresh_from_db()
    assert (entered.name, entered.function, entered.territory) == ("Personne effacée", "", "")
    assert not User.objects.exists() and not Agreement.objects.exists()
    assert not {"Zoé Essai", "zoe@example.org", "maire"} & {one for one in values() if isinstance(one, str)}
    assert chain_holds() and before.items() <= {e.number: e.digest for e in Entry.objects.all()}.items()
    assert Fact.objects.get(entry__act="people.erased", name="by").value == "la personne elle-même"
    with pytest.raises(Refused, match="est effacée"):
        erase_person(entered, by=entered, at=LATER)


def test_public_office_keeps_its_name_and_the_rest_loses_it(adopted, text, member, secretary, chair, at):
    unpublished = file_amendment_elsewhere(text.commission, member, secretary, at, cosignatory=chair)
    Notice.objects.create(person=member, kind="k", about="a", title="t", url="/", sentence="s", reason="r", made_at=at)
    erase_person(member, by=secretary, at=LATER)
    member.refresh_from_db()
    assert member.name == "Maël Membre" and member.erased_at == LATER
    assert {one.author.name for one in adopted.base.amendments.all()} == {"Maël Membre"}
    unpublished.refresh_from_db()
    assert unpublished.author.name == "Personne effacée" and unpublished.author != member
    assert list(unpublished.cosignatories.all()) == [chair]
    seat = Membership.objects.get(person=member)
    assert seat.end == LATER.date() and Fact.objects.get(entry__act="commissions.seat_ended", name="person").value
    assert not Notice.objects.filter(person=member).exists() and not hasattr(
        Person.objects.get(pk=member.pk), "account"
    )
    facts = Fact.objects.filter(entry__subject=subject_of(unpublished), name__in=("author", "by"))
    assert {fact.value for fact in facts} == {None} and chain_holds()


def file_amendment_elsewhere(commission, author, secretary, at, cosignatory):
    """An amendment on a text that nobody adopted."""
    other = open_text(commission, kind="guide", title="Autre", content=manifesto_content(), by=secretary, at=at)
    version = freeze_version(other.versions.get(), by=secretary, at=at)
    return file_amendment(
        version, unit_key="prop_3__al_1", instructions="Supprimer l’alinéa 1.", rationale="…", by=author,
        cosignatories=[cosignatory], at=at,
    )  # fmt: skip


def test_a_cosignatory_who_is_erased_leaves_the_amendment_to_its_author(text, member, secretary, chair, at):
    amendment = file_amendment_elsewhere(text.commission, member, secretary, at, cosignatory=chair)
    erase_person(chair, by=chair, at=LATER)
    assert [one.name for one in amendment.cosignatories.all()] == ["Personne effacée"]
    assert Fact.objects.get(entry__act="texts.amendment_filed", name="cosignatories").value is None
    assert Fact.objects.get(entry__act="texts.amendment_filed", name="author").value == "Maël Membre"


def test_a_homonym_loses_nothing(commission, entered):
    other = enter_person(name="Zoé Essai", by="essai", at=LATER)
    erase_person(entered, by=entered, at=LATER)
    assert Person.objects.get(pk=other.pk).name == "Zoé Essai"
    assert Fact.objects.get(entry__subject=f"person:{other.pk}", name="name").value == "Zoé Essai"
    assert (
        Fact.objects.get(entry__subject=f"person:{entered.pk}", entry__act="people.entered", name="name").value is None
    )


def test_the_only_secretary_and_the_only_administrator_hand_over_first(secretary, commission, entered):
    with pytest.raises(Refused, match="Personne d’autre ne tient le secrétariat"):
        erase_person(secretary, by=secretary, at=LATER)
    assert Mandate.objects.get(person=secretary).end is None and chain_holds()
    other = seated(commission, "Autre Secrétaire", role=Mandate.Role.SECRETARIAT, capacity=None)
    erase_person(secretary, by=secretary, at=LATER)
    assert Person.objects.get(pk=secretary.pk).name == "Personne effacée", "staff holds no public office"
    assert other.mandates.get().end is None
    User.objects.filter(person=entered).update(is_administrator=True)
    with pytest.raises(Refused, match="administrez seul"):
        erase_person(entered, by=entered, at=LATER)


def test_one_types_ones_name_to_be_erased_then_is_signed_out(as_, member):
    client = as_(member)
    page = client.get("/moi/donnees/effacer/").content.decode()
    assert "Ce qui garde le nom, et pourquoi" in page and "un mandat public" in page
    refused = client.post("/moi/donnees/effacer/", {"name": "Quelqu’un"})
    assert refused.status_code == 422 and "Rien n’est effacé" in refused.content.decode()
    assert User.objects.filter(person=member).exists()
    done = client.post("/moi/donnees/effacer/", {"name": "maël membre"}, follow=True).content.decode()
    assert "Vos données sont effacées" in done and "Se connecter" in done
    assert not User.objects.filter(person=member).exists()


# -- retention --------------------------------------------------------------------------------------------------------


def test_what_was_kept_long_enough_is_forgotten_and_journaled_and_nothing_else(entered):
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=LATER - timedelta(hours=1))
    Session.objects.create(session_key="b" * 32, session_data="", expire_date=LATER + timedelta(hours=1))
    notice = {"person": entered, "kind": "k", "about": "a", "title": "t", "url": "/", "sentence": "s", "reason": "r"}
    Notice.objects.create(made_at=LATER - timedelta(days=366), **notice)
    Notice.objects.create(made_at=LATER - timedelta(days=364), **notice)
    old = agree(entered, use="image", wording="…", by=entered, at=LATER - timedelta(days=3000))
    withdraw_agreement(old, by=entered, at=LATER - timedelta(days=1900))
    agree(entered, use="contact", wording="…", by=entered, at=LATER - timedelta(days=3000))
    assert apply_retention(LATER) == {"sessions": 1, "agreements": 1, "notices": 1}
    assert Session.objects.get().session_key == "b" * 32
    assert Notice.objects.count() == 1 and Agreement.objects.get().use == "contact"
    entries = set(Entry.objects.filter(act="people.retention_applied").values_list("subject", flat=True))
    assert entries == {"retention:sessions", "retention:agreements", "retention:notices"}
    assert apply_retention(LATER) == {} and chain_holds()


def test_a_delay_is_changed_by_a_setting_and_a_name_mistyped_is_said():
    keepings.cache_clear()
    try:
        with override_settings(RETENTION_DAYS={"notice": 3}), pytest.raises(LookupError, match="notice"):
            keepings()
    finally:
        keepings.cache_clear()
    assert {one.name: one.days for one in keepings()}["notices"] == 365
