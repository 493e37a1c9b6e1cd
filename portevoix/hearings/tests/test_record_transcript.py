"""A record is imported: read aside, then recorded once, or forgotten (R30, R32)."""

from datetime import timedelta

import pytest

from portevoix.hearings.actions import discard_reading, keep_reading, record_reading, record_transcript
from portevoix.hearings.models import Reading, Transcript
from portevoix.hearings.tests.conftest import RECORD
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry

NOBODY = {"LE PRÉSIDENT": None, "Mme BELKACEM": None, "PAUL LIN": None}


def test_the_record_keeps_who_said_what_in_order(recorded, witness, allow, voice):
    allow(witness, "transcribe", "publish", "name")
    transcript = recorded()
    passages = list(transcript.source.passages.order_by("position"))
    assert [(one.position, one.speaker) for one in passages] == [
        (0, ""), (1, "LE PRÉSIDENT"), (2, "Nadia Belkacem"), (3, ""), (4, "LE PRÉSIDENT"), (5, "PAUL LIN"),
    ]  # fmt: skip
    assert passages[2].person == voice
    assert passages[5].person is None
    assert (transcript.file_kind, transcript.source.heard_on.isoformat()) == ("text", "2026-02-16")


def test_a_record_is_not_replaced(recorded, witness, allow, hearing, secretary, at):
    allow(witness, "transcribe")
    recorded()
    with pytest.raises(Refused):
        recorded()
    with pytest.raises(Refused):
        keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    assert Transcript.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_others_do_not_import_a_record(request, hearing, at, who):
    by = request.getfixturevalue(who)
    with pytest.raises(Forbidden):
        record_transcript(hearing, file_name="a.txt", data=RECORD.encode(), speakers=NOBODY, by=by, at=at)
    with pytest.raises(Forbidden):
        keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=by, at=at)
    assert not Reading.objects.exists()


def test_a_reading_becomes_the_record_and_goes(hearing, secretary, at):
    reading = keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    transcript = record_reading(reading, speakers=NOBODY, by=secretary, at=at)
    assert transcript.source.passages.count() == 6
    assert not Reading.objects.exists()


def test_what_is_off_the_record_is_not_even_in_the_reading(hearing, secretary, at):
    text = RECORD + "PAUL LIN : Ceci [hors compte rendu] est tu [fin du hors compte rendu] est dit.\n"
    reading = keep_reading(hearing, file_name="a.txt", data=text.encode(), by=secretary, at=at)
    assert "est tu" not in str(reading.turns)
    assert ["", "[Passage hors compte rendu]", None, None] in reading.turns


def test_a_reading_is_forgotten_on_demand_and_old_ones_are_with_the_next(
    hearing, commission, secretary, chair, member, at
):
    reading = keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    with pytest.raises(Forbidden):
        discard_reading(reading, by=member)
    discard_reading(reading, by=chair)
    assert not Reading.objects.exists()
    from portevoix.hearings.actions import open_hearing

    keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    other = open_hearing(commission, title="Une autre", starts_at=at, place="Ici", by=secretary, at=at)
    keep_reading(other, file_name="b.txt", data=RECORD.encode(), by=secretary, at=at + timedelta(days=2))
    assert [one.hearing_id for one in Reading.objects.all()] == [other.pk]


def test_a_file_that_cannot_be_read_leaves_nothing(hearing, secretary, at):
    entries = Entry.objects.count()
    with pytest.raises(Refused):
        keep_reading(hearing, file_name="a.docx", data=b"PK\x03\x04 no", by=secretary, at=at)
    assert not Reading.objects.exists()
    assert Entry.objects.count() == entries
