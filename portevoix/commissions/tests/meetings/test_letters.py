"""What is written to those convened: once the act is done, one message a person, an invitation that calendars follow."""

import re
import socketserver
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from icalendar import Calendar

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Mailing
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.journal.acts import Refused

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


def test_who_has_no_account_is_written_to_by_nobody_and_named(commission, draft, members, secretary, sent, as_):
    members[0].account.is_active = False
    members[0].account.save()
    assert members[0].account.email not in sent(lambda: acts.convene_meeting(draft, by=secretary, at=SENT))
    page = as_(secretary).get(f"/seances/{draft.pk}/convocations/").content.decode()
    assert "1 n’a pas d’adresse ici" in page


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
