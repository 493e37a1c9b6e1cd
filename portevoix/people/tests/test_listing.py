"""Lists of names in the order that a reader expects, the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from portevoix.people.actions import enter_person
from portevoix.people.models import Association, Body, Person
from portevoix.people.names import folded

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
IN_ORDER = [
    "Ålesund Berit", "Belkhir Zoé", "Belkhir-Roussel Nadia", "Belkhira Ana", "de Broglie Anne", "Édith Caussimon",
    "edith Fabre", "Œillet Jean", "Oger Paul", "Østergaard Kim", "Łukasz Nowak", "Zélie Darnaud",
]  # fmt: skip


def listed(model=Person):
    return list(model.objects.values_list("name", flat=True))


def test_names_are_listed_with_accents_case_and_hyphens_set_aside():
    for name in sorted(IN_ORDER):
        Person.objects.create(name=name)
    assert listed() == sorted(IN_ORDER, key=folded)
    assert [one for one in listed() if one[0] in "ÉeZ"] == ["Édith Caussimon", "edith Fabre", "Zélie Darnaud"]
    assert listed().index("Belkhir-Roussel Nadia") < listed().index("Belkhir Zoé") < listed().index("Belkhira Ana")


def test_a_space_comes_before_any_letter_whatever_the_language_of_the_database():
    Association.objects.create(name="La Ville", short_name="1")
    Association.objects.create(name="L’Aval", short_name="2")
    Association.objects.create(name="Laval", short_name="3")
    assert listed(Association) == ["L’Aval", "La Ville", "Laval"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT collation_name FROM information_schema.columns WHERE column_name = 'sorted_as'"
            )
            assert cursor.fetchall() == [("C",)]


def test_rows_made_together_have_their_key_too():
    Body.objects.bulk_create(Body(name=name) for name in ("Zone", "Écluse", "abri"))
    assert listed(Body) == ["abri", "Écluse", "Zone"]


def test_a_name_that_changes_moves_in_the_lists():
    for name in ("Marthe", "Zoé"):
        person = enter_person(name=name, by="installation", at=AT)
    person.name = "Élodie"
    person.save(update_fields=["name"])
    assert listed() == ["Élodie", "Marthe"]
    assert Person.objects.get(pk=person.pk).sorted_as == "elodie"  # and says nothing of the former name


def test_rows_that_stood_before_get_their_key():
    Person.objects.create(name="Élise")
    Person.objects.create(name="Zoé")
    Person.objects.update(sorted_as="")
    import_module("portevoix.people.migrations.0006_sorted_names").write_keys(apps, None)
    assert list(Person.objects.values_list("sorted_as", flat=True)) == ["elise", "zoe"]
