"""Lines of a file or of the standard input, one at a time, none larger than memory allows."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

LINE = 10_000_000
ABANDONED = 150_000_000


class Unreadable(ValueError):
    """Why a line, or the rest of a file, is not read: a sentence in French."""


def opened(path: Path) -> BinaryIO:
    """The bytes of *path*, unpacked as they are read when it ends with `.gz`. Raises OSError."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | Unreadable, int]]:
    """Number, content and size of each line of *stream* that is not empty; instead of a line too long, the reason.

    Such a line is passed over without being kept; one that does not end within 150 MB ends the reading, and so does a
    damaged archive.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(LINE + 1)
            size = len(line)
            while line and len(line) > LINE and not line.endswith(b"\n") and size < ABANDONED:
                more = stream.readline(LINE)
                size += len(more)
                if not more or more.endswith(b"\n"):
                    break
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield number, Unreadable("le fichier compressé est abîmé ; la suite n’est pas lue"), 0
            return
        if not line:
            return
        if size >= ABANDONED:
            yield number, Unreadable(f"plus de {ABANDONED // 1_000_000} Mo ; la suite n’est pas lue"), size
            return
        if len(line) > LINE:
            yield number, Unreadable(f"plus de {LINE // 1_000_000} Mo, la limite d’une ligne"), size
        elif line.strip():
            yield number, line, size


def value_of(line: bytes) -> Any:
    """The JSON value that *line* holds. Raises Unreadable."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
        if b"\\ud" in line.lower():
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except UnicodeEncodeError:
        raise Unreadable("un caractère est à moitié écrit (\\ud800 à \\udfff)") from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"ce n’est pas de l’UTF-8 (octet {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"ce n’est pas du JSON (colonne {error.colno})") from None
    except (ValueError, RecursionError):
        raise Unreadable("ce JSON emboîte trop d’éléments, ou contient un nombre démesuré") from None
