"""Which amendments compete, and which are identical (R8)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from portevoix.engine.amendments.reach import Amendment, Reach, cross, effect, identity, reach_and_effect, span
from portevoix.engine.edits import ReplaceWords
from portevoix.engine.text import Layout, Text, layout


def identical(a: Amendment, b: Amendment, text: Text) -> bool:
    """Whether *a* and *b* have the same effect on *text* (R8). An amendment with no effect is identical to none.

    Raises EditError when an edit does not fit *text*.
    """
    if a.parent != b.parent:
        return False
    found = effect(a, text)
    return bool(found) and found == effect(b, text)


def competes(a: Amendment, b: Amendment, text: Text) -> bool:
    """Whether applying one of *a* and *b* changes words or units that the other relies on or changes (R8).

    Never true of identical ones, of one amendment and itself, nor of two insertions at one place. An edit that both
    ask for in the same form sets them against each other nowhere. *text* is the version, or for two sub-amendments
    what their parent would produce; amendments on different texts do not compete. Raises EditError.
    """
    if a.id == b.id or a.parent != b.parent:
        return False
    first, done = reach_and_effect(a, text)
    second, other = reach_and_effect(b, text)
    return done != other and meet(first, second, layout(text))


def meet(first: Reach, second: Reach, where: Layout) -> bool:
    """Whether two amendments touch the same thing, each in its own way."""
    for unit, edits in first.words.items():
        text = where.units[unit].text
        for other in second.words.get(unit, ()):
            for edit in edits:
                if edit != other and cross(span(edit, text), span(other, text)):
                    return True
    if any(second.headings.get(unit, heading) != heading for unit, heading in first.headings.items()):
        return True
    return _under(first, second, where) or _under(second, first, where)


def _under(over: Reach, under: Reach, where: Layout) -> bool:
    if not over.whole:
        return False
    for unit, instead in over.whole.items():
        if under.whole.get(unit, instead) != instead:
            return True
    for unit, exact in touched_units(under):
        if exact and unit in over.whole:
            return True
        if any(up in over.whole and up not in under.whole for up in where.ancestors(unit)):
            return True
    return False


def touched_units(touched: Reach) -> Iterator[tuple[str, bool]]:
    """The units on which an amendment bears, and whether deleting that very unit takes something from it."""
    for unit in (*touched.words, *touched.headings):
        yield unit, True
    for edit in touched.into:
        if edit.parent is not None:
            yield edit.parent, True
    for unit in touched.whole:
        yield unit, False


class Union:
    """Sets that merge: which things are linked, directly or not."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def find(self, index: int) -> int:
        """The one that stands for the set of *index*."""
        up = self._up
        while up[index] != index:
            up[index] = up[up[index]]
            index = up[index]
        return index

    def join(self, indexes: Iterable[int]) -> None:
        """Makes one set of the sets of *indexes*."""
        roots = [self.find(index) for index in indexes]
        first = min(roots)
        for root in roots:
            self._up[root] = first


def groups(amendments: Sequence[Amendment], text: Text) -> tuple[list[int], list[int]]:
    """For each of *amendments*, all on *text*: its set of identical ones, its set of competing ones (R8).

    Sets are numbers; competing sets join all that are linked by competition, identical ones included. An amendment
    without effect is alone in its identical set. Done unit by unit, never pair by pair. Raises EditError.
    """
    where = layout(text)
    known: dict[Hashable, int] = {}
    same: list[int] = []
    words: dict[str, dict[ReplaceWords, list[int]]] = {}
    whole: dict[str, dict[Hashable, list[int]]] = {}
    headings: dict[str, dict[str, list[int]]] = {}
    bears: list[tuple[tuple[str, bool], ...]] = []
    shared: dict[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]] = {}
    for index, amendment in enumerate(amendments):
        found, done = reach_and_effect(amendment, text)
        group = known.setdefault(identity(done) if done else ("none", index), len(known))
        same.append(group)
        units = tuple(touched_units(found))
        bears.append(shared.setdefault(units, units))
        for unit, edits in found.words.items():
            forms = words.setdefault(unit, {})
            for edit in edits:
                forms.setdefault(edit, []).append(group)
        for unit, instead in found.whole.items():
            whole.setdefault(unit, {}).setdefault(instead, []).append(group)
        for unit, heading in found.headings.items():
            headings.setdefault(unit, {}).setdefault(heading, []).append(group)
    linked = Union(len(known))
    for unit, forms in words.items():
        _link_words(forms, where.units[unit].text, linked)
    for variants in (*whole.values(), *headings.values()):
        if len(variants) > 1:
            linked.join(group for members in variants.values() for group in members)
    if whole:
        bearing: dict[str, set[int]] = {}
        for group, units in zip(same, bears, strict=True):
            taken = {unit for unit, exact in units if not exact}
            for unit, exact in units:
                if exact and unit in whole:
                    bearing.setdefault(unit, set()).add(group)
                for up in where.ancestors(unit):
                    if up in whole and up not in taken:
                        bearing.setdefault(up, set()).add(group)
        for unit, members in bearing.items():
            linked.join({*members, *(group for variant in whole[unit].values() for group in variant)})
    return same, [linked.find(group) for group in same]


def _link_words(forms: dict[ReplaceWords, list[int]], text: str, linked: Union) -> None:
    """Joins those whose words cross, in one sweep from left to right.

    Of two stretches that cover a point, in different forms, all are joined already: joining the one that reaches
    furthest is enough.
    """
    if len(forms) < 2:
        return
    spans = sorted(((span(edit, text), members) for edit, members in forms.items()), key=lambda found: found[0])
    reached, holders = -1, list[int]()
    for (start, end), members in spans:
        if start < reached:
            linked.join((*holders, *members))
        if end > start and end > reached:
            reached, holders = end, members
