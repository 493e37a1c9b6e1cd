"""From what an author wrote to edits on the version: read with certainty, or refused with the place and the reason."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portevoix.engine import legistics
from portevoix.engine.edits import EditError, apply, from_json
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused
from portevoix.texts.changes import normal_form
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.models import Amendment
from portevoix.ui.language import spoken


class Unread(Refused):
    """Instructions that cannot be read with certainty (R6): `refusals` say each sentence, its place and the reason."""

    def __init__(self, refusals):
        super().__init__(
            _("Ces instructions ne sont pas comprises. %(reason)s Rien n’est enregistré, rien n’est perdu.")
            % {"reason": capfirst(spoken(refusals[0].reason, refusals[0].reason_en))},
            field="instructions",
        )
        self.refusals = refusals


def prefix_of(version_number: int, number: int) -> str:
    """How the units that amendment *number* brings are called: `a1-12`, then `-1`, `-2`…"""
    return f"a{version_number}-{number}"


def read_instructions(
    instructions: str, text: EngineText, *, unit_key: str, prefix: str, parent: Amendment | None = None
):
    """The edits that *instructions* ask for on *text*, a version, in their normal form; those of a sub-amendment are
    read on what its *parent* gives (R3).

    Raises `Unread` when they cannot be read with certainty, `Refused` when they would change nothing.
    """
    above = _reading_of(parent, text) if parent else None
    reading = legistics.read(instructions, text, place=unit_key or None, prefix=prefix, parent=above)
    if reading.refusals:
        raise Unread(reading.refusals)
    return checked(reading.edits, apply(text, above.edits) if above else text)


def written_and_read(
    instructions: str | None,
    edits: Sequence | None,
    text: EngineText,
    *,
    unit_key: str,
    prefix: str,
    parent: Amendment | None = None,
    as_is: bool = False,
) -> tuple[str, Sequence | None]:
    """What someone asks of *text*, a version, as instructions and edits: *edits* are put in words, else *instructions*
    are read (R4, R5).

    Raises `Unread` when they cannot be with certainty, unless *as_is*: the edits are then None (R6).
    """
    if edits is not None:
        read_on = text_read_by(Amendment(version=parent.version, parent=parent), text) if parent else text
        edits = checked(edits, read_on)
        return legistics.write(edits, read_on, place=unit_key), edits
    instructions = (instructions or "").strip()
    if not instructions:
        raise Refused(_("Écrivez ce qui change."), field="instructions")
    try:
        return instructions, read_instructions(instructions, text, unit_key=unit_key, prefix=prefix, parent=parent)
    except Unread:
        if not as_is:
            raise
        return instructions, None


def _reading_of(parent: Amendment, text: EngineText) -> legistics.Reading:
    """What *parent* does and, when its instructions still give it, which of their paragraphs brings what."""
    if parent.edits is None:
        raise Refused(
            _("L’amendement %(number)s, qu’il modifie, n’est pas compris : rectifiez-le d’abord.") % {"number": parent}
        )
    edits = from_json(parent.edits)
    prefix = prefix_of(parent.version.number, parent.number)
    again = legistics.read(parent.instructions, text, place=parent.unit_key or None, prefix=prefix)
    return again if normal_form(again.edits, text) == edits else legistics.Reading(edits)


def checked(edits, text: EngineText):
    """*edits* in their normal form. Raises `Refused` when one does not fit *text*, or they change nothing."""
    edits = normal_form(edits, text)
    try:
        changed = apply(text, edits)
    except EditError as error:
        raise Refused(spoken(error.message, error.message_en), field="instructions") from error
    if not edits or changed == text:
        raise Refused(_("Cet amendement ne change rien au texte."), field="instructions")
    return edits
