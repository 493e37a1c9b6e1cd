"""The first account, from the command line."""

import pytest
from django.core.management import CommandError, call_command

from portevoix.journal.models import Entry
from portevoix.people.models import User
from portevoix.people.rules import is_administrator, is_respondent, is_visitor

pytestmark = pytest.mark.django_db


def test_it_opens_an_administrator_s_account():
    call_command("administrator", "Ada Ministre", "Ada@Example.org", verbosity=0)
    user = User.objects.get(email="ada@example.org")
    assert is_administrator(user.person, None) and not user.has_usable_password()
    assert not is_visitor(user.person) and is_visitor(None) and not is_respondent(user.person)
    assert set(Entry.objects.values_list("act", flat=True)) == {"people.entered", "people.account_opened"}


@pytest.mark.parametrize("address", ["pas une adresse", "ada@example.org"])
def test_a_wrong_or_known_address_is_refused_and_nothing_is_written(address):
    call_command("administrator", "Ada Ministre", "ada@example.org", verbosity=0)
    with pytest.raises(CommandError, match=r"address|account"):
        call_command("administrator", "Une autre", address, verbosity=0)
    assert User.objects.count() == 1 and Entry.objects.count() == 2


def test_a_closed_account_administers_nothing():
    call_command("administrator", "Ada Ministre", "ada@example.org", verbosity=0)
    User.objects.update(is_active=False)
    assert not is_administrator(User.objects.get().person, None)
