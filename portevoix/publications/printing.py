"""A published version as a PDF (PDF/UA-1 and PDF/A-2a), by Typst, with the fonts it embeds."""

import json
import re
from datetime import datetime
from pathlib import Path

import typst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portevoix.engine.text import LEAF, Text, label
from portevoix.ui.dates import written_day

TEMPLATE = Path(__file__).parent / "typst" / "publication.typ"
# Controls and private-use code points, which PDF/A refuses; no text of ours needs them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
UNDRAWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)


def printed(
    text: Text,
    *,
    title: str,
    author: str,
    eyebrow: str,
    summary: str,
    colophon: str,
    digest: str,
    url: str,
    elements: list[str],
    fictional: bool,
    at: datetime,
) -> bytes:
    """The PDF of *text*: the same bytes for the same arguments. What people wrote stays text, whatever it holds."""
    day = timezone.localtime(at)
    with override("fr"):
        data = {
            "title": title,
            "author": author,
            "language": text.language,
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "footer": title,
            "eyebrow": eyebrow,
            "dateline": _("Publié le %(day)s") % {"day": written_day(day)},
            "summary": summary,
            "notice": _("Commission fictive : ses membres et leurs propos sont inventés.") if fictional else "",
            "units": list(_units(text)),
            "elements_title": _("Les éléments sur lesquels cette note repose"),
            "elements": elements,
            "colophon_title": _("Achevé de rédiger"),
            "colophon": colophon,
            "digest_label": _("Empreinte SHA-256 du texte adopté :"),
            "digest": digest,
            "address_label": _("Adresse durable, où se vérifie le fil de chaque phrase :"),
            "url": url,
            "licence": _("Ce texte est publié sous Licence Ouverte 2.0."),
        }
    return _compiled(_replaced(data, UNPRINTABLE, " "), int(at.timestamp()))


def _compiled(data: dict, timestamp: int) -> bytes:
    """The PDF; a character that no embedded font draws is printed as its code point, `[U+1F5F3]`."""
    for _attempt in range(500):
        try:
            return typst.compile(
                TEMPLATE.read_bytes(),
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1", "a-2a"],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            undrawn = UNDRAWN.search(error.message)
            if not undrawn:
                raise
            for character in set(undrawn["text"]):
                data = _replaced(data, re.compile(re.escape(character)), f"[U+{ord(character):04X}]")
    raise RuntimeError("too many characters that no embedded font draws")


def _replaced(value, pattern: re.Pattern, by: str):
    if isinstance(value, str):
        return pattern.sub(by, value)
    if isinstance(value, dict):
        return {name: _replaced(held, pattern, by) for name, held in value.items()}
    return [_replaced(held, pattern, by) for held in value] if isinstance(value, list) else value


def _units(text: Text):
    depths, ranks = {}, {unit.key: rank for unit, _parent, rank in text.alineas()}
    for unit, parent in text.walk():
        depth = depths[unit.key] = depths[parent.key] + 1 if parent else 1
        if unit.kind == LEAF:
            yield {"kind": LEAF, "rank": ranks[unit.key], "words": unit.text}
        else:
            named = label(unit) if unit.number else ""
            yield {"kind": unit.kind, "level": min(depth, 6), "words": ". ".join(filter(None, (named, unit.heading)))}
