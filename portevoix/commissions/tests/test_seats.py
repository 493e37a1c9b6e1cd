"""Seats: taken, ended, cancelled; never two at once, never rewritten (domain, section 1)."""

from datetime import date

import pytest

from portevoix.commissions import queries
from portevoix.commissions.actions import cancel, end_seat, give_mandate, take_seat
from portevoix.commissions.models import Mandate, Membership
from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    START,
    administrator,
    association,
    commission,
    expert,
    keeps,
    member,
    other,
    secretary,
    someone,
    stranger,
    sub,
)
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact

pytestmark = pytest.mark.django_db


def take(person, commission, by, **given):
    return take_seat(person, commission, **{"capacity": "expert", "start": date(2026, 1, 1), **given}, by=by, at=AT)


def last():
    return Entry.objects.order_by("-number").first()


def told(name):
    return Fact.objects.get(entry=last(), name=name).value


def test_a_seat_is_taken_and_journaled(commission, secretary, expert, association):
    seat = take(expert, commission, secretary, association=association, end=date(2026, 12, 31))
    assert (seat.capacity, seat.association, seat.end) == ("expert", association, date(2026, 12, 31))
    assert last().act == "commissions.seat_taken"
    assert told("association") == "UR" and told("end") == "2026-12-31"


def test_only_its_secretariat_and_the_administration_seat_people(commission, member, stranger, administrator, expert):
    for by in (member, stranger, None):
        with pytest.raises(Forbidden, match="secrétariat"):
            take(expert, commission, by)
    assert take(expert, commission, administrator).pk
    assert Membership.objects.filter(person=expert).count() == 1


def test_the_secretariat_of_a_commission_keeps_its_sub_commissions_and_not_the_reverse(
    commission, sub, secretary, expert, db
):
    take(expert, sub, secretary)
    below = keeps(someone("Basile Dessous"), sub)
    take(someone("Un autre"), sub, below)
    with pytest.raises(Forbidden):
        take(someone("Un tiers"), commission, below)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-02-01", None), ("2025-01-01", None), ("2025-01-01", "2026-01-01"), ("2026-12-31", "2027-01-01")],
)
def test_nobody_holds_two_seats_at_once(commission, secretary, expert, start, end):
    take(expert, commission, secretary, end=date(2026, 12, 31))
    with pytest.raises(Refused, match="siège déjà dans cette commission"):
        take(expert, commission, secretary, start=date.fromisoformat(start), end=end and date.fromisoformat(end))
    assert Membership.objects.filter(person=expert).count() == 1


def test_seats_follow_one_another(commission, secretary, expert):
    take(expert, commission, secretary, end=date(2026, 1, 31))
    take(expert, commission, secretary, start=date(2026, 2, 1), capacity="elected")
    take(expert, commission, secretary, start=date(2025, 1, 1), end=date(2025, 12, 31))
    assert [one.start for one in queries.through_time(expert)] == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 1, 1)]


def test_a_seat_does_not_end_before_it_starts(commission, secretary, expert):
    with pytest.raises(Refused, match="précède") as refused:
        take(expert, commission, secretary, end=date(2025, 12, 31))
    assert refused.value.field == "end"


def test_a_seat_that_ends_stays_visible_at_its_date(commission, secretary, member):
    seat = member.memberships.get()
    end_seat(seat, on=date(2026, 3, 1), by=secretary, at=AT)
    assert last().act == "commissions.seat_ended"

    def who(on):
        return [one.person for one, _roles, _subs in queries.composition(commission, on)["seats"]]

    assert who(date(2026, 3, 1)) == [member]
    assert who(date(2026, 3, 2)) == [] and who(date(2024, 1, 9)) == [] and who(START) == [member]


def test_roles_that_go_with_a_seat_end_with_it_and_so_do_its_substitutes(commission, secretary, member, expert):
    give_mandate(member, commission, role="rapporteur", start=START, by=secretary, at=AT)
    give_mandate(expert, commission, role="substitute", in_place_of=member, start=START, by=secretary, at=AT)
    end_seat(member.memberships.get(), on=date(2026, 3, 1), by=secretary, at=AT)
    assert list(Mandate.objects.exclude(role="secretariat").values_list("end", flat=True)) == [date(2026, 3, 1)] * 2
    assert Entry.objects.filter(act="commissions.mandate_ended").count() == 2


def test_what_has_ended_is_not_rewritten(commission, secretary, member):
    seat = member.memberships.get()
    with pytest.raises(Refused, match="ne peut pas précéder le début"):
        end_seat(seat, on=date(2023, 1, 1), by=secretary, at=AT)
    end_seat(seat, on=date(2026, 6, 30), by=secretary, at=AT)
    with pytest.raises(Refused, match="elle s’avance, elle ne recule pas"):
        end_seat(seat, on=date(2026, 12, 31), by=secretary, at=AT)
    end_seat(seat, on=date(2026, 2, 28), by=secretary, at=AT)
    assert told("former_end") == "2026-06-30"
    with pytest.raises(Refused, match="ne se récrit pas"):
        end_seat(seat, on=date(2026, 2, 1), by=secretary, at=AT)


def test_a_seat_entered_by_mistake_counts_no_more_on_any_day(commission, secretary, member):
    seat = member.memberships.get()
    with pytest.raises(Refused, match="Dites pourquoi"):
        cancel(seat, because=" ", by=secretary, at=AT)
    cancel(seat, because="mauvaise personne", by=secretary, at=AT)
    assert last().act == "commissions.seat_cancelled" and told("because") == "mauvaise personne"
    assert queries.composition(commission, date(2025, 1, 1))["seats"] == []
    assert queries.sits_or_sat(member.pk) is None
    take(member, commission, secretary)
    with pytest.raises(Refused, match="déjà été annulé"):
        cancel(seat, because="encore", by=secretary, at=AT)


def test_a_stranger_ends_and_cancels_nothing(commission, stranger, member):
    seat = member.memberships.get()
    for act in (lambda: end_seat(seat, on=date(2026, 3, 1), by=stranger, at=AT),
                lambda: cancel(seat, because="…", by=stranger, at=AT)):  # fmt: skip
        with pytest.raises(Forbidden):
            act()
    assert Membership.objects.filter(pk=seat.pk, end=None, cancelled_at=None).exists()
