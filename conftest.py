"""What every test may ask for; and properties, tried on the same examples at every run.

So what passes here passes elsewhere; `make explore` tries them on new examples.
"""

import pytest
from hypothesis import HealthCheck, settings

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
