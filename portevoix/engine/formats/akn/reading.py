"""Akoma Ntoso read, whatever the draft of the standard, from documents that may be hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.headings import read_heading
from portevoix.engine.formats.markup import opened
from portevoix.engine.text import LEAF, Text, Unit, keyed

_NAMESPACES = ("http://docs.oasis-open.org/legaldocml/ns/akn/", "http://www.akomantoso.org/")
_TEXTS = ("act", "bill", "doc")
_CONTAINERS = {
    "title": "title",
    "book": "title",
    "tome": "title",
    "part": "title",
    "chapter": "chapter",
    "subchapter": "chapter",
    "division": "chapter",
    "section": "section",
    "article": "article",
    "rule": "article",
    "clause": "article",
}
_NAMED = ("priority", "proposition")
_BLOCKS = {"p", "li", "th", "td", "heading", "subheading", "listIntroduction", "listWrapUp", "block", "docTitle"}
_ASIDE = {"authorialNote", "meta", "remark", "num"}
_LANGUAGES = {"fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "ita": "it", "spa": "es"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEPTH = 150
_TAGS = 250_000


def read(data: bytes) -> Text:
    """The text that an Akoma Ntoso `act`, `bill` or `doc` holds; its preamble comes first.

    Titles, chapters, sections, articles, priorities and propositions are containers; each paragraph under them is an
    alinéa, led by its number (`(a)`). Side notes and signatures are left out. Raises FormatError, with the line when
    it is known, on what is not well-formed, declares entities, or is not such a document (a debate: `read_debate`).
    """
    document = _document(data)
    kind = _name(document)
    if kind == "debate" or kind == "debateReport":
        raise FormatError(
            "Ce document est un débat, pas un texte\u202f: importez-le depuis une audition, comme compte rendu.",
            "This document is a debate, not a text: import it from a hearing, as its record.",
        )
    if kind not in _TEXTS:
        raise FormatError(
            f"Ce document Akoma Ntoso est de type «\u202f{kind}\u202f»\u202f: sont lus les types act, bill et doc.",
            f"This Akoma Ntoso document is a {kind!r}: act, bill and doc are read.",
        )
    taken: set[str] = set()
    units: list[Unit] = []
    for part in document:
        if _name(part) in ("preamble", "body", "mainBody"):
            units.extend(_units(part, taken))
    return Text(_title(document), keyed(units), _language(document))


def read_debate(data: bytes) -> list[tuple[str, str]]:
    """The turns of an Akoma Ntoso `debate`, in order: who speaks (as written), and their words, a paragraph a line.

    Raises FormatError as `read` does.
    """
    document = _document(data)
    if _name(document) not in ("debate", "debateReport"):
        raise FormatError(
            "Ce document n’est pas un débat\u202f: importez-le comme texte.",
            "This document is not a debate: import it as a text.",
        )
    shown = {
        found.get("eId") or found.get("id"): found.get("showAs", "")
        for found in document.iter()
        if _name(found) in ("TLCPerson", "TLCRole")
    }
    turns: list[tuple[str, str]] = []
    for element in document.iter():
        if _name(element) not in ("speech", "question", "answer"):
            continue
        written = next((_words(child) for child in element if _name(child) == "from"), "")
        speaker = written.rstrip(" :\u00a0\u202f") or shown.get(element.get("by", "").lstrip("#"), "")
        lines = [_words(child) for child in element if _name(child) not in ("from", "num", "heading")]
        turns.append((speaker, "\n".join(line for line in lines if line)))
    return turns


def _document(data: bytes) -> Element:
    root = opened(data, _TAGS)
    if not root.tag.startswith(tuple(f"{{{space}" for space in _NAMESPACES)) or _name(root) != "akomaNtoso":
        raise FormatError("Ce document XML n’est pas de l’Akoma Ntoso.", "This XML document is not Akoma Ntoso.")
    level = [root]
    for _ in range(_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            break
    else:
        raise FormatError(
            f"Le document emboîte plus de {_DEPTH} niveaux.", f"The document nests more than {_DEPTH} levels."
        )
    found = next((child for child in root if _name(child) != "components"), None)
    if found is None:
        raise FormatError("Ce document Akoma Ntoso est vide.", "This Akoma Ntoso document is empty.")
    return found


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _collapsed(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", words).strip(" ")


def _words(element: Element) -> str:
    """The words of *element*, side notes and quoted structures left out."""
    parts: list[str] = []

    def gather(inner: Element) -> None:
        parts.append(inner.text or "")
        for child in inner:
            name = _name(child)
            if name == "eol":
                parts.append("\n" if element.get(_SPACE) == "preserve" else " ")
            elif name not in _ASIDE and name != "quotedStructure":
                gather(child)
            parts.append(child.tail or "")

    gather(element)
    words = "".join(parts)
    return words if element.get(_SPACE) == "preserve" else _collapsed(words)


def _kind(element: Element) -> str | None:
    """The kind of container that *element* is, None when what it holds is a run of alinéas."""
    name = _name(element)
    if name == "hcontainer":
        said = element.get("name", "")
        if said in _NAMED:
            return said
        return "section" if any(_kind(child) for child in element) or _child(element, "heading") is not None else None
    return _CONTAINERS.get(name)


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _key(element: Element, taken: set[str]) -> str:
    key = element.get("eId") or element.get("id") or ""
    if not key or key in taken:
        return ""
    taken.add(key)
    return key


def _units(holder: Element, taken: set[str]) -> Iterator[Unit]:
    for element in holder:
        kind = _kind(element)
        if kind is None:
            if _name(element) not in ("num", "heading") or _kind(holder) is None:
                yield from _alineas(element, taken, "")
            continue
        key = _key(element, taken)
        number, heading = _child(element, "num"), _child(element, "heading")
        yield Unit(
            key,
            kind,
            _number(number, kind) if number is not None else "",
            _words(heading) if heading is not None else "",
            children=tuple(_units(element, taken)),
        )


def _number(element: Element, kind: str) -> str:
    written = _words(element)
    if element.get(_SPACE) == "preserve":
        return written
    written = written.rstrip(" \u00a0\u202f.:–—-")
    found = read_heading(written) or read_heading(written.capitalize())
    return found.number if found and found.kind == kind and not found.heading else written


def _alineas(element: Element, taken: set[str], lead: str) -> Iterator[Unit]:
    """The paragraphs of *element*, the first one led by *lead* and the numbers above it."""
    name = _name(element)
    if name in _ASIDE:
        return
    if name in _BLOCKS:
        words = _words(element)
        if words or name == "p":
            yield Unit("", LEAF, text=f"{lead} {words}".strip(" ") if lead else words)
            lead = ""
        for inner in element.iter():
            if _name(inner) == "quotedStructure":
                for child in inner:
                    yield from _alineas(child, taken, "")
        return
    key = _key(element, taken)
    number = _child(element, "num")
    if number is not None and (shown := _words(number)):
        lead = f"{lead} {shown}" if lead else shown
    inner_units: list[Unit] = []
    for child in element:
        for unit in _alineas(child, taken, lead):
            inner_units.append(unit)
            lead = ""
    if not inner_units and (words := _words(element) if not len(element) else lead):
        inner_units.append(Unit("", LEAF, text=f"{lead} {words}".strip(" ") if words != lead else lead))
    if inner_units and key and not inner_units[0].key:
        inner_units[0] = replace(inner_units[0], key=key)
    yield from inner_units


def _title(document: Element) -> str:
    for wanted in ("docTitle", "shortTitle"):
        for part in document:
            if _name(part) in ("preface", "coverPage", "preamble"):
                for element in part.iter():
                    if _name(element) == wanted and (words := _words(element)):
                        return words
    for wanted in ("FRBRalias", "FRBRname"):
        for element in document.iter():
            if _name(element) == wanted and element.get("value"):
                return element.get("value", "")
    return ""


def _language(document: Element) -> str:
    for element in document.iter():
        if _name(element) == "FRBRlanguage" and (said := element.get("language")):
            return _LANGUAGES.get(said, said)
    return "fr"
