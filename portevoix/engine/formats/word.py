"""Word documents, as pandoc's JSON says them: what a DOCX shows, read; what it will show, written.

What no word processor shows (keys, kinds, spaces at the end of an alinéa) travels beside, in a copy of the text inside
the document. The copy is trusted only as long as it says what the document shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.headings import LEVELS, nested, read_heading, written_heading
from portevoix.engine.text import LEAF, Text, Unit, canonical, from_canonical, keyed

_API = [1, 23, 1]
_DEPTH = 9
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# -- writing ----------------------------------------------------------------------------------------------------------


def write(text: Text) -> str:
    """*text* as pandoc's JSON: its title, a heading a container, a paragraph an alinéa, a line break in an alinéa.

    Raises FormatError on a character that a DOCX, being XML, cannot hold.
    """
    if found := _FORBIDDEN.search(_said(text)):
        sign = f"U+{ord(found.group()):04X}"
        raise FormatError(
            f"Le caractère {sign} ne peut pas figurer dans un document Word.",
            f"Character {sign} cannot stand in a Word document.",
        )
    blocks: list[dict[str, Any]] = []
    depths: dict[str, int] = {}
    for unit, parent in text.walk():
        if unit.kind == LEAF:
            blocks.append({"t": "Para", "c": _inlines(unit.text)})
        else:
            depth = depths[unit.key] = min(depths[parent.key] + 1 if parent else 1, _DEPTH)
            blocks.append({"t": "Header", "c": [depth, ["", [], []], _inlines(written_heading(unit))]})
    meta = {"lang": {"t": "MetaString", "c": "fr-FR" if text.language == "fr" else text.language}}
    if text.title:
        meta["title"] = {"t": "MetaInlines", "c": _inlines(text.title)}
    return json.dumps({"pandoc-api-version": _API, "meta": meta, "blocks": blocks})


def copy(text: Text) -> str:
    """*text* whole, in ASCII, to travel inside the document."""
    return json.dumps(canonical(text), separators=(",", ":"))


def _said(text: Text) -> str:
    return "".join((text.title, *(f"{unit.number}{unit.heading}{unit.text}" for unit, _ in text.walk())))


def _inlines(words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for rank, line in enumerate(words.replace("\r", " ").split("\n")):
        if rank:
            found.append({"t": "LineBreak"})
        if line:
            found.append({"t": "Str", "c": line})
    return found


# -- reading ----------------------------------------------------------------------------------------------------------


def read(document: bytes | str, copied: str | None = None) -> Text:
    """The text that *document*, pandoc's JSON of a DOCX, shows; with the keys and kinds of its copy when it has one.

    A title, or a first heading of level one, is the title; numbered headings (`Article 1er`) are containers of their
    kind, others are sections; a paragraph, a list item or the row of a table is an alinéa; so is a note, after the
    paragraph that calls it. *copied* is what `copy` wrote: it is read instead as long as the document shows the same
    words. Raises FormatError on what is not pandoc's JSON.
    """
    try:
        value = json.loads(document, object_hook=_reduced)
        title, blocks = value["meta"].get("title"), list(_paragraphs(value["blocks"], ""))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise FormatError("Ce document Word ne se lit pas.", "This Word document cannot be read.") from error
    heading = _words(title) if isinstance(title, list) else ""
    shown = ([(1, heading)] if heading else []) + blocks
    if copied is not None and (text := _copied(copied)) is not None and _visible(shown) == _visible(_shows(text)):
        return text
    return _laid_out(heading, blocks)


def _copied(copied: str) -> Text | None:
    try:
        return from_canonical(json.loads(copied))
    except (ValueError, RecursionError):
        return None


def _shows(text: Text) -> Iterator[tuple[int, str]]:
    yield 1, text.title.replace("\r", " ")
    for unit, _ in text.walk():
        words = unit.text if unit.kind == LEAF else written_heading(unit)
        yield int(unit.kind != LEAF), words.replace("\r", " ")


def _visible(paragraphs: Iterable[tuple[int, str]]) -> list[tuple[bool, str]]:
    """What a reader sees of *paragraphs*: headings and alinéas, however many spaces there are between two words."""
    # A soft hyphen is not seen either, and pandoc loses those of titles.
    shown = (
        (level > 0, re.sub("[ \t\n]+", " ", words.replace("\u00ad", "")).strip(" ")) for level, words in paragraphs
    )
    return [(heading, words) for heading, words in shown if words]


def _laid_out(title: str, paragraphs: list[tuple[int, str]]) -> Text:
    found: list[tuple[int, Unit]] = []
    lift = 0
    # Without any heading style, lines that say they are headings are.
    styled = any(level for level, _ in paragraphs)
    for level, words in paragraphs:
        words = words.strip(" \t\n")
        if not words:
            continue
        if not level:
            announced = None if styled else read_heading(words)
            found.append(
                (LEVELS[announced.kind], Unit("", *announced)) if announced else (-1, Unit("", LEAF, text=words))
            )
            continue
        words = re.sub(r"\s*\n\s*", " ", words)
        announced = read_heading(words)
        if level == 1 and not (title or found or announced):
            title, lift = words, 1
        else:
            unit = Unit("", *announced) if announced else Unit("", "section", "", words)
            found.append((max(level - lift, 1), unit))
    return Text(" ".join(title.split()), keyed(nested(found)))


class _Note(list):
    """The blocks of a note, where it is called."""


def _reduced(node: dict[str, Any]) -> Any:
    """What is kept of a node of pandoc's, as soon as it is read: words are strings, most of the rest is forgotten."""
    kind, content = node.get("t"), node.get("c")
    match kind:
        case "Str" | "MetaString":
            return content
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\n"
        case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" | "MetaInlines":
            return content
        case "Link" | "Span" | "Quoted" | "Cite":
            return content[1]
        case "Code" | "Math":
            return content[1]
        case "Image" | "RawInline":
            return ""
        case "Note":
            return _Note(content)
    return node


def _paragraphs(blocks: list[Any], lead: str) -> Iterator[tuple[int, str]]:
    """The level (0 for an alinéa) and the words of each paragraph of *blocks*, the first one after *lead*."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        match kind:
            case "Header":
                yield from _with_notes(content[0], content[2], lead)
            case "Para" | "Plain":
                yield from _with_notes(0, content, lead)
            case "LineBlock":
                yield from _with_notes(0, [part for line in content for part in (*line, "\n")], lead)
            case "CodeBlock":
                yield from _with_notes(0, content[1], lead)
            case "BlockQuote":
                yield from _paragraphs(content, lead)
            case "Div" | "Figure":
                yield from _paragraphs(content[-1], lead)
            case "BulletList":
                for item in content:
                    yield from _paragraphs(item, "- ")
            case "OrderedList":
                for rank, item in enumerate(content[1], content[0][0]):
                    yield from _paragraphs(item, _marker(rank, content[0]))
            case "DefinitionList":
                for term, definitions in content:
                    yield from _with_notes(0, term, lead)
                    for definition in definitions:
                        yield from _paragraphs(definition, "")
            case "Table":
                yield from _rows(content)
            case "HorizontalRule" | "RawBlock":
                continue
            case _:
                raise ValueError(f"unknown block: {kind}")
        lead = ""


def _with_notes(level: int, inlines: Any, lead: str) -> Iterator[tuple[int, str]]:
    notes: list[_Note] = []
    yield level, lead + _words(inlines, notes)
    for note in notes:
        yield from _paragraphs(note, "")


def _words(inlines: Any, notes: list[_Note] | None = None) -> str:
    if isinstance(inlines, str):
        return inlines
    parts: list[str] = []
    for part in inlines:
        if isinstance(part, _Note):
            if notes is not None:
                notes.append(part)
        else:
            parts.append(part if isinstance(part, str) else _words(part, notes))
    return "".join(parts)


def _rows(table: list[Any]) -> Iterator[tuple[int, str]]:
    head, bodies, foot = table[3], table[4], table[5]
    rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
    for row in rows:
        cells = [" ".join(words for _, words in _paragraphs(cell[4], "")) for cell in row[1]]
        yield 0, "\t".join(cells)


def _marker(rank: int, attributes: list[Any]) -> str:
    """What stands before an item of a list numbered by the word processor: `1. `, `a) `, `IV. `."""
    style, mark = (attributes[index]["t"] for index in (1, 2))
    written = str(rank)
    if style.endswith("Alpha"):
        written = "".join(chr(ord("a") + index) for index in _letters(rank))
    elif style.endswith("Roman") and rank < 4000:
        written = _roman(rank)
    written = written.upper() if style.startswith("Upper") else written
    return {"OneParen": f"{written}) ", "TwoParens": f"({written}) "}.get(mark, f"{written}. ")


def _letters(rank: int) -> list[int]:
    found: list[int] = []
    while rank > 0:
        rank, index = divmod(rank - 1, 26)
        found.insert(0, index)
    return found


def _roman(rank: int) -> str:
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    found = ""
    for value, sign in signs:
        found += sign * (rank // value)
        rank %= value
    return found
