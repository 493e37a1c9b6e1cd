"""Roles: co-chairs, rapporteurs, secretariats, substitutes."""

from datetime import date

import pytest

from portevoix.commissions import queries
from portevoix.commissions.actions import cancel, end_mandate, give_mandate
from portevoix.commissions.models import Mandate
from portevoix.commissions.rules import is_member
from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    START,
    administrator,
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
from portevoix.journal.models import Entry

pytestmark = pytest.mark.django_db


def give(person, commission, by, role="co_chair", **given):
    return give_mandate(person, commission, role=role, **{"start": START, **given}, by=by, at=AT)


def test_a_commission_may_have_several_co_chairs_each_once(commission, secretary, member, expert):
    for person in (member, expert):
        give(person, commission, secretary)
    assert Entry.objects.filter(act="commissions.mandate_given").count() == 2
    with pytest.raises(Refused, match="a déjà ce rôle"):
        give(member, commission, secretary, start=date(2025, 1, 1))
    give(member, commission, secretary, role="rapporteur")


def test_a_stranger_gives_no_role(commission, stranger, member):
    with pytest.raises(Forbidden):
        give(member, commission, stranger)
    with pytest.raises(Forbidden):
        give(stranger, commission, stranger, role="secretariat")


def test_a_substitute_is_one_of_a_member_who_sits(commission, secretary, member, expert):
    with pytest.raises(Refused, match="Dites quel membre"):
        give(expert, commission, secretary, role="substitute")
    with pytest.raises(Refused, match="Seule une suppléance"):
        give(expert, commission, secretary, in_place_of=member)
    with pytest.raises(Refused, match="ne siège pas"):
        give(expert, commission, secretary, role="substitute", in_place_of=secretary)
    with pytest.raises(Refused, match="un membre n’en supplée pas un autre"):
        give(sits(someone("Siège Aussi"), commission), commission, secretary, role="substitute", in_place_of=member)
    given = give(expert, commission, secretary, role="substitute", in_place_of=member)
    seats = queries.composition(commission, date(2026, 3, 1))["seats"]
    assert {seat.person: stand_ins for seat, _roles, stand_ins in seats}[member] == [given]
    assert is_member(expert, commission)


def test_a_commission_keeps_a_secretariat(commission, secretary, administrator, expert):
    held = secretary.mandates.get()
    for act in (
        lambda: end_mandate(held, on=date(2026, 3, 1), by=secretary, at=AT),
        lambda: cancel(held, because="…", by=secretary, at=AT),
    ):
        with pytest.raises(Refused, match="dernier secrétariat"):
            act()
    give(expert, commission, secretary, role="secretariat")
    end_mandate(held, on=date(2026, 3, 1), by=secretary, at=AT)
    end_mandate(Mandate.objects.get(person=expert), on=date(2026, 3, 1), by=administrator, at=AT)


def test_who_presides_is_read_first(commission, secretary, member, expert):
    sits(expert, commission, "expert")
    give(expert, commission, secretary, role="vice_chair")
    give(member, commission, secretary)
    page = queries.composition(commission, date(2026, 3, 1))
    assert [(seat.person, roles) for seat, roles, _subs in page["seats"]] == [
        (member, "coprésidence"),
        (expert, "vice-présidence"),
    ]
    assert [mandate.person for mandate in page["others"]] == [secretary]
    assert (page["voters"], page["experts"]) == (1, 1)
    assert [label for label, _held in queries.offices(commission, date(2026, 3, 1))] == [
        "coprésidence",
        "vice-présidence",
        "secrétariat",
    ]
