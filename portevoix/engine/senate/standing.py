"""Where each amendment stands in its subdivision (R7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from portevoix.engine.senate.citations import CITED, Citation, act_name, codes_named
from portevoix.engine.senate.distances import apart, distance
from portevoix.engine.senate.identity import Item
from portevoix.engine.senate.places import AT, DELETES, REWRITES

_WHOLE, _INSIDE, _END, _BESIDE, _UNKNOWN = range(5)


def stand(sets: Sequence[Sequence[Item]], leading: dict[tuple, str]) -> None:
    """Give each amendment of *sets* (identical ones together) what sorts it: where it bears, then from the furthest from
    the text to the nearest, as far as words tell it (the amounts, how many paragraphs it takes to say), then the places
    that follow the first, then the order of filing. *leading* is what `leading_codes` says.
    """
    tables = _tables_apart(sets)
    for index, alike in enumerate(sets):
        for item in alike:
            code = leading.get(item.subdivision[0], leading.get((), ""))
            far = tables[index] if index in tables else distance(item.words)
            following = tuple(part.gap for part in item.places.parts)
            item.key = (item.subdivision, *_place(item, code), -far, -len(item.words), following, item.filing)


def leading_codes(items: Sequence[Item]) -> dict[tuple, str]:
    """The code whose additional articles come first, by article of the bill: the one that amendments on the article
    name most; by `()`, for those of which none tells, the one that the whole set changes most. More than half, or none.
    """
    named: dict[tuple, list[str]] = {}
    for item in items:
        article, side = item.subdivision
        if not side:
            named.setdefault(article, []).extend(codes_named(item.words))
    changed = [item.citation.act for item in items if item.citation.act and item.citation.kind < CITED]
    found = {article: _most(codes) for article, codes in [*named.items(), ((), changed)]}
    return {article: code for article, code in found.items() if code}


def _most(codes: Iterable[str]) -> str:
    counted = Counter(codes)
    code, times = max(counted.items(), key=lambda found: found[1], default=("", 0))
    return code if 2 * times > counted.total() else ""


def _tables_apart(sets: Sequence[Sequence[Item]]) -> dict[int, float]:
    """How far the rewritings of one table stand from what they have in common, by their rank in *sets*."""
    tables: dict[tuple, list[int]] = {}
    for index, alike in enumerate(sets):
        lead = alike[0].lead
        if lead and lead.rewrites_table:
            tables.setdefault((alike[0].subdivision, lead.spans[0]), []).append(index)
    found: dict[int, float] = {}
    for indexes in tables.values():
        found |= zip(indexes, apart([sets[index][0].lead.body for index in indexes]), strict=True)
    return found


def _place(item: Item, code: str) -> tuple:
    """What of the article is concerned, then the alinéa, and what is done there."""
    places = item.places
    if places.whole is not None and not places.parts:
        return (_WHOLE, 0 if places.whole == DELETES else 1)
    if places.parts:
        part = places.parts[0]
        if part.side != AT:
            return (_INSIDE, part.first, part.side, _down(item.citation))
        kind = {DELETES: 0, REWRITES: 1}.get(part.act, 2)
        # What goes whole comes first, the widest before; then what changes a part of it.
        return (_INSIDE, part.first, part.side, kind == 2, -part.size, kind, part.inside)
    if places.end is not None:
        changes = item.citation.kind < CITED
        return (_END, not changes, act_name(item.citation.act) if changes else "", _down(item.citation))
    if places.beside is not None:
        return (_BESIDE, _across(item.citation, code))
    return (_UNKNOWN,)


def _down(citation: Citation) -> tuple:
    """Inside an article of the bill, which amends a code in its order: by article of the code, then down it."""
    changed = citation.article if citation.kind < CITED else ()
    return (not changed, changed, citation.path)


def _across(citation: Citation, code: str) -> tuple:
    """Additional articles: the leading code, the others by name, then laws by date, then what cites an article and what
    is in no code.
    """
    return (citation.kind, citation.act != code, act_name(citation.act), citation.article, citation.path)
