"""A correction is published, what was first said is kept, and excerpts say so without moving (R33, R34, R100, R101)."""

import pytest

from portevoix.engine.digest import digest
from portevoix.engine.verification import still_said
from portevoix.evidence.actions import correct_passage, erase_words, make_excerpt, show_by_function
from portevoix.evidence.models import Correction
from portevoix.evidence.queries import version_of, wordings_of
from portevoix.journal.acts import Refused
from portevoix.journal.models import Entry, Fact
from portevoix.notices.models import Notice

FIRST = "Chacun finance dans son coin. On refait, on refait encore."
SECOND = "Chacun finance dans son coin. On recommence toujours."


def facts_of(entry):
    return {fact.name: fact.value for fact in entry.values.all()}


@pytest.mark.parametrize(
    ("after", "stands"),
    [
        ("Chacun finance seul. On refait.", False),
        ("Chacun finance dans son coin. Et voilà.", True),
        ("Oui, chacun finance dans son coin.", False),  # it moved
        ("Chacun financera dans son coin.", False),
        ("", False),
    ],
)
def test_words_stand_only_whole_and_at_their_place(after, stands):
    assert still_said(FIRST, after, 0, 28) is stands


def test_a_word_that_goes_on_is_another_word():
    assert not still_said("On renonce.", "On renoncera.", 3, 10)
    assert still_said("On renonce.", "On renonce !", 3, 10)
    assert still_said("On renoncera.", "On renoncerait.", 3, 10)  # quoted in the middle of a word already


def test_the_correction_is_published_and_the_first_words_are_kept(source, passage, at):
    made = correct_passage(passage, words=SECOND, at=at)
    passage.refresh_from_db()
    assert (passage.words, passage.published_words, passage.correction) == (FIRST, SECOND, made)
    assert "".join(words for words, kind in wordings_of(passage)[0].segments if kind != "ins") == FIRST
    assert "".join(words for words, kind in wordings_of(passage)[0].segments if kind != "del") == SECOND


def test_the_journal_holds_the_leaf_and_the_version_but_not_the_words(source, passage, voice, at):
    made = correct_passage(passage, words=SECOND, at=at)
    entry = Entry.objects.get(act="evidence.passage_corrected", subject=f"source:{source.pk}")
    assert facts_of(entry) == {
        "by": "la personne entendue", "position": 0, "leaf": made.leaf, "previous": source.digest, "digest": made.digest,
    }  # fmt: skip
    leaves = [made.leaf, *source.passages.filter(position__gt=0).order_by("position").values_list("leaf", flat=True)]
    assert digest(leaves) == made.digest == version_of(source)
    source.refresh_from_db()
    assert digest([one.leaf for one in source.passages.order_by("position")]) == source.digest
    assert not Fact.objects.filter(value__icontains="recommence").exists()


def test_two_corrections_are_both_kept_and_the_last_is_published(source, passage, at):
    first, second = (correct_passage(passage, words=words, at=at) for words in (SECOND, "Chacun finance seul."))
    passage.refresh_from_db()
    assert passage.published_words == "Chacun finance seul."
    assert [one.words for one in passage.corrections.all()] == [SECOND, "Chacun finance seul."]
    entries = Entry.objects.filter(act="evidence.passage_corrected").order_by("number")
    assert facts_of(entries[1])["previous"] == first.digest
    assert facts_of(entries[1])["digest"] == second.digest == version_of(source)


def test_a_correction_of_another_passage_makes_a_version_of_both(source, passage, at):
    first = correct_passage(passage, words=SECOND, at=at)
    second = correct_passage(source.passages.get(position=1), words="L’accueil ferme un jour sur deux.", at=at)
    last = source.passages.get(position=2)
    assert digest([first.leaf, second.leaf, last.leaf]) == second.digest


def test_what_is_not_a_correction_is_not_written(source, passage, voice, secretary, at):
    assert correct_passage(passage, words=FIRST, at=at) is None
    with pytest.raises(Refused, match="garde des mots"):
        correct_passage(passage, words=" … ", at=at)
    erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at)
    with pytest.raises(Refused, match="masqués"):
        correct_passage(passage, words=SECOND, at=at)
    assert not Correction.objects.exists()
    assert not Entry.objects.filter(act="evidence.passage_corrected").exists()


def test_an_excerpt_whose_words_changed_is_flagged_and_stays_where_it_was(source, passage, member, at):
    touched = make_excerpt(passage, start=30, end=39, by=member, at=at)
    untouched = make_excerpt(passage, start=0, end=28, by=member, at=at)
    made = correct_passage(passage, words=SECOND, at=at)
    touched.refresh_from_db()
    untouched.refresh_from_db()
    assert (touched.words, touched.start, touched.end, touched.source_digest) == ("On refait", 30, 39, source.digest)
    assert touched.flagged_at == at and untouched.flagged_at is None
    entry = Entry.objects.get(act="evidence.excerpt_flagged")
    assert entry.subject == f"excerpt:{touched.reference}" and facts_of(entry) == {"digest": made.digest}
    notice = Notice.objects.get()
    assert notice.person == member and touched.reference in notice.said and notice.title == source.title


def test_an_excerpt_stands_again_when_its_words_come_back(passage, member, at):
    excerpt = make_excerpt(passage, start=30, end=39, by=member, at=at)
    for words in (SECOND, "Chacun finance.", FIRST):
        correct_passage(passage, words=words, at=at)
    excerpt.refresh_from_db()
    assert excerpt.flagged_at is None
    acts = Entry.objects.filter(subject=f"excerpt:{excerpt.reference}").order_by("number")
    assert [one.act for one in acts] == [
        "evidence.excerpt_made", "evidence.excerpt_flagged", "evidence.excerpt_stands",
    ]  # fmt: skip


def test_an_excerpt_is_made_anew_from_the_corrected_words(source, passage, member, at):
    former = make_excerpt(passage, start=30, end=39, by=member, at=at)
    made = correct_passage(passage, words="Chacun finance dans son coin. On refera, voilà tout.", at=at)
    again = make_excerpt(passage, start=30, end=39, by=member, at=at)
    assert (again.words, again.correction, again.source_digest) == ("On refera", made, made.digest)
    assert not again.corrected_since and former.reference != again.reference
    with pytest.raises(Refused, match=again.reference):
        make_excerpt(passage, start=30, end=39, by=member, at=at)


def test_words_withdrawn_are_erased_with_every_correction(source, passage, voice, member, secretary, at):
    make_excerpt(passage, start=0, end=28, by=member, at=at)
    for words in (SECOND, "Chacun paie de son côté."):
        correct_passage(passage, words=words, at=at)
    again = make_excerpt(passage, start=0, end=11, by=member, at=at)
    erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at)
    assert set(Correction.objects.values_list("words", "salt")) == {("", "")}
    passage.refresh_from_db()
    again.refresh_from_db()
    assert (passage.published_words, again.words) == ("", "")
    assert not any(word in str(fact.value) for fact in Fact.objects.all() for word in ("coin", "paie"))
    made = Correction.objects.order_by("pk").last()
    leaves = [made.leaf, *source.passages.filter(position__gt=0).order_by("position").values_list("leaf", flat=True)]
    assert digest(leaves) == made.digest


def test_a_name_withdrawn_takes_the_salts_of_corrections_too(source, passage, voice, secretary, at):
    correct_passage(passage, words=SECOND, at=at)
    show_by_function(source, person=voice, label="une directrice", reason="consentement retiré", by=secretary, at=at)
    correction = Correction.objects.get()
    assert (correction.salt, correction.words) == ("", SECOND)
    assert voice.name not in str([fact.value for fact in Fact.objects.filter(entry__act="evidence.passage_corrected")])
