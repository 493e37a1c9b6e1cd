"""Where a text stands on the six steps is one notion, on every page that draws them."""

import re

import pytest
from django.test import Client

from portevoix.advocacy.actions import receive_answer, submit_answer
from portevoix.advocacy.tests.conftest import keys, ministry, sending  # noqa: F401
from portevoix.publications.actions import publish
from portevoix.publications.tests.conftest import (  # noqa: F401
    ADOPTED_AT,
    adopted,
    at,
    chair,
    commission,
    member,
    published,
    secretary,
)

pytestmark = pytest.mark.django_db


def steps_on(address):
    """The step where things stand, of each piece of work that the page shows."""
    page = Client().get(address).content.decode()
    return re.findall(r'aria-current="step">(\w+)', page)


def pages_of(version):
    return ("/", "/textes/", f"/textes/{version.text.slug}/v{version.number}/")


def test_an_adopted_text_waits_to_be_published_then_carried_then_followed_on_every_page(adopted):
    assert {found for page in pages_of(adopted) for found in steps_on(page)} == {"Publier"}
    publish(adopted, address="m", colophon="…", by=adopted.text.created_by, at=ADOPTED_AT)
    assert [steps_on(page) for page in (*pages_of(adopted), "/publications/m/")] == [["Porter"]] * 4


def test_once_an_answer_is_received_it_is_followed_on_every_page(published, sending, secretary):
    item = sending.items.first()
    pages = (*pages_of(published.version), f"/publications/{published.address}/")
    answer = submit_answer(item, words="Oui.", signed_by="Le cabinet", at=ADOPTED_AT)
    assert [steps_on(page) for page in pages] == [["Porter"]] * 4  # it is not received yet
    receive_answer(answer, by=secretary, at=ADOPTED_AT)
    assert [steps_on(page) for page in pages] == [["Suivre"]] * 4
