"""Digests of texts: the same for the same value, on every machine.

The canonical form is that of `verification`, so that what is signed here is what anyone checks offline.
"""

from __future__ import annotations

from typing import Any

from portevoix.engine.text import Text, canonical
from portevoix.engine.verification import canonical as canonical_json
from portevoix.engine.verification import sha256

__all__ = ["canonical_json", "digest", "version_digest"]


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form of *value*, as 64 lowercase hexadecimal digits. Raises as `canonical_json`."""
    return sha256(canonical_json(value))


def version_digest(text: Text) -> str:
    """The digest of a version: of its title, its language and its units with their keys (R60)."""
    return digest(canonical(text))
