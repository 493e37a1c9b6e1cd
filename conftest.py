"""What every test may ask for; and properties, tried on the same examples at every run.

So what passes here passes elsewhere; `make explore` tries them on new examples.
"""

import pytest
from hypothesis import settings

settings.register_profile("repeat", derandomize=True)
settings.register_profile("explore", print_blob=True)
settings.load_profile("repeat")


@pytest.fixture
def as_(client):
    """The test client, signed in as the person given."""

    def signed_in(person):
        client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
