"""What acts on a version begin with: it is locked until they are done, it is open or not, its amendments are numbered."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from portevoix.engine.edits import Edit
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.models import Amendment, Version
from portevoix.texts.scope import reopened, within


def locked_version(version: Version, *also: str) -> Version:
    """*version*, locked until the transaction ends, with its text, its commission and what *also* names; 1 SQL query."""
    found = Version.objects.select_for_update(of=("self",)).select_related("text__commission__parent", *also)
    return found.get(pk=version.pk)


def refuse_unless_open(version: Version, *, examined: bool = False) -> None:
    """Refused unless amendments may be filed on *version*; with *examined*, its examination may have begun."""
    if version.status != Version.Status.OPEN:
        raise Refused(_("Cette version n’est pas ouverte aux amendements."))
    if not examined and hasattr(version, "examination"):
        raise Refused(_("L’examen de cette version est commencé : le dépôt d’amendements est clos."))


def waits_for_coordination(version: Version) -> bool:
    """Whether *version*, the last one of a text examined, waits for a person to say what adopted amendments that compete
    make of it (R26): otherwise, what was adopted would have made the version after it. 1 SQL query."""
    return version.amendments.filter(outcome=Amendment.Outcome.ADOPTED, parent=None).exists()


def refuse_uncoordinated(version: Version) -> None:
    """Refused while *version* waits for a coordination; 1 SQL query."""
    if waits_for_coordination(version):
        raise Refused(
            _(
                "Des amendements adoptés portent sur les mêmes mots : une modification de coordination dit d’abord "
                "comment le texte se lit."
            )
        )


def next_number(version: Version) -> int:
    """The number of the next amendment filed on *version*; 1 SQL query."""
    return (version.amendments.aggregate(last=Max("number"))["last"] or 0) + 1


def refuse_out_of_scope(
    version: Version,
    edits: Sequence[Edit] | None,
    text: EngineText,
    *,
    unit_key: str = "",
    parent: Amendment | None = None,
) -> None:
    """Refused when *version* is open for a second deliberation, and *edits*, read on *text* or on what *parent* makes of
    it, change anything but the articles that it takes up again. Those that are not understood bear on *unit_key*."""
    again = version.deliberated_again
    if again is None or version.status != Version.Status.OPEN:
        return
    read_on = text_read_by(Amendment(version=version, parent=parent), text)
    keys = reopened(read_on, again.articles)
    if not within(edits, keys) if edits is not None else unit_key not in keys:
        raise Refused(
            _("Cette seconde délibération ne porte que sur %(places)s : rien d’autre ne s’amende.")
            % {"places": again.places},
            field="instructions",
        )
