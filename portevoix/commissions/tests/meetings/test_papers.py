"""The convocation on paper: printed for whom nothing has reached, kept once handed over; what pages offer before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Mailing, Meeting
from portevoix.commissions.queries.letters import papers_page
from portevoix.commissions.queries.proxies import register_of
from portevoix.commissions.tests.meetings.conftest import SENT
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def unreached(draft, members, secretary):
    """Ada has no address: the meeting is convened, nothing has reached her."""
    members[0].account.email = ""
    members[0].account.save()
    members[0].email = ""
    members[0].save()
    acts.convene_meeting(draft, by=secretary, at=SENT)
    return draft.convocations.get(person=members[0])


def test_letters_are_printed_for_those_whom_nothing_reached_and_for_one_person(
    as_, draft, unreached, members, secretary
):
    client, page = as_(secretary), f"/seances/{draft.pk}/"
    assert f'href="{page}lettres/"' in client.get(f"{page}convocations/").content.decode()
    shown = client.get(f"{page}lettres/").content.decode()
    assert f'value="{unreached.pk}" checked' in shown and shown.count(" checked") == 1
    for address in (f"{page}lettres.pdf", f"{page}lettres.pdf?c={unreached.pk}"):
        answer = client.get(address)
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert client.get(f"{page}lettres.pdf?c=0").status_code == 404
    assert client.post(f"{page}lettres/", {"print": 1}).status_code == 422
    assert client.post(f"{page}lettres/", {"print": 1, "people": unreached.pk}).content.startswith(b"%PDF")
    assert as_(members[1]).get(f"{page}lettres/").status_code == 403


def test_a_letter_handed_over_is_kept_and_journaled_once(as_, draft, unreached, members, secretary):
    client, page = as_(secretary), f"/seances/{draft.pk}/"
    assert client.post(f"{page}lettres/", {"hand": 1, "people": unreached.pk}).status_code == 422
    asked = {"hand": 1, "people": unreached.pk, "how": "en main propre"}
    assert client.post(f"{page}lettres/", asked)["Location"] == f"{page}lettres/"
    letter = Mailing.objects.get(convocation=unreached, kind="paper")
    assert letter.handed == "en main propre" and "Ada Élue" in letter.words and "2. Budget" in letter.words
    entry = Entry.objects.get(act="commissions.letter_handed_over")
    assert {fact.name: fact.value for fact in entry.values.all()}["handed"] == "en main propre"
    assert papers_page(draft)["unreached"] == 0
    assert acts.hand_over(draft, to=[unreached], how="par courrier", by=secretary, at=SENT) == 0
    with pytest.raises(Forbidden):
        acts.hand_over(draft, to=[unreached], how="par courrier", by=members[1], at=SENT)


def test_giving_is_not_offered_after_a_proxy_was_given_nor_to_those_who_cannot_hold_it(
    as_, convened, members, place_of
):
    Meeting.objects.filter(pk=convened.pk).update(starts_at=timezone.now() + timedelta(days=9))
    acts.give_proxy(place_of(members[0]), holder=place_of(members[1]), by=members[0], at=SENT)
    acts.answer(place_of(members[2]), answer="absent", by=members[2], at=SENT)
    address = f"/seances/{convened.pk}/ma-reponse/"
    assert "Donner procuration" not in as_(members[0]).get(address).content.decode()
    shown = as_(members[3]).get(address).content.decode()
    assert "Donner procuration" in shown
    able, _why = register_of(convened).holders(place_of(members[3]))
    assert [one.person.name for one in able] == ["Élie Élue"]
    assert ">Élie Élue</option>" in shown
    assert not any(f">{members[rank]}</option>" in shown for rank in (0, 1, 2))


def test_a_meeting_is_not_prepared_for_a_moment_that_is_past(as_, commission, secretary):
    with pytest.raises(Refused, match="Ce moment est passé") as refused:
        acts.draft_meeting(commission, title="Hier", starts_at=SENT, place="Ici", by=secretary, at=SENT + timedelta(1))
    assert refused.value.field == "starts_at" and not Meeting.objects.exists()


def test_a_meeting_is_modified_before_its_convening_and_moved_after(as_, draft, expert, secretary):
    client, address = as_(secretary), f"/seances/{draft.pk}/modifier/"
    assert "<title>Modifier la séance" in client.get(address).content.decode()
    acts.convene_meeting(draft, by=secretary, at=SENT)
    assert "<title>Déplacer" in client.get(address).content.decode()


def test_moving_an_item_keeps_the_one_half_typed(as_, draft, secretary):
    Meeting.objects.filter(pk=draft.pk).update(starts_at=timezone.now() + timedelta(days=9))
    second = draft.items.last()
    answer = as_(secretary).post(
        f"/seances/{draft.pk}/preparer/", {"up": second.pk, "title": "Divers", "note": "À com"}
    )
    shown = answer.content.decode()
    assert 'value="Divers"' in shown and "À com" in shown and shown.count('id="point"') == 1
    assert draft.items.first() == second and draft.items.count() == 2
