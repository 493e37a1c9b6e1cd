"""Whom a publication concerns, and what they are told."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from portevoix.commissions.who import seated_in
from portevoix.notices.actions import notify
from portevoix.publications.models import Publication
from portevoix.texts.telling import SITS, about


def tell_published(publication: Publication, *, by, at) -> None:
    """Those who sit in the commission learn that its text is published, and where."""
    commission = publication.version.text.commission
    notify(
        *seated_in(commission, timezone.localdate(at)),
        kind="publications.published",
        url=reverse("publications:publication", args=[publication.address]),
        sentence=N_("Le texte est publié : chaque phrase y mène à son fil."),
        reason=SITS,
        words={"commission": commission.name},
        by=by,
        at=at,
        **about(publication.version),
    )
