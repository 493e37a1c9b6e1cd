"""An order carried out: deleting, replacing, swapping, doing again what was done; the rest in its own files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portevoix.engine.edits import DeleteUnit, Edit, InsertUnits, ReplaceWords
from portevoix.engine.legistics.acts.rewriting import Rewriting
from portevoix.engine.legistics.acts.scopes import Span, Uncertain
from portevoix.engine.legistics.grammar import Anchor, Change, Order
from portevoix.engine.legistics.statements import Quote


class Actor(Rewriting):
    """Carries the orders of one amendment out on a text, in turn; remembers « la même substitution »."""

    def carry_out(self, order: Order, quotes: Sequence[Quote]) -> list[Edit]:
        """The edits of *order*. Raises Uncertain."""
        self.quotes = quotes
        self.order = order
        scope, anchors = self.scope_of(order.anchors)
        if order.act != "replace" and any(side == "heading" for side, _place, _words in anchors):
            raise self.unknown()
        if order.act == "again":
            return self.again(order)
        edits = getattr(self, order.act)(scope, anchors, order.changes)
        self.before = (order, quotes)
        return edits

    def delete(self, scope, anchors, changes) -> list[Edit]:
        edits: list[Edit] = []
        for change in changes:
            if change.words:
                inside, edge = self.within(scope, anchors), self.edge_of(anchors)
                for index in change.words.quotes:
                    for span in self.find(index, change.words, inside, edge):
                        edits.append(self.gone(span))
            elif change.edge:
                edits += self.delete_edge(scope, anchors, change)
            else:
                where = self.union(change.places, scope)
                if anchors:
                    raise self.unknown()
                if where.level == "container":
                    if where.container is None:
                        raise Uncertain("on ne sait pas quel élément supprimer.", "what is to be deleted is not named.")
                    edits.append(DeleteUnit(where.container))
                elif where.level == "phrase":
                    edits += [self.gone(span) for span in where.spans]
                else:
                    edits += [DeleteUnit(unit.key) for unit in dict.fromkeys(where.units)]
        return edits

    def gone(self, span: Span) -> Edit:
        """*span* taken out, with the space that it leaves; the whole alinéa, where nothing is left of it."""
        text, start, end = span.unit.text, span.start, span.end
        if not text[:start].strip() and not text[end:].strip():
            return DeleteUnit(span.unit.key)
        if end < len(text) and text[end - 1].isspace():
            return ReplaceWords(span.unit.key, start, end, "")
        last = end == len(text) or text[end].isspace() or text[end] in ".,;"
        if start and text[start - 1].isspace() and last:
            start -= 1
        elif not start and end < len(text) and text[end].isspace():
            end += 1
        return ReplaceWords(span.unit.key, start, end, "")

    def delete_edge(self, scope, anchors, change) -> list[Edit]:
        """« Après le mot …, supprimer la fin de l’alinéa » : what closes the alinéa stays."""
        inside = self.edge_scope(change, scope)
        side, _scope, words = anchors[0] if len(anchors) == 1 else ("", None, None)
        if change.edge != "end" or side not in ("after", "from") or not words:
            raise self.unknown()
        edits = []
        for span in self.find(words.quotes[0], words, inside):
            text = span.unit.text
            end = next(one.end for one in inside.spans if one.unit == span.unit)
            start = span.end if side == "after" else len(text[: span.start].rstrip(" \u00a0\u202f,;:"))
            tail = re.search(r"[\s\u00a0\u202f]*[.;:]?\s*$", text[start:end])
            edits.append(ReplaceWords(span.unit.key, start, start + tail.start(), ""))
        return edits

    def replace(self, scope, anchors, changes) -> list[Edit]:
        if titles := [place for side, place, _words in anchors if side == "heading"]:
            if len(anchors) > 1:
                raise self.unknown()
            return self.reworded_heading(titles[0], changes)
        edits: list[Edit] = []
        inside, edge = self.within(scope, anchors), self.edge_of(anchors)
        if any(side in ("after", "before") for side, _scope, _words in anchors):
            inside = self.narrowed(inside, anchors)
        for change in changes:
            content = change.content
            if change.words:
                if content.kind not in ("words", "phrases"):
                    raise self.unknown()
                for index in change.words.quotes:
                    for span in self.find(index, change.words, inside, edge):
                        edits.append(
                            self.worded(
                                content, ReplaceWords(span.unit.key, span.start, span.end, self.text_of(content))
                            )
                        )
            elif change.edge:
                edits += self.rewrite(scope, anchors, [change])
            else:
                where = self.union(change.places, inside)
                if where.level == "phrase" and content.kind in ("phrases", "words"):
                    edits += self.rewritten_phrases(where, content)
                elif (
                    content.kind == "units"
                    or where.level == "container"
                    or (where.level == "alinea" and content.kind == "words")
                ):
                    edits += self.rewritten(where, content)
                else:
                    raise self.unknown()
        return edits

    def swap(self, scope, anchors, changes) -> list[Edit]:
        where = self.union(changes[0].places, scope)
        if where.level != "alinea" or len(where.spans) != 2 or anchors:
            raise self.unknown()
        one, other = where.units
        return [
            ReplaceWords(one.key, 0, len(one.text), other.text),
            ReplaceWords(other.key, 0, len(other.text), one.text),
        ]

    def move(self, scope, anchors, changes) -> list[Edit]:
        """« Déplacer l’alinéa 2 après l’alinéa 4 »: the same words, deleted where they are and brought where they go."""
        where = self.union(changes[0].places, scope)
        sides = [(side, place) for side, place, words in anchors if place is not None and words is None]
        if where.level != "alinea" or len(sides) != 1 or len(anchors) != 1:
            raise self.unknown()
        side, target = sides[0]
        if side not in {"alinea": ("after", "before"), "container": ("start", "end")}.get(target.level, ()):
            raise self.unknown()
        moved = list(dict.fromkeys(where.units))
        siblings, at = self.beside(side, target)
        if target.level == "alinea" and any(unit in moved for unit in target.units):
            raise Uncertain("un alinéa n’est pas déplacé à côté de lui-même.", "an alinéa is not moved beside itself.")
        while at >= 0 and siblings[at] in moved:
            at -= 1
        brought = tuple(replace(unit, key=self.new_key()) for unit in moved)
        return [
            *(DeleteUnit(unit.key) for unit in moved),
            InsertUnits(target.container, siblings[at].key if at >= 0 else None, brought),
        ]

    def again(self, order: Order) -> list[Edit]:
        """What the sentence before did, done in the other places that are named."""
        if self.before is None:
            raise Uncertain(
                "rien n’est fait avant, qui puisse l’être de nouveau.",
                "nothing is done before that could be done again.",
            )
        last, self.quotes = self.before
        edits: list[Edit] = []
        for change in order.changes:
            for place in change.places:
                anchors = [one for one in last.anchors if one.words or one.side in ("start", "end")]
                anchors = [replace(one, places=()) if one.side in ("start", "end") else one for one in anchors]
                edge = change.edge if change.edge in ("start", "end") else ""
                anchors = [one for one in anchors if one.side not in ("start", "end")]
                where = Anchor("in", (place,))
                kept = [where, *anchors, *([Anchor(edge)] if edge else [])]
                changes = last.changes
                if change.words:
                    changes = [self.times(one, change.words.times) for one in changes]
                    kept = [
                        replace(one, words=replace(one.words, times=change.words.times, ranks=())) if one.words else one
                        for one in kept
                    ]
                self.order = Order(last.act, kept, changes)
                scope, left = self.scope_of(kept)
                if not all(one.words or one.content for one in changes) or any(one.places for one in changes):
                    raise self.unknown()
                edits += getattr(self, last.act)(scope, left, changes)
        return edits

    def times(self, change: Change, times: int) -> Change:
        return replace(change, words=replace(change.words, times=times, ranks=())) if change.words else change
