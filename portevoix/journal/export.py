"""The chain as exports hold it, read block after block: the memory it takes does not grow with the journal."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async

from portevoix.engine.verification import canonical
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry

BLOCK = 1000


def block(first: int, last: int) -> bytes:
    """Entries *first* to *last*, one JSON line each; 1 SQL query."""
    entries = Entry.objects.filter(number__range=(first, last)).order_by("number")
    return b"".join(canonical(entry_as_dict(entry)) + b"\n" for entry in entries)


def _blocks(first: int, last: int) -> Iterator[tuple[int, int]]:
    for start in range(first, last + 1, BLOCK):
        yield start, min(start + BLOCK - 1, last)


def exported(first: int, last: int) -> Iterator[bytes]:
    """Entries *first* to *last* in blocks of `BLOCK`; 1 SQL query a block. For a server that works by threads (WSGI)."""
    return (block(*ends) for ends in _blocks(first, last))


async def exported_by_turns(first: int, last: int) -> AsyncIterator[bytes]:
    """The same for a server that does everything by turns (ASGI): between two blocks, others are answered."""
    for ends in _blocks(first, last):
        yield await sync_to_async(block)(*ends)
