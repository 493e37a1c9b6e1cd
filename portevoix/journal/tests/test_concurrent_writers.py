"""Eight processes write at once, each on its own connection: the chain never forks and nothing is lost (R100)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from portevoix.engine.verification import canonical, check_chain
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry, Fact

ROOT = Path(__file__).resolve().parents[3]
WRITERS, ENTRIES = 8, 50

# Each writer is ready before any begins: they write at the same time, not one after the other.
WRITER = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from django.db import connection, transaction
from portevoix.journal.acts import record
name, entries = sys.argv[1], int(sys.argv[2])
connection.ensure_connection()
print("ready", flush=True)
sys.stdin.readline()
for number in range(entries):
    with transaction.atomic():
        record("tests.written", f"thing:{name}-{number}", at=datetime.now(UTC), by=name, facts={"number": number})
"""


def address_of_the_tested_database() -> str:
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    return f"postgres://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_eight_processes_never_fork_the_chain():
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PORTEVOIX_")},
        "DATABASE_URL": address_of_the_tested_database(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, f"writer-{rank}", str(ENTRIES)],
            cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for rank in range(WRITERS)
    ]  # fmt: skip
    try:
        assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * WRITERS
        for writer in writers:
            writer.stdin.write("begin\n")
            writer.stdin.flush()
        said = [writer.communicate(timeout=300) for writer in writers]
    finally:
        for writer in writers:
            writer.kill()
    assert [(writer.returncode, errors) for writer, (_out, errors) in zip(writers, said, strict=True)] == (
        [(0, "")] * WRITERS
    )

    entries = list(Entry.objects.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, WRITERS * ENTRIES + 1))
    problems = []
    held = check_chain((canonical(entry_as_dict(entry)) + b"\n" for entry in entries), problems)
    assert problems == [] and len(held) == WRITERS * ENTRIES
    assert {entry.subject for entry in entries} == {
        f"thing:writer-{rank}-{number}" for rank in range(WRITERS) for number in range(ENTRIES)
    }
    assert Fact.objects.count() == 2 * WRITERS * ENTRIES
    order = [entry.subject.partition("-")[2].partition("-")[0] for entry in entries]
    assert order != sorted(order), "the writers wrote one after the other: nothing was tested"
