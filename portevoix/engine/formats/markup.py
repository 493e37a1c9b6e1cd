"""XML opened without trust: no entity, no flood of tags."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portevoix.engine.formats.errors import FormatError, sized


def opened(data: bytes, tags: int) -> Element:
    """The root of the XML document that *data* holds, of at most *tags* tags.

    Raises FormatError, with the line when it is known, on what is too large, not well-formed, or declares entities.
    """
    sized(data)
    if data.count(b"<") > tags:
        raise FormatError(f"Le document compte plus de {tags} balises.", f"The document holds more than {tags} tags.")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FormatError(
            "Le document déclare un type ou des entités (DTD)\u202f: il est refusé, par sécurité.",
            "The document declares a type or entities (DTD): it is refused, for safety.",
        ) from error
    except ParseError as error:
        line = error.position[0]
        raise FormatError(
            f"Ligne {line}\u202f: le document XML est mal formé.", f"Line {line}: the XML document is malformed.", line
        ) from error
    except (ValueError, LookupError) as error:
        raise FormatError(
            "Le codage annoncé par le document est inconnu.", "The encoding that the document declares is unknown."
        ) from error
