"""Consents, use by use: without them words are not kept or not published; withdrawn, they are masked (R31)."""

import pytest

from portevoix.evidence.actions import make_excerpt
from portevoix.evidence.models import Source
from portevoix.hearings.actions import give_consent, record_transcript, withdraw_consent
from portevoix.hearings.models import Transcript
from portevoix.hearings.tests.conftest import RECORD
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.people.models import User


def hers(transcript):
    return transcript.source.passages.filter(speaker__in=["Nadia Belkacem", "une directrice de centre social"]).get()


def test_a_consent_given_keeps_the_text_presented_and_is_journaled(witness, secretary, at):
    consent = give_consent(witness, use="publish", wording=" J’accepte. ", by=secretary, at=at)
    assert consent.holds
    facts = {fact.name: fact.value for fact in Fact.objects.filter(entry__act="hearings.consent_given")}
    assert facts == {"by": "Sonia Secrétaire", "witness": "Nadia Belkacem", "use": "publish", "wording": "J’accepte."}


@pytest.mark.parametrize(("use", "wording"), [("publish", " "), ("anything", "J’accepte.")])
def test_a_consent_without_its_text_or_to_something_else_is_refused(witness, secretary, at, use, wording):
    with pytest.raises(Refused):
        give_consent(witness, use=use, wording=wording, by=secretary, at=at)
    assert not witness.consents.exists()


def test_a_consent_that_holds_is_not_given_twice_and_one_withdrawn_may_be(witness, secretary, at, allow):
    allow(witness, "image")
    with pytest.raises(Refused):
        allow(witness, "image")
    withdraw_consent(witness, use="image", by=secretary, at=at)
    with pytest.raises(Refused):
        withdraw_consent(witness, use="image", by=secretary, at=at)
    allow(witness, "image")
    assert witness.allows("image")
    assert witness.consents.count() == 1


def test_consents_are_changed_by_the_secretariat_the_chair_or_the_person_only(
    witness, chair, member, outsider, at, allow
):
    allow(witness, "publish")
    for other in (member, outsider):
        with pytest.raises(Forbidden):
            withdraw_consent(witness, use="publish", by=other, at=at)
    User.objects.create_user("nadia@example.org", person=witness.person)
    withdraw_consent(witness, use="publish", by=witness.person, at=at)
    give_consent(witness, use="publish", wording="J’accepte.", by=chair, at=at)


def test_without_consent_to_transcribe_the_record_is_refused_and_names_the_person(recorded, witness, allow):
    allow(witness, "publish", "name")
    with pytest.raises(Refused, match="Nadia Belkacem"):
        recorded()
    assert not Transcript.objects.exists()
    assert not Source.objects.exists()
    assert not Entry.objects.filter(act="evidence.source_recorded").exists()


def test_without_consent_to_publish_words_are_kept_for_the_members(recorded, witness, allow, member, at):
    allow(witness, "transcribe", "name")
    passage = hers(recorded())
    assert passage.masked_at
    assert "diagnostic commun" in passage.words
    with pytest.raises(Refused):
        make_excerpt(passage, start=0, end=4, by=member, at=at)


def test_consent_to_publish_that_comes_later_shows_the_words(recorded, witness, allow):
    allow(witness, "transcribe", "name")
    transcript = recorded()
    allow(witness, "publish")
    assert hers(transcript).masked_at is None
    assert Entry.objects.filter(act="evidence.passages_published", subject=f"source:{transcript.source_id}").exists()


def test_without_consent_to_the_name_the_function_is_recorded_and_bound(recorded, witness, allow, member, at):
    allow(witness, "transcribe", "publish")
    passage = hers(recorded())
    assert passage.speaker == "une directrice de centre social"
    make_excerpt(passage, start=0, end=4, by=member, at=at)
    assert (
        Fact.objects.get(entry__act="evidence.excerpt_made", name="speaker").value == "une directrice de centre social"
    )


@pytest.mark.parametrize("use", ["publish", "transcribe"])
def test_a_withdrawal_masks_words_and_excerpts_and_only_hers(recorded, witness, allow, member, secretary, at, use):
    allow(witness, "transcribe", "publish", "name")
    transcript = recorded()
    excerpt = make_excerpt(hers(transcript), start=0, end=4, by=member, at=at)
    chair_words = transcript.source.passages.filter(speaker="LE PRÉSIDENT").first()
    kept = make_excerpt(chair_words, start=0, end=9, by=member, at=at)
    withdraw_consent(witness, use=use, by=secretary, at=at)
    excerpt.refresh_from_db()
    kept.refresh_from_db()
    assert (excerpt.words, bool(excerpt.masked_at)) == ("", True)
    assert (kept.words, kept.masked_at) == ("La parole", None)
    assert hers(transcript).words == ""
    assert not any("diagnostic commun" in str(fact.value) for fact in Fact.objects.all())
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts[-3:] == ["hearings.consent_withdrawn", "evidence.passages_masked", "evidence.excerpt_masked"]


def test_words_erased_do_not_come_back_with_a_new_consent(recorded, witness, allow, secretary, at):
    allow(witness, "transcribe", "publish", "name")
    transcript = recorded()
    withdraw_consent(witness, use="publish", by=secretary, at=at)
    allow(witness, "publish")
    assert hers(transcript).masked_at
    assert hers(transcript).words == ""


def test_a_name_withdrawn_is_forgotten_by_the_record_and_the_journal(recorded, witness, allow, secretary, at):
    allow(witness, "transcribe", "publish", "name")
    transcript = recorded()
    withdraw_consent(witness, use="name", by=secretary, at=at)
    assert hers(transcript).speaker == "une directrice de centre social"
    assert "diagnostic commun" in hers(transcript).words
    subjects = Fact.objects.filter(entry__subject=f"hearing:{transcript.hearing.slug}")
    assert not any(fact.value == "Nadia Belkacem" for fact in subjects)


def test_a_label_that_nobody_placed_refuses_the_record(hearing, witness, secretary, at):
    with pytest.raises(Refused, match="PAUL LIN"):
        record_transcript(hearing, file_name="a.txt", data=RECORD.encode(),
                          speakers={"LE PRÉSIDENT": None, "Mme BELKACEM": None}, by=secretary, at=at)  # fmt: skip


def test_a_witness_of_another_hearing_does_not_speak_in_this_one(
    commission, hearing, witness, secretary, another, at, recorded
):
    from portevoix.hearings.actions import invite_witness, open_hearing

    elsewhere = open_hearing(commission, title="Ailleurs", starts_at=at, place="Ici", by=secretary, at=at)
    stranger = invite_witness(elsewhere, person=another, by=secretary, at=at)
    with pytest.raises(Refused, match="Paul Lin"):
        record_transcript(hearing, file_name="a.txt", data=RECORD.encode(),
                          speakers={"LE PRÉSIDENT": None, "Mme BELKACEM": None, "PAUL LIN": stranger},
                          by=secretary, at=at)  # fmt: skip
