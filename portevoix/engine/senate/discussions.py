"""Which amendments of a Senate set are discussed together, from their words alone (R8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from portevoix.engine.amendments.competition import Union
from portevoix.engine.senate.citations import CITED, INSIDE, WHOLE, Citation
from portevoix.engine.senate.identity import Item, neighbours
from portevoix.engine.senate.places import AT, DELETES, REWRITES, Part

# Shares of words in common, out of 100; too few signs tell nothing.
_ALIKE, _CONTAINED, _SHORT = 70, 90, 30
# How many alinéas further an amendment still speaks of the same thing.
_NEAR = 5


def linked(sets: Sequence[Sequence[Item]]) -> Union:
    """Sets of identical ones, linked when they compete: common discussions.

    They touch the same alinéas; they delete or rewrite alinéas between which others add; they add much the same words
    at one place; they change, or lean on, the same words of one place of a code, or one rewrites a place that the other
    changes.
    """
    items = [alike[0] for alike in sets]
    links = Union(len(items))
    _link_whole(items, links)
    _link_touching(items, links)
    _link_adding(items, links)
    _link_cited(items, links)
    return links


def _gathered(keys: Sequence[object]) -> list[list[int]]:
    """Ranks that have one key, for each key that several have; None is no key."""
    found: dict[object, list[int]] = {}
    for index, key in enumerate(keys):
        if key is not None:
            found.setdefault(key, []).append(index)
    return [indexes for indexes in found.values() if len(indexes) > 1]


def _link_whole(items: Sequence[Item], links: Union) -> None:
    """Link those that rewrite one article whole."""
    for indexes in _gathered(
        [None if item.places.whole is None or item.lead else (item.subdivision, item.places.whole) for item in items]
    ):
        links.join(indexes)


def _link_touching(items: Sequence[Item], links: Union) -> None:
    """Link those whose alinéas meet, in one pass down each article.

    What is added between two alinéas of a range that goes competes with it; not where the range begins the article,
    which is then rewritten whole.
    """
    articles: dict[tuple, list[tuple[float, float, int]]] = {}
    for index, item in enumerate(items):
        found = articles.setdefault(item.subdivision, [])
        for start, end in _reached(item):
            found.append((start, end, index))
        if item.lead and item.lead.side != AT:
            found.append((item.lead.gap, item.lead.gap, index))
    for spans in articles.values():
        reach, last = -1.0, -1
        wide, widest = -1.0, -1
        for start, end, index in sorted(spans):
            if isinstance(start, float):
                if start < wide:
                    links.join((index, widest))
                continue
            if start <= reach:
                links.join((index, last))
            if end >= reach:
                reach, last = end, index
            if start > 1 and end > wide:
                wide, widest = end, index


def _reached(item: Item) -> Iterator[tuple[int, int]]:
    """The alinéas by which *item* meets others: its first place decides, with those that follow it closely."""
    last = None
    for part in item.places.parts:
        if part.side == AT and (last is None or part.first - last <= _NEAR):
            last = part.spans[-1][1]
            yield from _with_the_lone(part) if part.act in (DELETES, REWRITES) else part.spans


def _with_the_lone(part: Part) -> list[tuple[int, int]]:
    """The alinéas that *part* takes away, with the one that it leaves alone between two of them: it is not left for later."""
    found: list[tuple[int, int]] = []
    for start, end in part.spans:
        if found and start - found[-1][1] == 2:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _link_adding(items: Sequence[Item], links: Union) -> None:
    """Link those that bring much the same words, at one place or beside one article."""
    places: dict[tuple, list[tuple[str, int]]] = {}
    beside: dict[tuple, list[tuple[str, int]]] = {}
    for index, item in enumerate(items):
        for place, brought in _adds(item):
            if len(brought) >= _SHORT:
                places.setdefault((item.subdivision, place), []).append((brought, index))
        if item.brought and item.places.beside is not None:
            beside.setdefault(item.subdivision, []).append((item.brought, index))
    for found in places.values():
        _link_close(found, links, _alike)
    for found in beside.values():
        _link_close(found, links, _contained)


def _adds(item: Item) -> list[tuple[object, str]]:
    """Where *item* adds, and what: in the articles of a code, or in the gaps before and after its alinéas, or at the end
    of the article.
    """
    if item.changes:
        # What is the same in one place, or on the whole.
        whole = (_home(item, item.changes[0]), item.brought)
        return [whole, *((_home(item, change), change.brought) for change in item.changes)]
    if item.citation.article and item.lead is None:
        return [(_home(item, item.citation), item.brought)]
    if item.lead is None:
        return [("end" if item.places.end is not None else "beside", item.brought)]
    if item.lead.side != AT:
        return [(item.lead.gap, item.brought)]
    return [(gap, item.brought) for start, end in item.lead.spans for gap in (start - 0.5, end + 0.5)]


def _home(item: Item, found: Citation) -> tuple:
    """The article of a code that *item* changes or cites, from inside the article of the bill or from beside it."""
    return (item.places.beside is not None, found.kind < CITED, found.article)


def _link_close(found: list[tuple[str, int]], links: Union, close: Callable[[str, str], bool]) -> None:
    found.sort()
    for one, other in neighbours(range(len(found))):
        (first, here), (second, there) = found[one], found[other]
        if links.find(here) != links.find(there) and close(first, second):
            links.join((here, there))


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one, other, score_cutoff=_ALIKE) > 0


def _contained(one: str, other: str) -> bool:
    """Whether one says all that the other says, wherever in the law."""
    return min(len(one), len(other)) >= _SHORT and fuzz.token_set_ratio(one, other, score_cutoff=_CONTAINED) > 0


def _link_cited(items: Sequence[Item], links: Union) -> None:
    """Link those that change the same words of one place of a code, or a place that another deletes or rewrites."""
    found = [
        (index, (item.subdivision, _home(item, change)), change)
        for index, item in enumerate(items)
        for change in item.changes
    ]
    whole: dict[tuple, int] = {}
    for index, home, change in found:
        if change.path[-1][0] == WHOLE:
            links.join((index, whole.setdefault((home, change.path[:-1]), index)))
    leant: dict[tuple, int] = {}
    for index, home, change in found:
        for size in range(len(change.path)):
            if (home, change.path[:size]) in whole:
                links.join((index, whole[home, change.path[:size]]))
        if change.path[-1][0] == INSIDE:
            for words in change.leans:
                links.join((index, leant.setdefault((home, change.path, words), index)))
