"""Who sits, on the pages: on a day, through time, as data."""

import json
from datetime import date

import pytest

from portevoix.commissions.actions import cancel, end_seat, give_mandate
from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    START,
    association,
    commission,
    expert,
    member,
    other,
    secretary,
    sits,
    someone,
    sub,
)
from portevoix.people.models import Person

pytestmark = pytest.mark.django_db


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_the_day_is_chosen_in_the_address(client, commission, secretary, member):
    end_seat(member.memberships.get(), on=date(2026, 3, 1), by=secretary, at=AT)
    assert "Maël Membre" not in read(client, "/commission/rives/composition/")
    then = read(client, "/commission/rives/composition/?le=2026-03-01")
    assert "Maël Membre" in then and "Qui siégeait le 1er mars 2026" in then
    assert "Personne ne siégeait" in read(client, "/commission/rives/composition/?le=2019-01-01")


def test_what_is_no_day_is_said(client, commission):
    page = read(client, "/commission/rives/composition/?le=hier", 422)
    assert "« hier » n’est pas une date" in page
    assert client.get("/commission/nulle-part/composition/").status_code == 404


def test_someone_is_read_through_time_and_without_an_address(client, commission, sub, secretary, member):
    Person.objects.filter(pk=member.pk).update(email="mael@example.org")
    give_mandate(member, sub, role="rapporteur", start=START, end=date(2025, 1, 9), by=secretary, at=AT)
    page = read(client, f"/personnes/{member.pk}/")
    assert "élu, élue" in page and "depuis le 10 janvier 2024" in page
    assert "rapporteur, rapporteure" in page and "du 10 janvier 2024 au 9 janvier 2025" in page
    assert "example.org" not in page


def test_who_never_sat_has_no_page(client, commission, secretary, member):
    heard = Person.objects.create(name="Une personne entendue")
    assert client.get(f"/personnes/{heard.pk}/").status_code == 404
    cancel(member.memberships.get(), because="erreur", by=secretary, at=AT)
    assert client.get(f"/personnes/{member.pk}/").status_code == 404


def test_pages_cost_few_queries_whatever_the_number(
    client, commission, sub, secretary, member, django_assert_num_queries
):
    for rank in range(40):
        sits(someone(f"Élue {rank}"), commission)
    for address, cost in (
        ("/commission/rives/composition/", 3),
        (f"/personnes/{member.pk}/", 3),
        ("/associations/", 1),
        ("/commission/rives/popolo.json", 5),
    ):
        with django_assert_num_queries(cost):
            client.get(address)


# -- Popolo: what the schemas of popoloproject.com ask, said small

TEXT = {"type": "string"}
DATE = {"type": "string", "pattern": r"\d{4}(-\d{2}){0,2}"}
LINKS = {"type": "array", "items": {"url": {"type": "string", "pattern": r"https?://.+", "required": True}}}
SCHEMAS = {
    "persons": {
        "id": {**TEXT, "required": True}, "name": {**TEXT, "required": True}, "summary": TEXT, "sources": LINKS,
    },
    "organizations": {
        "id": {**TEXT, "required": True}, "name": {**TEXT, "required": True}, "classification": TEXT,
        "parent_id": TEXT, "abstract": TEXT, "dissolution_date": DATE, "sources": LINKS, "links": LINKS,
        "other_names": {"type": "array", "items": {"name": {**TEXT, "required": True}, "note": TEXT}},
    },
    "posts": {
        "id": {**TEXT, "required": True}, "label": {**TEXT, "required": True}, "role": TEXT,
        "organization_id": {**TEXT, "required": True},
    },
    "memberships": {
        "id": {**TEXT, "required": True}, "label": TEXT, "role": TEXT, "person_id": {**TEXT, "required": True},
        "organization_id": {**TEXT, "required": True}, "post_id": TEXT, "on_behalf_of_id": TEXT,
        "start_date": {**DATE, "required": True}, "end_date": DATE, "in_place_of_id": TEXT, "area_id": TEXT,
    },
    "areas": {
        "id": {**TEXT, "required": True}, "name": {**TEXT, "required": True}, "identifier": TEXT, "classification": TEXT,
        "sources": LINKS,
    },
}  # fmt: skip


def check(schema, thing):
    """Raise AssertionError where *thing* is not as *schema* says."""
    import re

    assert set(thing) <= set(schema), set(thing) - set(schema)
    for name, rule in schema.items():
        if name not in thing:
            assert not rule.get("required"), f"{name} is missing"
            continue
        value = thing[name]
        assert isinstance(value, {"string": str, "array": list}[rule["type"]]), (name, value)
        if "pattern" in rule:
            assert re.fullmatch(rule["pattern"], value), (name, value)
        for item in value if rule["type"] == "array" else ():
            check(rule["items"], item)


def test_popolo_is_as_its_schemas_ask_and_its_references_hold(
    client, commission, sub, other, secretary, member, expert, association
):
    commission.associations.add(association)
    Person.objects.update(email="secret@example.org")
    sits(expert, sub, "expert", end=date(2025, 1, 1))
    sits(someone("Quelqu’un d’ailleurs"), other)
    give_mandate(
        someone("Suppléante"), commission, role="substitute", in_place_of=member, start=START, by=secretary, at=AT
    )
    response = client.get("/commission/rives/popolo.json")
    found = json.loads(response.content)
    assert set(found) == set(SCHEMAS)
    for kind, schema in SCHEMAS.items():
        for thing in found[kind]:
            check(schema, thing)
    known = {thing["id"] for things in found.values() for thing in things}
    referred = {
        value for things in found.values() for thing in things for key, value in thing.items() if key.endswith("_id")
    }
    assert referred <= known
    assert len(found["memberships"]) == 4 and "d’ailleurs" not in response.content.decode()
    assert {"2025-01-01"} == {one["end_date"] for one in found["memberships"] if "end_date" in one}
    assert "@" not in response.content.decode()
