"""The pages of a commission: everyone's, its members', its calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from portevoix.commissions.models import Meeting
from portevoix.commissions.tests.people import (  # noqa: F401
    AT,
    administrator,
    association,
    commission,
    member,
    other,
    secretary,
    stranger,
    sub,
)
from portevoix.hearings.models import Hearing
from portevoix.site import queries
from portevoix.texts.actions.drafting import open_text
from portevoix.texts.tests.conftest import manifesto_content

pytestmark = pytest.mark.django_db


def words(response):
    return response.content.decode().replace("\u202f", " ")


@pytest.fixture
def coming(commission, sub, secretary):
    """A meeting of the commission and a hearing of its sub-commission, to come; what is not announced; a draft."""
    soon = timezone.now().replace(microsecond=0) + timedelta(days=12)
    for title, given in (
        ("Plénière", {"convened_at": AT}),
        ("Réunion à huis clos", {"convened_at": AT, "public": False}),
        ("Séance en préparation", {}),
    ):
        Meeting.objects.create(
            commission=commission, title=title, starts_at=soon, place="Val", members_with_vote=3, **given
        )
    Hearing.objects.create(
        commission=sub, title="Audition d’usagers", slug="audition-d-usagers", starts_at=soon + timedelta(days=1),
        place="Lien", created_at=AT,
    )  # fmt: skip
    open_text(sub, kind="manifesto", title="Avant-texte réservé", content=manifesto_content(), by=secretary, at=AT)
    return soon


def test_the_public_page_says_what_it_is_for_who_leads_it_and_what_comes(
    client, commission, sub, association, coming, secretary
):
    commission.purpose, commission.axis = "Entendre les riverains", "Trente minutes au plus"
    commission.save()
    commission.associations.add(association)
    page = words(client.get("/commission/rives/"))
    for said in ("Entendre les riverains", "Trente minutes au plus", "Sonia Secrétaire", "Union des Rives", "Inclusion",
                 "Plénière", "Audition d’usagers", "/commission/rives/agenda.ics"):  # fmt: skip
        assert said in page, said
    for kept in ("Avant-texte réservé", "huis clos", "en préparation", "Page des membres", "Administrer"):
        assert kept not in page, kept
    assert "Entendre les riverains" in words(client.get("/commission/"))


def test_the_members_page_is_the_members_own(client, as_, commission, sub, coming, member, stranger, administrator):
    assert client.get("/commission/rives/membres/")["Location"].startswith("/compte/connexion/")
    for person in (stranger, administrator):
        refused = as_(person).get("/commission/rives/membres/")
        assert refused.status_code == 403 and "celle des membres" in words(refused)
    page = words(as_(member).get("/commission/rives/membres/"))
    assert "Avant-texte réservé" in page and "Plénière" in page
    assert "Réunion à huis clos" in page and "Séance en préparation" not in page
    assert "Page des membres" in words(as_(member).get("/commission/rives/"))


def test_the_calendar_is_subscribed_to(client, commission, sub, other, coming):
    response = client.get("/commission/rives/agenda.ics")
    assert response["Content-Type"].startswith("text/calendar")
    feed = Calendar.from_ical(response.content)
    entries = [(str(one["summary"]), one.decoded("dtstart")) for one in feed.walk("VEVENT")]
    assert entries == [
        ("Plénière (Commission des Rives)", coming),
        ("Audition d’usagers (Inclusion)", coming + timedelta(days=1)),
    ]
    assert len({str(one["uid"]) for one in feed.walk("VEVENT")}) == 2
    Meeting.objects.update(cancelled_at=timezone.now())
    cancelled = Calendar.from_ical(client.get("/commission/rives/agenda.ics").content).walk("VEVENT")
    assert {(str(one["summary"]).partition(" (")[0], one["status"]) for one in cancelled} >= {("Plénière", "CANCELLED")}
    assert "annulée" in client.get("/commission/rives/").content.decode()
    assert not Calendar.from_ical(client.get("/commission/monts/agenda.ics").content).walk("VEVENT")


def test_several_commissions_are_listed_at_home(client, commission, other):
    page = words(client.get("/"))
    assert "/commission/rives/" in page and "/commission/monts/" in page
    assert client.get("/commission/")["Location"] == "/"


def test_pages_cost_few_queries(as_, commission, sub, coming, member, django_assert_max_num_queries):
    client = as_(member)
    for address in ("/", "/commission/", "/commission/rives/", "/commission/inclusion/", "/commission/rives/membres/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_each_question_costs_what_it_says(commission, sub, coming, member, django_assert_num_queries):
    queries.home(member)  # her seat is read once
    for question, cost in (
        (lambda: queries.home(member), 6),
        (lambda: queries.commission_page(commission, member), 7),
        (lambda: queries.members_page(commission, member), 6),
        (lambda: queries.events(commission, None), 2),
    ):
        with django_assert_num_queries(cost):
            question()
