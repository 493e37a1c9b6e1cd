"""What every test shares: an entry of the journal that a person cannot read fails the test that writes it."""

import pytest
from django.db.models.signals import post_save

from portevoix.journal.models import Entry
from portevoix.journal.words import unsaid


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
