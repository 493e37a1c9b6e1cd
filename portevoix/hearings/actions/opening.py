"""A hearing is announced."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions import refuse_if_closed
from portevoix.commissions.models import Commission
from portevoix.hearings.models import Hearing
from portevoix.journal.acts import Refused, record, require
from portevoix.journal.naming import create_numbered


@transaction.atomic
def open_hearing(
    commission: Commission, *, title: str, starts_at: datetime, place: str, agenda: str = "", questionnaire: str = "",
    by, at: datetime,
) -> Hearing:  # fmt: skip
    """A new hearing of *commission*, in the open agenda at once (R30, R35). Refused to others than those who run it."""
    require("hearings.run", by, commission, _("Le secrétariat ou la présidence ouvre une audition."))
    refuse_if_closed(commission)
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Dites sur quoi porte l’audition."), field="title")
    hearing = create_numbered(
        Hearing.objects.all(),
        "audition",
        lambda slug: Hearing.objects.create(
            commission=commission, title=title, slug=slug, starts_at=starts_at, place=place.strip(),
            agenda=agenda.strip(), questionnaire=questionnaire.strip(), created_at=at,
        ),
    )  # fmt: skip
    record(
        "hearings.opened",
        f"hearing:{hearing.slug}",
        by=by,
        at=at,
        facts={
            "title": title,
            "starts_at": starts_at.isoformat(),
            "place": hearing.place,
            "commission": commission.slug,
        },
    )
    return hearing
