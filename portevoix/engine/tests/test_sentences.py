from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.sentences import sentences


def cut(words):
    return [words[start:end] for start, end in sentences(words)]


def test_a_sentence_ends_at_its_full_stop():
    assert cut("Les données sont ouvertes. L’État paie !") == ["Les données sont ouvertes. ", "L’État paie !"]


def test_a_quotation_closes_with_its_sentence():
    assert cut("Elle dit : « Sans lui. » Puis elle part.") == ["Elle dit : « Sans lui. » ", "Puis elle part."]


def test_abbreviations_and_figures_do_not_end_a_sentence():
    assert len(cut("L’art. 4 et M. Dupont, à 3.5 % du n. 12, restent.")) == 1


@given(st.text())
def test_sentences_cover_the_words(words):
    assert "".join(cut(words)) == words
