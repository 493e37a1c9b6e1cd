"""One proposition carried to several addressees is one proposition, wherever it is counted."""

from datetime import UTC, date, datetime

import pytest

from portevoix.advocacy.actions import add_addressee, carry, follow_up
from portevoix.advocacy.queries import all_propositions, board
from portevoix.publications.tests.conftest import ADOPTED_AT
from portevoix.site.queries import home

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def two(sending, published, commission, keys, secretary):
    """Everything carried to one office, the first proposition to another as well."""
    given = {"by": secretary, "at": ADOPTED_AT}
    other = add_addressee(commission, name="Ministère de la Cohésion", short_name="Cohésion", email="", **given)
    again = carry(published, addressee=other, unit_keys=keys[:1], sent_on=date(2026, 5, 31), channel="letter", **given)
    return sending.items.get(unit_key=keys[0]), again.items.get()


def noted(item, status, by):
    source = {"source_kind": "document", "source": "Lettre"}
    follow_up(item, status=status, on=date(2026, 6, 15), by=by, at=LATER, **source)


def test_a_proposition_is_counted_once_however_many_addressees_it_went_to(two, keys):
    page = board(date(2026, 7, 1))
    assert (page["carried"], page["total"], page["taken_up"]) == (len(keys), len(keys) + 1, 0)


def test_it_is_taken_up_when_one_addressee_does_and_until_the_last_one_gives_up(two, secretary):
    first, second = two
    noted(first, "refused", secretary)
    assert all_propositions()["taken_up"] == 0
    noted(second, "partly_taken_up", secretary)
    noted(first, "taken_up", secretary)
    assert all_propositions()["taken_up"] == 1
    noted(first, "abandoned", secretary)
    assert all_propositions()["taken_up"] == 1
    noted(second, "abandoned", secretary)
    assert all_propositions()["taken_up"] == 0


def test_the_home_page_and_the_board_say_the_same(client, two, secretary, django_assert_num_queries):
    noted(two[0], "in_progress", secretary)
    page, counted = board(date(2026, 7, 1)), home(None)
    with django_assert_num_queries(1):
        assert all_propositions() == {name: page[name] for name in ("carried", "taken_up")}
    assert all_propositions() == {name: counted[name] for name in ("carried", "taken_up")}
    for address in ("/", "/suites/"):
        said = client.get(address).content.decode()
        assert "chacune comptée une fois" in said and "par un destinataire au moins" in said, address
    assert "une par destinataire" in client.get("/suites/").content.decode()
