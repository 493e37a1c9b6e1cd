"""Files that people send: checked before they are read, and refused with a sentence."""

import os
import re
import unicodedata
import zlib
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from portevoix.evidence.documents import docx_to_text, text_of_docx
from portevoix.journal.acts import Refused

__all__ = [
    "Upload",
    "decoded",
    "document_text",
    "docx_to_text",
    "read_upload",
    "safe_name",
    "suffix_of",
    "text_of_docx",
]

NAME_LENGTH = 120
SIGNS = 6_000_000  # no text, no record is longer
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Upload:
    """What was sent: `name` safe to show and to store, `data` the bytes."""

    name: str
    data: bytes


def safe_name(name: str) -> str:
    """The last part of *name*, without what a path or a control character could do."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".")
    if not kept:
        return "document"
    stem, suffix = os.path.splitext(kept)
    return stem[: NAME_LENGTH - len(suffix[:12])] + suffix[:12]


def suffix_of(name: str) -> str:
    """The extension of *name*, in lower case with its dot; empty when it has none."""
    return os.path.splitext(name)[1].lower()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".0", "").replace(".", ",")


def _too_large(name: str, limit: int) -> Refused:
    return Refused(
        _(
            "« %(name)s » dépasse %(limit)s Mo, la limite d’un envoi. Rien n’a été enregistré. Envoyez le"
            " texte seul, sans image ni son, ou en plusieurs parties."
        )
        % {"name": name, "limit": _megabytes(limit)},
        field="file",
    )


def read_upload(file, limit: int | None = None) -> Upload:
    """The name and bytes of the uploaded *file*; one compressed by gzip (`.gz`) is opened.

    Raises Refused, on the field `file`, when it is empty, or over *limit* bytes (settings.UPLOAD_LIMIT by default):
    that is known from its announced size, then from what is read, never by reading it whole.
    """
    limit = settings.UPLOAD_LIMIT if limit is None else limit
    name = safe_name(file.name or "")
    if (file.size or 0) > limit:
        raise _too_large(name, limit)
    data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(name, limit)
    if suffix_of(name) == ".gz" and data[:2] == b"\x1f\x8b":
        data, name = _opened(data, limit, name), name[:-3]
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused(_("« %(name)s » est vide. Choisissez un autre fichier.") % {"name": name}, field="file")
    return Upload(name, data)


def _opened(data: bytes, limit: int, name: str) -> bytes:
    reader = zlib.decompressobj(wbits=31)
    try:
        opened = reader.decompress(data, limit + 1)
    except zlib.error:
        opened = b""
    if len(opened) > limit:
        raise _too_large(name, limit)
    if not opened or not reader.eof or reader.unused_data:
        raise Refused(
            _(
                "« %(name)s » est un fichier compressé abîmé ou qui en contient plusieurs. Décompressez-le, "
                "puis envoyez le document."
            )
            % {"name": name},
            field="file",
        )
    return opened


def decoded(data: bytes, name: str) -> str:
    """*data* as text: strict UTF-8, one form per accent (NFC), lines ended by a line feed.

    Raises Refused with the line that is not UTF-8, or that holds what nothing can show: a text wrongly decoded would
    put words in someone's mouth.
    """
    if data.startswith(_WIDE_MARKS):
        raise Refused(
            _(
                "« %(name)s » est codé en UTF-16. Enregistrez-le en UTF-8 (« Enregistrer sous », codage "
                "UTF-8), puis recommencez."
            )
            % {"name": name},
            field="file",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _(
                "« %(name)s », ligne %(line)d : ce fichier n’est pas codé en UTF-8, ses accents seraient "
                "faux. Il est peut-être en « Windows-1252 » ou « Latin-1 ». Rien n’a été enregistré : "
                "enregistrez-le en UTF-8 (« Enregistrer sous », codage UTF-8), puis recommencez."
            )
            % {"name": name, "line": data.count(b"\n", 0, error.start) + 1},
            field="file",
        ) from None
    if len(text) > SIGNS:
        raise Refused(
            _(
                "« %(name)s » est trop long : %(signs)d millions de signes. Rien n’a été enregistré. "
                "Coupez-le en plusieurs parties."
            )
            % {"name": name, "signs": len(text) // 1_000_000},
            field="file",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if found := _UNSHOWN.search(text):
        raise Refused(
            _(
                "« %(name)s », ligne %(line)d : ce fichier contient des caractères que rien n’affiche. Ce "
                "n’est pas un texte lisible."
            )
            % {"name": name, "line": text.count("\n", 0, found.start()) + 1},
            field="file",
        )
    return unicodedata.normalize("NFC", text)


def document_text(upload: Upload) -> str:
    """The words of a document (plain text, Markdown, DOCX), paragraphs set apart by an empty line.

    Raises Refused on another kind of file, told by its name and by its content.
    """
    suffix, data = suffix_of(upload.name), upload.data
    if suffix == ".docx":
        return decoded(docx_to_text(data).encode(), upload.name)
    if suffix not in (".txt", ".md", ".markdown", "") or data.startswith((b"PK\x03\x04", b"%PDF")):
        raise Refused(
            _(
                "« %(name)s » n’est pas d’un format lu ici. Envoyez du texte (.txt, .md) ou un document Word "
                "(.docx), ou collez le texte."
            )
            % {"name": upload.name},
            field="file",
        )
    return decoded(data, upload.name)
