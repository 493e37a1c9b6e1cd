"""What the pages that import a set of amendments ask."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator

from portevoix.engine.text import LEAF, layout
from portevoix.texts.actions.importing import known_by_key, planned_of, without_absent
from portevoix.texts.changes import place_in_words
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.importing import plan
from portevoix.texts.models import AmendmentSet, Version
from portevoix.ui.language import spoken

TO_MEND = 100  # lines to mend shown on one page


def waiting_set(version: Version, key: int) -> AmendmentSet | None:
    """The set that was read for *version* and is not imported yet; 1 SQL query."""
    found = AmendmentSet.objects.filter(pk=key, version=version, imported_at=None).select_related("read_by").first()
    if found is not None:
        found.version = version
    return found


def preview(staged: AmendmentSet, page: str | None = None) -> dict:
    """What importing *staged* would do; 2 SQL queries."""
    text = to_engine(staged.version)
    planned = planned_of(staged, text, known_by_key(staged.version))
    by_status: dict[str, list[plan.Planned]] = {}
    for one in planned:
        by_status.setdefault(one.status, []).append(one)
    written = [one for status in plan.WRITTEN for one in by_status.get(status, ())]
    unread = [one for one in written if one.why]
    where = layout(text)
    homes = Counter(one.unit_key for one in written if one.unit_key)
    reads = Counter(one.unit_key for one in written if one.unit_key and not one.why)
    return {
        "staged": staged,
        "total": len(planned),
        "by_status": by_status,
        "written": len(written),
        "understood": len(written) - len(unread),
        "unread": len(unread),
        "absent": len(by_status.get(plan.NEW, ())) - sum(one.status == plan.NEW for one in without_absent(planned)),
        "fates": sum(bool(one.received.fate) for one in written),
        "homes": [
            (place_in_words(text, key), homes[key], reads[key]) for key in sorted(homes, key=where.place.__getitem__)
        ],
        "to_mend": Paginator(
            [(one.received, spoken(one.why.reason, one.why.reason_en), one.why.sentence) for one in unread], TO_MEND
        ).get_page(page),
        "nothing": not written and not by_status.get(plan.SETTLED),
    }


def sample_rows(version: Version) -> list[tuple[str, ...]]:
    """A few amendments on *version* in the Senate's columns, to try an import with; 1 SQL query."""
    text = to_engine(version)
    holders = [unit for unit, _up in text.walk() if any(child.kind == LEAF for child in unit.children)]
    first = next((unit for unit in holders if unit.number), next(iter(holders), None))
    if first is None:
        return []
    place = place_in_words(text, first.key) if first.number else ""
    words = next(child.text for child in first.children if child.kind == LEAF)
    word = max(words.split(), key=len).strip(".,;:«»()").strip()
    rank = next(rank for rank, child in enumerate((c for c in first.children if c.kind == LEAF), 1))
    return [
        ("Amt", "EX-1", place, "1", "Mme EXEMPLE", "groupe d’essai", "2026-11-16",
         f"<p>Alinéa {rank}</p><p>Supprimer cet alinéa.</p>", "<p>Pour essayer.</p>", ""),
        ("Amt", "EX-2 rect.", place, "1", "M. MODÈLE", "groupe d’essai", "2026-11-16",
         f"<p>Alinéa {rank}</p><p>Après le mot :</p><p>{word}</p><p>insérer le mot :</p><p>(exemple)</p>",
         "<p>Pour essayer.</p>", ""),
        ("Amt", "EX-3", place, "1", "Mme EXEMPLE", "", "2026-11-17",
         f"<p>Alinéa {rank}</p><p>Revoir la rédaction de cet alinéa.</p>", "<p>À rectifier à la main.</p>", ""),
        ("Amt", "EX-4", "Article 999", "", "M. MODÈLE", "", "2026-11-17",
         "<p>Supprimer cet article.</p>", "<p>Cet article n’existe pas.</p>", ""),
        ("Amt", "EX-5", place, "1", "M. MODÈLE", "", "2026-11-17",
         f"<p>Alinéa {rank}</p><p>Supprimer cet alinéa.</p>", "<p>Identique au premier.</p>", "Retiré"),
    ]  # fmt: skip
