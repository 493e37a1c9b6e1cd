"""What is written to those convened: once the act is done, one message a person, an invitation that calendars follow."""

import re
import socketserver
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.template.defaultfilters import linebreaksbr
from icalendar import Calendar

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.held import forget_letters
from portevoix.commissions.models import AgendaItem, Mailing
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.journal.acts import Refused
from portevoix.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks, mailoutbox):
    """The messages that an act sends once it is done, by address."""

    def done(act):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return {message.to[0]: message for message in mailoutbox}

    return done


def calendar_of(message):
    """(METHOD, the event) of the calendar part, as a mail program reads it."""
    part = next(one for one in message.message().walk() if one.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def test_each_member_gets_one_message_in_text_html_and_calendar(draft, expert, members, secretary, sent):
    letters = sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))
    assert sorted(letters) == sorted(one.account.email for one in (*members, expert, secretary))
    message = letters[members[0].account.email]
    kinds = [part.get_content_type() for part in message.message().walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert message.to == [members[0].account.email] and not message.cc and not message.bcc
    for words in ("Ada Élue", "Plénière", "jeudi 12 mars 2026, 10:00", "Salle des Rives", "1. Ouverture", "2. Budget"):
        assert words in message.body
    assert len(re.findall(r"\?reponse=(present|absent|proxy)", message.body)) == 3
    assert "?reponse=proxy" not in letters[expert.account.email].body
    assert not Mailing.objects.filter(sent_at=None).exists()


def test_the_invitation_asks_for_an_answer_and_keeps_its_identity_when_the_meeting_moves(
    convened, members, secretary, sent, settings
):
    settings.DEFAULT_FROM_EMAIL, settings.PUBLIC_URL = "Commission <seances@example.org>", "http://localhost:8000"
    address = members[0].account.email
    same = {"title": "Plénière", "duration": 90, "public": True, "by": secretary, "at": SENT}
    letters = sent(lambda: acts.change_meeting(convened, starts_at=HELD + timedelta(days=3), place="Ailleurs", **same))
    method, first = calendar_of(letters[address])
    assert (method, first["SEQUENCE"], str(first["LOCATION"])) == ("REQUEST", 1, "Ailleurs")
    assert first["DTSTART"].dt == HELD + timedelta(days=3) and first["DTEND"].dt - first["DTSTART"].dt == timedelta(
        minutes=90
    )
    assert (
        first["URL"] == f"http://localhost:8000/seances/{convened.pk}/"
    )  # calendars are shared: not the personal link
    assert first["ORGANIZER"] == "mailto:seances@example.org"
    assert first["ATTENDEE"].params["RSVP"] == "TRUE" and first["ATTENDEE"] == f"mailto:{address}"
    letters = sent(lambda: acts.cancel_meeting(convened, because="Grève des trains", by=secretary, at=SENT))
    method, second = calendar_of(letters[address])
    assert (method, second["SEQUENCE"], second["STATUS"]) == ("CANCEL", 2, "CANCELLED")
    assert second["UID"] == first["UID"]
    assert "Grève des trains" in letters[address].body


def test_an_agenda_that_changed_is_sent_again_when_the_secretariat_says_so(convened, members, secretary, sent):
    with pytest.raises(Refused, match="n’a pas changé"):
        acts.send_update(convened, by=secretary, at=SENT)
    assert sent(lambda: acts.add_item(convened, title="Un point de plus", by=secretary, at=SENT)) == {}
    letters = sent(lambda: acts.send_update(convened, by=secretary, at=SENT))
    method, event = calendar_of(letters[members[0].account.email])
    assert (method, event["SEQUENCE"]) == ("REQUEST", 1) and "3. Un point de plus" in event["DESCRIPTION"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_announced_to_nobody(draft, secretary, mailoutbox):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        acts.convene_meeting(draft, by=secretary, at=SENT)
        raise Undone
    assert mailoutbox == [] and not Mailing.objects.exists()


def test_who_has_no_address_is_written_to_by_nobody_and_named(commission, draft, members, secretary, sent, as_):
    members[0].account.is_active = False
    members[0].account.save()
    assert members[0].account.email not in sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))
    page = as_(secretary).get(f"/seances/{draft.pk}/convocations/").content.decode()
    assert "1 personne n’a pas reçu la convocation" in page
    others = as_(secretary).get(f"/seances/{draft.pk}/convocations/?reponse=autrement").content.decode()
    assert "Ada Élue" in others and "Bea Élue" not in others


def test_who_has_no_account_is_written_to_at_the_address_known_and_answers_by_the_link(
    commission, draft, members, secretary, sent, client
):
    members[0].account.delete()
    Person.objects.filter(pk=members[0].pk).update(email="ada@mairie.example")
    message = sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))["ada@mairie.example"]
    link = re.search(r"(/seances/repondre/\S+?)\?reponse=present", message.body).group(1)
    client.post(link, {"answer": "present"})
    assert draft.convocations.get(person=members[0]).answer == "present"


def test_a_letter_is_opened_again_as_it_was_sent_its_personal_link_hidden(draft, members, secretary, sent, as_):
    message = sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))[members[0].account.email]
    link = re.search(r"http\S+?/repondre/[^?\s]+", message.body).group()
    AgendaItem.objects.filter(meeting=draft).update(title="Écrit après coup")
    letter = Mailing.objects.get(address=members[0].account.email)
    assert letter.subject == message.subject == "Convocation\u202f: Plénière"
    assert letter.words == message.body.replace(link, "[lien personnel]").strip()
    client = as_(secretary)
    assert f"/convocations/{letter.pk}/" in client.get(f"/seances/{draft.pk}/convocations/").content.decode()
    page = client.get(f"/seances/{draft.pk}/convocations/{letter.pk}/").content.decode()
    assert linebreaksbr(letter.words) in page and "Budget" in page and "Écrit après coup" not in page
    assert "/repondre/" not in page


def test_a_letter_that_did_not_leave_says_so_and_one_of_another_meeting_is_not_found(
    convened, secretary, place_of, as_
):
    letter = Mailing.objects.create(
        convocation=place_of(secretary), kind="convened", revision=0, address="x@example.org", written_at=SENT
    )
    client = as_(secretary)
    page = client.get(f"/seances/{convened.pk}/convocations/{letter.pk}/").content.decode()
    assert "Ses mots seront gardés quand il sera parti." in page
    Mailing.objects.update(sent_at=SENT)
    page = client.get(f"/seances/{convened.pk}/convocations/{letter.pk}/").content.decode()
    assert "n’ont pas été gardés" in page
    assert client.get(f"/seances/{convened.pk}/convocations/{letter.pk + 1}/").status_code == 404


def test_the_letters_of_who_is_erased_go_with_their_words(draft, members, secretary, sent):
    sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))
    giver, holder = (draft.convocations.get(person=one) for one in members[:2])
    sent(lambda: acts.give_proxy(giver, holder=holder, by=members[0], at=SENT))
    told = Mailing.objects.get(kind="proxy")
    assert "Ada Élue" in told.words
    forget_letters(members[0], SENT)
    assert set(giver.mailings.values_list("address", "subject", "words")) == {("", "", "")}
    told.refresh_from_db()
    assert (told.words, told.address) == ("", members[1].account.email)
    assert "Bea Élue" in holder.mailings.get(kind="convened").words


class Refusing(socketserver.StreamRequestHandler):
    """A mail server that takes every message but those for *refused*, as real ones do."""

    def handle(self):
        def say(line):
            self.wfile.write(f"{line}\r\n".encode())

        say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and self.server.refused in line:
                say("550 no such mailbox")
            elif verb == "DATA":
                say("354 go on")
                while self.rfile.readline().strip() != b".":
                    pass
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 here")


@pytest.fixture
def mail_server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.refused, server.daemon_threads = "nobody@", True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = False, "", ""
        yield server
        server.shutdown()


def test_one_refused_address_keeps_no_other_letter_back_and_is_tried_again(
    draft, members, secretary, mail_server, django_capture_on_commit_callbacks
):
    mail_server.refused = members[0].account.email
    with django_capture_on_commit_callbacks(execute=True):
        acts.convene_meeting(draft, by=secretary, at=SENT)
    waiting = Mailing.objects.get(sent_at=None)
    assert waiting.address == members[0].account.email and "550" in waiting.failure
    mail_server.refused = "nobody@"
    with django_capture_on_commit_callbacks(execute=True):
        assert acts.send_again(draft, by=secretary, at=SENT) == 1
    assert not Mailing.objects.filter(sent_at=None).exists()
    with pytest.raises(Refused, match="sont partis"):
        acts.send_again(draft, by=secretary, at=SENT)


def test_without_a_mail_server_the_act_stands_and_the_page_says_what_did_not_leave(
    draft, secretary, settings, as_, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        acts.convene_meeting(draft, by=secretary, at=SENT)
    draft.refresh_from_db()
    assert draft.convened_at and not Mailing.objects.exclude(sent_at=None).exists()
    page = as_(secretary).get(f"/seances/{draft.pk}/convocations/").content.decode()
    assert "6 courriels ne sont pas partis" in page and "ConnectionRefusedError" in page
