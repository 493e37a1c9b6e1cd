"""The append-only record (R100, R101)."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from portevoix.engine.verification import GENESIS, canonical, check_chain, fact_digest
from portevoix.journal.acts import entry_as_dict, erase, record
from portevoix.journal.models import Entry, Fact

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def write(number, **facts):
    with transaction.atomic():
        return record("tests.written", f"thing:{number}", at=AT, by="Une personne", facts=facts)


def lines():
    return [canonical(entry_as_dict(entry)) + b"\n" for entry in Entry.objects.order_by("number")]


def problems_of(chain):
    problems = []
    check_chain(chain, problems)
    return problems


@pytest.mark.django_db
def test_each_entry_holds_the_digest_of_the_one_before():
    first, second = write(1), write(2, words="ouvertes")
    assert (first.number, first.previous) == (1, GENESIS)
    assert (second.number, second.previous) == (2, first.digest)
    assert problems_of(lines()) == []


@pytest.mark.django_db
def test_no_value_is_in_the_chain_only_its_salted_digest():
    entry = write(1, words="une parole")
    assert "parole" not in json.dumps(entry_as_dict(entry)) and "personne" not in json.dumps(entry_as_dict(entry))
    fact = Fact.objects.get(entry=entry, name="words")
    assert entry.facts["words"] == fact_digest(fact.salt, "words", "une parole")


@pytest.mark.django_db
def test_the_same_value_written_twice_gives_two_digests():
    assert write(1, words="oui").facts["words"] != write(2, words="oui").facts["words"]


@pytest.mark.django_db
def test_erasing_a_value_leaves_the_chain_valid():
    write(1, words="une parole")
    write(2)
    assert erase(Fact.objects.filter(name="words"), at=AT) == 1
    assert Fact.objects.get(name="words").value is None
    assert problems_of(lines()) == []


@pytest.mark.django_db
def test_a_removed_entry_is_found_and_named():
    for number in range(1, 6):
        write(number)
    chain = lines()
    del chain[2]
    assert "écriture 3" in problems_of(chain)[0]


@pytest.mark.django_db
def test_an_altered_entry_is_found_and_named():
    for number in range(1, 4):
        write(number)
    chain = lines()
    altered = json.loads(chain[1])
    altered["act"] = "tests.other"
    chain[1] = canonical(altered) + b"\n"
    assert "écriture 2" in problems_of(chain)[0]


@pytest.mark.django_db(transaction=True)
def test_an_act_is_never_recorded_outside_its_transaction():
    with pytest.raises(RuntimeError):
        record("tests.written", "thing:1", at=AT)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry():
    class Failure(Exception):
        pass

    with pytest.raises(Failure), transaction.atomic():
        record("tests.written", "thing:1", at=AT)
        raise Failure
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_entry_is_never_altered_nor_removed_through_the_application():
    entry = write(1)
    with pytest.raises(ImproperlyConfigured):
        entry.save()
    with pytest.raises(ImproperlyConfigured):
        entry.delete()
