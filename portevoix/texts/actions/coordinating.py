"""The act of coordinating: what amendments leave at odds is mended by a person, in the open (R26)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.edits import to_json
from portevoix.journal.acts import Refused, record, require
from portevoix.texts.actions.amending import close, filed_facts
from portevoix.texts.actions.arranging import arrange
from portevoix.texts.actions.consolidating import make_following
from portevoix.texts.actions.instructions import prefix_of, written_and_read
from portevoix.texts.actions.versions import locked_version, next_number
from portevoix.texts.engine_amendments import competing, standing
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.models import Amendment, Version
from portevoix.texts.queries.arranging import amendments_of, tied
from portevoix.texts.telling import tell_coordinated


def may_be_coordinated(version: Version) -> bool:
    """Whether *version* is the last one of a text that was examined, and waits for the vote on the whole."""
    return version.status == Version.Status.EXAMINED and not version.successors.exists()


@transaction.atomic
def coordinate(
    version: Version,
    *,
    unit_key: str,
    instructions: str | None = None,
    edits: Sequence | None = None,
    reason: str,
    by,
    at: datetime,
) -> Version:
    """Record a coordination edit of *by* on *version*, and make the version that it gives (R26, R27); returns it.

    Either *edits* are given, and the instructions are written from them, or *instructions* are, and read (R6). Refused
    before the examination is closed, and once the whole was put to the vote. Where adopted amendments compete, refused
    unless it resolves that somewhere; while it is left elsewhere, there is no version to make, and *version* is returned.
    """
    version = locked_version(version)
    require(
        "texts.coordinate", by, version, _("La présidence, le secrétariat ou le rapporteur coordonne un texte examiné.")
    )
    if not may_be_coordinated(version):
        raise Refused(_("On coordonne la dernière version d’un texte, après l’examen et avant le vote sur l’ensemble."))
    if not reason.strip():
        raise Refused(_("Dites pourquoi : le motif est publié avec la modification."), field="rationale")
    text = to_engine(version)
    known = amendments_of(version)
    at_odds = competing(*standing(known, text), text)
    number = next_number(version)
    prefix = prefix_of(version.number, number)
    instructions, edits = written_and_read(instructions, edits, text, unit_key=unit_key, prefix=prefix)
    made = Amendment.objects.create(
        version=version,
        number=number,
        author=by,
        unit_key=unit_key,
        instructions=instructions,
        rationale=reason.strip(),
        edits=to_json(edits),
        filed_at=at,
    )
    record("texts.amendment_filed", subject_of(made), by=by, at=at, facts=filed_facts(made))
    close(made, Amendment.Outcome.COORDINATION, by=by, at=at)
    arrange(version, text)
    every = tied(version, [*known, made])
    left = competing(*standing(every, text), text) if at_odds else []
    if at_odds and len(left) >= len(at_odds):
        raise Refused(
            _(
                "Des amendements adoptés portent sur les mêmes mots (%(numbers)s) : cette modification ne dit pas "
                "comment ils se lisent."
            )
            % {"numbers": ", ".join(name.rpartition("/")[2] for name in left[0].amendments)},
            field="words",
        )
    following = make_following(version, every, by=by, at=at)
    if following is None:
        return version
    tell_coordinated(made, following, by=by, at=at)
    return following
