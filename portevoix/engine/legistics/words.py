"""How the words that instructions quote are sought in an alinéa: what typography hides is put aside, nothing else."""

from __future__ import annotations

import re
import unicodedata

FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "–": "-", "—": "-", "‑": "-", "‐": "-"}
    | {"\u00ad": " ", "“": '"', "”": '"', "«": '"', "»": '"'}
)  # fmt: skip
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|p|br|a|div|font|small)\b[^<>]*/?>", re.IGNORECASE)
_UNDERSCORE = re.compile(r"_+")


def clean(words: str) -> str:
    """*words* without the tags and underscores that a copy from elsewhere leaves; the words stay apart."""
    words = re.sub(r"<sup>\s*(\w+)\s*</sup>\s*(?=\w)", r"\1 ", words)
    words = _TAG.sub(lambda found: _apart(words, found), words)
    words = _UNDERSCORE.sub(lambda found: _apart(words, found), words)
    return re.sub(r" {2,}", " ", words).strip()


def _apart(words: str, found: re.Match) -> str:
    """A space where leaving *found* out would stick two words together."""
    if found.group().lower().startswith("<sup"):
        return ""
    before, after = words[: found.start()], words[found.end() :]
    before = re.sub(r"(?:_|<[^<>]*>)+$", "", before)
    after = re.sub(r"^(?:_|<[^<>]*>)+", "", after)
    sticks = before[-1:].isalnum() or before[-1:] in "°)."
    return " " if sticks and after[:1].isalnum() else ""


def _reduced(words: str, loose: bool) -> tuple[str, list[int]]:
    """*words* as they are compared, and where each of the code points kept is in *words*."""
    hidden = {at for found in _TAG.finditer(words) for at in range(*found.span())} if "<" in words else ()
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(words.translate(FOLDED)):
        if char == "_" or at in hidden:
            continue
        # Spaces count once, and not at all against what French typography sets apart from its word.
        if char == " " and (not kept or kept[-1] in ' "([' or (loose and not kept[-1].isalnum())):
            continue
        if (char in '";:!?%).,°' or (loose and not char.isalnum() and char != " ")) and kept and kept[-1] == " ":
            kept.pop()
            places.pop()
        for plain in _loose(char) if loose else char:
            kept.append(plain)
            places.append(at)
    while kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), places


def _loose(char: str) -> str:
    char = {"œ": "oe", "Œ": "oe", "æ": "ae"}.get(char, char)
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)).casefold()


def occurrences(
    sought: str, held: str, low: int = 0, high: int | None = None, loosely: bool = False
) -> list[tuple[int, int]]:
    """Where the words *sought* are in *held*, as [start, end) in code points, between *low* and *high*.

    Spaces, dashes, apostrophes and quotation marks of any kind are alike; capitals and accents are too where the words
    are nowhere as they are written, or where *loosely* says so. A word is never found inside another one.
    """
    high = len(held) if high is None else high
    for loose in (True,) if loosely else (False, True):
        words, _ = _reduced(sought, loose)
        if not words:
            return []
        text, places = _reduced(held, loose)
        before = r"(?<![^\W_])" if words[0].isalnum() else ""
        after = r"(?![^\W_])" if words[-1].isalnum() else ""
        found = [
            (places[match.start()], places[match.end() - 1] + 1)
            for match in re.finditer(f"{before}{re.escape(words)}{after}", text)
        ]
        found = [(start, end) for start, end in found if low <= start and end <= high]
        if found:
            return found
    return []
