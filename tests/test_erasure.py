"""Someone of the demo is erased: her name stays where it was published, and every dossier still verifies (R101)."""

import pytest
from django.utils import timezone

from portevoix.engine import verification
from portevoix.engine.verification import canonical, check_chain
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry, Fact
from portevoix.people.models import Person
from portevoix.people.rights.actions import erase_person
from portevoix.people.rights.held import holdings
from portevoix.publications.models import Publication
from portevoix.thread.disclosure import dossier
from portevoix.thread.queries import publication_called

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Camille Ostrowski", "Thierno Sangaré", "Claire Sauvageon"])
def test_dossiers_and_the_chain_hold_once_a_person_is_erased(demo, name):
    person = Person.objects.get(name=name)
    kept = {one: set(holding.staying(person).values_list("pk", flat=True)) for one, holding in holdings().items()}
    erase_person(person, by=person, at=timezone.now())
    person.refresh_from_db()
    assert person.name == (name if any(kept.values()) else "Personne effacée")
    if any(kept.values()):
        for one, holding in holdings().items():
            assert set(holding.rows(person).values_list("pk", flat=True)) == kept[one], one
    problems = []
    check_chain((canonical(entry_as_dict(entry)) + b"\n" for entry in Entry.objects.order_by("number")), problems)
    assert problems == []
    for address in Publication.objects.values_list("address", flat=True):
        assert verification.check(dossier(publication_called(address)))[0] == [], address
    subjects = {"amendment", "commission"}
    named = Fact.objects.filter(value=name).values_list("entry__subject", flat=True)
    assert {subject.partition(":")[0] for subject in named} <= subjects
