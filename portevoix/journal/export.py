"""The chain as exports hold it, read block after block: the memory it takes does not grow with the journal."""

from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async

from portevoix.engine.verification import canonical
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry

BLOCK = 1000


def block(first: int, last: int) -> bytes:
    """Entries *first* to *last*, one JSON line each; 1 SQL query."""
    entries = Entry.objects.filter(number__range=(first, last)).order_by("number")
    return b"".join(canonical(entry_as_dict(entry)) + b"\n" for entry in entries)


async def exported(first: int, last: int) -> AsyncIterator[bytes]:
    """Entries *first* to *last* in blocks of `BLOCK`; 1 SQL query a block."""
    for start in range(first, last + 1, BLOCK):
        yield await sync_to_async(block)(start, min(start + BLOCK - 1, last))
