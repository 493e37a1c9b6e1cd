"""What acts on a version begin with: it is locked until they are done, it is open or not, its amendments are numbered."""

from django.db.models import Max
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.texts.models import Version


def locked_version(version: Version, *also: str) -> Version:
    """*version*, locked until the transaction ends, with its text, its commission and what *also* names; 1 SQL query."""
    found = Version.objects.select_for_update(of=("self",)).select_related("text__commission__parent", *also)
    return found.get(pk=version.pk)


def refuse_unless_open(version: Version, *, examined: bool = False) -> None:
    """Refused unless amendments may be filed on *version*; with *examined*, its examination may have begun."""
    if version.status != Version.Status.OPEN:
        raise Refused(_("Cette version n’est pas ouverte aux amendements."))
    if not examined and hasattr(version, "examination"):
        raise Refused(_("L’examen de cette version est commencé : le dépôt d’amendements est clos."))


def next_number(version: Version) -> int:
    """The number of the next amendment filed on *version*; 1 SQL query."""
    return (version.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
