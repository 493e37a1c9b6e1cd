"""Acts of hearings: the only place that writes what is stored about them."""

from portevoix.hearings.actions.consent import (
    WORDINGS,
    give_consent,
    hear_person,
    invite_witness,
    withdraw_consent,
)
from portevoix.hearings.actions.correcting import correct_words, open_corrections, renew_link
from portevoix.hearings.actions.opening import open_hearing
from portevoix.hearings.actions.recording import (
    add_contribution,
    discard_reading,
    keep_reading,
    receive_contribution,
    record_reading,
    record_transcript,
)

__all__ = [
    "WORDINGS",
    "add_contribution",
    "correct_words",
    "discard_reading",
    "give_consent",
    "hear_person",
    "invite_witness",
    "keep_reading",
    "open_corrections",
    "open_hearing",
    "receive_contribution",
    "record_reading",
    "record_transcript",
    "renew_link",
    "withdraw_consent",
]
