"""The demo, told act by act, each at its date: what is heard, written, decided, published, carried, followed."""

from datetime import datetime

from django.db import transaction

from portevoix.site.demo import heard
from portevoix.site.demo.days import Days, tell
from portevoix.site.demo.told import carried, earlier, hearings, manifesto, seats, under_way
from portevoix.site.demo.told.commission import FictionalCommission
from portevoix.site.demo.written.carried import SENDINGS


@transaction.atomic
def build_demo(now: datetime) -> None:
    """Build it all, or nothing, as it stands at *now*: the past behind it, a meeting under way, another to come."""
    told = FictionalCommission(Days(now))
    tell(
        [
            seats.seat_everyone(told),
            earlier.publish_fibre(told),
            earlier.publish_guide(told),
            *(hearings.hear(told, key) for key in heard.HEARINGS),
            *(hearings.receive(told, one) for one in heard.CONTRIBUTIONS),
            hearings.quote(told),
            hearings.correct(told),
            manifesto.write(told),
            *(carried.carry(told, sent) for sent in SENDINGS),
            hearings.withdraw(told),
            under_way.amend_note(told),
            under_way.draft_guide(told),
        ]
    )
