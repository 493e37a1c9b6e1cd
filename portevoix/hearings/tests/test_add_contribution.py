"""Written contributions: public, or for the members only (R31, R32)."""

from datetime import date

import pytest

from portevoix.hearings.actions import add_contribution, withdraw_consent
from portevoix.hearings.models import WrittenContribution
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry


@pytest.fixture
def add(commission, another, secretary, at):
    def added(**given):
        form = {
            "person": another,
            "title": "Une lettre",
            "received_on": date(2026, 2, 20),
            "words": "Un.\n\nDeux\nlignes.",
            "by": secretary,
        }
        return add_contribution(commission, **{**form, **given}, at=at)

    return added


def test_each_paragraph_is_a_passage_signed_by_who_sent_it(add, another):
    contribution = add()
    passages = list(contribution.source.passages.order_by("position"))
    assert [(one.speaker, one.words) for one in passages] == [("Paul Lin", "Un."), ("Paul Lin", "Deux lignes.")]
    assert all(one.person == another for one in passages)
    assert contribution.source.access == "public"
    assert Entry.objects.filter(act="evidence.source_recorded", subject=f"source:{contribution.source_id}").exists()


def test_a_confidential_contribution_is_reserved(add):
    assert add(confidential=True).source.access == "members"


def test_off_record_words_of_a_contribution_are_dropped_and_nobody_signs_the_notice(add):
    contribution = add(words="Un.\n\n[hors compte rendu]\n\nTu.\n\n[fin du hors compte rendu]\n\nDeux.")
    assert [(one.speaker, one.words) for one in contribution.source.passages.order_by("position")] == [
        ("Paul Lin", "Un."), ("", "[Passage hors compte rendu]"), ("Paul Lin", "Deux."),
    ]  # fmt: skip


@pytest.mark.parametrize("given", [
    {"words": "  "}, {"title": " "}, {"received_on": date(2030, 1, 1)}, {"words": "x" * 400_001},
    {"words": "Un. [hors compte rendu] Tu."},
])  # fmt: skip
def test_what_is_not_a_contribution_is_refused_and_leaves_nothing(add, given):
    with pytest.raises(Refused) as refused:
        add(**given)
    assert refused.value.field in given
    assert not WrittenContribution.objects.exists()
    assert not Entry.objects.filter(act="evidence.source_recorded").exists()


def test_a_member_does_not_enter_contributions(add, member):
    with pytest.raises(Forbidden):
        add(by=member)


def test_a_person_heard_is_followed_by_her_consents(add, hearing, witness, voice, allow, secretary, at):
    with pytest.raises(Refused) as refused:
        add(person=voice, hearing=hearing)
    assert refused.value.field == "confidential"
    allow(witness, "publish")
    contribution = add(person=voice, hearing=hearing)
    assert contribution.source.passages.first().speaker == "une directrice de centre social"
    withdraw_consent(witness, use="publish", by=secretary, at=at)
    assert {one.words for one in contribution.source.passages.all()} == {""}
