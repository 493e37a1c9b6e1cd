"""An amendment of the National Assembly, from its XML; entities are escaped once or twice, as it comes."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.markup import opened
from portevoix.engine.received import Received, iso_day, numbered, paragraphs

AMENDMENT, LIST = "amendement", "amdtsParOrdreDeDiscussion"
_TAGS = 100_000


def kind_of(data: bytes) -> Element:
    """The document that *data* holds, an AMENDMENT or a LIST by its `tag`.

    Raises FormatError, with the line when it is known, on what is not well-formed, declares entities, or is another
    kind of document.
    """
    root = opened(data, _TAGS)
    if root.tag not in (AMENDMENT, LIST):
        raise FormatError(
            "Ce document XML n’est pas un amendement de l’Assemblée nationale.",
            "This XML document is not an amendment of the National Assembly.",
        )
    return root


def read(root: Element) -> Received:
    """The amendment of an AMENDMENT document. Raises FormatError when it has no number."""
    number = _said(root, "numeroLong") or _said(root, "numero")
    if not number:
        raise FormatError("L’amendement n’a pas de numéro.", "The amendment has no number.")
    key, correction = numbered(number)
    division = root.find("division")
    place = _said(division, "titre") if division is not None else ""
    before = _said(division, "divisionRattache") if division is not None else ""
    side = _said(division, "avantApres") if division is not None else ""
    instructions = paragraphs(root.findtext("dispositif") or "")
    if side in ("Avant", "Apres") and place:
        word = "avant" if side == "Avant" else "après"
        # The printed amendment says where its new article goes; its document says it beside.
        if (
            instructions
            and "insérer" in before.lower()
            and not re.match(rf"{word} l.article", instructions, re.IGNORECASE)
        ):
            instructions = f"{word.capitalize()} l’{place[0].lower()}{place[1:]}, insérer l’article suivant :\n{_quoted(instructions)}"
        place = f"{word} {place}"
    parent = _said(root, "numeroParent")
    author = root.find("auteur")
    return Received(
        number,
        key,
        correction,
        _person(author) if author is not None else "",
        tuple(filter(None, (_person(one) for one in root.findall("cosignataires/cosignataire")))),
        place=place,
        parent=numbered(parent)[0] if parent else "",
        instructions=instructions,
        rationale=paragraphs(root.findtext("exposeSommaire") or ""),
        outcome=_said(root, "sortEnSeance") or ("Retiré" if _said(root, "retireAvantPublication") == "1" else ""),
        filed_on=iso_day(_said(root, "dateDepot")),
    )


def group_names(root: Element) -> dict[str, str]:
    """The group of the author of each amendment of a LIST document, by the key of the amendment."""
    return {
        numbered(html.unescape(one.get("numero", "")))[0]: html.unescape(one.get("auteurGroupe", "")).strip()
        for one in root.iter("amendement")
        if one.get("numero")
    }


def _said(element: Element | None, name: str) -> str:
    """The words of child *name*, on one line, whatever the times its entities were escaped."""
    words = (element.findtext(name) if element is not None else "") or ""
    return " ".join(html.unescape(words).split())


def _person(element: Element) -> str:
    if _said(element, "estGouvernement") == "1":
        return "Gouvernement"
    name = " ".join(filter(None, (_said(element, part) for part in ("civilite", "prenom", "nom"))))
    name = name or _said(element, "auteurLabel")
    return f"{name}, rapporteur" if name and _said(element, "estRapporteur") == "1" else name


def _quoted(instructions: str) -> str:
    """The article to be inserted, between quotation marks when its source has put none around it."""
    if instructions.startswith("«"):
        return instructions
    return f"«\u00a0{instructions}\u00a0»"
