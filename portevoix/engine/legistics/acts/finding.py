"""Where the words that an order quotes are, or why that is not certain (R6)."""

from __future__ import annotations

from collections.abc import Sequence

from portevoix.engine.legistics.acts.placing import Placing
from portevoix.engine.legistics.acts.scopes import Scope, Span, Uncertain
from portevoix.engine.legistics.grammar import Words
from portevoix.engine.legistics.words import occurrences
from portevoix.engine.text import Unit


class Finding(Placing):
    """Finds quoted words in a scope: once, or as many times as is said."""

    def find(self, quote: int, words: Words, scope: Scope, edge: str = "", brought: str = "") -> list[Span]:
        """Where the words quoted are in *scope*: once, or as many times as is said. Raises Uncertain.

        Among several, those that the words *brought* follow already are not the ones meant.
        """
        sought, marked = self.quotes[quote].words, self.quotes[quote].marked
        bare = sought.rstrip(" ,.;")
        if (
            not marked
            and bare != sought
            and not any(occurrences(sought, span.unit.text, span.start, span.end) for span in scope.spans)
        ):
            # On a line of their own, words often end with the comma of the sentence that quotes them.
            sought = bare
        if words.until:
            return [self.stretch(sought, self.quotes[words.until[0]].words, scope)]
        ranks = words.ranks or self.order.occurrence
        found: list[Span] = []
        for span in scope.spans:
            here = occurrences(sought, span.unit.text, span.start, span.end)
            if ranks and max(map(abs, ranks)) > len(here):
                # « La troisième occurrence du mot « les » » counts « Les » too.
                here = occurrences(sought, span.unit.text, span.start, span.end, loosely=True)
            if brought and len(here) > 1 and not (ranks or words.every or words.times):
                left = [place for place in here if not _follows(brought, span.unit.text, place[1])]
                here = left if len(left) == 1 else here
            here = [Span(span.unit, *place) for place in here]
            if edge:
                here = self.at_edge(here, span, edge)
            if scope.level in ("alinea", "phrase") and scope.named:
                found += self.chosen(here, sought, ranks, words, span.unit)
            else:
                found += here
        if scope.level in ("alinea", "phrase") and scope.named:
            return found
        if len({span.unit.key for span in found}) > 1 and not (words.every or words.times == len(found) > 0):
            raise Uncertain(
                f"les mots « {sought} » sont dans plusieurs alinéas ; l’alinéa n’est pas nommé : écrivez « À l’alinéa 2, … ».",
                f"the words « {sought} » are in several alinéas; the alinéa is not named: write « À l’alinéa 2, … ».",
            )
        unit = found[0].unit if found else scope.units[0] if len(scope.spans) == 1 else None
        return self.chosen(found, sought, ranks, words, unit)

    def stretch(self, first: str, last: str, scope: Scope) -> Span:
        """All that stands from the words *first* to the words *last*, each of which is there once. Raises Uncertain."""
        found = [
            Span(span.unit, start, end)
            for span in scope.spans
            for start, held in occurrences(first, span.unit.text, span.start, span.end)
            for _start, end in occurrences(last, span.unit.text, held, span.end)
        ]
        if len(found) == 1:
            return found[0]
        count, count_en = ("nulle part", "nowhere") if not found else ("à plusieurs endroits", "in several places")
        raise Uncertain(
            f"ce qui va des mots « {first} » aux mots « {last} » est {count}.",
            f"what runs from the words « {first} » to the words « {last} » is {count_en}.",
        )

    def between(self, words: Words, scope: Scope) -> Span:
        """The first of two quoted words, where the second ones follow it at once. Raises Uncertain."""
        first, last = (self.quotes[index].words for index in words.quotes)
        found = [
            Span(span.unit, *place)
            for span in scope.spans
            for place in occurrences(first, span.unit.text, span.start, span.end)
            if _follows(last, span.unit.text, place[1])
        ]
        if len(found) == 1:
            return found[0]
        count, count_en = (
            ("ne se suivent nulle part", "nowhere")
            if not found
            else ("se suivent à plusieurs endroits", "in several places")
        )
        raise Uncertain(
            f"les mots « {first} » et « {last} » {count}.",
            f"the words « {first} » and « {last} » follow each other {count_en}.",
        )

    def at_edge(self, found: list[Span], span: Span, edge: str) -> list[Span]:
        """Those of *found* that stand at the start or the end of *span*; all of them when there is no choice to make."""
        if len(found) < 2:
            return found
        return found[:1] if edge == "start" else found[-1:]

    def chosen(
        self, found: list[Span], sought: str, ranks: Sequence[int], words: Words, unit: Unit | None
    ) -> list[Span]:
        place = f"l’alinéa {self.where.ranks[unit.key]}" if unit is not None else "ce passage"
        place_en = f"alinéa {self.where.ranks[unit.key]}" if unit is not None else "this passage"
        if not found:
            raise Uncertain(
                f"les mots « {sought} » ne sont pas dans {place}.", f"the words « {sought} » are not in {place_en}."
            )
        if ranks:
            if any(not -len(found) <= rank - (rank > 0) < len(found) for rank in ranks):
                raise Uncertain(
                    f"les mots « {sought} » ne sont que {len(found)} fois dans {place}.",
                    f"the words « {sought} » are only {len(found)} times there.",
                )
            return [found[rank - 1 if rank > 0 else rank] for rank in ranks]
        if words.every or words.times:
            if words.times and words.times != len(found):
                raise Uncertain(
                    f"les mots « {sought} » sont {len(found)} fois dans {place}, et non {words.times}.",
                    f"the words « {sought} » are {len(found)} times there, not {words.times}.",
                )
            return found
        if len(found) > 1:
            raise Uncertain(
                f"les mots « {sought} » sont {len(found)} fois dans {place} : dites « à la première occurrence ».",
                f"the words « {sought} » are {len(found)} times there: say which occurrence.",
            )
        return found

    def edge_of(self, anchors) -> str:
        return next((side for side, _scope, _words in anchors if side in ("start", "end")), "")

    def within(self, scope: Scope, anchors) -> Scope:
        """*scope*, or the one that « au début de … », « à la fin de … » names."""
        found = [one for side, one, _words in anchors if side in ("start", "end") and one is not None]
        if len(found) > 1:
            scopes = tuple(span for one in found for span in one.spans)
            return Scope(found[0].level, found[0].container, scopes)
        if found and scope.named and scope.level in ("alinea", "phrase"):
            return Scope(scope.level, scope.container, tuple(dict.fromkeys((*found[0].spans, *scope.spans))))
        return found[0] if found else scope

    def narrowed(self, scope: Scope, anchors) -> Scope:
        """What is left of *scope* after, or before, the words or the phrase that are named."""
        for side, _place, words in anchors:
            if side in ("start", "end"):
                continue
            if words is None or len(scope.spans) != 1 or side not in ("after", "before"):
                raise self.unknown()
            span = self.find(words.quotes[0], words, scope)[0]
            outer = scope.spans[0]
            kept = (
                Span(outer.unit, span.end, outer.end) if side == "after" else Span(outer.unit, outer.start, span.start)
            )
            scope = Scope("phrase", scope.container, (kept,))
        return scope


def _follows(words: str, text: str, at: int) -> bool:
    """Whether *words* already stand in *text* from code point *at* on."""
    return any(not text[at:start].strip() for start, _end in occurrences(words, text, at))
