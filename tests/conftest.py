"""What tests outside one room share."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.served import demo_served


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The demo, served by its own process: (address, environment)."""
    with demo_served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo in the database under test, for the tests of one file; undone afterwards."""

    class Undone(Exception):
        pass

    with django_db_blocker.unblock():
        try:
            with override_settings(DEMO=True), transaction.atomic():
                call_command("demo", keep=True, verbosity=0)
                yield
                raise Undone
        except Undone:
            pass


def pytest_addoption(parser):
    parser.addoption("--write-roles", action="store_true", help="write docs/roles.md as the pages are")
