"""Where the sentences of an alinéa begin and end."""

import re

# A full stop, then an opening: not « art. 4 », « M. Dupont » or « 3.5 », where what follows or precedes says otherwise.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[Aa]rt)(?<!\bal)(?<!\bn)[.!?…](?:[ \u00a0\u202f]?[»”\")\]])*\s+(?=[«“\"(\[]?[ \u00a0\u202f]?[A-ZÀ-ÖØ-Þ])"
)


def sentences(words: str) -> list[tuple[int, int]]:
    """The sentences of *words* as [start, end) in code points, in order; together they cover it (none when empty)."""
    starts = [0, *(match.end() for match in _END.finditer(words))]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(words)], strict=True) if end > start]
