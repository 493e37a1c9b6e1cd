"""The public page of the journal: what it names leads to its page, for whoever may open it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portevoix.journal.models import Entry
from portevoix.people.models import User
from portevoix.site.queries import addresses
from tests.conftest import demo  # noqa: F401
from tests.crawled import signed_in

pytestmark = pytest.mark.django_db


def subjects():
    return set(Entry.objects.values_list("subject", flat=True))


def someone(account):
    return User.objects.get(email=f"{account}@example.org").person if account else None


@pytest.mark.parametrize("account", ["", "membre", "experte", "secretariat", "administration"])
def test_what_the_journal_links_opens_for_whoever_asks(demo, account):
    person = someone(account)
    found = addresses(subjects(), person)
    client = signed_in(person)
    for kind in {one.partition(":")[0] for one in found}:
        links = [address for subject, address in sorted(found.items()) if subject.startswith(f"{kind}:")]
        for address in links[:6] + links[-2:]:
            response = client.get(address, follow=True)
            assert response.status_code == 200 and not response.request["PATH_INFO"].startswith("/compte/"), address
    kinds = {one.partition(":")[0] for one in found}
    assert kinds == {
        "amendment", "ballot", "commission", "excerpt", "hearing", "item", "meeting", "person", "publication", "source",
        "text", "version",
    }  # fmt: skip


def test_what_is_not_for_all_is_linked_to_those_it_is_for(demo):
    everyones, members = (addresses(subjects(), someone(account)) for account in ("", "membre"))
    more = {subject: address for subject, address in members.items() if subject not in everyones}
    assert everyones.items() <= members.items()
    assert {one.partition(":")[0] for one in more} == {"text", "version", "amendment", "source", "excerpt"}
    visitor = Client()
    assert {visitor.get(address).status_code for address in more.values()} <= {302, 403}
    never = {one for one in subjects() if one.startswith(("invitation:", "sending:", "addressee:", "body:"))}
    assert never and not never & members.keys()


def test_the_page_of_the_journal_leads_to_what_it_names_at_few_queries(demo):
    page = Client().get("/registre/").content.decode()
    assert re.search(r'<td title="meeting:\d+"><a href="/seances/\d+/">Séance \d+</a></td>', page)
    assert re.search(r'<td title="sending:\d+">Envoi \d+</td>', Client().get("/registre/?page=2").content.decode())
    person, named = someone("secretariat"), subjects()
    with CaptureQueriesContext(connection) as asked:
        addresses(named, person)
    assert len(asked) <= 8
