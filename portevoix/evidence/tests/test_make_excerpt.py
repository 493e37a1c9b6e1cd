"""Words are quoted: who may, which words, what is kept (R34)."""

import pytest

from portevoix.engine.digest import digest
from portevoix.engine.verification import fact_digest
from portevoix.evidence.actions import find_span, make_excerpt
from portevoix.evidence.models import Excerpt
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact


def facts_of(subject, act):
    entry = Entry.objects.get(subject=subject, act=act)
    return {fact.name: fact.value for fact in Fact.objects.filter(entry=entry)}


def test_the_digest_of_a_source_binds_the_salted_leaves_of_its_passages_in_order(source):
    passages = list(source.passages.order_by("position"))
    for position, one in enumerate(passages):
        assert one.position == position
        assert one.leaf == fact_digest(one.salt, "passage", [position, one.speaker, one.words, one.start, one.end])
    assert source.digest == digest([one.leaf for one in passages])
    assert len({one.salt for one in passages}) == 3
    facts = facts_of(f"source:{source.pk}", "evidence.source_recorded")
    assert facts["leaves"] == [one.leaf for one in passages]
    assert facts["digest"] == source.digest
    assert facts["heard_on"] == "2026-02-01"


def test_a_member_quotes_words_and_the_act_is_journaled(passage, member, at):
    start, end = find_span(passage, "finance dans son coin")
    made = make_excerpt(
        passage, start=start, end=end, note="Le constat", tags="Financement, diagnostic", by=member, at=at
    )
    assert made.reference == "E-2026-001"
    assert made.words == passage.words[start:end] == "finance dans son coin"
    assert made.source_digest == passage.source.digest
    assert made.tags == "financement, diagnostic"
    assert facts_of("excerpt:E-2026-001", "evidence.excerpt_made") == {
        "by": "Maël Membre", "words": "finance dans son coin", "position": 0, "start": start, "end": end,
        "speaker": "Nadia Belkacem", "source_digest": passage.source.digest, "note": "Le constat",
        "tags": "financement, diagnostic",
    }  # fmt: skip


def test_references_follow_each_other_within_a_year(passage, expert, at):
    made = [make_excerpt(passage, start=0, end=end, by=expert, at=at).reference for end in (6, 14, 19)]
    assert made == ["E-2026-001", "E-2026-002", "E-2026-003"]
    later = make_excerpt(passage, start=7, end=14, by=expert, at=at.replace(year=2027))
    assert later.reference == "E-2027-001"


def test_someone_who_does_not_sit_in_the_commission_does_not_quote(passage, outsider, at):
    with pytest.raises(Forbidden):
        make_excerpt(passage, start=0, end=6, by=outsider, at=at)
    assert not Excerpt.objects.exists()
    assert not Entry.objects.filter(act="evidence.excerpt_made").exists()


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 10_000), (-1, 4), (28, 29)])
def test_a_span_that_holds_no_word_of_the_passage_is_refused(passage, member, at, span):
    with pytest.raises(Refused) as refused:
        make_excerpt(passage, start=span[0], end=span[1], by=member, at=at)
    assert refused.value.field == "words"


def test_a_stage_direction_is_nobody_s_words_and_is_not_quoted(source, member, at):
    with pytest.raises(Refused):
        make_excerpt(source.passages.get(position=2), start=0, end=5, by=member, at=at)


def test_the_same_words_are_quoted_once(passage, member, at):
    make_excerpt(passage, start=0, end=6, by=member, at=at)
    with pytest.raises(Refused, match="E-2026-001"):
        make_excerpt(passage, start=0, end=6, by=member, at=at)


def test_words_are_found_whatever_the_kind_of_space_or_apostrophe(source):
    second = source.passages.get(position=1)
    start, end = find_span(second, "L'accueil ferme à midi un jour")
    assert second.words[start:end] == "L’accueil ferme à midi\nun jour"


def test_words_that_are_not_there_are_refused(passage):
    with pytest.raises(Refused) as refused:
        find_span(passage, "chacun paie de son côté")
    assert refused.value.field == "words"


def test_words_that_come_twice_are_refused_until_one_is_chosen(passage):
    with pytest.raises(Refused, match="2 fois"):
        find_span(passage, "refait")
    assert find_span(passage, "refait", 1) == (44, 50)
