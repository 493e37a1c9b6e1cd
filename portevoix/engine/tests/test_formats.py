"""Texts written and read back are the same texts; what cannot be read is refused with its line."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from portevoix.engine.formats import FormatError, akn, bill_json, markdown, plain
from portevoix.engine.tests.versions import versions
from portevoix.engine.text import CONTAINERS, LEAF, Text, Unit, keyed, layout
from portevoix.engine.text import plain as lines_of

some = settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much])
DATA = Path(__file__).parents[4] / "shared" / "data"
with_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside the project")

signs = st.text(alphabet=st.sampled_from(list("ab é’'«»*_`[]<>{}#\\&;:.,-+=1)^|~!\u00a0\u202f\n\t\r3x")), max_size=12)
traps = st.sampled_from(
    [
        "# x",
        "===",
        "\\{}",
        "<!-- language: en -->",
        "&#8;",
        "\x85",
        "1) a",
        "> x",
        "| a | b |",
        "Titre Ier –",
        "\u2028",
        "\ufeff",
        "&nbsp;",
        "Article 1er",
        "{#k}",
        "---",
        "a {#b}",
        "\\",
        "1. a",
        "- x",
        "<b>",
        "[a](b)",
        "{^1}",
    ]
)
phrases = signs | traps | st.text(max_size=6)
one_line = phrases.map(lambda words: words.replace("\n", " "))
numbers = st.sampled_from(["", "1", "1er", "premier", "3\u00a0bis", "2 bis", "I", "a)", 'x "y{\\'])
leaves = st.builds(lambda words: Unit("", LEAF, text=words), phrases)
units = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda kind, number, heading, held: Unit("", kind, number, heading, "", tuple(held)),
        st.sampled_from(CONTAINERS),
        numbers,
        one_line,
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


def renamed(unit: Unit) -> Unit:
    return replace(unit, key=f"k-{unit.key}", children=tuple(map(renamed, unit.children)))


texts = st.builds(
    lambda held, title, language, odd: Text(title, tuple(map(renamed, keyed(held))) if odd else keyed(held), language),
    st.lists(units, max_size=4),
    one_line,
    st.sampled_from(["fr", "en"]),
    st.booleans(),
)


@some
@given(texts)
@example(Text(units=keyed((Unit("", LEAF, text="\ufeffMot"),)), title=""))
def test_a_text_written_in_markdown_and_read_back_is_the_same_text(text):
    assert markdown.read(markdown.write(text)) == text


@some
@given(texts, st.sampled_from(["act", "bill", "doc"]))
def test_a_text_written_in_akoma_ntoso_and_read_back_is_the_same_text(text, kind):
    try:
        written = akn.write(text, kind, date="2025-03-31")
    except FormatError as error:
        assert "ne peut pas figurer" in error.message_fr  # a control character, that XML cannot hold
    else:
        assert akn.read(written) == text


@some
@given(texts)
def test_a_text_written_in_plain_lines_and_read_back_is_the_same_text(text):
    assert plain.read(plain.write(text)) == text


@some
@given(versions())
def test_plain_lines_of_a_text_as_people_write_it_hold_no_sign(text):
    assume([unit.kind for unit in text.units[:-1]].count("chapter") == 0)  # an article after a chapter would be in it
    usual = Text(text.title, keyed(map(without_keys, text.units)))
    shown = [line for line in plain.write(usual).split("\n") if line]
    assert not [line for line in shown if line.startswith("\\") and '"text"' not in line]


def without_keys(unit: Unit) -> Unit:
    return replace(unit, key="", children=tuple(map(without_keys, unit.children)))


def test_plain_lines_are_written_as_a_person_would():
    text = Text("Agir", keyed([
        Unit("", LEAF, text="Article 1er"),
        Unit("", "article", "1er", "Du vote", children=(Unit("", LEAF, text="Chaque commune vote."),)),
        Unit("", "article", "2", children=(Unit("", LEAF, text="  deux\nlignes"),)),
    ]))  # fmt: skip
    assert plain.write(text) == (
        "Agir\n====\n\\Article 1er\n\nArticle 1er. Du vote\nChaque commune vote.\n\nArticle 2\n"
        '\\{"text": "  deux\\nlignes"}\n'
    )


@pytest.mark.parametrize(
    "lines",
    [
        "\\{",
        '\\{"level": 1000}\nx',
        '\\{"kind": "poem"}',
        '\\{"colour": "red"}',
        '\\{"text": 1}',
        '\\{"key": "k"}',
        '\\{"level": true}\nx',
        "\\{" + "[" * 5000,
    ],
)
def test_a_sign_of_plain_lines_that_is_not_one_is_refused_with_its_line(lines):
    with pytest.raises(FormatError) as caught:
        plain.read("Un alinéa.\n" + lines)
    assert caught.value.line and caught.value.line >= 2


def test_markdown_as_a_commission_writes_it():
    text = markdown.read(
        "# Un texte\n\n## Priorité 1. Ouvrir\n\n### Proposition 3. Former\n\n"
        "Former *chaque* élu.\n\n- le maire ;\n- l’agent.\n"
    )
    assert text.title == "Un texte"
    assert list(layout(text).units) == ["prio_1", "prop_3", "prop_3__al_1", "prop_3__al_2", "prop_3__al_3"]
    assert lines_of(text).splitlines()[2:] == [
        "Proposition 3. Former",
        "Former chaque élu.",
        "- le maire ;",
        "- l’agent.",
    ]


def test_markdown_is_written_as_a_person_would():
    text = Text("Un texte", keyed([Unit("", "priority", "1", "Ouvrir", children=(Unit("", LEAF, text="Former."),))]))
    assert markdown.write(text) == "# Un texte\n\n## Priorité 1. Ouvrir\n\nFormer.\n"


def test_plain_lines_with_headings():
    text = plain.read("Préambule.\nTITRE Ier – Du vote\nArticle 1er\nUn.\n\nDeux.\nArticle 2 bis. Moyens\nTrois.\n")
    assert [(unit.kind, unit.number, unit.heading) for unit, _ in text.walk() if unit.kind != LEAF] == [
        ("title", "Ier", "Du vote"),
        ("article", "1er", ""),
        ("article", "2 bis", "Moyens"),
    ]


@pytest.mark.parametrize("reader", [markdown.read, plain.read, bill_json.read])
def test_what_is_not_utf8_is_refused_with_its_line(reader):
    with pytest.raises(FormatError) as caught:
        reader(b"un\ndeux\n\xff\xfe")
    assert caught.value.line == 3


@pytest.mark.parametrize("reader", [markdown.read, plain.read, bill_json.read])
def test_a_document_of_too_many_lines_is_refused(reader):
    with pytest.raises(FormatError, match="lignes"):
        reader(b"a\n" * 300_000)


@pytest.mark.parametrize("reader", [markdown.read, plain.read, bill_json.read, akn.read])
def test_a_document_too_large_is_refused(reader):
    with pytest.raises(FormatError, match="limite"):
        reader(b"a" * 6_000_000)


def test_a_key_given_twice_is_refused():
    with pytest.raises(FormatError, match="deux éléments"):
        markdown.read("Un {#k}\n\nDeux {#k}\n")
    with pytest.raises(FormatError, match="deux éléments"):
        plain.read('\\{"key": "k"}\nUn\n\\{"key": "k"}\nDeux\n')


AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<a", "malformed"),
        ("<a/>", "not Akoma Ntoso"),
        (f'<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso xmlns="{AKN}"><act/></akomaNtoso>', "for safety"),
        ('<?xml version="1.0" encoding="zz"?><a/>', "encoding"),
        (f'<akomaNtoso xmlns="{AKN}"/>', "empty"),
        (f'<akomaNtoso xmlns="{AKN}"><judgment/></akomaNtoso>', "'judgment'"),
        (f'<akomaNtoso xmlns="{AKN}"><debate/></akomaNtoso>', "debate"),
        (f'<akomaNtoso xmlns="{AKN}"><act><body>{"<p>" * 200}{"</p>" * 200}</body></act></akomaNtoso>', "levels"),
        ("<" * 600_000, "tags"),
    ],
)
def test_akoma_ntoso_that_cannot_be_read_says_why(document, reason):
    with pytest.raises(FormatError) as caught:
        akn.read(document.encode())
    assert reason in caught.value.message_en


def test_a_character_that_xml_cannot_hold_is_refused():
    with pytest.raises(FormatError, match=r"U\+0001"):
        akn.write(Text("\x01"), date="2025-03-31")


def test_numbered_points_become_alineas_led_by_their_number():
    point = "<subsection eId='s__a'><num>(a)</num><content><p>An <b>act</b>.</p></content></subsection>"
    body = f"<section eId='s'><num>1</num>{point}</section>"
    text = akn.read(f'<akomaNtoso xmlns="{AKN}"><act><body>{body}</body></act></akomaNtoso>'.encode())
    assert text.units == (Unit("s", "section", "1", "", "", (Unit("s__a", LEAF, text="(a) An act."),)),)


def test_turns_of_speech_are_read_from_a_debate():
    speech = "<speech by='#x'><from>Mme Réjane :</from><p>Un.</p><p>Deux.</p></speech>"
    body = f"<debateBody><debateSection>{speech}</debateSection></debateBody>"
    document = f'<akomaNtoso xmlns="{AKN}"><debate>{body}</debate></akomaNtoso>'
    assert akn.read_debate(document.encode()) == [("Mme Réjane", "Un.\nDeux.")]


def bill(*items: dict) -> bytes:
    return "\n".join(json.dumps(item) for item in items).encode()


def test_a_bill_in_alineas_loses_its_html_and_keeps_its_words():
    text = bill_json.read(
        bill(
            {"type": "loi", "titre": "Un texte"},
            {"type": "section", "leveltype": "chapitre", "level": "1", "level1": "1er", "titre": "Du&nbsp;vote"},
            {"type": "article", "article": "1er"},
            {"type": "alinea", "article": "1er", "alinea": "1", "texte": "<p>L&#8217;<i>eau</i> &lt; 3&nbsp;%</p>"},
            {
                "type": "alinea",
                "article": "1er",
                "alinea": "2",
                "texte": "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            },
        )
    )
    assert lines_of(text) == "Un texte\nChapitre 1er. Du\u00a0vote\nArticle 1er\nL’eau < 3\u00a0%\na\tb\nc"


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        bill({"type": "poem"}),
        bill({"type": "alinea", "article": "1", "alinea": "1", "texte": ""}),
        bill({"type": "loi"}),
    ],
)
def test_a_bill_that_cannot_be_read_says_its_line(data):
    with pytest.raises(FormatError) as caught:
        bill_json.read(data)
    assert caught.value.line == 1


@with_data
@pytest.mark.parametrize(
    ("name", "articles"), [("344-mariage", 23), ("transparence-1005", 24), ("transparence-r1109-a0", 29)]
)
def test_real_bills_are_read_whole(name, articles):
    text = bill_json.read(gzip.decompress((DATA / "bills-in-alineas" / f"{name}.json.gz").read_bytes()))
    assert sum(unit.kind == "article" for unit, _ in text.walk()) == articles
    assert markdown.read(markdown.write(text)) == text


@with_data
@pytest.mark.parametrize(
    ("name", "sections", "alineas"), [("uk_pga-2014-27-enacted-data", 11, 126), ("us_Act_2011-11-29", 7, 20)]
)
def test_sample_acts_are_read_whole(name, sections, alineas):
    text = akn.read(gzip.decompress((DATA / "akoma-ntoso" / f"{name}.xml.gz").read_bytes()))
    kinds = [unit.kind for unit, _ in text.walk()]
    assert (kinds.count("section"), kinds.count(LEAF)) == (sections, alineas)
    assert akn.read(akn.write(text, "act", date="2025-03-31")) == text


@with_data
def test_the_sample_debate_is_refused_as_a_text_and_read_as_turns():
    data = gzip.decompress((DATA / "akoma-ntoso" / "ke_Debate_Bungeni_2011-06-10.xml.gz").read_bytes())
    with pytest.raises(FormatError, match="débat"):
        akn.read(data)
    assert len(akn.read_debate(data)) == 11
