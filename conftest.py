"""What every test shares.

Properties are tried on the same examples at every run, so that what passes here passes elsewhere; `make explore` tries
them on new ones. An entry of the journal that a person cannot read fails the test that writes it.
"""

import pytest
from django.db.models.signals import post_save
from hypothesis import HealthCheck, settings

from portevoix.journal.models import Entry
from portevoix.journal.words import unsaid

# How fast examples come says how busy the machine is, nothing of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeat", unhurried, derandomize=True)
settings.register_profile("explore", unhurried, print_blob=True)
settings.load_profile("repeat")


@pytest.fixture
def as_(client):
    """The test client, signed in as the person given."""

    def signed_in(person):
        client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture(autouse=True, scope="session")
def every_entry_has_its_words():
    def check(instance, **_more):
        if instance.act.startswith("tests."):  # acts that tests make up
            return
        missing = unsaid(instance.act, instance.subject, instance.facts)
        assert not missing, f"say it in the room’s `recorded` module: {', '.join(missing)}"

    post_save.connect(check, sender=Entry, weak=False)
    yield
    post_save.disconnect(check, sender=Entry)
