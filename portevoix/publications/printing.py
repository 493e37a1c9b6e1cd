"""A published version as a PDF (PDF/UA-1 and PDF/A-2a), by Typst, with the fonts it embeds."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portevoix.engine.text import LEAF, Text, label
from portevoix.ui.dates import written_day
from portevoix.ui.printing import compiled

TEMPLATE = Path(__file__).parent / "typst" / "publication.typ"


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
            "digest_label": _("Empreinte SHA-256 du texte adopté :"),
            "digest": digest,
            "address_label": _("Adresse durable, où se vérifie le fil de chaque phrase :"),
            "url": url,
            "licence": _("Ce texte est publié sous Licence Ouverte 2.0."),
        }
    return compiled(TEMPLATE, data, at)


def _units(text: Text):
    depths, ranks = {}, {unit.key: rank for unit, _parent, rank in text.alineas()}
    for unit, parent in text.walk():
        depth = depths[unit.key] = depths[parent.key] + 1 if parent else 1
        if unit.kind == LEAF:
            yield {"kind": LEAF, "rank": ranks[unit.key], "words": unit.text}
        else:
            named = label(unit) if unit.number else ""
            yield {"kind": unit.kind, "level": min(depth, 6), "words": ". ".join(filter(None, (named, unit.heading)))}
