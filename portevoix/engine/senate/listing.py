"""The Senate's CSV of all the amendments on a text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from portevoix.engine.formats.errors import FormatError
from portevoix.engine.formats.hypertext import words_of

_COLUMNS = ("Nature", "Numéro", "Subdivision", "Alinéa", "Dispositif")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\ufeff\u200b]+")


@dataclass(frozen=True, slots=True)
class Filed:
    """An amendment of the set: its number as printed, where it bears, and its instructions, a paragraph a line."""

    nature: str
    number: str
    subdivision: str
    alinea: str
    author: str
    lines: tuple[str, ...]
    outcome: str


def read(data: bytes) -> list[Filed]:
    """The amendments of a Senate CSV (cp1252 or UTF-8, first line `sep=TAB` or not), in the order of the file.

    Raises FormatError when a column is missing, or with the line of a row that is not like the others.
    """
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = data.decode("cp1252", errors="replace")
    skipped, separator = 0, "\t"
    if source.startswith("sep="):
        first, _, source = source.partition("\n")
        skipped, separator = 1, first[4:5] or "\t"
    elif source.split("\n", 1)[0].count(";") > source.split("\n", 1)[0].count("\t"):
        separator = ";"
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=separator)
    found: list[Filed] = []
    try:
        names = [name.strip() for name in next(rows, [])]
        if missing := [name for name in _COLUMNS if name not in names]:
            raise FormatError(
                f"Colonnes absentes\u202f: {', '.join(missing)}. Est-ce bien le jeu complet du Sénat\u202f?",
                f"Missing columns: {', '.join(missing)}. Is this the Senate's full set?",
                skipped + 1,
            )
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(names):
                line = rows.line_num + skipped
                raise FormatError(
                    f"Ligne {line}\u202f: {len(row)} colonnes au lieu de {len(names)}.",
                    f"Line {line}: {len(row)} columns instead of {len(names)}.",
                    line,
                )
            cells = dict(zip(names, row, strict=True))
            found.append(
                Filed(
                    one_line(cells["Nature"]),
                    one_line(cells["Numéro"]),
                    one_line(cells["Subdivision"]),
                    one_line(cells["Alinéa"]),
                    one_line(cells.get("Auteur", "")),
                    lines(cells["Dispositif"]),
                    one_line(cells.get("Sort", "")),
                )
            )
    except csv.Error as error:
        line = rows.line_num + skipped
        raise FormatError(
            f"Ligne {line}\u202f: le fichier CSV est mal formé.", f"Line {line}: {error}.", line
        ) from error
    return found


def one_line(words: str) -> str:
    """*words* with every run of spaces, no-break ones included, as one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", words)).strip()


def lines(source: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML, as lines of plain words."""
    return tuple(line for line in map(one_line, words_of(source, cell="</p>")) if line)
