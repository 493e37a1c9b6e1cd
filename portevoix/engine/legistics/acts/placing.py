"""Where an order happens: the places it names, resolved in the text (R3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from portevoix.engine.legistics.acts.scopes import Bringing, Scope, Span, Uncertain
from portevoix.engine.legistics.grammar import Anchor, Order, Words
from portevoix.engine.legistics.places import Part, Place
from portevoix.engine.legistics.statements import Quote
from portevoix.engine.legistics.structure import marks, proposed_text, section
from portevoix.engine.legistics.words import clean
from portevoix.engine.sentences import sentences as phrases
from portevoix.engine.text import LEAF, Text, Unit, label, layout

_FRENCH = {"priority": "priorité", "chapter": "chapitre", "title": "titre"}


def _alike(kind: str) -> tuple[str, ...]:
    """The kinds of parts that *kind* may name: a commission calls its propositions articles too (R2)."""
    return ("article", "proposition") if kind in ("article", "proposition") else (kind,)


class Placing:
    """Resolves places; remembers what « cet alinéa », « le même alinéa », « le texte proposé » stand for."""

    def __init__(self, text: Text, place: str | None, prefix: str, brought: Mapping[int, Span] | None = None) -> None:
        self.text, self.where, self.prefix, self.made = text, layout(text), prefix, 0
        self.brought = brought
        self.home: str | None = None
        self.filed: Unit | None = None
        self.last: Scope | None = None
        self.proposed: tuple[str | None, tuple[int, int]] | None = None
        self.before: tuple[Order, Sequence[Quote]] | None = None
        self.paragraphs: list[Bringing] = []
        if place is not None and place in self.where.units:
            unit = self.where.units[place]
            self.filed = unit if unit.kind == LEAF else None
            self.home = self.where.parents[place] if unit.kind == LEAF else place

    def scope_of(self, anchors: Iterable[Anchor]) -> tuple[Scope, list[tuple[str, Scope | None, Words | None]]]:
        """Where all of a sentence happens, and what is left to place in it: what it comes after, before, at the end of."""
        scope = self.start()
        left: list[tuple[str, Scope | None, Words | None]] = []
        for anchor in anchors:
            if anchor.side == "in" and anchor.places:
                scope = self.union(anchor.places, scope)
            elif anchor.words:
                left.append((anchor.side, None, anchor.words))
            else:
                left.append((anchor.side, self.union(anchor.places, scope) if anchor.places else None, None))
        return scope, left

    def start(self) -> Scope:
        if self.filed is not None:
            return Scope("alinea", self.home, (self.whole(self.filed),), named=False)
        return self.container(self.home, named=False)

    def whole(self, unit: Unit) -> Span:
        return Span(unit, 0, len(unit.text))

    def container(self, key: str | None, named: bool = True) -> Scope:
        return Scope("container", key, tuple(map(self.whole, self.alineas(key))), named)

    def children(self, key: str | None) -> list[Unit]:
        """What part *key* holds, or the text itself where there is no part."""
        return list(self.where.units[key].children if key else self.text.units)

    def alineas(self, key: str | None) -> list[Unit]:
        return [unit for unit in self.children(key) if unit.kind == LEAF]

    def new_key(self) -> str:
        self.made += 1
        return f"{self.prefix}-{self.made}"

    def union(self, places: Sequence[Place], scope: Scope) -> Scope:
        found = [self.resolve(place, scope) for place in places]
        if len({one.level for one in found}) > 1 and not {one.level for one in found} <= {"alinea", "phrase"}:
            raise Uncertain("ces lieux ne vont pas ensemble.", "these places do not go together.")
        spans = tuple(dict.fromkeys(span for one in found for span in one.spans))
        level = "phrase" if any(one.level == "phrase" for one in found) else found[0].level
        if level == "alinea" or level == "phrase":
            self.last = Scope("alinea", found[0].container, tuple(self.whole(span.unit) for span in spans))
        return Scope(level, found[-1].container, spans)

    def resolve(self, place: Place, scope: Scope) -> Scope:
        for part in place.parts:
            scope = getattr(self, f"at_{part.level}")(part, scope)
        return scope

    def at_amendment(self, part: Part, scope: Scope) -> Scope:
        if self.brought is None:
            raise Uncertain(
                "un sous-amendement se lit avec l’amendement qu’il modifie, qui n’est pas ici.",
                "a sub-amendment is read with the amendment that it changes, which is not here.",
            )
        return Scope("amendment", self.home, tuple(self.brought[at] for at in sorted(self.brought)))

    def at_container(self, part: Part, scope: Scope) -> Scope:
        if part.this:
            return self.container(self.around(part.label))
        kinds = {unit.kind for unit in self.where.units.values()}
        alike = (part.label,) if part.label in kinds else _alike(part.label)
        for key, unit in self.where.units.items():
            if unit.kind in alike and unit.number.lower().replace("1er", "1") == part.value.replace("1er", "1"):
                return self.container(key)
        named = _FRENCH.get(part.label, part.label)
        # What is filed on one article often names it, where the text holds nothing else.
        home = self.where.units[self.home] if self.home else None
        if home is not None and home.kind == part.label and not home.number:
            return self.container(self.home)
        raise Uncertain(
            f"il n’y a pas {'d’' if named[0] in 'aé' else 'de '}{named} {part.value} dans ce texte.",
            f"there is no {named} {part.value} in this text.",
        )

    def around(self, kind: str) -> str | None:
        """The part of that *kind* in which the amendment is filed."""
        key = self.home
        while key is not None and self.where.units[key].kind not in _alike(kind):
            key = self.where.parents[key]
        if key is None and self.home is not None:
            french = _FRENCH.get(kind, kind)
            raise Uncertain(
                f"l’amendement n’est déposé dans aucun élément de ce genre : {french}.",
                f"the amendment is filed in no part of that kind: {kind}.",
            )
        return key

    def at_proposed(self, part: Part, scope: Scope) -> Scope:
        units = self.alineas(scope.container)
        if part.this:
            if self.proposed is None:
                raise Uncertain("aucun texte proposé n’est nommé avant.", "no proposed text is named before.")
            container, (low, high) = self.proposed
            return Scope("section", container, tuple(map(self.whole, self.alineas(container)[low:high])))
        found = proposed_text([unit.text for unit in units], part.value, 0, len(units))
        if found is None:
            raise Uncertain(
                f"le texte proposé pour l’article {part.value.upper()} n’est pas trouvé avec certitude.",
                f"the text proposed for article {part.value.upper()} is not found with certainty.",
            )
        self.proposed = (scope.container, found)
        return Scope("section", scope.container, tuple(map(self.whole, units[found[0] : found[1]])))

    def at_mark(self, part: Part, scope: Scope) -> Scope:
        units = self.alineas(scope.container)
        inside = scope.units if scope.level in ("section", "container") else tuple(units)
        if not inside:
            raise self.missing(part.value)
        low = units.index(inside[0])
        found = section([unit.text for unit in units], part.value, low, low + len(inside))
        if found is None:
            raise self.missing(part.value)
        return Scope("section", scope.container, tuple(map(self.whole, units[found[0] : found[1]])))

    def missing(self, value: str) -> Uncertain:
        return Uncertain(
            f"le « {value} » n’y est pas trouvé avec certitude.", f"« {value} » is not found there with certainty."
        )

    def at_alinea(self, part: Part, scope: Scope) -> Scope:
        if scope.level == "amendment":
            return self.brought_at(part, scope)
        if part.this in ("this", "the") and not part.ranks:
            if scope.level in ("alinea", "phrase"):
                return Scope("alinea", scope.container, tuple(self.whole(unit) for unit in dict.fromkeys(scope.units)))
            if self.filed is None and self.last is not None and not scope.named:
                return self.last
            if len(scope.spans) == 1:
                return Scope("alinea", scope.container, scope.spans)
            raise Uncertain("on ne sait pas de quel alinéa il s’agit.", "which alinéa it is about is not said.")
        if part.this == "same":
            if self.last is None or (
                part.ranks and self.last.units != self.at_alinea(part._replace(this=""), scope).units
            ):
                raise Uncertain("aucun alinéa n’est nommé avant.", "no alinéa is named before.")
            return self.last
        if scope.level in ("alinea", "phrase") and scope.named:
            raise Uncertain(
                "cette tournure n’est pas connue : un alinéa y est nommé dans un autre.",
                "this wording is not known: an alinéa is named inside another.",
            )
        units = scope.units if scope.level == "section" else self.alineas(scope.container)
        if part.value and any(mark.kind == "roman" for unit in units for mark in marks(clean(unit.text))):
            raise Uncertain(
                "« paragraphe » dit ici un I ou un II aussi bien qu’un alinéa : écrivez « alinéa ».",
                "« paragraphe » may be a I or a II here as well as an alinéa: write « alinéa ».",
            )
        chosen = [self.ranked(units, rank, scope) for rank in part.ranks]
        if part.label and len(chosen) == 1 and (held := marks(clean(chosen[0].text))):
            said = re.sub(r"[\s.)]", "", part.label).lower()
            if re.fullmatch(r"[ivxl]+|\d+°|[a-z]", said) and said not in {
                re.sub(r"[\s.)]", "", one.value).lower() for one in held
            }:
                raise Uncertain(
                    f"l’alinéa nommé ne commence pas par « {part.label} ».",
                    f"the alinéa does not begin with « {part.label} ».",
                )
        return Scope("alinea", scope.container, tuple(map(self.whole, chosen)))

    def brought_at(self, part: Part, scope: Scope) -> Scope:
        last = max(self.brought)
        numbers = [rank if rank > 0 else last + 1 + rank for rank in part.ranks]
        if any(number not in self.brought for number in numbers):
            raise Uncertain(
                f"l’alinéa {numbers[0]} de cet amendement n’apporte pas de texte.",
                f"alinéa {numbers[0]} of that amendment brings no text.",
            )
        spans = tuple(self.brought[number] for number in numbers)
        whole = all(span.start == 0 and span.end == len(span.unit.text) for span in spans)
        return Scope("alinea" if whole else "phrase", self.where.parents[spans[0].unit.key], spans)

    def ranked(self, units: Sequence[Unit], rank: int, scope: Scope) -> Unit:
        if rank < 0 and -rank <= len(units):
            return units[rank]
        if not 1 <= rank <= len(units):
            named = f"« {label(self.where.units[scope.container])} »" if scope.container else "ce texte"
            named = "ce passage" if scope.level == "section" else named
            count = f"{len(units)} alinéa{'s' if len(units) > 1 else ''}"
            raise Uncertain(
                f"l’alinéa {rank} n’existe pas : {named} compte {count}.",
                f"alinéa {rank} does not exist: {named} has {len(units)}.",
            )
        return units[rank - 1]

    def at_phrase(self, part: Part, scope: Scope) -> Scope:
        if scope.level == "phrase" and not part.ranks:
            return scope
        units = tuple(dict.fromkeys(scope.units))
        if scope.level not in ("alinea", "phrase"):
            if len(units) != 1 and self.last is not None and not scope.named:
                units = self.last.units
            if len(units) != 1:
                raise Uncertain(
                    "on ne sait pas de quel alinéa est cette phrase.", "which alinéa this sentence is in is not said."
                )
        if not part.ranks:
            return Scope("phrase", scope.container, tuple(self.only_phrase(unit) for unit in units))
        spans = tuple(self.phrase(unit, rank) for unit in units for rank in part.ranks)
        return Scope("phrase", scope.container, spans)

    def only_phrase(self, unit: Unit) -> Span:
        if len(phrases(unit.text)) != 1:
            raise Uncertain("on ne sait pas de quelle phrase il s’agit.", "which sentence it is about is not said.")
        return self.whole(unit)

    def phrase(self, unit: Unit, rank: int) -> Span:
        found = phrases(unit.text)
        if not -len(found) <= rank - (rank > 0) < len(found):
            raise Uncertain("cette phrase n’existe pas dans l’alinéa.", "there is no such sentence in the alinéa.")
        start, end = found[rank - 1 if rank > 0 else rank]
        return Span(unit, start, end)

    def unknown(self) -> Uncertain:
        return Uncertain("cette tournure n’est pas connue.", "this wording is not known.")
