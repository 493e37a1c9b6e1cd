"""Commissions are created, corrected, closed, reopened."""

from datetime import date, timedelta

import pytest

from portevoix.commissions.actions import (
    close_commission,
    correct_commission,
    create_commission,
    draft_meeting,
    give_mandate,
    reopen_commission,
    take_seat,
)
from portevoix.commissions.models import Commission, Mandate, Meeting, Membership
from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    administrator,
    association,
    commission,
    expert,
    member,
    other,
    secretary,
    stranger,
    sub,
)
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def settings_of(commission, **changed):
    kept = {name: getattr(commission, name) for name in ("name", "motto", "purpose", "axis", "answer_delay_months")}
    return {**kept, "associations": list(commission.associations.all()), **changed}


def test_the_administration_creates_commissions_and_names_who_keeps_them(administrator, expert):
    made = create_commission(name="Commission  nouvelle", purpose="Entendre", by=administrator, at=AT)
    assert (made.name, made.slug) == ("Commission nouvelle", "commission-nouvelle")
    give_mandate(expert, made, role="secretariat", start=TODAY, by=administrator, at=AT)
    take_seat(expert, made, capacity="staff", start=TODAY, by=expert, at=AT)
    again = create_commission(name="Commission nouvelle !", by=administrator, at=AT)
    assert again.slug == "commission-nouvelle-2"


def test_a_secretariat_creates_sub_commissions_in_its_own_and_no_commission(commission, sub, other, secretary):
    made = create_commission(name="Données", axis="Ouvrir", parent=commission, by=secretary, at=AT)
    assert (made.parent, made.axis) == (commission, "Ouvrir")
    for parent in (None, other):
        with pytest.raises(Forbidden):
            create_commission(name="Ailleurs", parent=parent, by=secretary, at=AT)
    with pytest.raises(Refused, match="ne se divise pas"):
        create_commission(name="Plus bas", parent=sub, by=secretary, at=AT)
    with pytest.raises(Refused, match="porte déjà ce nom"):
        create_commission(name="données", parent=commission, by=secretary, at=AT)


def test_a_member_creates_nothing(commission, member):
    with pytest.raises(Forbidden):
        create_commission(name="À moi", parent=commission, by=member, at=AT)


def test_a_commission_is_corrected_and_its_address_lasts(commission, secretary, stranger, association):
    with pytest.raises(Forbidden):
        correct_commission(commission, **settings_of(commission, name="Prise"), by=stranger, at=AT)
    changed = correct_commission(
        commission, **settings_of(commission, name="Les Rives", answer_delay_months=3, associations=[association]),
        by=secretary, at=AT,
    )  # fmt: skip
    assert (changed.name, changed.slug, changed.answer_delay_months) == ("Les Rives", "rives", 3)
    assert list(changed.associations.all()) == [association]
    entry = Entry.objects.get(act="commissions.corrected")
    assert Fact.objects.get(entry=entry, name="name").value == {"from": "Commission des Rives", "to": "Les Rives"}
    correct_commission(changed, **settings_of(changed), by=secretary, at=AT)
    assert Entry.objects.filter(act="commissions.corrected").count() == 1


def test_a_sub_commission_closes_with_its_seats_and_opens_again(commission, sub, secretary, expert):
    take_seat(expert, sub, capacity="expert", start=date(2025, 1, 1), by=secretary, at=AT)
    give_mandate(expert, sub, role="rapporteur", start=date(2025, 1, 1), by=secretary, at=AT)
    closed = close_commission(sub, on=TODAY, by=secretary, at=AT)
    assert closed.closed_on == TODAY
    assert {*Membership.objects.filter(commission=sub).values_list("end", flat=True),
            *Mandate.objects.filter(commission=sub).values_list("end", flat=True)} == {TODAY}  # fmt: skip
    with pytest.raises(Refused, match="rien de nouveau"):
        take_seat(expert, closed, capacity="expert", start=TODAY + timedelta(1), by=secretary, at=AT)
    with pytest.raises(Refused, match="rien de nouveau"):
        draft_meeting(closed, title="s", starts_at=AT + timedelta(30), place="ici", by=secretary, at=AT)
    reopened = reopen_commission(closed, by=secretary, at=AT)
    take_seat(expert, reopened, capacity="expert", start=TODAY + timedelta(1), by=secretary, at=AT)
    with pytest.raises(Refused, match="n’est pas close"):
        reopen_commission(reopened, by=secretary, at=AT)


def test_what_prevents_closing_is_said(commission, sub, secretary, administrator, stranger):
    with pytest.raises(Forbidden):
        close_commission(sub, on=TODAY, by=stranger, at=AT)
    with pytest.raises(Forbidden, match="L’administration crée et ferme"):
        close_commission(commission, on=TODAY, by=secretary, at=AT)
    with pytest.raises(Refused, match="sous-commissions siègent encore"):
        close_commission(commission, on=TODAY, by=administrator, at=AT)
    with pytest.raises(Refused, match="jamais d’avance"):
        close_commission(sub, on=TODAY + timedelta(1), by=secretary, at=AT)
    Meeting.objects.create(commission=sub, title="s", starts_at=AT + timedelta(30), place="ici", members_with_vote=1)
    with pytest.raises(Refused, match="encore à venir"):
        close_commission(sub, on=TODAY, by=secretary, at=AT)
    assert Commission.objects.filter(closed_on=None).count() == 3
