"""Origins carried from one version to the next (R27). Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence


def carried(runs: Sequence, removals: Sequence, before: Sequence) -> list[list]:
    """*runs* of an alinéa, where what stayed from the version before keeps the origin it had there.

    *runs* are (start, end, source), source None for what stayed; *removals* are (at, words, source) at offsets of the
    new words; *before* are the runs of the same alinéa in the version before. Runs join to the alinéa.
    """
    made: list[list] = []
    gone = sorted(((at, len(words)) for at, words, _source in removals), key=lambda one: one[0])
    behind = 0  # where we are in the words of the version before

    def add(start, end, source):
        if made and made[-1][2] == source and made[-1][1] == start:
            made[-1][1] = end
        elif end > start:
            made.append([start, end, source])

    def skip(upto):
        nonlocal behind
        while gone and gone[0][0] <= upto:
            behind += gone.pop(0)[1]

    for start, end, source in runs:
        reached = start
        skip(reached)
        if source is not None:
            add(start, end, source)
            continue
        while reached < end:
            stop = min(end, gone[0][0]) if gone else end
            for old_start, old_end, old_source in before:
                low, high = max(old_start, behind), min(old_end, behind + stop - reached)
                if low < high:
                    add(reached + low - behind, reached + high - behind, old_source)
            behind += stop - reached
            reached = stop
            skip(reached)
    return made
