"""The difference between two versions, by words, as a person would see it, as edits (R4)."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel, Postfix, Prefix

from portevoix.engine.edits.kinds import DeleteUnit, Edit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading, tidy
from portevoix.engine.edits.settling import settled
from portevoix.engine.text import LEAF, Text, Unit, layout
from portevoix.engine.tokens import split

Change = tuple[int, int, int, int]  # tokens before, from and to; tokens after, from and to

# Beyond, two alinéas of thousands of words each that differ all along are one change: no person reads it otherwise.
_COMPARED = 40_000_000
_LONGEST = 2_000  # code points without a space: beyond, what is common is found word by word


def difference(before: str, after: str, unit: str) -> tuple[ReplaceWords, ...]:
    """The edits that turn the words *before* of alinéa *unit* into *after*, left to right.

    Whole words change, never letters inside one; changes separated by nothing but spaces, punctuation or a few words
    shorter than what changes around them are one change; an insertion begins with its space, and words that could be
    said inserted or deleted at several places are so where the sentence pauses. Between alinéas of more than some six
    thousand words and marks that differ from end to end, all that differs is one change.
    """
    if before == after:
        return ()
    start, rest = _in_common(before, after)
    old, new = split(before[start : len(before) - rest]), split(after[start : len(after) - rest])
    head, shortest = 0, min(len(old), len(new))
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    changes = _changes(old, new, head, tail)
    if len(changes) > 1:
        changes = _gather(changes, old, new)
    return settled(_as_edits(changes, old, new, start, before, unit), before)


def _in_common(before: str, after: str) -> tuple[int, int]:
    """How many code points at the start, and at the end, hold the same tokens in both: cut beside spaces only."""
    start = Prefix.similarity(before, after)
    least = max(0, start - _LONGEST)
    while start > least and not (_beside_space(before, start) and _beside_space(after, start)):
        start -= 1
    start = start if start > least else 0
    rest = Postfix.similarity(before[start:], after[start:])
    least = max(0, rest - _LONGEST)
    while rest > least and not (
        _beside_space(before, len(before) - rest, start) and _beside_space(after, len(after) - rest, start)
    ):
        rest -= 1
    return start, rest if rest > least else 0


def _beside_space(text: str, at: int, first: int = 0) -> bool:
    return at in (first, len(text)) or text[at - 1].isspace() != text[at].isspace()


def _changes(old: Sequence[str], new: Sequence[str], head: int, tail: int) -> list[Change]:
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old or not middle_new or (len(middle_old) == 1 and len(middle_new) == 1):
        return [(head, len(old) - tail, head, len(new) - tail)]
    if len(middle_old) * len(middle_new) > _COMPARED:
        return [(head, len(old) - tail, head, len(new) - tail)]
    found: list[Change] = []
    for code in Indel.opcodes(middle_old, middle_new):
        if code.tag == "equal":
            continue
        change = (code.src_start + head, code.src_end + head, code.dest_start + head, code.dest_end + head)
        if found and found[-1][1] == change[0] and found[-1][3] == change[2]:
            found[-1] = (found[-1][0], change[1], found[-1][2], change[3])
        else:
            found.append(change)
    return found


def _gather(changes: list[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Changes that a person would see as one are one: what stands equal between them is too small to be a landmark."""

    def weight(change: Change) -> int:
        return max(sum(map(len, old[change[0] : change[1]])), sum(map(len, new[change[2] : change[3]])))

    stack: list[Change] = []
    for change in changes:
        stack.append(change)
        while len(stack) > 1:
            left, right = stack[-2], stack[-1]
            between = old[left[1] : right[0]]
            # A reference (`L. 225-1`) is a landmark of its own, an article or a preposition is not.
            kept = sum(1 + token[0].isdigit() for token in between if token[0].isalnum())
            rewritten = all(part[0] < part[1] and part[2] < part[3] for part in (left, right))
            small = len("".join(between)) <= min(weight(left), weight(right))
            bare = not kept and (rewritten or not any(token.isspace() for token in between))
            if not (bare or (kept <= 2 and small)):
                break
            stack[-2:] = [(left[0], right[1], left[2], right[3])]
    return stack


def _as_edits(
    changes: list[Change], old: Sequence[str], new: Sequence[str], offset: int, before: str, unit: str
) -> list[ReplaceWords]:
    made: list[ReplaceWords] = []
    token = 0
    for start, end, new_start, new_end in changes:
        offset += sum(map(len, old[token:start]))
        until = offset + sum(map(len, old[start:end]))
        edit = tidy(ReplaceWords(unit, offset, until, "".join(new[new_start:new_end])), before)
        if made and edit.start < made[-1].end:
            edit = ReplaceWords(unit, offset, until, "".join(new[new_start:new_end]))
        made.append(edit)
        token, offset = end, until
    return made


def difference_of_texts(before: Text, after: Text) -> tuple[Edit, ...]:
    """The edits that turn *before* into *after*, units being matched by their keys.

    A unit that moved among its siblings, or to another container, is deleted where it was and inserted where it is.
    Raises ValueError when a text uses a key twice, or when the titles or languages differ: no edit changes those.
    """
    if (before.title, before.language) != (after.title, after.language):
        raise ValueError("the title and the language of a text are not changed by edits")
    layout(after)
    old = layout(before)
    edits: list[Edit] = []

    def compare(holder: str | None, was: Sequence[Unit], now: Sequence[Unit]) -> None:
        stayed = _in_common_order(
            was, [unit for unit in now if unit.key in old.units and old.parents[unit.key] == holder]
        )
        following = {unit.key: unit for unit in now}
        for unit in was:
            if unit.key not in stayed:
                edits.append(DeleteUnit(unit.key))
                continue
            then = following[unit.key]
            if unit is then or unit == then:
                continue
            if unit.kind != then.kind or unit.number != then.number:
                edits.append(ReplaceUnit(unit.key, (then,)))
            elif unit.kind == LEAF:
                edits.extend(difference(unit.text, then.text, unit.key))
            else:
                if unit.heading != then.heading:
                    edits.append(SetHeading(unit.key, then.heading))
                compare(unit.key, unit.children, then.children)
        anchor: str | None = None
        pending: list[Unit] = []
        for unit in now:
            if unit.key not in stayed:
                pending.append(unit)
                continue
            if pending:
                edits.append(InsertUnits(holder, anchor, tuple(pending)))
                pending = []
            anchor = unit.key
        if pending:
            edits.append(InsertUnits(holder, anchor, tuple(pending)))

    compare(None, before.units, after.units)
    return tuple(edits)


def _in_common_order(was: Sequence[Unit], now: Sequence[Unit]) -> set[str]:
    """The keys of the units that kept their order: the longest list common to both."""
    old, new = [unit.key for unit in was], [unit.key for unit in now]
    if old == new:
        return set(old)
    return {
        key for code in Indel.opcodes(old, new) if code.tag == "equal" for key in old[code.src_start : code.src_end]
    }
