"""What the pages of the examination ask."""

from __future__ import annotations

from django.core.paginator import Paginator

from portevoix.commissions.models import Meeting
from portevoix.engine import legistics
from portevoix.engine.edits import difference
from portevoix.engine.text import Text
from portevoix.texts.changes import changes, place_in_words
from portevoix.texts.engine_amendments import competing, standing
from portevoix.texts.engine_bridge import source_of, to_engine
from portevoix.texts.models import Amendment, Version
from portevoix.texts.queries.amending import change_of
from portevoix.texts.queries.arranging import amendments_of, arrangement_of
from portevoix.texts.queries.listing import rows_of, shown_of
from portevoix.ui.language import spoken

PAGE = 100


def open_meetings(version: Version):
    """Meetings of the commission, or of its parent, that are open now."""
    commission = version.text.commission
    return Meeting.objects.filter(
        commission__in=[key for key in (commission.pk, commission.parent_id) if key],
        opened_at__isnull=False,
        closed_at=None,
    )


def examined_for(version: Version) -> Version:
    """The version whose amendments were, or are, examined to reach *version*: itself, or one it was made of.

    No SQL query: *version* comes from `text_called`, with all those of its text.
    """
    known = {one.pk: one for one in version.text.versions.all()}
    while version.base_id and not hasattr(version, "examination") and version.status != Version.Status.OPEN:
        version = known[version.base_id]
    return version


def examined_before(examined: Version) -> list[Version]:
    """The versions examined before a second deliberation took up *examined* (R28), the last first; no SQL query."""
    known = {one.pk: one for one in examined.text.versions.all()}
    found = []
    while examined.deliberated_again:
        examined = examined_for(known[examined.base_id])
        found.append(examined)
    return found


def first_examined(version: Version) -> Version:
    """The version amended first to reach *version*: what is left at odds is told of all that was done since."""
    examined = examined_for(version)
    return (examined_before(examined) or [examined])[-1]


def left_at_odds(examined: Version, version: Version, text: Text | None = None) -> list[dict]:
    """What amendments to *examined* leave at odds in *version* (its *text*, when it is known): `key` and `place` of the
    alinéa, `said` in the language of the page; and where it is certain what would mend it, the alinéa as it would be
    (`proposal`), its `changes` and the `reason`, in French as the text is. None when nothing changed; 2 SQL queries, 1
    with the *text*."""
    if examined.pk == version.pk:
        return []
    after = text or to_engine(version)
    return [
        {
            "key": one.unit,
            "place": place_in_words(after, one.unit),
            "said": spoken(one.fr, one.en),
            "proposal": one.proposal,
            "reason": one.fr,
            "changes": changes(after, difference(after.unit(one.unit).text, one.proposal, one.unit))
            if one.proposal
            else [],
        }
        for one in legistics.left_at_odds(to_engine(examined), after)
    ]


def conflicts(version: Version) -> list[dict]:
    """The adopted amendments of *version*, a version that waits for a coordination, that compete, group by group:
    `amendments`, with what each changes, and the `places` where they meet (key, in words) (R26); 2 SQL queries."""
    every, text = amendments_of(version), to_engine(version)
    named = {source_of(one): one for one in every}
    return [
        {
            "amendments": [(named[name], change_of(named[name], text)) for name in group.amendments],
            "places": [(key, place_in_words(text, key)) for key in group.units],
        }
        for group in competing(*standing(every, text), text)
    ]


def coordinations(examined: Version, version: Version) -> list[Amendment]:
    """What persons coordinated since *examined*, to reach *version* (R26), in order; 1 SQL query."""
    return list(
        Amendment.objects.filter(
            version__text=version.text,
            version__number__gte=examined.number,
            version__number__lte=version.number,
            outcome=Amendment.Outcome.COORDINATION,
        )
        .select_related("author", "version")
        .order_by("version__number", "number")
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
