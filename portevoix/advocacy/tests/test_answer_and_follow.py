"""An office answers by its link; the commission receives, and follows (R71 to R74)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from portevoix.advocacy.actions import acknowledge, follow_up, receive_answer, submit_answer
from portevoix.advocacy.models import Answer, FollowUp
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.publications.tests.conftest import ADOPTED_AT

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
WORDS = "Nous <b>étudions</b> cette proposition."


@pytest.fixture
def item(sending):
    return sending.items.first()


def test_an_answer_is_kept_as_written_and_acknowledges_receipt(item):
    answer = submit_answer(item, words=WORDS, signed_by="Le cabinet", at=LATER)
    item.sending.refresh_from_db()
    assert answer.words == WORDS and item.sending.acknowledged_at == LATER
    assert Fact.objects.get(entry__act="advocacy.answer_submitted", name="words").value == WORDS


def test_an_answer_submitted_is_not_altered(item):
    submit_answer(item, words=WORDS, signed_by="Le cabinet", at=LATER)
    with pytest.raises(Refused, match="ne peut plus être modifiée"):
        submit_answer(item, words="Autre.", signed_by="Le cabinet", at=LATER)


def test_an_answer_is_public_once_received_and_unaltered(client, item, secretary):
    answer = submit_answer(item, words=WORDS, signed_by="Le cabinet", at=LATER)
    assert "étudions" not in client.get(f"/suites/{item.pk}/").content.decode()
    receive_answer(answer, by=secretary, at=LATER)
    page = client.get(f"/suites/{item.pk}/").content.decode()
    assert "Nous &lt;b&gt;étudions&lt;/b&gt; cette proposition." in page
    with pytest.raises(Refused, match="déjà reçue"):
        receive_answer(answer, by=secretary, at=LATER)


def test_a_member_does_not_receive_nor_follow(item, member):
    answer = submit_answer(item, words=WORDS, signed_by="Le cabinet", at=LATER)
    with pytest.raises(Forbidden):
        receive_answer(answer, by=member, at=LATER)
    with pytest.raises(Forbidden):
        follow_up(
            item, status="refused", on=date(2026, 6, 15), source_kind="document", source="Lettre", by=member, at=LATER
        )


def test_a_follow_up_of_today_is_of_the_day_that_people_read_on_their_clock(item, secretary):
    after_midnight_in_paris = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    given = {"status": "refused", "source_kind": "document", "source": "Lettre", "by": secretary}
    with pytest.raises(Refused, match="à venir"):
        follow_up(item, on=date(2026, 7, 2), at=after_midnight_in_paris, **given)
    assert follow_up(item, on=date(2026, 7, 1), at=after_midnight_in_paris, **given).pk


def test_receipt_is_acknowledged_once(sending):
    acknowledge(sending, at=LATER)
    with pytest.raises(Refused, match="déjà accusée"):
        acknowledge(sending, at=LATER)


def test_nothing_is_taken_up_without_a_source_in_the_act_nor_in_the_database(item, secretary):
    with pytest.raises(Refused, match="avec sa source"):
        follow_up(item, status="taken_up", on=date(2026, 6, 15), by=secretary, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(
            item=item, status="taken_up", on=date(2026, 6, 15), recorded_at=LATER, recorded_by=secretary
        )
    assert not Entry.objects.filter(act="advocacy.followed_up").exists()


@pytest.mark.parametrize(
    ("kind", "source", "accepted"),
    [
        ("link", "https://example.org/projet", True),
        ("link", "javascript:alert(1)", False),
        ("law", "NOR : ABCD2612345L", True),
        ("law", "article 4 du projet de loi", True),
        ("law", "peut-être", False),
        ("document", "Lettre du 3 juin", True),
        ("", "Lettre du 3 juin", False),
    ],
)
def test_a_source_is_of_its_kind(item, secretary, kind, source, accepted):
    given = {
        "status": "taken_up",
        "on": date(2026, 6, 15),
        "source_kind": kind,
        "source": source,
        "by": secretary,
        "at": LATER,
    }
    if accepted:
        assert follow_up(item, **given).source == source
    else:
        with pytest.raises(Refused):
            follow_up(item, **given)


@pytest.mark.parametrize("day", [date(2026, 5, 30), date(2026, 7, 2)])
def test_a_follow_up_is_neither_before_the_sending_nor_to_come(item, secretary, day):
    with pytest.raises(Refused) as refused:
        follow_up(item, status="no_answer", on=day, by=secretary, at=LATER)
    assert refused.value.field == "on"


def test_the_last_dated_follow_up_is_the_current_one_and_earlier_ones_stay(client, item, secretary):
    given = {"source_kind": "document", "by": secretary, "at": LATER}
    follow_up(item, status="taken_up", on=date(2026, 6, 20), source="Loi", **given)
    follow_up(item, status="partly_taken_up", on=date(2026, 6, 10), source="Lettre", **given)
    page = client.get("/suites/").content.decode()
    assert '<span class="tag yes">reprise</span>' in page
    detail = client.get(f"/suites/{item.pk}/").content.decode()
    assert detail.index("Reprise en partie") < detail.index("Loi")


def test_the_office_answers_from_its_page_without_an_account(client, sending, item):
    page = client.get("/suites/repondre/a-token/")
    assert page["Referrer-Policy"] == "same-origin" and "noindex" in page["X-Robots-Tag"]
    client.post("/suites/repondre/a-token/", {"acknowledge": "1"})
    sending.refresh_from_db()
    assert sending.acknowledged_at
    typed = {"item": item.pk, f"{item.pk}-words": "Ce que j’ai tapé", f"{item.pk}-signed_by": ""}
    refused = client.post("/suites/repondre/a-token/", typed)
    assert refused.status_code == 422 and "Ce que j’ai tapé" in refused.content.decode()
    sent = client.post("/suites/repondre/a-token/", {**typed, f"{item.pk}-signed_by": "Le cabinet"})
    assert sent.status_code == 302
    assert Answer.objects.get().signed_by == "Le cabinet"


def test_what_is_typed_under_the_other_items_stays_while_one_is_sent(client, sending):
    one, other = sending.items.order_by("position")[:2]
    typed = {f"{one.pk}-words": "Oui.", f"{one.pk}-signed_by": "Le cabinet", f"{other.pk}-words": "Nous y pensons."}
    page = client.post("/suites/repondre/a-token/", {**typed, "acknowledge": "1"}).content.decode()
    assert "Oui." in page and "Nous y pensons." in page
    sent = client.post("/suites/repondre/a-token/", {**typed, "item": one.pk})
    assert sent.status_code == 200 and Answer.objects.get().item == one
    page = sent.content.decode()
    assert "Votre réponse est envoyée" in page and "Nous y pensons." in page
    assert f'name="{one.pk}-words"' not in page


def test_the_enter_key_sends_no_answer(client, sending):
    item = sending.items.first()
    typed = {f"{item.pk}-words": "Oui.", f"{item.pk}-signed_by": "Le cabinet", "item": ""}
    page = client.post("/suites/repondre/a-token/", typed)
    assert page.status_code == 422 and "Oui." in page.content.decode() and not Answer.objects.exists()


def test_a_link_that_opens_nothing_says_what_to_do(client, db):
    response = client.get("/suites/repondre/perdu/")
    assert response.status_code == 404


def test_the_secretariat_receives_and_follows_from_the_pages(as_, sending, item, secretary):
    answer = submit_answer(item, words=WORDS, signed_by="Le cabinet", at=ADOPTED_AT)
    client = as_(secretary)
    client.post(f"/suites/envois/{sending.pk}/", {"receive": answer.pk})
    answer.refresh_from_db()
    assert answer.received_at
    typed = {"status": "taken_up", "on": "2026-06-15", "source_kind": "", "source": "", "note": "Ma note tapée"}
    refused = client.post(f"/suites/{item.pk}/", typed)
    assert refused.status_code == 422 and "Ma note tapée" in refused.content.decode()
    client.post(f"/suites/{item.pk}/", {**typed, "source_kind": "law", "source": "article 4"})
    assert FollowUp.objects.get().note == "Ma note tapée"


def test_pages_cost_few_queries(client, sending, item, django_assert_max_num_queries):
    for page, most in (("/suites/", 6), (f"/suites/{item.pk}/", 6), ("/suites/repondre/a-token/", 6)):
        with django_assert_max_num_queries(most):
            client.get(page)


def test_a_day_is_that_of_paris_when_it_is_still_yesterday_in_utc(item, secretary):
    midnight = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    follow_up(item, status="no_answer", on=date(2026, 11, 25), source_kind="", source="", by=secretary, at=midnight)
    with pytest.raises(Refused, match="à venir"):
        follow_up(item, status="no_answer", on=date(2026, 11, 26), source_kind="", source="", by=secretary, at=midnight)
