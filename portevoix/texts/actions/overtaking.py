"""Several people at one draft: whoever comes second sees both wordings, and nobody's words are written over."""

from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, require
from portevoix.texts.actions.versions import locked_version
from portevoix.texts.models import Version


class Overtaken(Refused):
    """What a form shows has changed since: `current` maps each unit's key to its wording now, None when removed."""

    def __init__(self, sentence: str, current: dict[str, str | None]):
        super().__init__(sentence)
        self.current = current


def locked_draft(version: Version, by) -> Version:
    """The draft, locked until the act is done; Refused when it is frozen, Forbidden to whom does not write it."""
    version = locked_version(version)
    require(
        "texts.write_draft", by, version, _("Le secrétariat, la présidence et le rapporteur écrivent l’avant-texte.")
    )
    if version.status != Version.Status.DRAFT:
        raise Refused(
            _("La version %(number)d est figée : elle ne change plus. Pour la modifier, déposez un amendement.")
            % {"number": version.number}
        )
    return version


def overtaken(current: dict[str, str | None]) -> Overtaken:
    """What to raise when units read otherwise by now: *current* gives their wording, None when they are gone."""
    if None in current.values():
        return Overtaken(
            _("Quelqu’un a supprimé cet élément entre-temps. Rien n’est enregistré, vos mots sont conservés."),
            current,
        )
    return Overtaken(
        _(
            "Quelqu’un a modifié ce passage pendant que vous écriviez. Rien n’est enregistré : "
            "les deux rédactions sont ci-dessous, gardez la bonne."
        ),
        current,
    )
