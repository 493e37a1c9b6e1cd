"""What is read again before a meeting is convened, what the page says once it is, and the list of answers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Mailing, Meeting
from portevoix.commissions.tests.meetings.conftest import SENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(draft, members):
    """The meeting in preparation, nine days from now; Ada and Bea have no address."""
    Meeting.objects.filter(pk=draft.pk).update(starts_at=timezone.now() + timedelta(days=9))
    for one in members[:2]:
        one.account.is_active = False
        one.account.save()
    draft.refresh_from_db()
    return draft


def test_all_that_will_leave_is_read_before_one_button_sends_it(
    as_, coming, expert, secretary, mailoutbox, django_capture_on_commit_callbacks
):
    client, page = as_(secretary), f"/seances/{coming.pk}/convoquer/"
    read = client.get(page).content.decode()
    for said in (
        "5 courriels partiront, 2 personnes sont à prévenir autrement.",
        "8 jours francs avant la séance, il en faut 5",
        "7 personnes, dont 5 ont voix délibérative\u202f; quorum\u202f: 3",
        "Salle des Rives",
        "Budget",
        "2 sans adresse électronique",
        "Ada Élue",
        "Tel que le recevrait Cléo Élue.",
        "Vous êtes convoqué, convoquée à une séance",
        "[lien personnel]?reponse=proxy",
    ):
        assert said in read, said
    assert not Mailing.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(page, {"send": 1})
    assert sent["Location"] == f"/seances/{coming.pk}/convocations/" and len(mailoutbox) == 5
    letter = Mailing.objects.get(convocation__person__name="Cléo Élue")
    assert escape(letter.words).replace("\n", "<br>") in read


@pytest.mark.django_db(transaction=True)
def test_once_sent_the_page_says_how_many_letters_left_and_how_many_are_to_be_told_otherwise(as_, coming, secretary):
    page = as_(secretary).post(f"/seances/{coming.pk}/convoquer/", {"send": 1}, follow=True).content.decode()
    assert "La séance est convoquée\u202f: 4 courriels envoyés, 2 à prévenir autrement." in page
    assert '<a href="?reponse=autrement">à prévenir autrement <b>2</b></a>' in page
    Meeting.objects.filter(pk=coming.pk).update(agenda_changed_at=SENT)
    page = as_(secretary).post(f"/seances/{coming.pk}/preparer/", {"send": 1}, follow=True).content.decode()
    assert "L’ordre du jour est envoyé\u202f: 4 courriels envoyés, 2 à prévenir autrement." in page


@pytest.mark.django_db(transaction=True)
def test_letters_that_did_not_leave_are_not_counted_as_sent(as_, coming, secretary, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = as_(secretary).post(f"/seances/{coming.pk}/convoquer/", {"send": 1}, follow=True).content.decode()
    assert "0 courriel envoyé, 4 ne sont pas partis, 2 à prévenir autrement." in page
    assert '<a href="?reponse=pas-parti">courriel pas parti <b>4</b></a>' in page


def test_what_keeps_it_from_leaving_is_said_and_nothing_is_sent(as_, coming, secretary):
    client, page = as_(secretary), f"/seances/{coming.pk}/convoquer/"
    Meeting.objects.filter(pk=coming.pk).update(starts_at=timezone.now() + timedelta(days=2))
    read = client.get(page).content.decode()
    assert "Une séance se convoque 5 jours francs à l’avance" in read and "Envoyer la convocation" not in read
    assert client.post(page, {"send": 1}).status_code == 422
    Meeting.objects.filter(pk=coming.pk).update(starts_at=timezone.now() + timedelta(days=9))
    coming.items.all().delete()
    assert "inscrivez au moins un point" in client.get(page).content.decode()
    coming.refresh_from_db()
    assert coming.state == Meeting.State.DRAFT and not Mailing.objects.exists()


def test_a_meeting_already_convened_is_not_read_again_but_followed(as_, convened, secretary):
    client = as_(secretary)
    for answer in (client.get(f"/seances/{convened.pk}/convoquer/"), client.post(f"/seances/{convened.pk}/convoquer/")):
        assert answer["Location"] == f"/seances/{convened.pk}/convocations/"
    assert "rien n’est changé" in client.get(f"/seances/{convened.pk}/convocations/").content.decode()


def test_an_item_typed_and_not_added_is_kept_and_said_before_convening(as_, coming, secretary):
    client = as_(secretary)
    typed = {"convene": 1, "title": "Un point oublié", "note": ""}
    kept = client.post(f"/seances/{coming.pk}/preparer/", typed)
    assert kept.status_code == 422
    assert "Un point oublié" in kept.content.decode() and "mais pas inscrit" in kept.content.decode()


def test_those_convened_are_narrowed_by_answer_and_by_name(as_, convened, members, secretary, place_of):
    acts.answer(place_of(members[0]), answer="present", by=members[0], at=SENT)
    acts.answer(place_of(members[1]), answer="absent", by=members[1], at=SENT)
    acts.give_proxy(place_of(members[2]), holder=place_of(members[0]), by=members[2], at=SENT)
    client, page = as_(secretary), f"/seances/{convened.pk}/convocations/"

    def names(asked=""):
        shown = client.get(page + asked).content.decode()
        return [one.name for one in members if f"<b>{one.name}</b>" in shown]

    assert names() == [one.name for one in members]
    assert names("?reponse=presents") == ["Ada Élue"]
    assert names("?reponse=absents") == ["Bea Élue"]
    assert names("?reponse=procurations") == ["Cléo Élue"]
    assert names("?reponse=sans-reponse") == ["Dina Élue", "Élie Élue"]
    assert names("?reponse=sans-reponse&q=elie") == ["Élie Élue"]
    assert names("?q=personne") == [] and names("?reponse=rien-de-tel") == [one.name for one in members]
    counted = client.get(page + "?q=elue").content.decode()
    for key, name, count in (("presents", "présents", 1), ("sans-reponse", "sans réponse", 4)):
        assert f'<a href="?reponse={key}&amp;q=elue">{name} <b>{count}</b></a>' in counted
    assert "Procuration à Ada Élue" in counted


def test_an_answer_is_noted_from_the_list_which_stays_as_it_was_narrowed(as_, convened, members, secretary, place_of):
    who = place_of(members[3])
    page = f"/seances/{convened.pk}/convocations/?reponse=sans-reponse&q=dina"
    client = as_(secretary)
    assert client.post(page, {"present": who.pk})["Location"] == f"{page}#c{who.pk}"
    who.refresh_from_db()
    assert who.answer == "present"
    client.get(page)
    within = client.post(page, {"absent": who.pk}, headers={"HX-Request": "true"}).content.decode()
    assert within.split('id="convened"')[1].count("La réponse est notée\u202f: Dina Élue.") == 1
    assert client.post(page, {"present": "x"}).status_code == 404


def test_a_proxy_received_in_writing_has_its_page_and_what_was_typed_is_kept(
    as_, convened, members, secretary, place_of
):
    giver, holder = place_of(members[0]), place_of(members[1])
    client, page = as_(secretary), f"/seances/{convened.pk}/procurations/"
    assert page in client.get(f"/seances/{convened.pk}/convocations/").content.decode()
    refused = client.post(page, {"giver": giver.pk, "holder": giver.pk, "received": "courrier du 3 mars"})
    assert refused.status_code == 422 and "courrier du 3 mars" in refused.content.decode()
    client.post(page, {"giver": giver.pk, "holder": holder.pk, "received": "courrier du 3 mars"})
    assert "Ada Élue → Bea Élue" in client.get(page).content.decode()
