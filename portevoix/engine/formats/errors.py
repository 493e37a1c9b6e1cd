"""What is said of a document that cannot be read."""

from __future__ import annotations


class FormatError(ValueError):
    """A document that cannot be read: `message_fr` and `message_en` say why, `line` where (None: unknown)."""

    def __init__(self, message_fr: str, message_en: str, line: int | None = None) -> None:
        super().__init__(message_fr)
        self.message_fr, self.message_en, self.line = message_fr, message_en, line


LIMIT = 5_000_000
LINES = 200_000


def sized(data: bytes | str) -> bytes | str:
    """*data*, refused with FormatError when it is larger than any text (5 MB)."""
    if len(data) > LIMIT:
        raise FormatError(
            f"Le document fait {len(data) // 1_000_000} Mo\u202f: la limite est de {LIMIT // 1_000_000} Mo.",
            f"The document is {len(data) // 1_000_000} MB: the limit is {LIMIT // 1_000_000} MB.",
        )
    return data


def decoded(data: bytes | str) -> str:
    """*data* as text, its byte-order mark left out. Raises FormatError where it is not UTF-8, or when too large."""
    sized(data)
    lines = data.count("\n" if isinstance(data, str) else b"\n")
    if lines > LINES:
        raise FormatError(
            f"Le document compte {lines} lignes\u202f: la limite est de {LINES}.",
            f"The document has {lines} lines: the limit is {LINES}.",
        )
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"Ligne {line}\u202f: le document n’est pas en UTF-8. Enregistrez-le dans ce codage, puis recommencez.",
            f"Line {line}: the document is not UTF-8. Save it in that encoding, then try again.",
            line,
        ) from error
