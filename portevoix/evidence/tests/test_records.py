"""Records are read from each kind of file, and nothing in them is guessed."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from portevoix.evidence.records import Turn, read_record
from portevoix.evidence.records.lines import doubtful
from portevoix.evidence.records.turns import OFF_RECORD, UNNAMED
from portevoix.journal.acts import Refused

SITTINGS = settings.ROOT.parent / "shared" / "data" / "debates-tei"


def turns(name, text):
    return read_record(name, text.encode() if isinstance(text, str) else text).turns


def refusal(name, data):
    with pytest.raises(Refused) as refused:
        read_record(name, data.encode() if isinstance(data, str) else data)
    assert refused.value.field == "file"
    return refused.value.sentence


# plain lines


def test_plain_lines_go_on_until_another_name():
    assert turns("a.txt", "Mme Belkacem : Bonjour.\nNous ouvrons à neuf heures.\n\nLE PRÉSIDENT : Merci.\n") == [
        Turn("Mme Belkacem", "Bonjour.\nNous ouvrons à neuf heures."),
        Turn("LE PRÉSIDENT", "Merci."),
    ]


@pytest.mark.parametrize("line", [
    "Il y a deux choses : le temps et l’argent.", "Je le dis : non.", "Une chose est sûre : on manque.",
    "Le maire nous l’a redit : attendez.", "Voyez https://exemple.fr pour la suite.",
    "On ouvre à 14:30 demain.", "J’ai répondu ceci : d’accord.",
])  # fmt: skip
def test_a_sentence_with_a_colon_is_not_a_name(line):
    assert turns("a.txt", f"Mme Belkacem : Bonjour.\n{line}") == [Turn("Mme Belkacem", f"Bonjour.\n{line}")]


@pytest.mark.parametrize("label", [
    "NADIA BELKACEM", "Nadia Belkacem", "M. de La Tour", "Mme Belkacem (Les Vergers)",
    "La rapporteure", "Intervenant 2",
    "Jean-Marc d’Estrées", "Mme DURAND, directrice", "Une habitante",
])  # fmt: skip
def test_names_and_functions_are_names(label):
    assert turns("a.txt", f"{label}\u00a0: Oui.\nAnnie Roux : Non.")[0] == Turn(label, "Oui.")


def test_stage_directions_and_lines_before_any_name_are_nobody_s():
    assert turns("a.txt", "Audition du 3 mars\nAnnie Roux : Oui.\n(Sourires.)\nAnnie Roux : Voilà.") == [
        Turn("", "Audition du 3 mars"), Turn("Annie Roux", "Oui."), Turn("", "(Sourires.)"),
        Turn("Annie Roux", "Voilà."),
    ]  # fmt: skip


def test_time_codes_before_names_are_kept():
    assert turns("a.txt", "[00:41:07] Annie Roux : Oui.")[0] == Turn("Annie Roux", "Oui.", 2_467_000, None)


def test_lines_that_may_have_been_names_are_told_apart():
    said = turns("a.txt", "Annie Roux : Oui.\nNotre constat : rien.\nLa porte s’ouvre, puis elle dit : non.")
    assert doubtful(said) == ["Notre constat : rien."]


def test_a_text_without_any_name_is_refused():
    assert "NOM" in refusal("a.txt", "Nous avons parlé du numérique.\nPuis de l’école.")


def test_a_long_turn_is_cut_between_two_paragraphs():
    said = turns("a.txt", "Annie Roux : " + "\n".join("mot " * 200 for _ in range(6)))
    assert len(said) > 1
    assert {one.speaker for one in said} == {"Annie Roux"}
    assert " ".join(one.words for one in said).split() == ["mot"] * 1200


# off the record (R32)


def test_what_is_off_the_record_leaves_only_a_notice():
    said = turns("a.txt", "Annie Roux : Oui. [hors compte rendu] Le nom est secret.\nPaul Lin : Taisons-le.\n"
                          "Annie Roux : Bien. [Fin du hors compte-rendu] Reprenons.")  # fmt: skip
    assert said == [Turn("Annie Roux", "Oui."), Turn("", OFF_RECORD), Turn("Annie Roux", "Reprenons.")]


@pytest.mark.parametrize("text", [
    "Annie Roux : Oui. [hors compte rendu] Secret.",
    "Annie Roux : Oui. [fin du hors compte rendu] Secret.",
    "Annie Roux : [hors compte rendu] a [hors compte rendu] b [fin du hors compte rendu]",
    "Annie Roux : Oui. [HORS CR] Secret. [FIN]",
    "Annie Roux : Oui. (hors micro) Secret.",
])  # fmt: skip
def test_an_off_record_mark_that_is_not_certain_refuses_the_whole_record(text):
    assert "Rien n’a été enregistré" in refusal("a.txt", text)


# WebVTT and SRT

VTT = """WEBVTT - audition

NOTE une note
sur deux lignes

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.500 align:start
<v.loud Nadia Belkacem>Bonjour <i>à tous</i>.</v>

00:04.500 --> 00:06.000
<v Nadia Belkacem>Nous &amp; vous.<v Annie Roux>Merci.

00:00:07.000 --> 00:00:08.000
Bravo.
"""


def test_webvtt_voices_are_read_with_their_times():
    assert turns("a.vtt", VTT) == [
        Turn("Nadia Belkacem", "Bonjour à tous. Nous & vous.", 1000, 6000),
        Turn("Annie Roux", "Merci.", 4500, 6000),
        Turn(UNNAMED, "Bravo.", 7000, 8000),
    ]


def test_a_cue_that_names_nobody_goes_on_where_names_are_written_once():
    text = "1\n00:00:01,000 --> 00:00:02,000\nANNIE ROUX : Nous avons\n\n2\n00:00:02,000 --> 00:00:03,500\nfini.\n\n"
    text += "3\n00:00:04,000 --> 00:00:05,000\n- PAUL LIN : Bien.\n- Merci.\n"
    assert turns("a.srt", text.replace("\n", "\r\n")) == [
        Turn("ANNIE ROUX", "Nous avons fini.", 1000, 3500), Turn("PAUL LIN", "Bien. - Merci.", 4000, 5000)
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), [
    ("a.vtt", "WEBVTT\n\n00:01.000 -> 00:02.000\n<v A>Oui.", "Ligne 3"),
    ("a.vtt", "WEBVTT\n\n00:05.000 --> 00:02.000\n<v Annie>Oui.", "finit avant"),
    ("a.vtt", "WEBVTT\n\n", "aucune parole"),
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnnie Roux : oui\n\nn’importe quoi\n", "Ligne 5"),
])  # fmt: skip
def test_a_time_that_cannot_be_read_is_refused_with_its_line(name, text, said):
    assert said in refusal(name, text)


# TEI

TEI = """<?xml version="1.0" encoding="{encoding}"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:m="http://exemple.org/m"><teiHeader><p>En-tête</p></teiHeader><text><body>
<p>Présidence de Mme Roux</p>
<sp who="le_président"><speaker>le président </speaker><m:d><p>. La séance <w>est</w>
 ouverte.</p><p>(Elle s’ouvre.)</p></m:d></sp>
<sp who="Annie_Roux"><speaker>Annie  Roux ,rapporteure.</speaker><p>Un.
<m:interruption text="Sourires."/> Deux.</p><p>Trois.</p></sp>
<p>Des mots hors de toute prise de parole.</p>
<sp who="Paul"><speaker>Paul Lin</speaker><p> et Mme Annie Roux. Bravo !</p></sp>
<sp who="Annie_Roux"><speaker>Annie Roux</speaker><p> rapporteure. Défavorable.</p></sp>
<sp who="M"><speaker>M</speaker><p> le président. Quel est l’avis ?</p></sp>
<sp who="#Jean_Petit"><p>Oui<lb/>non.</p></sp><sp><p>Qui parle ?</p></sp>
</body></text></TEI>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-15"])
def test_tei_turns_keep_names_in_one_form_and_put_words_in_nobody_else_s_mouth(encoding):
    text = TEI.format(encoding=encoding).replace("’", "'")
    assert turns("seance.xml", text.encode(encoding)) == [
        Turn("", "Présidence de Mme Roux"),
        Turn("Le président", "La séance est ouverte."),
        Turn("", "(Elle s'ouvre.)"),
        Turn("Annie Roux", "Un."),
        Turn("", "(Sourires.)"),
        Turn("Annie Roux", "Deux.\nTrois."),
        Turn("", "Des mots hors de toute prise de parole."),
        Turn("Paul Lin et Mme Annie Roux", "Bravo !"),
        Turn("Annie Roux", "Défavorable."),
        Turn("Le président", "Quel est l'avis ?"),
        Turn("Jean Petit", "Oui\nnon."),
        Turn(UNNAMED, "Qui parle ?"),
    ]


@pytest.mark.skipif(not SITTINGS.exists(), reason="../shared/data/debates-tei is not on this machine")
@pytest.mark.parametrize(("sitting", "speeches"), [("20130128", 789), ("20130142", 768)])
def test_a_real_sitting_is_read_whole(sitting, speeches):
    data = gzip.decompress(Path(SITTINGS / f"{sitting}.xml.gz").read_bytes())
    record = read_record(f"{sitting}.xml", data)
    assert data.count(b"<sp ") == speeches
    assert sum(record.labels().values()) >= speeches
    assert "Le président" in record.labels()
    assert not any("," in label or label != label.strip() for label in record.labels())
    assert record.turns[1] == Turn("Le président", "La séance est ouverte.")
    spoken = "".join(one.words for one in record.turns if one.speaker)
    assert "(L'amendement n°" not in spoken
    # Not a word is lost: every letter of a paragraph of the file is in the turns or in their names.
    kept = {word for one in record.turns for word in f"{one.speaker} {one.words}".split()}
    for word in ("regrette", "anthropologie", "codes", "Gosselin"):
        assert (word in kept) == (word.encode() in data)
