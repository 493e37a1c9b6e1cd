"""Whom answers, and their lateness, concern, and what they are told."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from portevoix.advocacy.models import Answer, Sending
from portevoix.commissions.models import Mandate
from portevoix.commissions.who import holding
from portevoix.notices.actions import notify

TOLD = {
    Mandate.Role.SECRETARIAT: N_("parce que vous tenez le secrétariat de « %(commission)s »"),
    Mandate.Role.RAPPORTEUR: N_("parce que vous rapportez pour « %(commission)s »"),
}


def _tell(sending: Sending, on: date, **notice) -> None:
    """The secretariat, on the page of the sending; then the rapporteurs who do not hold it, on the board."""
    commission, text, known = sending.addressee.commission, sending.publication.version.text, set()
    for role, reason in TOLD.items():
        people = [one for one in holding(commission, on, role) if one.pk not in known]
        known |= {one.pk for one in people}
        page = reverse("advocacy:sending", args=[sending.pk])
        if role != Mandate.Role.SECRETARIAT:
            page = f"{reverse('advocacy:board')}?publication={sending.publication.address}"
        notify(
            *people,
            url=page,
            about=f"text:{text.slug}",
            title=text.title,
            reason=reason,
            words={"commission": commission.name, "addressee": sending.addressee.name},
            **notice,
        )


def tell_answered(answer: Answer, *, at) -> None:
    """An addressee has answered: the secretariat receives it, the rapporteur knows."""
    sending = answer.item.sending
    _tell(
        sending,
        timezone.localdate(at),
        kind="advocacy.answer_submitted",
        sentence=N_("Une réponse est arrivée, à recevoir et à publier : %(addressee)s."),
        at=at,
    )


def tell_late(sending: Sending, *, at) -> None:
    """The day for the answer has passed."""
    _tell(
        sending,
        timezone.localdate(at),
        kind="advocacy.answer_late",
        sentence=N_("La réponse attendue n’est pas arrivée : %(addressee)s."),
        at=at,
    )
