"""The words of an alinéa cut into the runs that a page shows: sentences, origins, changes. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from portevoix.engine.sentences import sentences


class Segment(NamedTuple):
    """A run of words: `kind` is "" (plain), "ins", "del" or "from"; `source` is `1/12` (version, amendment) or None.

    `start` is where it begins, in code points of the alinéa; `label`, how that amendment is called when it is not by
    its number (`I-4 rect.`).
    """

    words: str
    kind: str = ""
    source: str | None = None
    start: int = 0
    label: str = ""

    @property
    def number(self) -> str:
        """The number of the amendment that it comes from."""
        return self.source.partition("/")[2] if self.source else ""

    @property
    def version(self) -> str:
        """The number of the version that this amendment was filed on."""
        return self.source.partition("/")[0] if self.source else ""


def labelled(runs: Sequence[Segment], labels: Mapping[str, str]) -> list[Segment]:
    """*runs*, each with the name that *labels* gives, by its source."""
    return [run._replace(label=labels[run.source]) if run.source in labels else run for run in runs]


def in_sentences(words: str) -> list[Segment]:
    """The sentences of *words*, each with the spaces that follow it: joined, they give *words* back."""
    return [Segment(words[start:end], start=start) for start, end in sentences(words)]


def name(source: str | None) -> str | None:
    """The source of a run as it is shown: `1/12`, amendment 12 on version 1."""
    return source.removeprefix("amendment:") if source else None


def with_origins(words: str, origins: Sequence) -> list[Segment]:
    """*words* in runs of one origin each (R27), those of the base version plain."""
    found, reached = [], 0
    for start, end, source in sorted(origins, key=lambda run: run[0]):
        if reached < start:
            found.append(Segment(words[reached:start], start=reached))
        if start < end:
            found.append(Segment(words[start:end], "from" if source else "", name(source), start))
        reached = max(reached, end)
    if reached < len(words):
        found.append(Segment(words[reached:], start=reached))
    return found


def with_changes(words: str, origins: Sequence, removals: Sequence, base: int) -> list[Segment]:
    """*words* with what amendments to version *base* inserted and removed; earlier changes are plain words."""
    current = f"{base}/"
    runs = [
        run if run.source and run.source.startswith(current) else run._replace(kind="", source=None)
        for run in with_origins(words, origins)
    ]
    runs = [run._replace(kind="ins") if run.kind else run for run in runs]
    taken = sorted(
        (at, rank, gone, name(source))
        for rank, (at, gone, source) in enumerate(removals)
        if source and name(source).startswith(current)
    )
    found: list[Segment] = []
    for run in runs:
        reached, end = run.start, run.start + len(run.words)
        while taken and taken[0][0] < end:
            at, _rank, gone, source = taken.pop(0)
            if reached < at:
                found.append(run._replace(words=words[reached:at], start=reached))
                reached = at
            found.append(Segment(gone, "del", source, at))
        found.append(run._replace(words=words[reached:end], start=reached))
    found.extend(Segment(gone, "del", source, at) for at, _rank, gone, source in taken)
    return _named_once(found)


def _named_once(runs: Sequence[Segment]) -> list[Segment]:
    """*runs* where the amendment that replaced words by others is named once, after them."""
    runs = [run for run in runs if run.words]
    return [
        run._replace(source=None) if run.source and after is not None and after.source == run.source else run
        for run, after in zip(runs, [*runs[1:], None], strict=True)
    ]


def heading_change(before: str, after: str, source: str | None = None) -> list[Segment]:
    """A heading, with what it was when it changed."""
    if before == after:
        return [Segment(after)]
    return _named_once([Segment(words, kind, source) for words, kind in ((before, "del"), (after, "ins"))])
