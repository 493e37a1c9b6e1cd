"""The small words of instructions: what is quoted, what it is called, which one of several it is."""

from __future__ import annotations

import re

from portevoix.engine.text import Unit, label

_NTH = (
    *("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième"),
    "dixième",
)


def quoted(words: str) -> str:
    """« words », the no-break spaces of French typography inside the marks."""
    return f"«\u202f{words}\u202f»"


def named(unit: Unit) -> str:
    """« l’article 3 », « la proposition 2 », « le chapitre Ier »."""
    words = label(unit)
    words = words[:1].lower() + words[1:]
    if words[:1] in "aéeiouh":
        return f"l’{words}"
    return f"{'la' if unit.kind in ('proposition', 'priority', 'section') else 'le'} {words}"


def noun(words: str) -> tuple[str, str]:
    """What quoted words are called, alone and after « à »: (« le mot », « au mot »), (« les mots », « aux mots »)."""
    if re.fullmatch(r"[\d\u00a0\u202f ,]*\d", words):
        return "le nombre", "au nombre"
    if re.fullmatch(r"(?:[LRDA]\.\s)?\d+[\w-]*-\d[\w-]*", words):
        return "la référence", "à la référence"
    if not re.search(r"\w", words):
        return "le signe", "au signe"
    if re.fullmatch(r"\S+", words) and not re.search(r"[’']\w", words):
        return "le mot", "au mot"
    return "les mots", "aux mots"


def occurrence(rank: int, many: int) -> str | None:
    """« première », « seconde », « troisième »: which one of *many* it is, from 1; None beyond the tenth."""
    if many == 2 and rank == 2:
        return "seconde"
    return _NTH[rank - 1] if rank <= len(_NTH) else None
