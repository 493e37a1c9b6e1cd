"""The order of examination of a Senate set, from its instructions alone (R7, R9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portevoix.engine.senate.discussions import linked
from portevoix.engine.senate.identity import Item, twins
from portevoix.engine.senate.listing import Filed
from portevoix.engine.senate.numbers import article_rank
from portevoix.engine.senate.places import DELETES, REWRITES, Part, Places, read_places, uncompensated
from portevoix.engine.senate.standing import leading_codes, stand


@dataclass(frozen=True, slots=True)
class Listed:
    """An amendment in the order of examination; groups are named by the number of their first amendment."""

    number: str
    subdivision: str
    identical: str | None = None
    common_discussion: str | None = None
    parent: str | None = None


_SUBDIVISION = re.compile(
    r"(?P<add>.*?\badd\b\.?|.*?additionnel\S*)?.*?(?P<side>avant|après)?\s*\barticle\s+(?P<number>.*)", re.IGNORECASE
)


def subdivision_rank(subdivision: str) -> tuple:
    """What sorts subdivisions: what is on the whole text, then additional articles before an article, the article,
    those after it, the next article; then what has no known place, and what was withdrawn before it was given one.
    """
    found = _SUBDIVISION.match(subdivision)
    if not found:
        return (-1 if _ON_THE_TEXT.match(subdivision) else _NOWHERE + (not subdivision), (), ""), 0
    side = 0
    if found["add"]:
        side = -1 if (found["side"] or "").lower() == "avant" else 1
    return article_rank(found["number"]), side


_ON_THE_TEXT = re.compile(r"^(?:motion|texte)", re.IGNORECASE)
_NOWHERE = 10**9


def base_number(number: str) -> str:
    """`I-4 rect. bis` → `I-4`: what names an amendment however often it was corrected."""
    return number.split(" ")[0]


def order(filed: Sequence[Filed]) -> list[Listed]:
    """*filed* in the order of examination (R7): by article, then by place, those that delete before those that
    rewrite before the others, additions after; sub-amendments before their parent (R9).

    Without the text, identity is sought in the words of the instructions and competition in the alinéas and the
    words that they name.
    """
    items = [_item(found) for found in filed]
    _complete(items)
    leading = leading_codes(items)
    for rank, item in enumerate(items):
        item.filing = (*_filing(item.base), rank)
    tops, below = _families(items)
    made: list[Listed] = []
    for item, listed in _ordered(tops, leading, {}):
        if subs := below.pop(item.base, None):
            family = _ordered([sub for sub, _parent in subs], leading, dict(map(_named, subs)))
            made += [found for _item, found in family]
        made.append(listed)
    return made


def _named(family: tuple[Item, Item]) -> tuple[str, str]:
    sub, parent = family
    return sub.filed.number, parent.filed.number


def _families(items: Sequence[Item]) -> tuple[list[Item], dict[str, list[tuple[Item, Item]]]]:
    """Amendments, and the sub-amendments of each with the one they amend; those below a sub-amendment stand with it.

    Sub-amendments whose parent is not in the set, or that amend one another, stand for themselves.
    """
    bases = _numbers(items)
    known = {item.base: item for item in items}
    over = {item.base: bases[named] for item in items if (named := base_number(item.places.parent or "")) in bases}
    top: dict[str, str] = {}
    for base in known:
        way: dict[str, None] = {}
        at = base
        while at in over and at not in top and at not in way:
            way[at] = None
            at = over[at]
        end = "" if at in way else top.get(at, at)
        top |= dict.fromkeys([*way, at], end)
    tops: list[Item] = []
    below: dict[str, list[tuple[Item, Item]]] = {}
    for item in items:
        if top[item.base] in ("", item.base):
            tops.append(item)
        else:
            below.setdefault(top[item.base], []).append((item, known[over[item.base]]))
    return tops, below


def _numbers(items: Sequence[Item]) -> dict[str, str]:
    """The amendment that each number names: `I-148`, or `148` where only one ends so."""
    full = {item.base: item.base for item in items}
    short: dict[str, str] = {}
    for base in full:
        number = base.rpartition("-")[2]
        short[number] = "" if number in short else base
    return {number: base for number, base in short.items() if base} | full


def _item(found: Filed) -> Item:
    subdivision = subdivision_rank(found.subdivision or ("Motions" if found.nature.lower() == "motion" else ""))
    words = uncompensated(found.lines)
    places = read_places(found.lines)
    if subdivision[1] and places.beside is None:
        places = Places(beside=list(words), parent=places.parent)
    elif places.unknown:
        # What the words do not say, the set's own column may.
        if re.fullmatch(r"\d{1,4}", found.alinea):
            places.parts.append(Part(((int(found.alinea), int(found.alinea)),), body=list(words)))
        elif "suppression" in found.alinea.lower():
            places.whole = DELETES
        elif "complète" in found.alinea.lower():
            places.whole = REWRITES
    return Item(found, base_number(found.number), places, subdivision, words)


def _complete(items: Sequence[Item]) -> None:
    """Give an article cited without its code the one that the other amendments of the same place give it."""
    acts: dict[tuple, Counter[tuple[int, str]]] = {}
    for item in items:
        if item.citation.act:
            found = (item.citation.kind, item.citation.act)
            for where in ((item.subdivision, item.citation.article), (item.subdivision,)):
                acts.setdefault(where, Counter())[found] += 1
    for item in items:
        if item.citation.article and not item.citation.act:
            known = acts.get((item.subdivision, item.citation.article)) or acts.get((item.subdivision,))
            if known:
                kind, act = min(known, key=lambda found: (-known[found], found))
                item.citation = replace(item.citation, kind=kind, act=act)


def _ordered(items: list[Item], leading: dict[tuple, str], parents: dict[str, str]) -> Iterator[tuple[Item, Listed]]:
    """Common discussions stand in one block, at the place of their first; inside, identical ones together."""
    sets = twins(items)
    links = linked(sets)
    stand(sets, leading)
    blocks: dict[int, list[tuple[tuple, list[Item]]]] = {}
    for index, alike in enumerate(sets):
        first = min(item.key for item in alike)
        blocks.setdefault(links.find(index), []).append((first, sorted(alike, key=lambda item: item.filing)))
    for block in sorted(map(sorted, blocks.values()), key=lambda block: block[0][0]):
        common = block[0][1][0].filed.number if sum(len(alike) for _first, alike in block) > 1 else None
        for _first, alike in block:
            name = alike[0].filed.number if len(alike) > 1 else None
            for item in alike:
                parent = parents.get(item.filed.number)
                yield item, Listed(item.filed.number, item.filed.subdivision, name, common, parent)


def _filing(base: str) -> tuple:
    found = re.search(r"(\d{1,9})$", base)
    return (int(found[1]) if found else 0, base)
