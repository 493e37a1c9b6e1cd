"""The Senate's CSV is read whole, or refused at the line that is wrong."""

from __future__ import annotations

import pytest

from portevoix.engine.formats import FormatError
from portevoix.engine.senate import Filed, read

HEADER = "Nature \tNuméro \tSubdivision \tAlinéa\tAuteur \tDispositif \tSort "
ROW = "Amt\tI-4 rect. bis\tart. add. après Article 17\t3\tMme ALBA\t<p>Alin&#233;a&#160;3</p><p>Supprimer cet alinéa.</p>\t"
READ = Filed(
    "Amt", "I-4 rect. bis", "art. add. après Article 17", "3", "Mme ALBA", ("Alinéa 3", "Supprimer cet alinéa."), ""
)


@pytest.mark.parametrize("first", ["sep=\t\r\n", "sep=TAB\r\n", "sep=\n", ""])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_the_first_line_and_the_encoding_may_vary(first, encoding):
    assert read(f"{first}{HEADER}\r\n{ROW}\r\n\r\n".encode(encoding)) == [READ]


def test_a_file_separated_by_semicolons_is_read():
    assert read(f"{HEADER}\n{ROW}".replace("&#233;", "é").replace("&#160;", " ").replace("\t", ";").encode()) == [READ]


def test_cells_of_a_table_are_lines():
    row = ROW.replace("Supprimer cet alinéa.", "<table><tr><td>Tonne</td><td>12</td></tr></table>")
    assert read(f"{HEADER}\n{row}".encode())[0].lines == ("Alinéa 3", "Tonne", "12")


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (b"", 1, "Colonnes absentes"),
        ("sep=\t\nNuméro\tSort\n".encode(), 2, "Nature, Subdivision, Alinéa, Dispositif"),
        (f"sep=\t\n{HEADER}\n{ROW}\nseul\tici".encode(), 4, "2 colonnes au lieu de 7"),
        (f"{HEADER}\n{ROW.replace('I-4 rect. bis', ' ')}".encode(), 2, "pas de numéro"),
        (f"{HEADER}\n{ROW}\0".encode(), 2, "caractère nul"),
        (f'{HEADER}\n"{ROW * 2000}'.encode(), 2, "mal formé"),
        (f"{HEADER}\n".encode() + b"a" * 1_000_001, 2, "1 million de caractères"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(source, line, reason):
    with pytest.raises(FormatError) as raised:
        read(source)
    assert raised.value.line == line
    assert reason in raised.value.message_fr
    assert f"igne {line}" in raised.value.message_fr


def test_a_file_of_too_many_lines_is_refused():
    with pytest.raises(FormatError, match="plus de 200000 lignes"):
        read(HEADER.encode() + b"\n" * 400_001)
