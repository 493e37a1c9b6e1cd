"""The page of notices, that of settings, and the count that every page shows."""

from datetime import date

import pytest
from django.utils import timezone

from portevoix.notices import queries
from portevoix.notices.expected import count_expected, expected_of
from portevoix.notices.models import Delivery, Notice
from portevoix.notices.tests.conftest import someone

pytestmark = pytest.mark.django_db
How = Delivery.How


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.account)
    return client


def test_pages_of_oneself_are_for_who_is_signed_in(client):
    for address in ("/moi/", "/moi/avis/", "/moi/avis/reglages/"):
        assert client.get(address)["Location"].startswith("/compte/connexion/")


def test_notices_are_read_by_subject_then_all_at_once(signed_in, tell, member, django_assert_num_queries):
    tell(), tell(about="text:b", title="Un autre")
    page = signed_in.get("/moi/avis/").content.decode()
    assert "2 avis ne sont pas encore lus" in page and "parce que vous l’avez signé" in page
    with django_assert_num_queries(2):
        queries.notices_page(member)
    page = signed_in.post("/moi/avis/", {"read": "all"}, follow=True).content.decode()
    assert "Aucun avis nouveau" in page and "Déjà lus" in page


def test_a_subject_is_stopped_from_the_page(signed_in, tell):
    tell()
    signed_in.post("/moi/avis/", {"stop": "text:a", "title": "Un texte"})
    assert tell() == [] and Delivery.objects.get().title == "Un texte"


def test_settings_are_chosen_in_general_and_subject_by_subject(signed_in, tell, member, django_assert_num_queries):
    tell(), tell(about="text:b", title="Un autre")
    with django_assert_num_queries(2):
        subjects = queries.deliveries_page(member)["subjects"]
    assert {one["title"] for one in subjects} == {"Un texte", "Un autre"}
    signed_in.post(
        "/moi/avis/reglages/", {"usual": "at_once", "about-0": "text:a", "how-0": "never", "about-1": "text:b"}
    )
    assert set(Delivery.objects.values_list("about", "how")) == {("", "at_once"), ("text:a", "never")}
    signed_in.post("/moi/avis/reglages/", {"usual": "digest", "about-0": "text:a", "how-0": ""})
    assert set(Delivery.objects.values_list("about", "how")) == {("", "digest")}


def test_a_setting_that_is_not_one_is_refused_with_a_sentence(signed_in):
    page = signed_in.post("/moi/avis/reglages/", {"usual": "parfois"}, follow=True).content.decode()
    assert "aussitôt, une fois par jour, ou jamais" in page and not Delivery.objects.exists()


def test_nothing_expected_is_said_plainly(signed_in, member):
    assert "Rien n’est attendu de vous aujourd’hui" in signed_in.get("/moi/").content.decode()
    assert count_expected(member, date(2026, 3, 2)) == 0


def test_notices_of_another_are_not_seen(signed_in, tell):
    tell(someone("Autre", "autre@example.org"))
    assert "Aucun avis nouveau" in signed_in.get("/moi/avis/").content.decode()
    signed_in.post("/moi/avis/", {"read": "all"})
    assert Notice.objects.get().read_at is None


def test_the_count_agrees_with_the_page(member):
    assert count_expected(member, timezone.localdate()) == len(expected_of(member, timezone.localdate()))
