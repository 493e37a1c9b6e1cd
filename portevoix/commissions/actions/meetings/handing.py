"""The act of handing over the convocation on paper, to those whom no mail reaches, or who wish it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.meetings.standing import State, check_sits, run_by, subject_of
from portevoix.commissions.models import Convocation, Mailing, Meeting
from portevoix.commissions.papers import words_of
from portevoix.commissions.queries.room import rules_of
from portevoix.journal.acts import Refused, record


@transaction.atomic
def hand_over(meeting: Meeting, *, to: Sequence[Convocation], how: str, by, at: datetime) -> int:
    """Note that the letters of *to* were handed over, and *how*: each is kept as it was; returns how many were noted.

    Once a state of the convocation: who has it already is left aside. Refused when nobody is named, or without a how.
    """
    meeting, how = run_by(meeting, by, State.CONVENED), how.strip()
    if not how:
        raise Refused(_("Dites comment elles ont été remises : en main propre, par courrier…"), field="how")
    chosen = {one.pk for one in to}
    known = Mailing.objects.filter(kind=Mailing.Kind.PAPER, revision=meeting.revision).values("convocation")
    found = meeting.convocations.filter(pk__in=chosen).exclude(pk__in=known).select_related("person")
    if not chosen:
        raise Refused(_("Cochez au moins une personne."), field="people")
    items, rules = list(meeting.items.prefetch_related("documents")), rules_of(meeting.commission)
    for one in found:
        check_sits(one)
        Mailing.objects.create(
            convocation=one,
            kind=Mailing.Kind.PAPER,
            revision=meeting.revision,
            address="",
            written_at=at,
            sent_at=at,
            handed=how,
            subject=_("Convocation : %(meeting)s") % {"meeting": meeting},
            words=words_of(one, meeting, items, rules, at),
        )
        record(
            "commissions.letter_handed_over",
            subject_of(meeting),
            by=by,
            at=at,
            facts={"person": one.person.name, "handed": how},
        )
    return len(found)
