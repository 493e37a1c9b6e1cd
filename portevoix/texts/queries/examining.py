"""What the pages of the examination ask."""

from __future__ import annotations

from django.core.paginator import Paginator

from portevoix.commissions.models import Meeting
from portevoix.texts.models import Version
from portevoix.texts.queries.arranging import arrangement_of
from portevoix.texts.queries.listing import rows_of, shown_of

PAGE = 100


def open_meetings(version: Version):
    """Meetings of the commission, or of its parent, that are open now."""
    commission = version.text.commission
    return Meeting.objects.filter(
        commission__in=[key for key in (commission.pk, commission.parent_id) if key],
        opened_at__isnull=False,
        closed_at=None,
    )


def examination_page(version: Version, page: str | None = None) -> dict:
    """The amendments of *version* in the order of examination, a page of them, and where it stands; 3 SQL queries.

    Without a *page* asked, the one where the next amendment is called.
    """
    rows = {row.number: row for row in rows_of(version)}
    lines = arrangement_of(version, rows).lines
    waiting = [rank for rank, line in enumerate(lines) if not rows[line.number].outcome]
    following = next((rank for rank in waiting if rows[lines[rank].number].understood), waiting[0] if waiting else None)
    current = following // PAGE + 1 if following is not None else 1
    shown = Paginator(lines, PAGE).get_page(page or current)
    return {
        "page": shown,
        "lines": shown_of(version, shown, rows),
        "waiting": len(waiting),
        "next": rows[lines[following].number] if following is not None else None,
        "total": len(rows),
    }
