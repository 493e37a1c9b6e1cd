"""What an order brings: the new words, and the new alinéas with their marks and their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portevoix.engine.edits import ReplaceWords
from portevoix.engine.legistics.acts.finding import Finding
from portevoix.engine.legistics.acts.scopes import Bringing, Uncertain
from portevoix.engine.legistics.grammar import Content
from portevoix.engine.legistics.lettering import dotted, lettered
from portevoix.engine.legistics.structure import quoted
from portevoix.engine.text import LEAF, Unit

# « Art. L. … » : an article to be numbered by someone else.
_NO_NUMBER = re.compile(r"[«“\"\s\u00a0\u202f]*Art(?:icle)?\.?\s*(?:[LRDAO]\.?\s?)*(?:…|\.\s?\.\s?\.)")


class Bringer(Finding):
    """Makes what an order brings; remembers which paragraph of the instructions it comes from (R3)."""

    def lines(self, content: Content) -> list[tuple[str, int]]:
        """The paragraphs that *content* quotes, with the number of each one in the instructions."""
        lines: list[tuple[str, int]] = []
        for index in content.quotes:
            quote = self.quotes[index]
            split = quote.words.split("\n")
            lines += [(line.strip(), quote.paragraph + at) for at, line in enumerate(split) if line.strip()]
        more = len(lines) > content.count == 1 and all(quoted(line) for line, _paragraph in lines[1:])
        if content.count and content.kind == "units" and len(lines) != content.count and not more:
            said, there = content.count, len(lines)
            raise Uncertain(
                f"{said} alinéa{'s' * (said > 1)} {'sont annoncés' if said > 1 else 'est annoncé'}, "
                f"{there} {'sont écrits' if there > 1 else 'est écrit'}.",
                f"{said} alinéa{'s are' if said > 1 else ' is'} announced, {there} {'are' if there > 1 else 'is'} written.",
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
            units.append(Unit(self.new_key(), LEAF, mark, text=line))
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


def numberless(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """*units* whose numbers stay as they are read, whatever else comes beside them."""
    return tuple(replace(unit, number="") for unit in units)


def closed(text: str) -> int:
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
        inside = quoted(following) if closed(before) == len(before) else False
    else:
        inside = quoted(following) and before.rstrip().endswith(":")
    if not inside or any(map(quoted, lines)):
        return lines
    opening = re.match(r"[_\s]*[«“\"][\s\u00a0\u202f]*", following).group()
    return [opening + line for line in lines]
