"""Which amendments of a Senate set are discussed together, from their words alone (R8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from portevoix.engine.amendments.competition import Union
from portevoix.engine.senate.citations import CITED, INSIDE, WHOLE
from portevoix.engine.senate.identity import Item, neighbours
from portevoix.engine.senate.places import AT

# Shares of words in common, out of 100; too few signs tell nothing.
_ALIKE, _CONTAINED, _SHORT = 70, 90, 30
# How many alinéas further an amendment still speaks of the same thing.
_NEAR = 5


def linked(sets: Sequence[Sequence[Item]]) -> Union:
    """Sets of identical ones, linked when they compete: common discussions.

    They touch the same alinéas; they delete or rewrite alinéas between which others add; they add much the same words
    at one place; they change the same words of one place of a code, or one rewrites the place that the other changes.
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
        for start, end in _touched(item):
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


def _touched(item: Item) -> tuple[tuple[int, int], ...]:
    """The alinéas by which *item* meets others: its first place decides, with those that follow it closely."""
    spans: list[tuple[int, int]] = []
    for part in item.places.parts:
        if part.side == AT and (not spans or part.first - spans[-1][1] <= _NEAR):
            spans += part.spans
    return tuple(spans)


def _link_adding(items: Sequence[Item], links: Union) -> None:
    """Link those that bring much the same words, at one place or beside one article."""
    places: dict[tuple, list[int]] = {}
    beside: dict[tuple, list[int]] = {}
    for index, item in enumerate(items):
        if item.brought:
            for place in _adds(item):
                places.setdefault((item.subdivision, place), []).append(index)
            if item.places.beside is not None:
                beside.setdefault(item.subdivision, []).append(index)
    for indexes in places.values():
        _link_close(items, indexes, links, _alike)
    for indexes in beside.values():
        _link_close(items, indexes, links, _contained)


def _adds(item: Item) -> list[object]:
    """Where *item* adds: the article of a code, or the gaps before and after its alinéas, or the end of the article."""
    if (item.citation.article and item.lead is None) or _changes(item):
        return [_home(item)]
    if item.lead is None:
        return ["end" if item.places.end is not None else "beside"]
    if item.lead.side != AT:
        return [item.lead.gap]
    return [gap for start, end in item.lead.spans for gap in (start - 0.5, end + 0.5)]


def _changes(item: Item) -> bool:
    return bool(item.citation.article) and item.citation.kind < CITED


def _home(item: Item) -> tuple:
    """The article of a code that *item* changes or cites, from inside the article of the bill or from beside it."""
    return (item.places.beside is not None, _changes(item), item.citation.article)


def _link_close(items: Sequence[Item], indexes: list[int], links: Union, close: Callable[[str, str], bool]) -> None:
    indexes.sort(key=lambda index: items[index].brought)
    for one, other in neighbours(indexes):
        if links.find(one) != links.find(other) and close(items[one].brought, items[other].brought):
            links.join((one, other))


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one, other) >= _ALIKE


def _contained(one: str, other: str) -> bool:
    """Whether one says all that the other says, wherever in the law."""
    return min(len(one), len(other)) >= _SHORT and fuzz.token_set_ratio(one, other) >= _CONTAINED


def _link_cited(items: Sequence[Item], links: Union) -> None:
    """Link those that change the same words of one place of a code, or a place that another deletes or rewrites."""
    homes = [(item.subdivision, _home(item)) if _changes(item) and item.citation.path else None for item in items]
    paths = [item.citation.path for item in items]
    whole: dict[tuple, int] = {}
    for index, (home, path) in enumerate(zip(homes, paths, strict=True)):
        if home and path[-1][0] == WHOLE:
            links.join((index, whole.setdefault((home, path[:-1]), index)))
    for index, (home, path) in enumerate(zip(homes, paths, strict=True)):
        for size in range(len(path) if home else 0):
            if (home, path[:size]) in whole:
                links.join((index, whole[home, path[:size]]))
    for indexes in _gathered(
        [
            (home, path, item.replaced) if home and item.replaced and path[-1][0] == INSIDE else None
            for item, home, path in zip(items, homes, paths, strict=True)
        ]
    ):
        links.join(indexes)
