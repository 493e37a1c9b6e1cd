"""Mails: a digest a day by default, or at once; each with its reasons, and a way to stop that needs no account."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings

from portevoix.notices.actions import choose_delivery, mark_read
from portevoix.notices.models import Delivery, Notice
from portevoix.notices.stopping import stop_link
from portevoix.notices.tasks import digest_hour, send_digests
from portevoix.notices.tests.conftest import AT, someone
from portevoix.notices.worker import do_what_waits

How = Delivery.How
NEXT_DAY = AT + timedelta(days=1)


def path_of(link):
    return link.removeprefix("http://localhost:8000")


@pytest.mark.django_db
def test_a_digest_groups_by_subject_and_says_why_and_how_to_stop(tell, member):
    tell()
    tell(words={"number": "3"})
    tell(
        about="meeting:1", title="Plénière", sentence="Une séance est convoquée\u202f: %(number)s.", deadline=AT.date()
    )
    assert send_digests(NEXT_DAY) == 1
    [sent] = mail.outbox
    assert sent.to == ["mael@example.org"] and sent.subject == "3 avis de Portevoix"
    assert sent.body.count("\nUn texte\n") == 1 and sent.body.count("\nPlénière\n") == 1
    assert "http://localhost:8000/textes/a/" in sent.body and "Avant le 2 mars 2026." in sent.body
    assert "Vous recevez cet avis parce que vous l’avez signé." in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop_link(member.pk)}>"
    assert stop_link(member.pk, "text:a") in sent.body and "http://localhost:8000/moi/" in sent.body


@pytest.mark.django_db
def test_a_digest_leaves_once_and_only_with_what_was_there_at_its_hour(tell):
    assert digest_hour(datetime(2026, 3, 3, 5, 59, tzinfo=UTC)) == datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
    assert digest_hour(datetime(2026, 3, 3, 6, 0, tzinfo=UTC)) == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    tell(at=AT)
    assert send_digests(AT + timedelta(hours=3)) == 0, "it came after the digest of that day"
    assert [send_digests(NEXT_DAY), send_digests(NEXT_DAY)] == [1, 0]
    tell(at=NEXT_DAY)
    assert send_digests(NEXT_DAY + timedelta(hours=1)) == 0
    assert send_digests(NEXT_DAY + timedelta(hours=1), everything=True) == 1
    assert len(mail.outbox) == 2 and mail.outbox[1].subject == "La version 2 est ouverte aux amendements."


@pytest.mark.django_db
def test_what_is_read_or_told_by_another_mail_is_not_mailed(tell, member):
    tell()
    mark_read(member, at=AT)
    tell(by_mail=False)
    assert send_digests(NEXT_DAY) == 0 and Notice.objects.filter(read_at=None).count() == 1


@pytest.mark.django_db
def test_a_mail_that_fails_is_tried_again_and_the_others_leave(tell, member):
    tell(member, someone("Zoé", "zoe@example.org"))
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    ):
        assert send_digests(NEXT_DAY) == 0
    assert Notice.objects.filter(mailed_at=None).count() == 2
    assert send_digests(NEXT_DAY) == 2


@pytest.mark.django_db(transaction=True)
def test_who_wants_to_be_told_at_once_is_mailed_by_the_worker(tell, member):
    choose_delivery(member, about="text:a", title="Un texte", how=How.AT_ONCE)
    tell()
    tell(about="text:b", title="Un autre")
    assert mail.outbox == []
    do_what_waits()
    [sent] = mail.outbox
    assert "Un texte" in sent.body and "Un autre" not in sent.body
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop_link(member.pk, 'text:a')}>"
    do_what_waits()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_link_says_what_it_stops_then_stops_it_and_takes_it_back(client, tell, member):
    tell()
    link = path_of(stop_link(member.pk, "text:a"))
    page = client.get(link).content.decode()
    assert "Un texte" in page and "Arrêter ces avis" in page and not Delivery.objects.exists()
    assert "Vous ne recevrez plus d’avis sur ce sujet" in client.post(link).content.decode()
    assert tell() == []
    assert "Les avis vous parviennent de nouveau" in client.post(link, {"resume": "1"}).content.decode()
    assert len(tell()) == 1 and Notice.objects.get().times == 2


@pytest.mark.django_db
def test_a_mail_program_stops_notices_in_one_click_without_a_cookie(tell, member):
    client = Client(enforce_csrf_checks=True)
    assert client.post(path_of(stop_link(member.pk)), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Delivery.objects.get().how == How.NEVER and tell() == []


@pytest.mark.django_db
@pytest.mark.parametrize("spoil", [lambda link: link[:-3] + "x/", lambda link: re.sub("arreter/.", "arreter/X", link)])
def test_a_link_that_is_not_whole_stops_nothing(client, member, spoil):
    response = client.post(spoil(path_of(stop_link(member.pk))))
    assert response.status_code == 404 and not Delivery.objects.exists()


@pytest.mark.django_db
def test_the_command_says_how_many_wait_and_mails_them(tell, capsys):
    tell()
    call_command("notices")
    call_command("notices", send=True, now=True)
    assert capsys.readouterr().out == "1 notices wait.\n1 mails sent.\n0 notices wait.\n"
