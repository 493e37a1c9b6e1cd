"""What the list of the amendments of a version asks: 1 000 of them, searched, filtered, ordered, by pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from portevoix.texts.arrangement import Line
from portevoix.texts.models import Amendment, Version
from portevoix.texts.queries.arranging import arrangement_of

PAGE = 50
_ACCENTS = re.compile("[\u0300-\u036f]+")
WAITING, UNREAD, DECIDED = "waiting", "unread", "decided"
STATES = ((WAITING, _("à examiner")), (UNREAD, _("à rectifier")), (DECIDED, _("sort connu")))
ORDERS = (("", _("ordre d’examen")), ("depot", _("dépôt")), ("auteur", _("auteur")), ("etat", _("état")))
TOGETHER = (("identiques", _("identiques à d’autres")), ("commune", _("en discussion commune")))


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for; a name of a field is its name in the address."""

    mots: str = ""
    element: str = ""
    auteur: str = ""
    groupe: str = ""
    sort: str = ""
    ensemble: str = ""
    tri: str = ""

    @classmethod
    def from_query(cls, query) -> Asked:
        return cls(**{one.name: query.get(one.name, "").strip()[:200] for one in fields(cls)})

    @property
    def filters(self) -> bool:
        """Whether something narrows the list."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "tri")


@dataclass(frozen=True)
class Row:
    """What every amendment is known by in the list, before its page is chosen."""

    pk: int
    number: int
    shown: str
    base: str
    author: str
    author_key: str
    group: str
    outcome: str
    understood: bool
    parent: int | None

    @property
    def state(self) -> str:
        return DECIDED if self.outcome else WAITING if self.understood else UNREAD


@dataclass
class Shown:
    """A line of the page: the amendment, where it is, the first of its groups as (number, name) or None."""

    amendment: Amendment
    place: str
    identical: tuple[int, str] | None
    common: tuple[int, str] | None


def rows_of(version: Version) -> list[Row]:
    """Every amendment of *version*, in the order of filing, without its words; 1 SQL query."""
    unread = ExpressionWrapper(Q(edits__isnull=True), BooleanField())
    found = version.amendments.annotate(unread=unread).order_by("number").values_list(
        "pk", "number", "source_number", "source_key", "author_id", "author__name", "author_name", "group_name", "outcome",
        "unread", "parent__number",
    )  # fmt: skip
    return [
        Row(pk, number, shown or str(number), base, person or name, str(author or name), group, outcome, not unread, up)
        for pk, number, shown, base, author, person, name, group, outcome, unread, up in found
    ]


def listing(version: Version, asked: Asked, page: str | None = None) -> dict:
    """The amendments of *version* that match *asked*, a page of them; 3 SQL queries whatever their number, 4 when
    words are sought."""
    rows = {row.number: row for row in rows_of(version)}
    found = arrangement_of(version, rows)
    lines = _matching(version, found.lines, rows, asked)
    lines.sort(key=_ORDER.get(asked.tri, _as_it_is)(rows))
    shown = Paginator(lines, PAGE).get_page(page)
    filed = [row for row in rows.values() if row.outcome != Amendment.Outcome.COORDINATION]
    return {
        "page": shown,
        "blocks": _blocks(shown_of(version, shown, rows), grouped=not asked.tri),
        "total": len(filed),
        "coordinated": len(rows) - len(filed),
        "matching": len(lines),
        "decided": sum(row.outcome in Amendment.DECIDED for row in filed),
        "dropped": sum(bool(row.outcome) and row.outcome not in Amendment.DECIDED for row in filed),
        "adopted": sum(row.outcome == Amendment.Outcome.ADOPTED for row in filed),
        "unread": sum(row.state == UNREAD for row in filed),
        **_choices(found, rows),
        "names": {str(number): row.shown for number, row in rows.items()},
        "element_place": _named(found, asked.element),
    }


def next_to_mend(version: Version, after: int | None = None) -> tuple[int | None, int]:
    """The next amendment to mend after number *after* in the order of examination, round to the first, and how many
    there are; 2 SQL queries."""
    rows = {row.number: row for row in rows_of(version)}
    return next_among(rows, arrangement_of(version, rows).lines, after)


def next_among(rows: dict[int, Row], lines: Iterable[Line], after: int | None) -> tuple[int | None, int]:
    """The same, among *rows* by number, whose *lines* are in the order of examination."""
    order = [line.number for line in lines]
    start = order.index(after) + 1 if after in order else 0
    waiting = [number for number in order[start:] + order[:start] if rows[number].state == UNREAD and number != after]
    return (waiting[0] if waiting else None), len(waiting)


def bearing_on(version: Version, key: str) -> int:
    """How many amendments of *version* bear on unit *key*, or on what it holds; 2 SQL queries."""
    numbers = list(version.amendments.values_list("number", flat=True))
    return sum(key in line.keys or key in line.within for line in arrangement_of(version, numbers).lines)


def group_named(asked: Asked, page: dict) -> str:
    """The one group that *asked* names, in words; the empty string when it names none."""
    kind, _colon, first = asked.ensemble.partition(":")
    if kind not in dict(TOGETHER) or not first:
        return ""
    shown = page["names"].get(first, first)
    if kind == "identiques":
        return _("identiques au %(number)s") % {"number": shown}
    return _("discussion commune avec le %(number)s") % {"number": shown}


def _matching(version: Version, lines: Iterable[Line], rows: dict[int, Row], asked: Asked) -> list[Line]:
    kind, _colon, first = asked.ensemble.partition(":")
    sought = _sought(version, rows, asked.mots) if asked.mots else None
    outcomes = set(Amendment.Outcome.values)

    def kept(line: Line) -> bool:
        row = rows[line.number]
        if sought is not None and row.pk not in sought:
            return False
        if asked.element and asked.element not in line.keys and asked.element not in line.within:
            return False
        if asked.auteur and asked.auteur != row.author_key:
            return False
        if asked.groupe and asked.groupe != row.group:
            return False
        if asked.sort and asked.sort != (row.outcome if asked.sort in outcomes else row.state):
            return False
        if kind:
            group = line.identical if kind == "identiques" else line.common
            return group is not None and (not first or first == str(group))
        return True

    return [line for line in lines if kept(line)]


def folded(words: str) -> str:
    """*words* as they are sought: without accents nor case."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", words.replace("’", "'").casefold()))


def _sought(version: Version, rows: dict[int, Row], words: str) -> set[int]:
    """The amendment that *words* number, or those whose author or words hold each of them; 1 SQL query at most."""
    numbered = {row.pk for row in rows.values() if words.casefold() in (row.shown.casefold(), row.base.casefold())}
    if numbered:
        return numbered
    wanted = folded(words).split()
    known = {row.pk: f"{row.shown} {row.author} {row.group}" for row in rows.values()}
    return {
        pk
        for pk, instructions, rationale, others in version.amendments.values_list(
            "pk", "instructions", "rationale", "cosignatory_names"
        )
        if _holds(folded(f"{known[pk]} {instructions} {rationale} {' '.join(others)}"), wanted)
    }


def _holds(said: str, wanted: list[str]) -> bool:
    return all(word in said for word in wanted)


def _as_it_is(rows: dict[int, Row]) -> Callable[[Line], object]:
    return lambda line: 0


_RANKS = {UNREAD: 0, WAITING: 1, DECIDED: 2}
_ORDER: dict[str, Callable[[dict[int, Row]], Callable[[Line], object]]] = {
    "depot": lambda rows: lambda line: line.number,
    "auteur": lambda rows: lambda line: folded(rows[line.number].author.removeprefix("M. ").removeprefix("Mme ")),
    "etat": lambda rows: lambda line: (_RANKS[rows[line.number].state], rows[line.number].outcome),
}


def _choices(found, rows: dict[int, Row]) -> dict:
    """What the filters offer, with how many amendments each would keep."""
    homes = Counter(line.home for line in found.lines)
    authors = Counter((row.author_key, row.author) for row in rows.values() if row.author)
    return {
        "homes": [(key, name, homes[key]) for key, name in found.homes.items()],
        "authors": sorted(
            ((key, name, count) for (key, name), count in authors.items()), key=lambda one: folded(one[1])
        ),
        "groups": sorted(
            Counter(row.group for row in rows.values() if row.group).items(), key=lambda one: folded(one[0])
        ),
    }


def _named(found, element: str) -> str:
    """Where *element* is, in words, as the lines that bear on it alone say it."""
    if not element:
        return ""
    if element in found.homes:
        return found.homes[element]
    return next((line.place for line in found.lines if line.keys == [element] and "après" not in line.place), element)


def shown_of(version: Version, page: Iterable[Line], rows: dict[int, Row]) -> list[Shown]:
    """The lines of *page*, each with its amendment; 1 SQL query."""
    numbers = [line.number for line in page]
    amendments = {
        one.number: one
        for one in version.amendments.filter(number__in=numbers)
        .select_related("author", "opinion", "because", "parent")
        .defer("rationale", "cosignatory_names")
    }

    def first(number: int | None) -> tuple[int, str] | None:
        return (number, rows[number].shown) if number is not None and number in rows else None

    return [Shown(amendments[line.number], line.place, first(line.identical), first(line.common)) for line in page]


def _blocks(shown: list[Shown], *, grouped: bool) -> list[dict]:
    """*shown*, those in one common discussion in one block when they follow one another."""
    blocks = []
    for common, some in groupby(shown, key=lambda one: one.common if grouped else None):
        lines = list(some)
        blocks.append({"common": common if len(lines) > 1 else None, "lines": lines})
    return blocks
