"""The person heard corrects her own words, before a deadline (R32, R33, R102)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portevoix.evidence.models import Correction
from portevoix.hearings.actions import (
    correct_words,
    invite_witness,
    keep_reading,
    open_corrections,
    record_reading,
    renew_link,
    withdraw_consent,
)
from portevoix.hearings.models import Transcript, Witness
from portevoix.hearings.retention import closed_links
from portevoix.hearings.tests.conftest import RECORD
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.notices.models import Notice
from portevoix.people.models import Person
from portevoix.people.rights.actions import erase_person

SAID = "Sans diagnostic commun, chacun finance seul."


@pytest.fixture
def until(at):
    return timezone.localdate(at) + timedelta(days=15)


@pytest.fixture
def opened(recorded, witness, allow, hearing, secretary, until, at):
    """Her words are recorded, published, named, and open to her corrections."""
    allow(witness, "transcribe", "publish", "name")
    recorded()
    open_corrections(hearing, until=until, by=secretary, at=at)
    witness.refresh_from_db()
    return witness


@pytest.fixture
def hers(opened, voice):
    return voice.passages.get()


def test_the_secretariat_opens_corrections_and_each_person_who_speaks_gets_a_link(
    opened, hearing, secretary, another, until, at
):
    assert Transcript.objects.get().corrections_until == until
    assert len(opened.token) > 20
    silent = invite_witness(hearing, person=another, by=secretary, at=at)
    later, token = until + timedelta(days=7), opened.token
    open_corrections(hearing, until=later, by=secretary, at=at)
    opened.refresh_from_db()
    silent.refresh_from_db()
    assert (opened.token, silent.token) == (token, None)
    facts = Fact.objects.filter(entry__act="hearings.corrections_opened", name="until").order_by("pk")
    assert [one.value for one in facts] == [until.isoformat(), later.isoformat()]


def test_corrections_open_with_the_record(hearing, witness, allow, secretary, until, at):
    allow(witness, "transcribe", "publish")
    speakers = {"LE PRÉSIDENT": None, "Mme BELKACEM": witness, "PAUL LIN": None}
    reading = keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    with pytest.raises(Refused, match="passé"):
        record_reading(reading, speakers=speakers, corrections_until=until - timedelta(days=30), by=secretary, at=at)
    assert not Transcript.objects.exists()
    transcript = record_reading(reading, speakers=speakers, corrections_until=until, by=secretary, at=at)
    assert transcript.corrections_until == until


def test_opening_is_refused_to_others_without_a_record_and_on_a_day_past(
    hearing, recorded, witness, allow, secretary, member, until, at
):
    with pytest.raises(Refused, match="pas encore enregistré"):
        open_corrections(hearing, until=until, by=secretary, at=at)
    allow(witness, "transcribe")
    recorded()
    with pytest.raises(Forbidden):
        open_corrections(hearing, until=until, by=member, at=at)
    with pytest.raises(Refused, match="passé") as refused:
        open_corrections(hearing, until=timezone.localdate(at) - timedelta(days=1), by=secretary, at=at)
    assert refused.value.field == "until"
    open_corrections(hearing, until=until, by=secretary, at=at)
    with pytest.raises(Refused, match="déjà"):
        open_corrections(hearing, until=until, by=secretary, at=at)


def test_she_corrects_her_words_and_the_secretariat_is_told(opened, hers, voice, secretary, at):
    assert [one.words for one in correct_words(opened, words={hers.pk: f" {SAID}\r\n\r\n"}, by=voice, at=at)] == [SAID]
    hers.refresh_from_db()
    assert hers.published_words == SAID and hers.words.startswith("Sans diagnostic commun, chacun finance dans")
    notice = Notice.objects.get(person=secretary)
    assert voice.name not in f"{notice.said}{notice.why}" and "Passages corrigés" in notice.said


def test_the_last_day_counts_and_the_day_after_does_not(opened, hers, voice, until, at):
    last = at + timedelta(days=15)
    assert correct_words(opened, words={hers.pk: SAID}, by=voice, at=last)
    with pytest.raises(Refused, match="trop tard"):
        correct_words(opened, words={hers.pk: "Autre chose."}, by=voice, at=last + timedelta(days=1))
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("who", ["secretary", "chair", "member", "outsider"])
def test_nobody_corrects_for_her(request, opened, hers, at, who):
    with pytest.raises(Forbidden):
        correct_words(opened, words={hers.pk: SAID}, by=request.getfixturevalue(who), at=at)


def test_she_corrects_nobody_else_s_words(opened, hers, voice, at):
    other = hers.source.passages.get(position=4)
    with pytest.raises(Refused, match="pas de vous"):
        correct_words(opened, words={hers.pk: SAID, other.pk: "Jamais."}, by=voice, at=at)
    assert not Correction.objects.exists()


def test_before_it_opens_nothing_is_corrected(recorded, witness, allow, voice, at):
    allow(witness, "transcribe", "publish")
    recorded()
    with pytest.raises(Refused, match="pas ouvertes"):
        correct_words(witness, words={voice.passages.get().pk: SAID}, by=voice, at=at)


def test_unchanged_words_write_nothing_and_empty_ones_are_refused(opened, hers, voice, at):
    entries = Entry.objects.count()
    assert correct_words(opened, words={hers.pk: hers.words.replace("\n", "\r\n")}, by=voice, at=at) == []
    for typed in ("", " \n", "[hors compte rendu] tout [fin du hors compte rendu]"):
        with pytest.raises(Refused, match="garde des mots") as refused:
            correct_words(opened, words={hers.pk: typed}, by=voice, at=at)
        assert refused.value.field == f"passage_{hers.pk}"
    assert Entry.objects.count() == entries


def test_what_is_off_the_record_is_not_stored(opened, hers, voice, at):
    typed = f"{SAID} [hors compte rendu] Le maire ment. [fin du hors compte rendu] Voilà."
    [made] = correct_words(opened, words={hers.pk: typed}, by=voice, at=at)
    assert made.words == f"{SAID}\nVoilà."
    with pytest.raises(Refused, match="jamais"):
        correct_words(opened, words={hers.pk: f"{SAID} [hors compte rendu] Ceci."}, by=voice, at=at)
    assert not Correction.objects.filter(words__icontains="maire").exists()
    assert Correction.objects.count() == 1


def test_masked_words_are_not_corrected(recorded, witness, allow, hearing, voice, secretary, until, at):
    allow(witness, "transcribe")
    recorded()
    open_corrections(hearing, until=until, by=secretary, at=at)
    with pytest.raises(Refused, match="masqués"):
        correct_words(witness, words={voice.passages.get().pk: SAID}, by=voice, at=at)


@pytest.mark.parametrize("use", ["publish", "transcribe"])
def test_a_consent_withdrawn_erases_the_corrections_with_the_words(opened, hers, voice, secretary, at, use):
    correct_words(opened, words={hers.pk: SAID}, by=voice, at=at)
    withdraw_consent(opened, use=use, by=secretary, at=at)
    assert Correction.objects.get().words == ""
    assert not Fact.objects.filter(value__icontains="diagnostic").exists()


def test_a_person_erased_leaves_neither_her_corrections_nor_a_link(opened, hers, voice, at):
    correct_words(opened, words={hers.pk: SAID}, by=voice, at=at)
    erase_person(voice, by=voice, at=at)
    assert Correction.objects.get().words == ""
    assert Witness.objects.get().token is None
    assert not Person.objects.filter(name="Nadia Belkacem").exists()
    assert not Fact.objects.filter(value="Nadia Belkacem").exists()


def test_a_link_is_renewed_by_who_runs_the_hearing_and_closes_in_time(opened, secretary, member, until, at):
    former = opened.token
    with pytest.raises(Forbidden):
        renew_link(opened, by=member, at=at)
    assert renew_link(opened, by=secretary, at=at).token != former
    assert Entry.objects.filter(act="hearings.link_renewed").exists()
    assert [closed_links(at), closed_links(at + timedelta(days=20))] == [0, 1]
    opened.refresh_from_db()
    with pytest.raises(Refused, match="pas de lien"):
        renew_link(opened, by=secretary, at=at)
