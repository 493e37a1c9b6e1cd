"""What an order does to a text: its places found, its words found, and the edits that follow (R3, R4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from portevoix.engine.edits import DeleteUnit, Edit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading
from portevoix.engine.legistics.grammar import Anchor, Change, Content, Order, Words
from portevoix.engine.legistics.lettering import dotted, lettered
from portevoix.engine.legistics.places import Part, Place
from portevoix.engine.legistics.statements import Quote
from portevoix.engine.legistics.structure import marks, proposed_text, quoted, section
from portevoix.engine.legistics.words import clean, occurrences
from portevoix.engine.sentences import sentences as phrases
from portevoix.engine.text import LEAF, Text, Unit, label, layout

_UNCHANGED = r"[\s\u00a0\u202f]*(?:…|\.\.\.)?[\s\u00a0\u202f]*\((?:le )?reste sans changement\)[\s\u00a0\u202f.»]*$"
# « Art. L. … » : an article to be numbered by someone else.
_NO_NUMBER = re.compile(r"[«“\"\s\u00a0\u202f]*Art(?:icle)?\.?\s*(?:[LRDAO]\.?\s?)*(?:…|\.\s?\.\s?\.)")


class Uncertain(Exception):
    """Why an order is not carried out: `fr` and `en`, a sentence each."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.fr, self.en = fr, en


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of an alinéa, or all of them: where an order bears."""

    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a place resolves to. `level`: container, section, alinea or phrase; `spans`: its alinéas, or phrases of them."""

    level: str
    container: str | None
    spans: tuple[Span, ...] = ()
    named: bool = True

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(span.unit for span in self.spans)


class Bringing(NamedTuple):
    """What paragraph number *paragraph* of instructions brings: a whole alinéa, or words of one.

    An edit at *start* of alinéa *unit* puts them there, *lead* spaces first; *length* in code points.
    """

    paragraph: int
    unit: str
    start: int
    lead: int
    length: int


class Actor:
    """Carries the orders of one amendment out on *text*, in turn; remembers « le même alinéa », « la même substitution »."""

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

    def carry_out(self, order: Order, quotes: Sequence[Quote]) -> list[Edit]:
        """The edits of *order*. Raises Uncertain."""
        self.quotes = quotes
        self.order = order
        scope, anchors = self.scope_of(order.anchors)
        if order.act == "again":
            return self.again(order)
        edits = getattr(self, order.act)(scope, anchors, order.changes)
        self.before = (order, quotes)
        return edits

    # -- places

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

    def alineas(self, key: str | None) -> list[Unit]:
        children = self.where.units[key].children if key else self.text.units
        return [unit for unit in children if unit.kind == LEAF]

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
            return self.container(self.home)
        for key, unit in self.where.units.items():
            if unit.kind == part.label and unit.number.lower().replace("1er", "1") == part.value.replace("1er", "1"):
                return self.container(key)
        french = {"proposition": "proposition", "article": "article", "priority": "priorité", "chapter": "chapitre"}
        named = french.get(part.label, part.label)
        # What is filed on one article often names it, where the text holds nothing else.
        home = self.where.units[self.home] if self.home else None
        if home is not None and home.kind == part.label and not home.number:
            return self.container(self.home)
        raise Uncertain(
            f"il n’y a pas de {named} {part.value} dans ce texte.", f"there is no {named} {part.value} in this text."
        )

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

    # -- words

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

    # -- what is brought

    def lines(self, content: Content) -> list[tuple[str, int]]:
        """The paragraphs that *content* quotes, with the number of each one in the instructions."""
        lines: list[tuple[str, int]] = []
        for index in content.quotes:
            quote = self.quotes[index]
            split = quote.words.split("\n")
            lines += [(line.strip(), quote.paragraph + at) for at, line in enumerate(split) if line.strip()]
        more = len(lines) > content.count == 1 and all(quoted(line) for line, _paragraph in lines[1:])
        if content.count and content.kind == "units" and len(lines) != content.count and not more:
            raise Uncertain(
                f"{content.count} alinéas sont annoncés, {len(lines)} sont écrits.",
                f"{content.count} alinéas are announced, {len(lines)} are written.",
            )
        return lines

    def new(
        self, content: Content, beside: Unit | None, siblings: Sequence[Unit] = (), after: int = -1
    ) -> tuple[Unit, ...]:
        """The new alinéas, lettered where dots stand for their letter; *beside*: the alinéa whose quotation marks they follow."""
        lines = self.lines(content)
        if not lines:
            raise Uncertain("il n’y a pas de texte à apporter.", "there is no text to bring.")
        words = self.unquoted([line for line, _paragraph in lines], beside)
        if all(self.quotes[index].alone for index in content.quotes):
            words = _requoted(words, siblings, after)
        units = []
        for (line, mark), (_line, paragraph) in zip(self.lettered(words, siblings, after), lines, strict=True):
            self.made += 1
            units.append(Unit(f"{self.prefix}-{self.made}", LEAF, mark, text=line))
            self.paragraphs.append(Bringing(paragraph, units[-1].key, 0, 0, len(line)))
        return tuple(units)

    def unquoted(self, lines: list[str], beside: Unit | None) -> list[str]:
        """*lines* without the marks that quote the whole, which are not those of a text the article proposes."""
        if not quoted(lines[0]) or (beside is not None and quoted(beside.text)):
            return lines
        last = re.sub(r"[\s\u00a0\u202f]*[.;,]?\s*$", "", lines[-1])
        opened = all(quoted(line) for line in lines)
        closes = last.endswith(("»", "”", '"')) and last.count("»") > last.count("«") - opened
        if not (opened and closes):
            return lines
        lines = [*lines[:-1], last[:-1].rstrip()]
        return [re.sub(r"^[«“\"][\s\u00a0\u202f]*", "", line) for line in lines]

    def lettered(self, lines: list[str], siblings: Sequence[Unit], after: int) -> list[tuple[str, str]]:
        """Each of *lines* with the number that its dots stand for, which is put in their place."""
        made: list[tuple[str, str]] = []
        texts = [unit.text for unit in siblings]
        for line in lines:
            found = (line, "")
            if dotted(line):
                found = lettered(line, [*texts[: after + 1], *(words for words, _mark in made)], texts[after + 1 :])
                if found is None:
                    raise Uncertain(
                        "on ne sait pas quel numéro donner à la place des points : écrivez-le.",
                        "which number the dots stand for is not known: write it.",
                    )
            elif _NO_NUMBER.match(line):
                raise Uncertain(
                    "le numéro d’un article proposé est laissé en blanc : écrivez-le.",
                    "the number of a proposed article is left blank: write it.",
                )
            made.append(found)
        return made

    def text_of(self, content: Content, unit: Unit | None = None) -> str:
        """The words that *content* brings, on one line."""
        lines = self.lines(content)
        if len(lines) != 1 and content.kind == "words":
            raise Uncertain("ces mots courent sur plusieurs alinéas.", "these words run over several alinéas.")
        return " ".join(line for line, _paragraph in lines)

    def worded(self, content: Content, edit: ReplaceWords) -> ReplaceWords:
        """*edit*, its paragraph remembered: a sub-amendment may name it (R3)."""
        if content.quotes:
            lead = len(edit.words) - len(edit.words.lstrip())
            paragraph = self.quotes[content.quotes[0]].paragraph
            self.paragraphs.append(Bringing(paragraph, edit.unit, edit.start, lead, len(edit.words) - lead))
        return edit

    # -- acts

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

    def gone(self, span: Span) -> ReplaceWords:
        text, start, end = span.unit.text, span.start, span.end
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
        if change.edge != "end" or len(anchors) != 1 or anchors[0][0] != "after" or not anchors[0][2]:
            raise self.unknown()
        words = anchors[0][2]
        edits = []
        for span in self.find(words.quotes[0], words, inside):
            end = next(one.end for one in inside.spans if one.unit == span.unit)
            tail = re.search(r"[\s\u00a0\u202f]*[.;:]?\s*$", span.unit.text[span.end : end])
            edits.append(ReplaceWords(span.unit.key, span.end, span.end + tail.start(), ""))
        return edits

    def edge_scope(self, change: Change, scope: Scope) -> Scope:
        inside = self.union(change.places, scope) if change.places else scope
        if inside.level == "container" and len(inside.spans) > 1:
            inside = Scope("alinea", inside.container, inside.spans[-1:])
        if len(inside.spans) != 1:
            raise Uncertain("on ne sait pas de quel alinéa il s’agit.", "which alinéa it is about is not said.")
        return inside if inside.level == "phrase" else replace(inside, level="alinea", named=True)

    def unknown(self) -> Uncertain:
        return Uncertain("cette tournure n’est pas connue.", "this wording is not known.")

    def replace(self, scope, anchors, changes) -> list[Edit]:
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
                elif content.kind == "units" or where.level == "container":
                    edits += self.rewritten(where, content)
                else:
                    raise self.unknown()
        return edits

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

    def insert(self, scope, anchors, changes) -> list[Edit]:
        content = changes[0].content
        sides = [anchor for anchor in anchors if anchor[0] != "in"]
        if not sides:
            raise Uncertain("on ne dit pas où insérer.", "where to insert is not said.")
        with_words = [anchor for anchor in sides if anchor[2]]
        if content.kind in ("units", "article"):
            if with_words or len(sides) != 1:
                raise self.unknown()
            return self.insert_units(sides[0], scope, content)
        if with_words:
            if len(with_words) != 1:
                raise self.unknown()
            side, _scope, words = with_words[0]
            inside = self.within(scope, sides)
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
            at = _closed(text)
            text = text[:at]
        if content.kind == "phrases":
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
        holder = where.container
        siblings = list(self.where.units[holder].children if holder else self.text.units)
        if where.level == "container":
            if side not in ("start", "end"):
                raise self.unknown()
            at = -1 if side == "start" else len(siblings) - 1
        elif where.level in ("alinea", "section", "amendment"):
            if not where.spans:
                raise self.unknown()
            unit = where.units[-1] if side in ("after", "end") else where.units[0]
            at = siblings.index(unit) - (side in ("before", "start"))
        else:
            raise self.unknown()
        return self.inserted(holder, siblings, at, content)

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
        self.made += 1
        key = f"{self.prefix}-{self.made}"
        children = []
        for line in words:
            self.made += 1
            children.append(Unit(f"{self.prefix}-{self.made}", LEAF, text=line))
        number = headed[1] if headed else f"{old.number} bis".strip()
        article = Unit(key, old.kind, number, (headed[2] or "") if headed else "", children=tuple(children))
        return [InsertUnits(self.where.parents[old.key], old.key, (article,))]

    def complete(self, scope, anchors, changes) -> list[Edit]:
        edits: list[Edit] = []
        for change in changes:
            content = change.content
            where = self.union(change.places, scope) if change.places else scope
            if anchors or change.edge:
                raise self.unknown()
            if content.kind == "units":
                holder = where.container
                siblings = list(self.where.units[holder].children if holder else self.text.units)
                if where.level == "amendment":
                    holder = self.where.parents[where.units[-1].key]
                    siblings = list(self.where.units[holder].children if holder else self.text.units)
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

    def rewrite(self, scope, anchors, changes) -> list[Edit]:
        change = changes[0]
        if change.edge:
            return self.rewrite_edge(scope, anchors, change)
        if anchors:
            raise self.unknown()
        where = self.union(change.places, scope)
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
            self.made += 1
            key = f"{self.prefix}-{self.made}"
            return [
                ReplaceUnit(where.container, (replace(old, key=key, children=_numberless(self.new(content, None))),))
            ]
        units = list(dict.fromkeys(where.units))
        if where.level == "amendment" or not units:
            raise self.unknown()
        siblings = self.alineas(where.container)
        at = siblings.index(units[0])
        if siblings[at : at + len(units)] != units:
            raise Uncertain("ces alinéas ne se suivent pas.", "these alinéas do not follow each other.")
        new = _numberless(self.new(content, units[0], siblings[:at] + siblings[at + len(units) :], at - 1))
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

    def rewrite_end(self, span: Span, sides, words: list[str], change) -> list[Edit]:
        text = span.unit.text
        stop = span.start + len(text[span.start : span.end].rstrip())
        inside = Scope("phrase", None, (span,))
        if sides:
            side, _scope, sought = sides[0]
            found = self.find(sought.quotes[0], sought, inside)[0]
            if side == "after":
                start = found.end
            elif side == "before":
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
            units = []
            for line in words[1:]:
                self.made += 1
                units.append(Unit(f"{self.prefix}-{self.made}", LEAF, text=line))
            edits.append(InsertUnits(self.where.parents[span.unit.key], span.unit.key, tuple(units)))
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
            units = []
            for line in words[:-1]:
                self.made += 1
                units.append(Unit(f"{self.prefix}-{self.made}", LEAF, text=line))
            edits.append(
                InsertUnits(self.where.parents[span.unit.key], siblings[at - 1].key if at else None, tuple(units))
            )
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

    def heading(self, scope, anchors, changes) -> list[Edit]:
        where = self.union(changes[0].places, scope)
        if where.level != "container" or where.container is None:
            raise self.unknown()
        return [SetHeading(where.container, self.text_of(changes[0].content) if changes[0].content else "")]

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

    def swap(self, scope, anchors, changes) -> list[Edit]:
        where = self.union(changes[0].places, scope)
        if where.level != "alinea" or len(where.spans) != 2 or anchors:
            raise self.unknown()
        one, other = where.units
        return [
            ReplaceWords(one.key, 0, len(one.text), other.text),
            ReplaceWords(other.key, 0, len(other.text), one.text),
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


def _numberless(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """*units* whose numbers stay as they are read, whatever else comes beside them."""
    return tuple(replace(unit, number="") for unit in units)


def _follows(words: str, text: str, at: int) -> bool:
    """Whether *words* already stand in *text* from code point *at* on."""
    return any(not text[at:start].strip() for start, _end in occurrences(words, text, at))


def _closed(text: str) -> int:
    """Where the marks that close the text proposed by an article begin, at the end of an alinéa; its length if none do."""
    found = re.search(r"[\s\u00a0\u202f]*[»”\"][\s\u00a0\u202f]*[.;,]?[\s\u00a0\u202f]*$", text)
    if not found or not quoted(text):
        return len(text)
    opening = text.lstrip("_ ")[0]
    if opening == '"':
        closes = text.count('"') % 2 == 0 and '"' in found.group()
    else:
        closes = text.count("»") + text.count("”") >= text.count("«") + text.count("“")
    return found.start() if closes else len(text)


def _requoted(lines: list[str], siblings: Sequence[Unit], after: int) -> list[str]:
    """*lines* with the marks of the text proposed in the middle of which they come, those around them being its own."""
    before = siblings[after].text if 0 <= after < len(siblings) else ""
    following = siblings[after + 1].text if after + 1 < len(siblings) else ""
    if quoted(before):
        inside = quoted(following) if _closed(before) == len(before) else False
    else:
        inside = quoted(following) and before.rstrip().endswith(":")
    if not inside or any(map(quoted, lines)):
        return lines
    opening = re.match(r"[_\s]*[«“\"][\s\u00a0\u202f]*", following).group()
    return [opening + line for line in lines]
