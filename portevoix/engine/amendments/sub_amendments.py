"""Sub-amendments: read on what their parent would produce, adopted into it (R3, R9)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from portevoix.engine.amendments.reach import Amendment, Run, content, effect
from portevoix.engine.edits import (
    DeleteUnit,
    Edit,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    apply,
)
from portevoix.engine.text import Text, Unit, layout


def read_on_parent(text: Text, parent: Amendment) -> Text:
    """The text on which the sub-amendments of *parent* are read: what it would produce alone (R3). Raises EditError."""
    return apply(text, parent.edits)


def with_sub_amendments(parent: Amendment, subs: Sequence[Amendment], text: Text) -> Amendment:
    """*parent* as rewritten by its adopted *subs*: one amendment on *text*, that names who brings each word (R9, R27).

    `apply(text, result.edits)` is what *subs* give, consolidated on what *parent* gives. Raises EditError when an
    edit does not fit, ValueError when a sub-amendment has another parent, Conflict when two of *subs* compete (R26).
    """
    # Consolidation needs amendments, and sub-amendments are consolidated on what their parent gives.
    from portevoix.engine.consolidation import consolidate

    if not subs:
        return parent
    for sub in subs:
        if sub.parent != parent.id:
            raise ValueError(f"{sub.id} is not a sub-amendment of {parent.id}")
    own = [replace(sub, parent=None) for sub in subs]
    given = read_on_parent(text, parent)
    whole = consolidate(given, own)
    twins = {twin for others in whole.credited_with.values() for twin in others}
    own = [
        sub
        for sub in sorted(own, key=lambda found: (found.rank, found.id))
        if sub.id not in twins and effect(sub, given)
    ]
    base = layout(text)
    edits: list[tuple[Edit, str]] = []
    credits: dict[str, tuple[Run, ...]] = {}
    parents_credits = dict(parent.credits)

    # The units that the parent brings are a small text of their own, for the sub-amendments that bear on them.
    brought: dict[str, int] = {}
    tops: dict[str, int] = {}
    for index, edit in enumerate(parent.edits):
        if isinstance(edit, InsertUnits | ReplaceUnit):
            brought.update((inner.key, index) for unit in edit.units for inner in unit.walk())
            tops.update((unit.key, index) for unit in edit.units)
    inside: dict[int, dict[str, list[tuple[Edit, str]]]] = {}
    outside: list[tuple[Edit, str]] = []
    asked: dict[Hashable, str] = {}
    for sub in own:
        for number, edit in enumerate(sub.edits):
            if isinstance(edit, InsertUnits):
                home = tops.get(edit.after, brought.get(edit.parent)) if edit.after else brought.get(edit.parent)
                moved = replace(edit, parent=None) if edit.after in tops else edit
            else:
                home, moved = brought.get(edit.unit), edit
            if home is None:
                if not isinstance(edit, ReplaceWords):
                    form = _form(edit)
                    if asked.setdefault(form, sub.id) != sub.id:
                        continue
                outside.append((edit, sub.source_of(number)))
                if isinstance(edit, InsertUnits | ReplaceUnit):
                    added = dict(sub.credits)
                    credits.update(_credits(edit.units, added, sub.source_of(number)))
            else:
                inside.setdefault(home, {}).setdefault(sub.id, []).append((moved, sub.source_of(number)))

    gone = {edit.unit for edit, _ in outside if isinstance(edit, DeleteUnit | ReplaceUnit)}
    renamed = {edit.unit for edit, _ in outside if isinstance(edit, SetHeading)}

    def lost(key: str | None) -> bool:
        return key is not None and (key in gone or any(up in gone for up in base.ancestors(key)))

    # An insertion of a sub-amendment stands between the unit it follows and what its parent put there.
    edits.extend(found for found in outside if not isinstance(found[0], ReplaceWords))
    worded: list[str] = []
    for index, edit in enumerate(parent.edits):
        source = parent.source_of(index)
        match edit:
            case ReplaceWords(unit):
                if unit not in worded and not lost(unit):
                    worded.append(unit)
            case InsertUnits(holder, _, units):
                if lost(holder):
                    continue
                units, found = _within(units, inside.get(index, {}), own, parents_credits, source)
                credits.update(found)
                if units:
                    edits.append((replace(edit, units=units), source))
            case ReplaceUnit(unit, units):
                if lost(unit):
                    continue
                units, found = _within(units, inside.get(index, {}), own, parents_credits, source)
                credits.update(found)
                edits.append((replace(edit, units=units), source))
            case SetHeading(unit) if unit in renamed or lost(unit):
                continue
            case DeleteUnit(unit) if lost(unit):
                continue
            case _:
                edits.append((edit, source))
    for edit, _ in outside:
        if isinstance(edit, ReplaceWords) and edit.unit not in worded and not lost(edit.unit):
            worded.append(edit.unit)
    for unit in worded:
        mine = [
            (edit, parent.source_of(index))
            for index, edit in enumerate(parent.edits)
            if isinstance(edit, ReplaceWords) and edit.unit == unit
        ]
        steps = _steps(whole.origins[unit], whole.removals.get(unit, ()), layout(whole.text).units[unit].text)
        edits.extend(_composed(unit, mine, base.units[unit].text, steps))
    return Amendment(
        parent.id,
        tuple(edit for edit, _ in edits),
        parent.rank,
        parent.parent,
        tuple(source for _, source in edits),
        tuple(sorted(credits.items())),
    )


def _form(edit: Edit) -> Hashable:
    """What an edit on units asks for, keys aside: two sub-amendments may ask for the same."""
    match edit:
        case InsertUnits(parent, after, units):
            return "insert", parent, after, content(units)
        case ReplaceUnit(unit, units):
            return "whole", unit, content(units)
        case DeleteUnit(unit):
            return "whole", unit, ()
        case _:
            return edit


def _credits(
    units: Sequence[Unit], known: dict[str, tuple[Run, ...]], source: str
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for unit in units:
        for inner in unit.walk():
            if inner.text:
                yield inner.key, known.get(inner.key, (Run(0, len(inner.text), source),))


def _within(
    units: tuple[Unit, ...],
    changes: dict[str, list[tuple[Edit, str]]],
    subs: Sequence[Amendment],
    known: dict[str, tuple[Run, ...]],
    source: str,
) -> tuple[tuple[Unit, ...], dict[str, tuple[Run, ...]]]:
    """The units that a parent brings once sub-amendments changed them, and who brings each of their words."""
    from portevoix.engine.consolidation import consolidate

    first = dict(_credits(units, known, source))
    if not changes:
        return units, first
    bearing = [
        Amendment(
            sub.id,
            tuple(edit for edit, _ in changes[sub.id]),
            sub.rank,
            sources=tuple(by for _, by in changes[sub.id]),
            credits=sub.credits,
        )
        for sub in subs
        if sub.id in changes
    ]
    small = Text("", units)
    reached = consolidate(small, bearing)
    before, after = layout(small).units, layout(reached.text).units
    found: dict[str, tuple[Run, ...]] = {}
    for key, runs in reached.origins.items():
        old = before[key].text if key in before else ""
        brought = [_Segment("put", old[run.start : run.end], run.source or source) for run in first.get(key, ())]
        parts = _follow(brought, _steps(runs, reached.removals.get(key, ()), after[key].text))
        if whole := _runs((part.words, part.source or source) for part in parts):
            found[key] = whole
    return reached.text.units, found


def _runs(pieces: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
    made: list[Run] = []
    for words, source in pieces:
        start = made[-1].end if made else 0
        if made and made[-1].source == source:
            made[-1] = Run(made[-1].start, start + len(words), source)
        elif words:
            made.append(Run(start, start + len(words), source))
    return tuple(made)


class _Segment(NamedTuple):
    """Words that are kept (`keep`), brought (`put`) or removed (`cut`), and by whom."""

    act: str
    words: str
    source: str | None = None


def _steps(runs: Sequence[Run], removals: Sequence, text: str) -> Iterator[_Segment]:
    """What was done to an alinéa to give *text*, left to right."""
    waiting = list(removals)
    for run in runs:
        reached = run.start
        while waiting and waiting[0].at < run.end:
            removal = waiting.pop(0)
            if removal.at > reached:
                yield _Segment("keep" if run.source is None else "put", text[reached : removal.at], run.source)
                reached = removal.at
            yield _Segment("cut", removal.words, removal.source)
        yield _Segment("keep" if run.source is None else "put", text[reached : run.end], run.source)
    for removal in waiting:
        yield _Segment("cut", removal.words, removal.source)


def _follow(segments: Sequence[_Segment], steps: Iterable[_Segment]) -> list[_Segment]:
    """What *segments*, then *steps* on what they give, do together."""
    left = list(reversed(segments))
    made: list[_Segment] = []

    def take(length: int) -> Iterator[_Segment]:
        while length:
            segment = left.pop()
            if segment.act == "cut":
                made.append(segment)
                continue
            if len(segment.words) > length:
                left.append(segment._replace(words=segment.words[length:]))
                segment = segment._replace(words=segment.words[:length])
            length -= len(segment.words)
            yield segment

    for step in steps:
        if step.act == "put":
            made.append(step)
            continue
        for segment in take(len(step.words)):
            if step.act == "keep":
                made.append(segment)
            elif segment.act == "keep":
                made.append(step._replace(words=segment.words))
    made.extend(reversed(left))
    return made


def _composed(
    unit: str, mine: Sequence[tuple[ReplaceWords, str]], base: str, steps: Iterable[_Segment]
) -> Iterator[tuple[ReplaceWords, str]]:
    """The edits of a parent in one alinéa of the version, followed by *steps*."""
    segments: list[_Segment] = []
    reached = 0
    for edit, source in sorted(mine, key=lambda found: (found[0].start, found[0].end)):
        segments.append(_Segment("keep", base[reached : edit.start]))
        segments.append(_Segment("cut", base[edit.start : edit.end], source))
        segments.append(_Segment("put", edit.words, source))
        reached = edit.end
    segments.append(_Segment("keep", base[reached:]))
    at = 0
    open_: tuple[ReplaceWords, str] | None = None
    for act, words, source in _follow([segment for segment in segments if segment.words], steps):
        if open_ and (act == "keep" or source != open_[1] or (act == "cut" and open_[0].words)):
            yield open_
            open_ = None
        if act == "keep":
            at += len(words)
            continue
        edit, by = open_ or (ReplaceWords(unit, at, at, ""), source or "")
        if act == "cut":
            at += len(words)
            open_ = replace(edit, end=at), by
        else:
            open_ = replace(edit, words=edit.words + words), by
    if open_:
        yield open_
