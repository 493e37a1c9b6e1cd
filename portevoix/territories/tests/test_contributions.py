"""What a territory contributed: told by the rooms above, only where a text can mean no other territory."""

from datetime import UTC, date, datetime

import pytest

from portevoix.commissions.models import Commission, Membership
from portevoix.hearings.models import Consent, Hearing, Witness
from portevoix.people.models import Body, Person
from portevoix.territories.queries import ways_to_write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
AT = datetime(2026, 2, 3, 10, tzinfo=UTC)


@pytest.fixture
def commission():
    return Commission.objects.create(name="Commission des Rives", slug="rives")


@pytest.fixture
def hearing(commission):
    return Hearing.objects.create(
        commission=commission, title="Le dernier guichet", slug="guichet", starts_at=AT, place="ici", created_at=AT
    )


def told(client, kind, code):
    return client.get(f"/territoires/{kind}/{code}/").content.decode()


def seat(commission, name, territory):
    person = Person.objects.create(name=name, territory=territory)
    return Membership.objects.create(person=person, commission=commission, capacity="elected", start=date(2024, 1, 10))


def test_a_member_is_on_the_page_of_the_territory_she_sits_for(client, commission):
    seat(commission, "Nadia Belkhir", "Montclar-sur-Brenne")
    content = told(client, "commune", "01001")
    assert "Nadia Belkhir" in content and "Commission des Rives" in content
    assert "Nadia Belkhir" not in told(client, "commune", "01002")
    assert "Rien ici ne vient encore" in told(client, "commune", "01002")


def test_a_name_that_two_territories_have_is_given_to_neither_unless_it_says_which(called):
    commune, district = called("commune", "69001"), called("commune", "69002")
    assert "Saint-Aubert" in ways_to_write(district)
    overseas, islet = called("overseas", "987"), called("commune", "98711")
    islet.plain_name = overseas.plain_name
    islet.save()
    assert "Archipel du Levant" not in ways_to_write(overseas)
    assert "Archipel du Levant (987)" in ways_to_write(overseas)
    assert {"Ville de Port-Aubier", "commune de Port-Aubier", "Port-Aubier (69)"} <= set(ways_to_write(commune))


def test_a_part_that_kept_the_name_of_its_commune_takes_nothing_from_it(called):
    assert "Le Grand-Fossé" in ways_to_write(called("commune", "01003"))
    assert "Le Grand-Fossé" not in ways_to_write(called("delegated", "01003"))


def test_a_hearing_is_on_the_page_of_the_body_that_was_heard(client, hearing):
    body = Body.objects.create(name="Ville de Port-Aubier", kind="local")
    Witness.objects.create(hearing=hearing, person=Person.objects.create(name="Anne Essai"), body=body)
    content = told(client, "commune", "69001")
    assert "Le dernier guichet" in content and "Anne Essai" not in content


def test_a_person_heard_is_tied_to_her_territory_only_with_her_consent_to_be_named(client, hearing):
    person = Person.objects.create(name="Anne Essai", territory="L'Haÿe-les-Saules")
    witness = Witness.objects.create(hearing=hearing, person=person)
    assert "Le dernier guichet" not in told(client, "commune", "01002")
    consent = Consent.objects.create(witness=witness, use="name", wording="Nommer", given_at=AT)
    assert "Le dernier guichet" in told(client, "commune", "01002")
    consent.withdrawn_at = AT
    consent.save()
    assert "Le dernier guichet" not in told(client, "commune", "01002")


def test_contributions_follow_a_merged_commune(client, commission, second):
    from portevoix.territories.actions import load_register

    seat(commission, "Nadia Belkhir", "Commune de Saint-Aubert-du-Lac")
    assert "Nadia Belkhir" in told(client, "commune", "01004")
    load_register(second, at=AT)
    assert "Nadia Belkhir" in told(client, "commune", "01004")
