"""Words whose consent is withdrawn are erased, and all else still verifies (R31, R101)."""

from portevoix.engine.digest import digest
from portevoix.evidence.actions import erase_words, make_excerpt, show_by_function
from portevoix.journal.models import Entry, Fact


def test_erased_words_are_nowhere_in_the_tables_nor_in_the_journal(source, passage, voice, member, secretary, at):
    make_excerpt(passage, start=0, end=28, note="Chacun finance seul", tags="argent", by=member, at=at)
    assert erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at) == 2
    passages = list(source.passages.order_by("position"))
    assert [(one.words, one.salt) for one in passages[:2]] == [("", ""), ("", "")]
    assert all(one.masked_at for one in passages[:2])
    assert passages[2].words == "(Sourires.)"
    excerpt = passage.excerpts.get()
    assert (excerpt.words, excerpt.note) == ("", "")
    assert excerpt.masked_at
    assert not any("finance" in str(fact.value) for fact in Fact.objects.all())
    erased = Fact.objects.filter(entry__act="evidence.excerpt_made", name="words").get()
    assert (erased.value, erased.salt) == (None, "")
    assert Entry.objects.filter(act="evidence.excerpt_masked", subject="excerpt:E-2026-001").exists()
    masked = Entry.objects.get(act="evidence.passages_masked")
    assert Fact.objects.get(entry=masked, name="positions").value == [0, 1]


def test_the_leaves_of_erased_words_still_give_the_digest_of_the_source(source, voice, secretary, at):
    erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at)
    assert digest([one.leaf for one in source.passages.order_by("position")]) == source.digest


def test_erasing_twice_is_journaled_once(source, voice, secretary, at):
    erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at)
    assert erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at) == 0
    assert Entry.objects.filter(act="evidence.passages_masked").count() == 1


def test_a_name_withdrawn_leaves_the_function_and_the_words(source, passage, voice, member, secretary, at):
    make_excerpt(passage, start=0, end=28, by=member, at=at)
    show_by_function(source, person=voice, label="une directrice", reason="consentement retiré", by=secretary, at=at)
    passage.refresh_from_db()
    assert (passage.speaker, passage.salt) == ("une directrice", "")
    assert passage.words.startswith("Chacun finance")
    facts = {fact.name: fact.value for fact in Fact.objects.filter(entry__act="evidence.excerpt_made")}
    assert facts["speaker"] is None
    assert facts["words"] == "Chacun finance dans son coin"
