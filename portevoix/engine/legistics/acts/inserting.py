"""Inserting: words beside words, sentences beside sentences, alinéas and articles beside others."""

from __future__ import annotations

import re
from dataclasses import replace

from portevoix.engine.edits import Edit, InsertUnits, ReplaceWords
from portevoix.engine.legistics.acts.bringing import Bringer, closed
from portevoix.engine.legistics.acts.scopes import Scope, Span, Uncertain
from portevoix.engine.legistics.grammar import Content
from portevoix.engine.legistics.structure import marks, quoted
from portevoix.engine.legistics.words import clean
from portevoix.engine.text import LEAF, Unit


def _is_sentence(words: str) -> bool:
    """Whether *words* are one or several whole sentences: a capital, a full stop."""
    return words[:1].isupper() and words.rstrip()[-1:] in ".!?"


class Inserting(Bringer):
    """The acts that add and take nothing away."""

    def insert(self, scope, anchors, changes) -> list[Edit]:
        content = changes[0].content
        sides = [anchor for anchor in anchors if anchor[0] != "in"]
        if not sides and self.adds(scope, content):
            return self.complete(scope, anchors, changes)
        if not sides:
            raise Uncertain(
                "on ne dit pas où insérer : écrivez « après les mots… », « après l’alinéa… » ou « à la fin… ».",
                "where to insert is not said: write « après les mots… », « après l’alinéa… » or « à la fin… ».",
            )
        with_words = [anchor for anchor in sides if anchor[2]]
        if content.kind == "words" and not with_words and len(sides) == 1 and sides[0][0] in ("after", "before"):
            where = sides[0][1]
            if where is not None and where.level == "alinea" and _is_sentence(self.text_of(content)):
                # « Après l’alinéa 2, ajouter : « … . » »: what comes beside an alinéa is another one.
                content = replace(content, kind="units", count=1)
        if content.kind in ("units", "article"):
            if with_words or len(sides) != 1:
                raise self.unknown()
            return self.insert_units(sides[0], scope, content)
        if with_words:
            if len(with_words) != 1:
                raise self.unknown()
            side, _scope, words = with_words[0]
            inside = self.within(scope, sides)
            if side == "between":
                return [self.worded(content, self.put_after(self.between(words, inside), self.text_of(content)))]
            edge = self.edge_of(sides)
            edits = []
            for index in words.quotes:
                brought = self.text_of(content) if side == "after" else ""
                for span in self.find(index, words, inside, edge, brought):
                    put = self.put_after if side == "after" else self.put_before
                    edits.append(self.worded(content, put(span, self.text_of(content))))
            return edits
        edits = []
        for side, place, _words in sides:
            inside = place or scope
            if side in ("start", "end"):
                if inside.level == "container" and len(inside.spans) > 1:
                    one = inside.spans[0] if side == "start" else inside.spans[-1]
                    inside = Scope("alinea", inside.container, (one,))
                for span in inside.spans:
                    put = self.put_first if side == "start" else self.put_last
                    edits.append(self.worded(content, put(span, content)))
            elif inside.level == "phrase":
                for span in inside.spans:
                    edits.append(self.worded(content, self.put_beside_phrase(span, content, side)))
            else:
                raise self.unknown()
        return edits

    def adds(self, scope: Scope, content: Content) -> bool:
        """Whether there is but one place for what comes: a sentence at the end of an alinéa, an alinéa at the end of a part."""
        if content.kind == "phrases" or (content.kind == "words" and _is_sentence(self.text_of(content))):
            return scope.level == "alinea" and len(scope.spans) == 1
        return content.kind == "units" and scope.level == "container" and scope.named

    def put_after(self, span: Span, words: str) -> ReplaceWords:
        glued = words[:1] in ",.;)" or span.unit.text[span.end - 1] in "'’"
        return ReplaceWords(span.unit.key, span.end, span.end, words if glued else f" {words}")

    def put_before(self, span: Span, words: str) -> ReplaceWords:
        return ReplaceWords(span.unit.key, span.start, span.start, words if words[-1:] in "'’" else f"{words} ")

    def put_first(self, span: Span, content: Content) -> ReplaceWords:
        words, text = self.text_of(content), span.unit.text
        start = span.start
        if start == 0 and quoted(text) and not quoted(words):
            start = re.match(r"[«“\"][\s\u00a0\u202f]*", text.lstrip("_ ")).end() + len(text) - len(text.lstrip("_ "))
        held = marks(text)
        if start < (held[-1].end if held else 0) and span.start == 0 and not marks(words):
            start = held[-1].end
        return ReplaceWords(span.unit.key, start, start, words if words[-1:] in "'’" else f"{words} ")

    def put_last(self, span: Span, content: Content) -> ReplaceWords:
        """At the end of an alinéa or of a sentence: before what closes it, unless whole sentences come."""
        words, text = self.text_of(content), span.unit.text[: span.end].rstrip()
        at = len(text)
        if span.end >= len(span.unit.text.rstrip()):
            # What closes a text that the article proposes stays after what completes it: « … . » ;
            at = closed(text)
            text = text[:at]
        if content.kind == "phrases" or (text[-1:] in ".!?" and _is_sentence(words)):
            return ReplaceWords(span.unit.key, at, at, f" {words}")
        if text[-1:] in ".;:!?":
            at = len(text) - 1
            while at and text[at - 1] in " \u00a0\u202f":
                at -= 1
            if words[-1:] == text[-1:]:
                words = words[:-1].rstrip()
        return ReplaceWords(span.unit.key, at, at, words if words[:1] in ",.;" else f" {words}")

    def put_beside_phrase(self, span: Span, content: Content, side: str) -> ReplaceWords:
        words, text = self.text_of(content), span.unit.text
        if side == "before":
            return ReplaceWords(span.unit.key, span.start, span.start, f"{words} ")
        end = span.start + len(text[span.start : span.end].rstrip())
        return ReplaceWords(span.unit.key, end, end, f" {words}")

    def insert_units(self, anchor, scope, content) -> list[Edit]:
        side, place, _words = anchor
        where = place or scope
        if content.kind == "article":
            return self.insert_article(side, where, content)
        siblings, at = self.beside(side, where)
        return self.inserted(where.container, siblings, at, content)

    def beside(self, side: str, where: Scope) -> tuple[list[Unit], int]:
        """What the part named holds, and the rank there of what comes before the *side* of *where*, -1 at the start."""
        siblings = self.children(where.container)
        if where.level == "container" and side in ("start", "end"):
            return siblings, -1 if side == "start" else len(siblings) - 1
        if where.level not in ("alinea", "section", "amendment") or not where.spans:
            raise self.unknown()
        unit = where.units[-1] if side in ("after", "end") else where.units[0]
        return siblings, siblings.index(unit) - (side in ("before", "start"))

    def inserted(self, holder: str | None, siblings: list[Unit], at: int, content: Content) -> list[Edit]:
        near = siblings[at] if at >= 0 else siblings[0] if siblings else None
        if (
            near is not None
            and at >= 0
            and not quoted(near.text)
            and at + 1 < len(siblings)
            and quoted(siblings[at + 1].text)
        ):
            near = siblings[at + 1]
        alineas = [unit for unit in siblings if unit.kind == LEAF]
        rank = (
            alineas.index(siblings[at])
            if at >= 0 and siblings[at].kind == LEAF
            else len(alineas) - 1
            if at >= 0
            else -1
        )
        units = self.new(content, near, alineas, rank)
        edits: list[Edit] = [InsertUnits(holder, siblings[at].key if at >= 0 else None, units)]
        # A second paragraph numbered II makes a I of what was alone.
        if (
            units[0].text.startswith("II. - ")
            and alineas
            and not any(mark.value == "I" for unit in alineas for mark in marks(clean(unit.text)))
        ):
            edits.append(ReplaceWords(alineas[0].key, 0, 0, "I. - "))
        return edits

    def insert_article(self, side: str, where: Scope, content: Content) -> list[Edit]:
        if side != "after" or where.level != "container" or where.container is None:
            raise self.unknown()
        old = self.where.units[where.container]
        lines = self.lines(content)
        words = self.unquoted([line for line, _paragraph in lines], None)
        headed = re.match(r"(?:Article|Proposition)\s+(\S+(?: (?:bis|ter|quater))?)\s*(?:[.:–-]\s*(.*))?$", words[0])
        if headed:
            words = words[1:]
        if not words:
            raise Uncertain("il n’y a pas de texte à apporter.", "there is no text to bring.")
        key = self.new_key()
        children = tuple(Unit(self.new_key(), LEAF, text=line) for line in words)
        number = headed[1] if headed else f"{old.number} bis".strip()
        article = Unit(key, old.kind, number, (headed[2] or "") if headed else "", children=children)
        return [InsertUnits(self.where.parents[old.key], old.key, (article,))]

    def complete(self, scope, anchors, changes) -> list[Edit]:
        edits: list[Edit] = []
        for change in changes:
            content = change.content
            where = self.union(change.places, scope) if change.places else scope
            if anchors or change.edge:
                raise self.unknown()
            if content.kind == "so":
                content = self.so(where, content)
            if content.kind == "units":
                holder = where.container
                siblings = self.children(holder)
                if where.level == "amendment":
                    holder = self.where.parents[where.units[-1].key]
                    siblings = self.children(holder)
                if where.level == "phrase" or not (siblings or where.level == "container"):
                    raise self.unknown()
                at = len(siblings) - 1 if where.level == "container" else siblings.index(where.units[-1])
                if where.level == "container" and siblings and siblings[at].kind != LEAF:
                    raise self.unknown()
                edits += self.inserted(holder, siblings, at, content)
            elif content.kind == "article":
                raise self.unknown()
            else:
                spans = where.spans if where.level in ("alinea", "phrase") else where.spans[-1:]
                if not spans:
                    raise Uncertain("il n’y a pas d’alinéa à compléter.", "there is no alinéa to add to.")
                edits += [self.worded(content, self.put_last(span, content)) for span in spans]
        return edits

    def so(self, where: Scope, content: Content) -> Content:
        """« Compléter ainsi… » says no more than what comes: alinéas where a part is completed, else a sentence or words."""
        if where.level == "container":
            return replace(content, kind="units")
        words = self.text_of(content)
        if words[:1].isupper() and not _is_sentence(words):
            raise Uncertain(
                "on ne sait pas si ce sont des mots ou une phrase : écrivez « par les mots » ou « par une phrase ».",
                "whether these are words or a sentence is not known: write « par les mots » or « par une phrase ».",
            )
        return replace(content, kind="words")

    def precede(self, scope, anchors, changes) -> list[Edit]:
        where = self.union(changes[0].places, scope)
        content = changes[0].content
        if where.level not in ("alinea", "container") or anchors or not where.spans:
            raise self.unknown()
        if content.kind == "units":
            siblings = self.alineas(where.container)
            return self.inserted(where.container, siblings, siblings.index(where.units[0]) - 1, content)
        span = where.spans[0]
        words = self.text_of(content)
        if re.fullmatch(r"[IVXL]+|[A-Z]", words):
            # « Faire précéder cet article de la référence : I »: the mark of a paragraph.
            words += ". -"
        return [self.worded(content, ReplaceWords(span.unit.key, 0, 0, f"{words} "))]
