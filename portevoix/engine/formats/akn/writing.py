"""Akoma Ntoso 3.0 written."""

from __future__ import annotations

import re
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.headings import read_heading
from portevoix.engine.text import LABELS_FR, LEAF, Text, Unit

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "it": "ita", "es": "spa"}
_ELEMENTS = {"title": "title", "chapter": "chapter", "section": "section", "article": "article"}


def write(
    text: Text,
    kind: Literal["act", "bill", "doc"] = "bill",
    *,
    date: str,
    work: str = "/akn/fr/texte",
    author: str = "commission",
) -> bytes:
    """*text* as an Akoma Ntoso 3.0 document of *kind*, in UTF-8, so that `read(write(text)) == text`.

    *date* is the version's (`2025-03-31`), *work* its address without language nor component, *author* the key of who
    publishes it. Raises FormatError on a character that XML cannot hold or a key with a space, ValueError on an
    unknown *kind* or a *date* that is not one.
    """
    if kind not in ("act", "bill", "doc"):
        raise ValueError(f"unknown kind of document: {kind!r}")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        raise ValueError(f"not a date: {date!r}")
    language = _LANGUAGES.get(text.language, text.language)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{_NAMESPACE}">',
        f"<{kind} name={quoteattr(kind)}>",
        "<meta>",
        '<identification source="#portevoix">',
    ]
    levels = (
        ("FRBRWork", work, '<FRBRcountry value="fr"/>'),
        ("FRBRExpression", f"{work}/{language}@{date}", f"<FRBRlanguage language={quoteattr(language)}/>"),
        ("FRBRManifestation", f"{work}/{language}@{date}.akn", '<FRBRformat value="application/akn+xml"/>'),
    )
    for element, address, own in levels:
        lines += [
            f"<{element}>",
            f"<FRBRthis value={quoteattr(address + '/!main')}/>",
            f"<FRBRuri value={quoteattr(address)}/>",
            f'<FRBRdate date={quoteattr(date)} name="version"/>',
            f"<FRBRauthor href={quoteattr('#' + author)}/>",
            own,
            f"</{element}>",
        ]
    lines += [
        "</identification>",
        '<references source="#portevoix">',
        f"<TLCOrganization eId={quoteattr(author)} href={quoteattr('/ontology/organization/' + author)} "
        f"showAs={quoteattr(author)}/>",
        '<TLCConcept eId="portevoix" href="/ontology/concept/portevoix" showAs="Portevoix"/>',
        "</references>",
        "</meta>",
    ]
    if text.title:
        lines.append(f"<preface><p><docTitle{_spaced(text.title)}>{_escaped(text.title)}</docTitle></p></preface>")
    body = "mainBody" if kind == "doc" else "body"
    lines.append(f"<{body}>")
    for unit in text.units:
        _write(unit, lines)
    lines += [f"</{body}>", f"</{kind}>", "</akomaNtoso>", ""]
    return "\n".join(lines).encode()


def _write(unit: Unit, lines: list[str]) -> None:
    if not unit.key or re.search(r"\s", unit.key):
        raise FormatError(
            f"La clé «\u202f{unit.key}\u202f» contient une espace.", f"Key {unit.key!r} is empty or holds a space."
        )
    key = quoteattr(_allowed(unit.key))
    if unit.kind == LEAF:
        words = f"<p{_spaced(unit.text)}>{_escaped(unit.text)}</p>"
        lines.append(f"<alinea eId={key}><content>{words}</content></alinea>")
        return
    element = _ELEMENTS.get(unit.kind, "hcontainer")
    named = f" name={quoteattr(unit.kind)}" if element == "hcontainer" else ""
    lines.append(f"<{element} eId={key}{named}>")
    if unit.number:
        lines.append(_number(unit))
    if unit.heading:
        lines.append(f"<heading{_spaced(unit.heading)}>{_escaped(unit.heading)}</heading>")
    for child in unit.children:
        _write(child, lines)
    lines.append(f"</{element}>")


def _number(unit: Unit) -> str:
    written = f"{LABELS_FR[unit.kind]} {unit.number}"
    found = read_heading(written)
    if found and (found.kind, found.number, found.heading) == (unit.kind, unit.number, ""):
        return f"<num>{_escaped(written)}</num>"
    return f'<num xml:space="preserve">{_escaped(unit.number)}</num>'


def _spaced(words: str) -> str:
    """The mark that keeps the spaces of *words*, when reading would not."""
    return ' xml:space="preserve"' if words != re.sub(r"[ \t\r\n]+", " ", words).strip(" ") else ""


def _escaped(words: str) -> str:
    return escape(_allowed(words), {"\r": "&#13;", "\n": "<eol/>"})


def _allowed(words: str) -> str:
    if found := _FORBIDDEN.search(words):
        sign = f"U+{ord(found.group()):04X}"
        raise FormatError(
            f"Le caractère {sign} ne peut pas figurer dans un document XML.",
            f"Character {sign} cannot stand in an XML document.",
        )
    return words
