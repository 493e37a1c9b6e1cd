"""The Senate's CSV of all the amendments on a text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from portevoix.engine.formats.errors import LINES, FormatError
from portevoix.engine.formats.hypertext import words_of

_COLUMNS = ("Nature", "Numéro", "Subdivision", "Alinéa", "Dispositif")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\ufeff\u200b]+")
_LONGEST = 1_000_000


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

    Raises FormatError, which says the line, when a column is missing, a row is not like the others or has no number,
    or a line is longer than any amendment.
    """
    _sized(data)
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = data.decode("cp1252", errors="replace")
    skipped, separator = 0, "\t"
    if source.startswith("sep="):
        first, _, source = source.partition("\n")
        skipped, separator = 1, _separator(first[4:].rstrip("\r"))
    elif source.split("\n", 1)[0].count(";") > source.split("\n", 1)[0].count("\t"):
        separator = ";"
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=separator)
    found: list[Filed] = []
    try:
        names = [name.strip() for name in next(rows, [])]
        if missing := [name for name in _COLUMNS if name not in names]:
            line = skipped + 1
            raise FormatError(
                f"Colonnes absentes (ligne {line})\u202f: {', '.join(missing)}. "
                "Est-ce bien le jeu complet du Sénat\u202f?",
                f"Missing columns (line {line}): {', '.join(missing)}. Is this the Senate's full set?",
                line,
            )
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(names):
                raise _refusal(
                    rows.line_num + skipped,
                    f"{len(row)} colonnes au lieu de {len(names)}.",
                    f"{len(row)} columns instead of {len(names)}.",
                )
            amendment = _filed(dict(zip(names, row, strict=True)))
            if not amendment.number:
                raise _refusal(
                    rows.line_num + skipped, "l’amendement n’a pas de numéro.", "the amendment has no number."
                )
            found.append(amendment)
    except csv.Error as error:
        raise _refusal(
            rows.line_num + skipped,
            "le fichier CSV est mal formé\u202f: un guillemet n’est pas refermé, ou une case a plus de "
            f"{csv.field_size_limit()} caractères.",
            f"{error}.",
        ) from error
    return found


def _sized(data: bytes) -> None:
    """Refuse what no set of amendments looks like, before anything is made of it."""
    if data.count(b"\n") + data.count(b"\r") > 2 * LINES:
        raise FormatError(
            f"plus de {LINES} lignes\u202f: le fichier est refusé.", f"more than {LINES} lines: the file is refused."
        )
    if (null := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, null) + 1
        raise _refusal(line, "un caractère nul\u202f: ce n’est pas du texte.", "a null character: this is no text.")
    line, start = 1, 0
    while start <= len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        if end - start > _LONGEST:
            raise _refusal(
                line,
                f"plus de {_LONGEST // 1_000_000} million de caractères\u202f: le fichier est refusé.",
                f"more than {_LONGEST // 1_000_000} million characters: the file is refused.",
            )
        line, start = line + 1, end + 1


def _refusal(line: int, french: str, english: str) -> FormatError:
    return FormatError(f"Ligne {line}\u202f: {french}", f"Line {line}: {english}", line)


def _separator(said: str) -> str:
    """The separator that the first line says, a tab where it is spelt or not seen."""
    return said if len(said) == 1 else "\t"


def _filed(cells: dict[str, str]) -> Filed:
    return Filed(
        one_line(cells["Nature"]),
        one_line(cells["Numéro"]),
        one_line(cells["Subdivision"]),
        one_line(cells["Alinéa"]),
        one_line(cells.get("Auteur", "")),
        lines(cells["Dispositif"]),
        one_line(cells.get("Sort", "")),
    )


def one_line(words: str) -> str:
    """*words* with every run of spaces, no-break ones included, as one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", words)).strip()


def lines(source: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML, as lines of plain words."""
    return tuple(line for line in map(one_line, words_of(source, cell="</p>")) if line)
