"""A text written as a Word document and read back is the same text; a document of anyone's is read as it shows."""

import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import pypandoc
import pytest
from hypothesis import given, settings

from portevoix.engine.formats import FormatError
from portevoix.engine.tests.test_formats import texts
from portevoix.engine.text import LEAF, Text, Unit, keyed, plain
from portevoix.evidence.documents import docx_of_text, text_of_docx

DAY = date(2025, 3, 31)
LETTER = Text(
    "Agir ensemble",
    keyed(
        [
            Unit("", LEAF, text="Préambule\u00a0: l’État, “lui”, – enfin…"),
            Unit("", "priority", "1", "Ouvrir", children=(
                Unit("", "proposition", "3 bis", "Former", children=(
                    Unit("", LEAF, text="Former chaque élu\u202f; sans « délai »."), Unit("", LEAF, text="# Ni titre, <b>ni gras</b>."))),
                Unit("", "article", "1er", children=(Unit("", LEAF, text="- Ni liste."),)),
            )),
        ]
    ),
)  # fmt: skip


def remade(data: bytes, change) -> bytes:
    """The document *data*, the content of each part given by *change* (name, content); None leaves the part out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    return made.getvalue()


def without_copy(name: str, content: bytes) -> bytes | None:
    return None if name.startswith("customXml") else content


@settings(max_examples=30)
@given(texts)
def test_a_text_written_as_a_word_document_and_read_back_is_the_same_text(text):
    try:
        written = docx_of_text(text, DAY)
    except FormatError as error:
        assert "ne peut pas figurer" in error.message_fr  # a control character, that XML cannot hold
    else:
        assert text_of_docx(written) == text


def test_the_words_shown_are_enough_for_a_text_as_people_write_them():
    assert text_of_docx(remade(docx_of_text(LETTER, DAY), without_copy)) == LETTER


def test_the_copy_inside_is_not_believed_against_what_the_document_shows():
    kept = replace(LETTER, units=tuple(replace(unit, key=f"k-{unit.key}") for unit in LETTER.units))
    data = docx_of_text(kept, DAY)
    assert text_of_docx(data) == kept

    def reworded(name, content):
        return (
            content.replace("Former chaque élu".encode(), b"Former chaque agent") if "document.xml" in name else content
        )

    changed = text_of_docx(remade(data, reworded))
    assert "Former chaque agent" in plain(changed)
    assert [unit.key for unit in changed.units] == [unit.key for unit in LETTER.units]

    def forged(name, content):
        return content.replace(b"Former chaque \\u00e9lu", b"Taxer") if name.startswith("customXml") else content

    assert text_of_docx(remade(data, forged)) == LETTER


def test_the_same_text_gives_the_same_bytes():
    assert docx_of_text(LETTER, DAY) == docx_of_text(LETTER, DAY)


def test_a_character_that_word_cannot_hold_is_refused():
    with pytest.raises(FormatError, match=r"U\+0001"):
        docx_of_text(Text("", (Unit("a", LEAF, text="a\x01"),)), DAY)


def test_a_document_of_anyone_keeps_its_typography_lists_tables_and_notes():
    source = (
        "---\ntitle: Un texte\n---\n\n# Article 1^er^\n\nL’*élu*\u00a0; “lui”[^1].\n\n[^1]: La note.\n\n"
        "- un\n- deux\n\na) premier\nb) second\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    )
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=docx", "--output=-"]
    data = subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout
    assert plain(text_of_docx(data)).split("\n") == [
        "Un texte", "Article 1er", "L’élu\u00a0; “lui”.", "La note.", "- un", "- deux", "a) premier", "b) second", "x\ty", "1\t2",
    ]  # fmt: skip


def test_a_document_without_styles_has_its_headings_where_it_says_them():
    bare = Text("", (Unit("a", LEAF, text="Article 1er"), Unit("b", LEAF, text="L’élu vote.")))
    read = text_of_docx(remade(docx_of_text(bare, DAY), without_copy))
    assert [(unit.kind, unit.number) for unit, _ in read.walk()] == [("article", "1er"), (LEAF, "")]
