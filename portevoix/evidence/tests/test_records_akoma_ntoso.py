"""A debate in Akoma Ntoso is a record too."""

import gzip
from pathlib import Path

import pytest

from portevoix.evidence.records import read_record
from portevoix.journal.acts import Refused

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "akoma-ntoso" / "ke_Debate_Bungeni_2011-06-10.xml.gz"
DEBATE = f"""<akomaNtoso xmlns="{AKN}"><debate name="hansard"><meta/><debateBody><debateSection>
<speech by="#a"><from>La présidente</from><p>La séance est ouverte.</p></speech>
<speech by="#b"><from>Une élue</from><p>Le guichet est trop loin.</p></speech></debateSection></debateBody></debate></akomaNtoso>"""


def test_a_debate_gives_its_turns_by_speaker():
    turns = [(turn.speaker, turn.words) for turn in read_record("debat.xml", DEBATE.encode()).turns]
    assert turns == [("La présidente", "La séance est ouverte."), ("Une élue", "Le guichet est trop loin.")]


def test_an_act_is_no_record_and_the_refusal_says_so():
    act = f'<akomaNtoso xmlns="{AKN}"><act name="x"><meta/><body><article eId="a"><num>1</num><content><p>Mots.</p></content></article></body></act></akomaNtoso>'
    with pytest.raises(Refused):
        read_record("texte.xml", act.encode())


def test_the_real_debate_is_read():
    if not REAL.exists():
        pytest.skip("the sample documents of the standard are not at hand (../shared/data/akoma-ntoso)")
    turns = read_record("debate.xml", gzip.decompress(REAL.read_bytes())).turns
    assert len(turns) >= 3 and all(turn.words for turn in turns)
