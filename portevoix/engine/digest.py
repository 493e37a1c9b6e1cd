"""Canonical form and digests: the same bytes for the same value, on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from portevoix.engine.text import Text, canonical


def _refuse_inexact(value: Any) -> None:
    stack = [value]
    while stack:
        found = stack.pop()
        if found is None or isinstance(found, bool | int | str):
            continue
        if isinstance(found, float):
            raise TypeError(f"no floating-point number in a canonical form: {found!r}")
        if isinstance(found, Mapping):
            if bad := [key for key in found if not isinstance(key, str)]:
                raise TypeError(f"the names of a canonical form are strings: {bad[0]!r}")
            stack.extend(found.values())
        elif isinstance(found, list | tuple):
            stack.extend(found)
        else:
            raise TypeError(f"no canonical form for {type(found).__name__}")


def canonical_json(value: Any) -> bytes:
    """*value* as UTF-8 JSON with sorted names and no spaces; strings are left as they are (no normalisation).

    Raises TypeError on a floating-point number or on what JSON does not hold, ValueError on a lone surrogate.
    """
    _refuse_inexact(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form of *value*, as 64 lowercase hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def version_digest(text: Text) -> str:
    """The digest of a version: of its title, its language and its units with their keys (R60)."""
    return digest(canonical(text))
