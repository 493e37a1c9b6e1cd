"""What a convening expects of who received it: an answer; then it says the answer, and how to change it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Meeting
from portevoix.commissions.tests.meetings.conftest import SENT
from portevoix.notices.expected import count_expected, expected_of
from portevoix.notices.models import Notice
from portevoix.ui.dates import written_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_come(convened):
    """The meeting, ten days from now at ten."""
    at = (timezone.localtime() + timedelta(days=10)).replace(hour=10, minute=0, second=0, microsecond=0)
    Meeting.objects.filter(pk=convened.pk).update(starts_at=at)
    convened.refresh_from_db()
    return convened


def mine(as_, person):
    return as_(person).get("/moi/").content.decode()


def test_an_answer_is_expected_until_it_is_given_then_it_is_said_with_the_way_to_change_it(
    as_, to_come, members, place_of
):
    today, address = timezone.localdate(), f"/seances/{to_come.pk}/ma-reponse/"
    day = written_day(to_come.starts_at, "j F" if to_come.starts_at.year == today.year else "j F Y")
    page = mine(as_, members[0])
    assert f'<a href="{address}">Répondre à la convocation\u202f: «\u202fPlénière\u202f»</a>' in page
    assert f"le {day} à 10:00" in page and "avant le" not in page and "Vous avez répondu" not in page
    assert count_expected(members[0], today) == 1
    acts.answer(place_of(members[0]), answer="present", by=members[0], at=SENT)
    page = mine(as_, members[0])
    assert "Vous serez présent, présente." in page and f'<a href="{address}">Changer ma réponse' in page
    assert "Répondre à la convocation" not in page and f"le {day} à 10:00" in page
    assert f'href="/seances/{to_come.pk}/"' not in page and count_expected(members[0], today) == 0
    acts.answer(place_of(members[0]), answer="absent", by=members[0], at=SENT)
    assert "Vous serez absent, absente." in mine(as_, members[0])
    acts.give_proxy(place_of(members[0]), holder=place_of(members[1]), by=members[0], at=SENT)
    assert "Vous donnez procuration à Bea Élue." in mine(as_, members[0])


@pytest.mark.parametrize("state", ["cancelled_at", "lapsed_at", "opened_at"])
def test_nothing_is_expected_for_a_meeting_that_is_no_longer_to_come(to_come, members, state):
    Meeting.objects.filter(pk=to_come.pk).update(**{state: SENT})
    assert expected_of(members[0], timezone.localdate()) == []


def test_a_draft_expects_nothing_of_anyone(draft, members):
    Meeting.objects.filter(pk=draft.pk).update(starts_at=timezone.now() + timedelta(days=10))
    assert expected_of(members[0], timezone.localdate()) == []


def test_what_is_expected_of_those_convened_costs_one_query(to_come, members, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(1):
        assert count_expected(members[0], today) == 1


def test_the_page_of_the_answer_speaks_to_who_answers(as_, to_come, members, place_of):
    acts.answer(place_of(members[0]), answer="present", by=members[0], at=SENT)
    for address in (f"/seances/{to_come.pk}/ma-reponse/", f"/seances/{to_come.pk}/"):
        page = as_(members[0]).get(address).content.decode()
        assert "Vous serez présent, présente." in page and "Sera présent" not in page
    with translation.override("en"):
        assert place_of(members[0]).said_to_self() == "You will attend."


def test_the_notice_says_the_day_and_the_hour_in_the_language_of_who_reads(convened, members):
    notice = Notice.objects.get(person=members[0])
    assert notice.said == "Une séance est convoquée pour le jeudi 12 mars 2026 à 10:00. Lieu\u202f: Salle des Rives."
    with translation.override("en"):
        assert notice.said == "A meeting is convened for Thursday 12 March 2026 at 10:00. Place: Salle des Rives."
