"""Building the demo: in an empty database, once."""

import pytest
from django.core.management import CommandError, call_command

from portevoix.commissions.models import Commission
from portevoix.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_the_demo_is_built_once_and_never_over_something():
    call_command("demo", keep=True, if_empty=True, verbosity=0)
    entries = Entry.objects.count()
    assert Commission.objects.filter(parent=None).count() == 1 and entries > 300
    call_command("demo", keep=True, if_empty=True, verbosity=0)
    assert Entry.objects.count() == entries
    with pytest.raises(CommandError, match="holds a commission already"):
        call_command("demo", keep=True, verbosity=0)
    assert Entry.objects.count() == entries
