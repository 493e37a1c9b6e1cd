"""Answers by the personal link of the letter: a button, no account, no effect on reading; the code of the room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.actions.meetings.attending import WRONG_CODES, WRONG_FOR
from portevoix.commissions.links import link_of
from portevoix.commissions.models import Convocation, Meeting
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.commissions.tests.people import seated
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_come(convened):
    """The meeting, later than the clock of this test."""
    Meeting.objects.filter(pk=convened.pk).update(starts_at=timezone.now() + timedelta(days=9))
    convened.refresh_from_db()
    return convened


def test_reading_the_link_changes_nothing_whatever_the_mail_program_opens(client, to_come, members, place_of):
    link = link_of(place_of(members[0]))
    before = Entry.objects.count()
    for asked in ("", "?reponse=present", "?reponse=absent", "?reponse=proxy"):
        response = client.get(link + asked)
        assert response.status_code == 200 and client.head(link + asked).status_code == 200
    assert "Ada Élue" in response.content.decode() and response["X-Robots-Tag"] == "noindex, nofollow"
    assert place_of(members[0]).answer == "" and Entry.objects.count() == before


def test_one_answers_by_the_link_without_an_account_and_changes_until_the_opening(client, to_come, members, place_of):
    link = link_of(place_of(members[0]))
    page = client.post(link, {"answer": "present"}, follow=True).content.decode()
    assert "Vous serez présent, présente." in page
    client.post(link, {"answer": "absent"})
    assert place_of(members[0]).answer == "absent"
    client.post(link, {"holder": place_of(members[1]).pk, "item": ""})
    assert place_of(members[0]).answer == "proxy"
    assert "La procuration que vous détenez" in client.get(link_of(place_of(members[1]))).content.decode()
    client.post(link_of(place_of(members[1])), {"decline": place_of(members[0]).proxies_given.get().pk})
    assert place_of(members[0]).answer == ""
    assert Entry.objects.filter(act="commissions.convocation_answered").count() == 4
    Meeting.objects.update(opened_at=timezone.now())
    refused = client.post(link, {"answer": "present"}, follow=True).content.decode()
    assert "les réponses ne changent plus" in refused and place_of(members[0]).answer == ""


def test_a_refused_proxy_says_why_and_keeps_what_was_chosen(client, to_come, members, place_of):
    client.post(link_of(place_of(members[1])), {"answer": "absent"})
    chosen = place_of(members[1]).pk
    refused = client.post(link_of(place_of(members[0])), {"holder": chosen, "item": ""})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "a répondu absent" in page and f'<option value="{chosen}" selected>' in page


@pytest.mark.parametrize("link", ["1", "1:forged", "x:y"])
def test_a_link_that_nobody_signed_opens_nothing(client, to_come, link):
    assert client.get(f"/seances/repondre/{link}/").status_code == 404


def test_a_link_of_one_does_not_answer_for_another(client, to_come, members, place_of):
    link = link_of(place_of(members[0]))
    assert client.get(link.replace(f"/{place_of(members[0]).pk}:", f"/{place_of(members[1]).pk}:")).status_code == 404
    with pytest.raises(Forbidden):
        acts.answer(place_of(members[1]), answer="present", by=members[0], at=SENT)


def test_the_same_page_opens_to_the_account_of_the_person_convened_only(as_, to_come, members, outsider):
    assert as_(members[0]).get(f"/seances/{to_come.pk}/ma-reponse/").status_code == 200
    assert as_(outsider).get(f"/seances/{to_come.pk}/ma-reponse/").status_code == 403


def test_the_secretariat_notes_an_answer_received_otherwise(as_, to_come, members, secretary, place_of):
    as_(secretary).post(f"/seances/{to_come.pk}/convocations/", {"absent": place_of(members[0]).pk})
    assert place_of(members[0]).answer == "absent"


def test_the_code_of_the_room_notes_the_arrival_of_oneself(convened, members, secretary, place_of):
    with pytest.raises(Refused, match="Aucun code n’est affiché"):
        acts.check_in(place_of(members[0]), code="AAAAAA", by=members[0], at=HELD)
    code = acts.show_code(convened, by=secretary, at=HELD)
    presence = acts.check_in(place_of(members[0]), code=f" {code[:3].lower()} {code[3:]} ", by=members[0], at=HELD)
    assert presence.by_code and presence.arrived_at == HELD
    with pytest.raises(Forbidden):
        acts.check_in(place_of(members[1]), code=code, by=members[0], at=HELD)
    other = acts.show_code(convened, by=secretary, at=HELD, renew=True)
    assert acts.show_code(convened, by=secretary, at=HELD) == other
    with pytest.raises(Refused, match="Ce n’est pas le code"):
        acts.check_in(place_of(members[1]), code=code, by=members[1], at=HELD)


def test_nobody_comes_in_on_another_day(convened, members, secretary, place_of):
    for act in (
        lambda: acts.show_code(convened, by=secretary, at=HELD - timedelta(days=1)),
        lambda: acts.mark_arrival(place_of(members[0]), by=secretary, at=HELD - timedelta(days=1)),
    ):
        with pytest.raises(Refused, match="jeudi 12 mars 2026"):
            act()


def test_five_wrong_codes_close_this_way_for_ten_minutes(convened, members, secretary, place_of):
    code = acts.show_code(convened, by=secretary, at=HELD)
    for _turn in range(WRONG_CODES):
        with pytest.raises(Refused, match="Ce n’est pas le code"):
            acts.check_in(place_of(members[0]), code="FAUX", by=members[0], at=HELD)
    with pytest.raises(Refused, match="Trop de codes faux"):
        acts.check_in(place_of(members[0]), code=code, by=members[0], at=HELD + WRONG_FOR - timedelta(seconds=1))
    assert acts.check_in(place_of(members[1]), code=code, by=members[1], at=HELD)
    assert acts.check_in(place_of(members[0]), code=code, by=members[0], at=HELD + WRONG_FOR)


def test_only_those_convened_have_a_page_to_type_the_code_on(as_, commission, convened, secretary):
    newcomer = seated(commission, "Nora Nouvelle")
    assert not Convocation.objects.filter(person=newcomer).exists()
    refused = as_(newcomer).post(f"/seances/{convened.pk}/ma-reponse/", {"code": "AAAAAA"})
    assert refused.status_code == 403 and "pas convoqué" in refused.content.decode()
