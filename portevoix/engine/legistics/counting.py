"""French numbers in words: « quarante-deux », « troisième », « avant-dernière »."""

from __future__ import annotations

import re

_UNITS = (
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")

# What follows a number that was inserted: 2 bis, 2 ter…
LATIN = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", "undecies"),
    *("duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies"),
    *("vicies", "unvicies", "duovicies", "tervicies", "quatervicies", "quinvicies"),
)


def _in_words(number: int) -> str:
    if number < 20:
        return _UNITS[number - 1]
    ten, unit = _TENS[number // 10 - 2], number % 10
    if number // 10 in (7, 9):
        unit += 10
    if not unit:
        return ten
    return f"{ten}{' et ' if unit in (1, 11) and number < 80 else '-'}{_UNITS[unit - 1]}"


def _ordinal(number: int) -> str:
    words = _in_words(number)
    words = words[:-1] if words.endswith("e") else words
    words = {"q": words + "u", "f": words[:-1] + "v"}.get(words[-1], words)
    return f"{words}ième"


CARDINALS = {_in_words(number): number for number in range(1, 100)} | {"une": 1, "vingt et une": 21}
CARDINALS |= {words.replace(" et ", "-et-"): number for words, number in CARDINALS.items()}
ORDINALS = {_ordinal(number): number for number in range(2, 100)} | {
    "premier": 1,
    "première": 1,
    "second": 2,
    "seconde": 2,
    "dernier": -1,
    "dernière": -1,
    "avant-dernier": -2,
    "avant-dernière": -2,
    "pénultième": -2,
    "antépénultième": -3,
}
ORDINALS |= {words.replace(" et ", "-et-"): number for words, number in ORDINALS.items()}


def _alternatives(words) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


CARDINAL = rf"(?:\d+|(?:{_alternatives(CARDINALS)})s?)"
ORDINAL = rf"(?:(?:{_alternatives(ORDINALS)})|\d+(?:ère|er|nde|nd|ème|eme|e)\b)"


def cardinal(words: str) -> int:
    """« quarante-deux » or « 42 » → 42."""
    return int(words) if words.isdigit() else CARDINALS[words] if words in CARDINALS else CARDINALS[words[:-1]]


def ordinal(words: str) -> int:
    """« troisième » or « 3e » → 3; « dernier » → -1, « avant-dernier » → -2."""
    found = re.match(r"\d+", words)
    return int(found.group()) if found else ORDINALS[words]
