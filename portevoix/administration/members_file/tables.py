"""CSV, XLSX and ODS as rows of words. What is hostile, too large or unreadable is refused with a sentence."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

import openpyxl
from defusedxml import ElementTree
from django.utils.translation import gettext as _

from portevoix.evidence.uploads import Upload, suffix_of
from portevoix.journal.acts import Refused

LIMIT = 2_000_000  # bytes of a file
ROWS, COLUMNS, SIGNS = 500, 40, 500
LINES = 20 * ROWS  # of a sheet, empty ones included
UNPACKED, MEMBERS, RATIO = 40_000_000, 400, 200
_ODS = {
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "office": "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
}

Row = tuple[int, list[str]]  # the line in the file, from 1, and its cells


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def read_rows(upload: Upload) -> list[Row]:
    """The rows of *upload* that hold something, each with its line in the file.

    Raises Refused, on the field `file`, on what is no such file, holds too much, or cannot be read with certainty.
    """
    suffix = suffix_of(upload.name)
    if suffix in (".xlsx", ".ods"):
        _check_archive(upload)
        rows = _rows_of(upload, _xlsx if suffix == ".xlsx" else _ods)
    elif suffix in (".csv", ".txt", ".tsv") and not upload.data.startswith(
        (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
    ):
        rows = _kept(_csv(upload))
    else:
        raise _refused(
            _("« %(name)s » n’est pas une liste lue ici. Enregistrez-la en classeur (.xlsx, .ods) ou en CSV (.csv).")
            % {"name": upload.name}
        )
    if not rows:
        raise _refused(_("« %(name)s » ne contient aucune ligne. Choisissez un autre fichier.") % {"name": upload.name})
    return rows


def _kept(rows: Iterable[Row]) -> list[Row]:
    kept = []
    for line, cells in rows:
        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            raise _refused(
                _("Ligne %(line)d : plus de %(most)d colonnes. Ne gardez que celles du modèle.")
                % {"line": line, "most": COLUMNS}
            )
        cells = [" ".join(cell.split()) for cell in cells[:COLUMNS]]
        for column, cell in enumerate(cells, 1):
            if len(cell) > SIGNS:
                raise _refused(
                    _("Ligne %(line)d, colonne %(column)d : plus de %(most)d signes dans une case.")
                    % {"line": line, "column": column, "most": SIGNS}
                )
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            kept.append((line, cells))
        if len(kept) > ROWS + 1:
            raise _refused(_("Cette liste dépasse %(most)d lignes. Importez-la en plusieurs fois.") % {"most": ROWS})
    return kept


# -- CSV


def _decoded(upload: Upload) -> str:
    data = upload.data
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for coding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):  # what Excel writes in French
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if any(sign < " " and sign not in "\t\r\n" for sign in text) or "\ufffd" in text:
            break
        return text
    raise _refused(
        _("« %(name)s » n’est pas un texte lisible. Enregistrez-le en CSV, codage UTF-8, puis recommencez.")
        % {"name": upload.name}
    )


def _csv(upload: Upload) -> Iterator[Row]:
    text = _decoded(upload)
    heading = next((line for line in text.splitlines() if line.strip(' \t;,"')), "")
    separator = max(";,\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _refused(
            _("Ligne %(line)d : un guillemet s’ouvre ou se ferme mal, la suite ne se lit pas.") % {"line": start}
        ) from error


# -- workbooks


def _check_archive(upload: Upload) -> None:
    """Refuse what is no archive, is locked, or would unpack to too much; by what it announces, before unpacking."""
    bad = _("« %(name)s » n’est pas un classeur lisible. Enregistrez-le à nouveau en .xlsx, ou en CSV.") % {
        "name": upload.name
    }
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused(bad) from error
    if any(member.flag_bits & 1 for member in members):
        raise _refused(_("« %(name)s » est protégé par un mot de passe : ôtez-le d’abord.") % {"name": upload.name})
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MEMBERS or size > UNPACKED or (size > 2_000_000 and size / packed > RATIO):
        raise _refused(
            _(
                "« %(name)s » se déplie en un classeur trop gros. Gardez la seule feuille des membres, ou passez par un CSV."
            )
            % {"name": upload.name}
        )


def _rows_of(upload: Upload, reader) -> list[Row]:
    try:
        return _kept(reader(upload.data))
    except Refused:
        raise
    except Exception as error:  # a damaged or hostile workbook fails in ways that its readers do not list
        raise _refused(
            _("« %(name)s » est un classeur abîmé : il ne se lit pas. Enregistrez-le à nouveau, ou passez par un CSV.")
            % {"name": upload.name}
        ) from error


def _xlsx(data: bytes) -> Iterator[Row]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what it announces of its own size is not to be believed
        rows = sheet.iter_rows(max_col=COLUMNS + 1, max_row=LINES, values_only=True)
        for line, cells in enumerate(rows, 1):
            yield line, [_words(cell) for cell in cells]
    finally:
        book.close()


def _words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _ods(data: bytes) -> Iterator[Row]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        packed = content.read(UNPACKED + 1)
    if len(packed) > UNPACKED:
        raise ValueError("larger than it announced")
    tree = ElementTree.fromstring(packed, forbid_dtd=True)
    sheet = next(tree.iter(f"{_ODS['table']}table"))
    line = 1
    for row in islice(sheet.iter(f"{_ODS['table']}table-row"), LINES):
        repeated = int(row.get(f"{_ODS['table']}number-rows-repeated", 1))
        cells = _ods_cells(row)
        if any(cells):
            for again in range(min(repeated, ROWS + 2)):
                yield line + again, cells
        line += repeated


def _ods_cells(row) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_ODS['table']}table-cell", f"{_ODS['table']}covered-table-cell"):
            continue
        dated = cell.get(f"{_ODS['office']}date-value")
        words = dated[:10] if dated else "\n".join("".join(p.itertext()) for p in cell.iter(f"{_ODS['text']}p"))
        repeated = int(cell.get(f"{_ODS['table']}number-columns-repeated", 1))
        cells += [words] * min(repeated, COLUMNS + 1 - len(cells))
        if len(cells) > COLUMNS:
            break
    return cells
