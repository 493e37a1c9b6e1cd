"""What the pages of publications ask."""

from portevoix.engine.text import LABELS_FR
from portevoix.publications.models import Publication
from portevoix.texts.engine_bridge import anchors, to_engine
from portevoix.texts.models import Version
from portevoix.texts.queries.reading import step_once_published


def publications_page() -> dict:
    """Every publication, the latest first; 1 SQL query."""
    return {"publications": Publication.objects.defer("pdf").select_related("version__text__commission")}


def publishable(commission_ids) -> list[Version]:
    """Adopted versions of these commissions that are not published yet; 1 SQL query."""
    return list(
        Version.objects.filter(
            status=Version.Status.ADOPTED, publication=None, text__commission__in=commission_ids
        ).select_related("text")
    )


def publication_page(publication: Publication, sentences) -> dict:
    """The publication as it is read: each unit with its anchor, each alinéa cut in sentences that lead to their
    thread, each carried item with its state; 4 SQL queries.

    *sentences* cuts words into (start, end).
    """
    version = publication.version
    rows = list(version.units.order_by("position"))
    text = to_engine(version, rows)
    named = anchors(text)
    sendings = list(
        publication.sendings.select_related("addressee").prefetch_related("items__answer", "items__follow_ups")
    )
    carried: dict[str, list] = {}
    for sending in sendings:
        for item in sending.items.all():
            item.last = max(item.follow_ups.all(), key=lambda one: (one.on, one.pk), default=None)
            carried.setdefault(item.unit_key, []).append(item)
    depths: dict[str, int] = {"": 1}
    units, contents = [], []
    for row in rows:
        level = depths[row.key] = min(depths.get(row.parent_key, 1) + 1, 6)
        unit = {"row": row, "anchor": named[row.key], "level": level, "items": carried.get(row.key, [])}
        if row.kind == "alinea":
            unit["sentences"] = [(start, row.words[start:end]) for start, end in sentences(row.words)]
        else:
            unit["label"] = f"{LABELS_FR.get(row.kind, '')} {row.number}" if row.number else ""
            contents.append(unit)
        units.append(unit)
    return {
        "publication": publication,
        "version": version,
        "units": units,
        "contents": contents,
        "sendings": sendings,
        "carried": bool(sendings),
        "step": step_once_published(
            any(
                getattr(item, "answer", None) and item.answer.received_at
                for items in carried.values()
                for item in items
            )
        ),
    }
