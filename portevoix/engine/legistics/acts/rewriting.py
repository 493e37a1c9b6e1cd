"""Rewriting: a sentence, an alinéa, an article, its heading, the beginning or the end of something."""

from __future__ import annotations

import re
from dataclasses import replace

from portevoix.engine.edits import DeleteUnit, Edit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading
from portevoix.engine.legistics.acts.bringing import numberless
from portevoix.engine.legistics.acts.inserting import Inserting
from portevoix.engine.legistics.acts.scopes import Scope, Span, Uncertain
from portevoix.engine.legistics.grammar import Change, Content
from portevoix.engine.legistics.structure import quoted
from portevoix.engine.legistics.words import occurrences
from portevoix.engine.text import LEAF, Unit

_UNCHANGED = r"[\s\u00a0\u202f]*(?:…|\.\.\.)?[\s\u00a0\u202f]*\((?:le )?reste sans changement\)[\s\u00a0\u202f.»]*$"


class Rewriting(Inserting):
    """The acts that write something anew."""

    def rewrite(self, scope, anchors, changes) -> list[Edit]:
        change = changes[0]
        if change.edge:
            return self.rewrite_edge(scope, anchors, change)
        if anchors:
            raise self.unknown()
        if not change.places and self.filed is None:
            raise Uncertain(
                "on ne dit pas ce qui est récrit : écrivez « Rédiger ainsi l’alinéa 2 : « … » ».",
                "what is rewritten is not said: write « Rédiger ainsi l’alinéa 2 : « … » ».",
            )
        where = self.union(change.places, scope) if change.places else scope
        if where.level == "phrase":
            return self.rewritten_phrases(where, change.content)
        return self.rewritten(where, change.content)

    def rewritten_phrases(self, where: Scope, content: Content) -> list[Edit]:
        first, last = where.spans[0], where.spans[-1]
        if first.unit != last.unit:
            raise self.unknown()
        text = first.unit.text
        end = first.start + len(text[first.start : last.end].rstrip())
        words = " ".join(self.unquoted([line for line, _paragraph in self.lines(content)], first.unit))
        return [self.worded(content, ReplaceWords(first.unit.key, first.start, end, words))]

    def rewritten(self, where: Scope, content: Content) -> list[Edit]:
        if where.level == "container":
            if where.container is None:
                raise Uncertain("on ne sait pas quel élément rédiger.", "what is to be rewritten is not named.")
            old = self.where.units[where.container]
            key = self.new_key()
            return [
                ReplaceUnit(where.container, (replace(old, key=key, children=numberless(self.new(content, None))),))
            ]
        units = list(dict.fromkeys(where.units))
        if where.level == "amendment" or not units:
            raise self.unknown()
        siblings = self.alineas(where.container)
        at = siblings.index(units[0])
        if siblings[at : at + len(units)] != units:
            raise Uncertain("ces alinéas ne se suivent pas.", "these alinéas do not follow each other.")
        new = numberless(self.new(content, units[0], siblings[:at] + siblings[at + len(units) :], at - 1))
        if len(units) == len(new) == 1:
            self.paragraphs[-1] = self.paragraphs[-1]._replace(unit=units[0].key)
            return [ReplaceWords(units[0].key, 0, len(units[0].text), new[0].text)]
        return [ReplaceUnit(units[0].key, new), *(DeleteUnit(unit.key) for unit in units[1:])]

    def rewrite_edge(self, scope, anchors, change) -> list[Edit]:
        """« Après le mot …, rédiger ainsi la fin de l’alinéa », « rédiger ainsi le début de l’alinéa »."""
        sides = [anchor for anchor in anchors if anchor[0] not in ("in",)]
        inside = self.edge_scope(change, self.edge_home(scope, sides))
        span = inside.spans[0]
        text = span.unit.text
        lines = self.lines(change.content)
        words = self.unquoted([line for line, _paragraph in lines], None if not quoted(text) else span.unit)
        if re.search(_UNCHANGED, words[-1], re.IGNORECASE) and change.edge == "start":
            words[-1] = re.sub(_UNCHANGED, "", words[-1], flags=re.IGNORECASE)
        sides = [anchor for anchor in sides if anchor[2]]
        if len(sides) > 1:
            raise self.unknown()
        if change.edge == "end":
            return self.rewrite_end(span, sides, words, change)
        return self.rewrite_start(span, sides, words, change, text)

    def edge_home(self, scope: Scope, sides) -> Scope:
        if any(one is not None for _side, one, _words in sides):
            raise self.unknown()
        return scope

    def edge_scope(self, change: Change, scope: Scope) -> Scope:
        inside = self.union(change.places, scope) if change.places else scope
        if inside.level == "container" and len(inside.spans) > 1:
            inside = Scope("alinea", inside.container, inside.spans[-1:])
        if len(inside.spans) != 1:
            raise Uncertain("on ne sait pas de quel alinéa il s’agit.", "which alinéa it is about is not said.")
        return inside if inside.level == "phrase" else replace(inside, level="alinea", named=True)

    def rewrite_end(self, span: Span, sides, words: list[str], change) -> list[Edit]:
        text = span.unit.text
        stop = span.start + len(text[span.start : span.end].rstrip())
        inside = Scope("phrase", None, (span,))
        if sides:
            side, _scope, sought = sides[0]
            found = self.find(sought.quotes[0], sought, inside)[0]
            if side == "after":
                start = found.end
            elif side in ("before", "from"):
                start = found.start
            else:
                raise self.unknown()
        else:
            start = self.meeting(words[0], span, first=True)
        tail = text[start:stop]
        closing = re.search(r"[\s\u00a0\u202f]*[.;:]?$", tail).group()
        last = words[-1]
        if len(words) == 1 and closing.strip() and last[-1:] not in ".;:!?»":
            words = [last + closing]
        if len(words) > 1 and span.end < len(text):
            raise self.unknown()
        glued = words[0][:1] in ",.;)" or not text[:start].strip() or text[start - 1].isspace()
        edits: list[Edit] = [
            self.worded(change.content, ReplaceWords(span.unit.key, start, stop, words[0] if glued else f" {words[0]}"))
        ]
        if len(words) > 1:
            units = tuple(Unit(self.new_key(), LEAF, text=line) for line in words[1:])
            edits.append(InsertUnits(self.where.parents[span.unit.key], span.unit.key, units))
        return edits

    def rewrite_start(self, span: Span, sides, words: list[str], change, text: str) -> list[Edit]:
        inside = Scope("phrase", None, (span,))
        if sides:
            side, _scope, sought = sides[0]
            found = self.find(sought.quotes[0], sought, inside)[0]
            end = {"until": found.end, "before": found.start}.get(side)
            if end is None:
                raise self.unknown()
            while end > span.start and side == "before" and text[end - 1].isspace():
                end -= 1
        else:
            end = self.meeting(words[-1], span, first=False)
        edits: list[Edit] = []
        if len(words) > 1:
            if span.start:
                raise self.unknown()
            siblings = self.alineas(self.where.parents[span.unit.key])
            at = siblings.index(span.unit)
            units = tuple(Unit(self.new_key(), LEAF, text=line) for line in words[:-1])
            edits.append(InsertUnits(self.where.parents[span.unit.key], siblings[at - 1].key if at else None, units))
        edits.append(self.worded(change.content, ReplaceWords(span.unit.key, span.start, end, words[-1])))
        return edits

    def meeting(self, words: str, span: Span, first: bool) -> int:
        """Where new words meet the old ones: the longest run of their first (or last) words that is there once.

        « Rédiger ainsi le début de l’alinéa » says no more than its words: what it keeps is where they meet.
        """
        bounds = [found.span() for found in re.finditer(r"[\w’'°%-]+", words)]
        for many in range(len(bounds), 0, -1):
            run = words[: bounds[many - 1][1]] if first else words[bounds[-many][0] :].rstrip(" .,;:")
            found = occurrences(run, span.unit.text, span.start, span.end)
            if len(found) == 1:
                return found[0][0] if first else found[0][1]
            if found:
                break
        raise Uncertain(
            "on ne voit pas quels mots sont remplacés : dites « après les mots … » ou « jusqu’aux mots … ».",
            "which words are replaced cannot be seen: say « après les mots … » or « jusqu’aux mots … ».",
        )

    def reworded_heading(self, place: Scope, changes) -> list[Edit]:
        """« Dans le titre de la proposition 3, remplacer « … » par « … » »."""
        if place.level != "container" or place.container is None:
            raise self.unknown()
        heading = self.where.units[place.container].heading
        words = heading
        for change in changes:
            if not change.words or len(change.words.quotes) != 1 or change.content.kind != "words":
                raise self.unknown()
            sought = self.quotes[change.words.quotes[0]].words
            found = occurrences(sought, words)
            if len(found) != 1:
                raise Uncertain(
                    f"les mots « {sought} » sont {len(found)} fois dans le titre « {heading} ».",
                    f"the words « {sought} » are {len(found)} times in the title « {heading} ».",
                )
            start, end = found[0]
            words = words[:start] + self.text_of(change.content) + words[end:]
        return [SetHeading(place.container, words)]

    def heading(self, scope, anchors, changes) -> list[Edit]:
        where = self.union(changes[0].places, scope)
        if where.level != "container" or where.container is None:
            raise self.unknown()
        return [SetHeading(where.container, self.text_of(changes[0].content) if changes[0].content else "")]
