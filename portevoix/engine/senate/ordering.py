"""The order of examination of a Senate set, from its instructions alone (R7, R9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from portevoix.engine.amendments.competition import Union
from portevoix.engine.senate.listing import Filed
from portevoix.engine.senate.places import (
    AT,
    COMPLETES,
    DELETES,
    INSERTS,
    REPLACES,
    REWRITES,
    Part,
    Places,
    read_places,
    uncompensated,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An amendment in the order of examination; groups are named by the number of their first amendment."""

    number: str
    subdivision: str
    identical: str | None = None
    common_discussion: str | None = None
    parent: str | None = None


_LATIN = [
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", "undecies"),
    *("duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies"),
    "vicies",
]
_SUBDIVISION = re.compile(
    r"(?P<add>art\.? ?add\.?|articles?\(?s?\)? additionnels?)?.*?(?P<side>avant|après)?\s*article\s+(?P<number>.*)",
    re.I,
)


def article_rank(number: str) -> tuple:
    """What sorts article numbers: `liminaire` first, `2`, `2 bis A`, `2 bis`, `2 ter`, `3`."""
    number = re.sub(r"\(.*", "", number).strip().lower()
    found = re.match(r"(\d{1,9})(?:er)?", number)
    if not found:
        return (0, (), number)
    rest = re.split(r"[\s-]+", number[found.end() :].strip())
    steps = []
    for word in rest:
        if word in _LATIN:
            steps.append((_LATIN.index(word) + 2, ""))
        elif word:
            # `2 bis A` stands before `2 bis`: a letter says what comes before the number it follows.
            steps.append((-1, word))
    return (int(found[1]), (*steps, (0, "")), "")


def _subdivision_rank(subdivision: str, places: Places) -> tuple:
    found = _SUBDIVISION.match(subdivision)
    if not found:
        return (-1, (), ""), 0
    side = 0
    if found["add"]:
        side = -1 if (found["side"] or "").lower() == "avant" else 1
    return article_rank(found["number"]), side


_LEAD = re.compile(r"^\s*I\s*\.?\s*[–—‑-]\s*")


def _normal(lines: Sequence[str]) -> str:
    """What makes two sets of instructions the same, whatever their dashes, quotes, dots, accents and spaces.

    A leading `I. –` only says that a compensation follows.
    """
    spelt = unicodedata.normalize("NFKD", " ".join(_LEAD.sub("", line) for line in lines).lower())
    return " ".join(re.findall(r"\w+", "".join(sign for sign in spelt if not unicodedata.combining(sign))))


@dataclass(slots=True)
class _Item:
    filed: Filed
    base: str
    places: Places
    subdivision: tuple
    essence: str
    key: tuple = ()


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
    known = {item.base: item for item in items}
    below: dict[str, list[_Item]] = {}
    tops: list[_Item] = []
    for item in items:
        parent = base_number(item.places.parent) if item.places.parent else None
        if parent in known and parent != item.base:
            below.setdefault(parent, []).append(item)
        else:
            tops.append(item)
    made: list[Listed] = []

    def place(some: list[_Item], parent: str | None, seen: frozenset[str]) -> None:
        for listed in _ordered(some, parent):
            if listed[0].base not in seen:
                place(below.pop(listed[0].base, []), listed[0].filed.number, seen | {listed[0].base})
            made.append(listed[1])

    place(tops, None, frozenset())
    for rest in list(below.values()):
        place(rest, None, frozenset())
    return made


def _item(found: Filed) -> _Item:
    places = read_places(found.lines)
    if not places.parts and places.whole is None and places.end is None and places.beside is None:
        if re.fullmatch(r"\d{1,4}", found.alinea):
            rank = int(found.alinea)
            places.parts.append(Part(rank, rank, AT, REPLACES, ((rank, rank),), list(found.lines)))
        elif "suppression" in found.alinea.lower():
            places.whole = DELETES
        elif "complète" in found.alinea.lower():
            places.whole = REWRITES
    essence = _normal(uncompensated(found.lines))
    return _Item(found, base_number(found.number), places, _subdivision_rank(found.subdivision, places), essence)


def _ordered(items: list[_Item], parent: str | None) -> Iterator[tuple[_Item, Listed]]:
    """Common discussions stand in one block, at the place of their first; inside, identical ones together."""
    groups: dict[tuple, list[_Item]] = {}
    for rank, item in enumerate(items):
        item.key = (*_key(item), _filing(item.base), rank)
        groups.setdefault((item.subdivision, item.essence.replace(" ", "") or item.base), []).append(item)
    twins = list(groups.values())
    linked = _common(twins)
    leaders = [min(item.key for item in alike) for alike in twins]
    blocks: dict[int, list[int]] = {}
    for index in range(len(twins)):
        blocks.setdefault(linked.find(index), []).append(index)
    for block in sorted(blocks.values(), key=lambda block: min(leaders[index] for index in block)):
        ordered = [
            (item, index)
            for index in sorted(block, key=leaders.__getitem__)
            for item in sorted(twins[index], key=lambda item: item.key)
        ]
        common = ordered[0][0].filed.number if len(ordered) > 1 else None
        for item, index in ordered:
            alike = twins[index]
            first = min(alike, key=lambda found: found.key).filed.number if len(alike) > 1 else None
            yield item, Listed(item.filed.number, item.filed.subdivision, first, common, parent)


def _filing(base: str) -> tuple:
    found = re.search(r"(\d{1,9})$", base)
    return (int(found[1]) if found else 0, base)


_CODE = re.compile(
    r"\bcode (?:général des impôts|général des collectivités territoriales|des douanes|monétaire et financier|civil|"
    r"pénal|(?:de la|de l['’]|du|des) [\w’'-]+(?: et de (?:la |l['’])?\w+| \w+)?)",
)
_REFERENCE = re.compile(
    r"(?:l['’]article|articles?|l['’]art\.|aux? [IVX\d°a-z ,et]{1,40} (?:de l['’]article|du))\s+"
    r"(?P<number>(?:[LRD]\.?\s*\*?)?\s*\d[\d‑-]*"
    rf"(?:\s*(?:{'|'.join(_LATIN)})\b)*(?:\s+[A-Z]{{1,2}}\b)?)",
)


_ACT = re.compile(r"\b(?:code|loi|ordonnance|décret)\b")
_CHANGES = re.compile(
    r"\b(?:est|sont) (?:ainsi|complétée?s?|modifiée?s?|remplacée?s?|abrogée?s?|"
    r"insérée?s?|supprimée?s?|rétablie?s?|ajoutée?s?)"
)


def reference(lines: Sequence[str]) -> tuple[int, str, tuple] | None:
    """The first article of a code or a law that *lines* cite: how it is cited, its code, what sorts its number.

    0: a tax code is changed; 1: another code; 2: a law; 3: it is cited and not changed.
    """
    joined = " ".join(lines)
    found = _REFERENCE.search(joined)
    if not found:
        code = _CODE.search(joined)
        return (_rank(code.group(), joined), code.group(), ()) if code else None
    after = joined[found.end() : found.end() + 160]
    act = _ACT.search(after[:60])
    if act and act.group() != "code":
        code = ""
    else:
        named = _CODE.search(after) if act else _CODE.search(joined[: found.start()]) or _CODE.search(joined)
        code = named.group() if named else ""
    number = re.sub(r"^[LRD]\.?\s*\*?\s*", "", found["number"])
    head = re.findall(r"\d{1,9}", number)
    # `278-0 bis` stands before `278`, `541-10` after `541`.
    parts = (int(head[0]), *(map(int, head[1:])), 0.5) if len(head) == 1 else tuple(map(int, head))
    steps = tuple((_LATIN.index(word) + 2, "") if word in _LATIN else (1, word) for word in number.split()[1:])
    return _rank(code, joined[: found.end() + 400]), code, (parts, steps)


def _rank(code: str, words: str) -> int:
    if not _CHANGES.search(words):
        return 3
    if code.startswith(("code général des imp", "code des douanes")):
        return 0
    return 1 if code else 2


def _key(item: _Item) -> tuple:
    """Where *item* stands: subdivision, what of it is concerned, alinéa, then from the furthest to the nearest."""
    places = item.places
    if places.whole is not None and not places.parts:
        return (item.subdivision, 0 if places.whole == DELETES else 1)
    if places.parts:
        part = places.parts[0]
        kind = {DELETES: 0, REWRITES: 1}.get(part.act, 2)
        way = {INSERTS: 1, COMPLETES: 2}.get(part.act, 0)
        size = sum(end - start + 1 for start, end in part.spans)
        if part.side != AT:
            return (item.subdivision, 2, part.first, part.side, _reference_key(part.body))
        return (item.subdivision, 2, part.first, part.side, kind, -size, way, -_change(part))
    if places.end is not None:
        return (item.subdivision, 3, _reference_key(places.end))
    if places.beside is not None:
        return (item.subdivision, 4, _reference_key(places.beside))
    return (item.subdivision, 5)


def _change(part: Part) -> float:
    """How far a new amount is from the old one, when both are told."""
    amounts = [
        float(re.sub(r"[^\d,]", "", line).replace(",", "."))
        for line in part.body
        if re.fullmatch(r"[\d  ]+(?:,\d+)?\s*(?:%|€|euros|millions)?", line)
    ]
    return abs(amounts[1] - amounts[0]) if len(amounts) >= 2 else 0.0


_STEP = re.compile(
    r"^(?:(?:après|avant|à|au|aux|le|la|les|l['’]|début|fin|de|du|des|un|une)\s+)*(?:l['’]\s*)?(?P<word>[\w-]+°?)",
    re.IGNORECASE,
)
_ORDINALS = [
    *("premi", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "neuvi", "dixi", "onzi", "douzi"),
    *("treizi", "quatorzi", "quinzi", "seizi", "dix-septi", "dix-huiti", "dix-neuvi", "vingti"),
]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def _step(words: str) -> float:
    """The rank that `premier alinéa`, `3°`, `b`, `II` or `A` has among its like."""
    found = _STEP.match(words.strip())
    if not found:
        return 0
    word = found["word"]
    if digits := re.match(r"\d{1,9}", word):
        return int(digits.group())
    lower = word.lower()
    if lower.startswith(("derni", "avant-derni")):
        return 99
    if lower.startswith("second"):
        return 2
    for rank, stem in enumerate(_ORDINALS, 1):
        if lower.startswith(stem):
            return rank
    if re.fullmatch(r"[IVXL]+", word):
        values = [_ROMAN[sign] for sign in lower]
        return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return ord(lower) - 96 if len(lower) == 1 and lower.isalpha() else 0


def _inside(sentence: str) -> tuple[float, ...]:
    """Where in an article of a code a sentence bears: `au b du 2 du I de l’article 8` → (1, 2, 2)."""
    found = re.search(r"(?:de\s+)?l['’]article", sentence, re.IGNORECASE)
    before, after = (sentence[: found.start()], sentence[found.end() :]) if found else (sentence, "")
    lead = re.sub(r"^.*?[–—‑-]\s+|^\s*[…\.]+[)°]?\s*", "", before)
    steps = [step for step in map(_step, reversed(re.split(r"\bd(?:u|e la|e l['’]|es)\b\s*", lead))) if step]
    completes = 1 if re.search(r"\bcomplété", after[:120]) and not steps else 0
    return (completes, *steps, 0.5) if re.match(r"\s*après", lead, re.I) else (completes, *steps)


def _reference_key(lines: Sequence[str]) -> tuple:
    found = reference(lines)
    if found is None:
        return (4, "", (), ())
    sentence = next((line for line in lines if "article" in line and "additionnel" not in line), "")
    return (*found, _inside(sentence))


_ALIKE = 70
_NEIGHBOURS = 60


def _common(twins: Sequence[Sequence[_Item]]) -> Union:
    """Sets of identical ones, linked when they touch the same alinéas, or add much the same words (R8)."""
    linked = Union(len(twins))
    at: dict[tuple, list[int]] = {}
    added: dict[tuple, list[int]] = {}
    for index, alike in enumerate(twins):
        item = alike[0]
        if item.places.whole is not None and not item.places.parts:
            at.setdefault((item.subdivision, "whole", item.places.whole), []).append(index)
        elif (part := _bearing(item.places)) and part.side == AT:
            for start, end in part.spans:
                for rank in range(start, end + 1):
                    at.setdefault((item.subdivision, rank), []).append(index)
        elif where := _adds(item):
            added.setdefault(where, []).append(index)
    for indexes in at.values():
        linked.join(indexes)
    for indexes in added.values():
        # Amendments that say much the same begin much the same: neighbours are enough, and keep long lists quick.
        indexes.sort(key=lambda index: twins[index][0].essence)
        for rank, one in enumerate(indexes):
            for other in indexes[rank + 1 : rank + 1 + _NEIGHBOURS]:
                if fuzz.token_sort_ratio(twins[one][0].essence[:800], twins[other][0].essence[:800]) >= _ALIKE:
                    linked.join((one, other))
    return linked


def _bearing(places: Places) -> Part | None:
    """The part of an amendment by which it meets others: the first that changes an alinéa, else the first."""
    return next((part for part in places.parts if part.side == AT), places.parts[0] if places.parts else None)


def _adds(item: _Item) -> tuple | None:
    """The place to which *item* adds without touching what is there."""
    places = item.places
    if places.parts:
        return item.subdivision, places.parts[0].side, places.parts[0].first
    if places.end is not None:
        return item.subdivision, "end", _reference_key(places.end)[:3]
    if places.beside is not None:
        return item.subdivision, "beside", _reference_key(places.beside)[:3]
    return None
