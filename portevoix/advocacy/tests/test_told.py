"""An answer comes, or does not: who is told, what is then expected, and how long a link opens."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portevoix.advocacy.actions import receive_answer, submit_answer
from portevoix.advocacy.daily import tell_late_answers
from portevoix.advocacy.retention import answered_links
from portevoix.journal.models import Entry, Fact
from portevoix.notices.expected import count_expected, expected_of
from portevoix.notices.models import Notice
from portevoix.people.rights.retention import apply_retention

pytestmark = pytest.mark.django_db
ON = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
LATE = datetime(2026, 8, 15, 9, 0, tzinfo=UTC)


def told(person):
    return [one.said for one in Notice.objects.filter(person=person, kind__startswith="advocacy.")]


def acts(person, on):
    return [(one.act, one.deadline, one.late) for one in expected_of(person, on) if "/suites/" in one.url]


def test_the_secretariat_learns_that_an_answer_came_and_is_expected_to_receive_it(sending, secretary, member):
    for item in sending.items.all():
        submit_answer(item, words="Oui.", signed_by="Le cabinet", at=ON)
    count = sending.items.count()
    said = "Une réponse est arrivée, à recevoir et à publier\u202f: Ministère du Numérique."
    assert told(secretary) == [said if count == 1 else f"{said} ({count} fois)"] and told(member) == []
    receive = "Recevoir 1 réponse" if count == 1 else f"Recevoir {count} réponses"
    assert (receive, None, False) in acts(secretary, ON.date())
    for item in sending.items.all():
        receive_answer(item.answer, by=secretary, at=ON)
    assert acts(secretary, ON.date()) == []


def test_a_late_answer_is_told_once_and_expected_of_the_secretariat(sending, secretary):
    assert sending.due_on == date(2026, 7, 31)
    assert tell_late_answers(datetime(2026, 7, 31, 9, 0, tzinfo=UTC)) == 0
    assert [tell_late_answers(LATE), tell_late_answers(LATE + timedelta(days=1))] == [1, 0]
    assert told(secretary) == ["La réponse attendue n’est pas arrivée\u202f: Ministère du Numérique."]
    assert acts(secretary, LATE.date()) == [("Relancer, ou noter qu’il n’y a pas eu de réponse", sending.due_on, True)]
    assert count_expected(secretary, LATE.date()) == len(expected_of(secretary, LATE.date()))


def test_a_link_whose_every_answer_is_published_closes_a_year_later(client, sending, secretary):
    items = list(sending.items.all())
    for item in items:
        receive_answer(submit_answer(item, words="Oui.", signed_by="Le cabinet", at=ON), by=secretary, at=ON)
    assert answered_links(ON) == 0
    assert client.get("/suites/repondre/a-token/").status_code == 200
    forgotten = apply_retention(ON + timedelta(days=366))
    assert forgotten["links"] == 1
    assert client.get("/suites/repondre/a-token/").status_code == 404
    entry = Entry.objects.get(act="people.retention_applied", subject="retention:links")
    assert Fact.objects.get(entry=entry, name="forgotten").value == 1
    assert "links" not in apply_retention(ON + timedelta(days=367))


def test_a_link_that_still_waits_for_an_answer_stays_open(sending, secretary):
    assert answered_links(ON + timedelta(days=4000)) == 0
