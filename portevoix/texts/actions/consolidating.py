"""The version that follows another: made of edits, with the origin of every word."""

from collections.abc import Sequence
from datetime import datetime

from portevoix.engine.amendments import Amendment as EngineAmendment
from portevoix.engine.amendments.reach import content
from portevoix.engine.consolidation import consolidate, gives_way, ruling_of
from portevoix.engine.digest import version_digest
from portevoix.engine.edits import InsertUnits, to_json
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import canonical, layout
from portevoix.journal.acts import record
from portevoix.texts.changes import normal_form
from portevoix.texts.engine_amendments import competing, standing
from portevoix.texts.engine_bridge import store_consolidation, subject_of, to_engine
from portevoix.texts.lineage import carried
from portevoix.texts.models import Amendment, UnitRow, Version


def applied(
    adopted: Sequence[tuple[int, EngineAmendment]],
    ruling: Sequence[tuple[int, EngineAmendment]],
    text: EngineText,
    credited_with,
) -> list:
    """The edits of each *adopted* amendment, then of *ruling*, what coordinates them, under its number, as they were
    taken: `[number, edits]` by order of filing.

    What several asked for is listed once, for the first filed, so that they apply one after the other as they are; what
    gives way to a coordination is left out (R26).
    """
    twins = {twin for others in credited_with.values() for twin in others}
    listed, known = [], []
    over, where = ruling_of([found for _number, found in ruling], text), layout(text)
    kept = [
        (number, [edit for edit in normal_form(found.edits, text) if not (over and gives_way(edit, over, text, where))])
        for number, found in adopted
        if found.id not in twins
    ]
    for number, edits in (*kept, *((number, normal_form(found.edits, text)) for number, found in ruling)):
        taken = []
        for edit in edits:
            form = (edit.parent, edit.after, content(edit.units)) if isinstance(edit, InsertUnits) else edit
            if form not in known:
                known.append(form)
                taken.append(edit)
        if taken:
            listed.append([number, to_json(taken)])
    return listed


def make_following(
    version: Version, every: Sequence[Amendment], *, again: bool = False, by, at: datetime
) -> Version | None:
    """The next version, of what was adopted among *every* amendment of *version*, or coordinates it (R25 to R27).

    Journaled. None when adopted amendments compete and nobody coordinated them (R26), and when there is nothing to apply,
    unless it is *again*, for the same words to be taken up under the next number (R28). The caller has checked who acts
    and holds the lock.
    """
    taken = [one for one in every if one.outcome in Amendment.APPLIED]
    if not any(not one.parent_id for one in taken) and not again:
        return None
    rows = list(version.units.order_by("position"))
    text = to_engine(version, rows)
    adopted, ruling = standing(every, text)
    if competing(adopted, ruling, text):
        return None
    made = consolidate(text, [found for _number, found in adopted], [found for _number, found in ruling])
    before = {row.key: row.origins for row in rows}
    origins = {
        key: carried(runs, made.removals.get(key, ()), before.get(key, ())) for key, runs in made.origins.items()
    }
    following = Version(
        text=version.text,
        number=version.number + 1,
        status=Version.Status.EXAMINED,
        base=version,
        title=made.text.title,
        language=version.language,
        digest=version_digest(made.text),
        frozen_at=at,
    )
    following.save()
    written = store_consolidation(following, made)
    for row in written:
        row.origins = origins.get(row.key, row.origins)
    UnitRow.objects.bulk_update(written, ["origins"], batch_size=500)
    following.save(update_fields=["removed_units", "heading_origins"])
    record(
        "texts.version_consolidated",
        subject_of(following),
        by=by,
        at=at,
        facts={
            "number": following.number,
            "base": version.number,
            "adopted": [one.number for one in taken],
            "applied": applied(adopted, ruling, text, made.credited_with),
            "text": canonical(made.text),
            "digest": following.digest,
            "origins": origins,
            "removals": {key: [list(one) for one in gone] for key, gone in made.removals.items()},
        },
    )
    return following
