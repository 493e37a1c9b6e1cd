"""What every act on a commission checks: who keeps it, and that it is open."""

from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission
from portevoix.journal.acts import Refused, require
from portevoix.ui.dates import written_day


def administer(by, commission: Commission) -> None:
    """Raise Forbidden to others than the secretariat of *commission* and the administration."""
    require(
        "commissions.administer", by, commission,
        _("Le secrétariat de la commission, ou l’administration de la plateforme, tient sa composition."),
    )  # fmt: skip


def refuse_if_closed(commission: Commission) -> None:
    """Raise Refused when *commission* is closed: nothing new is opened in it."""
    if commission.closed_on:
        raise Refused(
            _("« %(name)s » est close depuis le %(day)s : rien de nouveau ne s’y ouvre.")
            % {"name": commission, "day": written_day(commission.closed_on)}
        )


def found(by, parent: Commission | None) -> None:
    """Raise Forbidden to who makes, closes or opens again no commission under *parent* (at the top without one)."""
    require(
        "commissions.found", by, parent,
        _("L’administration crée et ferme les commissions ; le secrétariat d’une commission, ses sous-commissions."),
    )  # fmt: skip
