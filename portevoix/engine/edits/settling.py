"""Words inserted or deleted that could stand at several places, put where a person would see them.

`du travail` → `du travail et de la santé au travail`: it is ` et de la santé au travail` that comes after `travail`, not
` travail et de la santé au` that comes before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Postfix, Prefix

from portevoix.engine.edits.kinds import ReplaceWords, tidy
from portevoix.engine.tokens import TOKEN

_ENDS = ".;:!?…"
_CLOSES = ",)»”"
_BEFORE = ".,;:!?…)»”"
_SPACED = ";:!?»"


def settled(edits: Sequence[ReplaceWords], text: str) -> tuple[ReplaceWords, ...]:
    """*edits* of alinéa *text*, left to right: same effect, each insertion and deletion where the sentence pauses."""
    made: list[ReplaceWords] = []
    for index, edit in enumerate(edits):
        if edit.words and edit.start != edit.end:
            made.append(edit)
            continue
        after = made[-1].end + 1 if made else 0
        until = edits[index + 1].start - 1 if index + 1 < len(edits) else len(text)
        made.append(_settled(edit, text, after, until))
    return tuple(made)


def _settled(edit: ReplaceWords, text: str, after: int, until: int) -> ReplaceWords:
    start, end = edit.start, edit.end
    moving = edit.words or text[start:end]
    back = Postfix.similarity(text[max(after, start - len(moving)) : start], moving)
    forth = Prefix.similarity(text[end : max(end, until)], moving)
    if not (back or forth):
        return edit
    whole = text[:start] + moving + text[end:]
    # Between spaces outside of all that can move, words are cut as they are in the whole alinéa.
    first = max(whole.rfind(" ", 0, start - back), 0)
    cuts = {found.start() for found in TOKEN.finditer(whole[: start + len(moving) + forth + 40], first)} | {len(whole)}
    size = len(moving)
    places = [at for at in range(start - back, start + forth + 1) if at in cuts and at + size in cuts]
    if len(places) < 2:
        return edit
    best = max(places, key=lambda at: (_pause(whole, at) + _pause(whole, at + size), whole[at].isspace(), at))
    if edit.words:
        return tidy(ReplaceWords(edit.unit, best, best, whole[best : best + size]), text)
    return tidy(ReplaceWords(edit.unit, best, best + size, ""), text)


def _pause(text: str, at: int) -> int:
    """How much the sentence pauses at offset *at*."""
    if at == len(text):
        return 5
    if not at:
        return 1
    before, after = text[at - 1], text[at]
    if before in _ENDS and after.isspace() and not _abbreviates(text, at - 1):
        return 4
    if before in _CLOSES:
        return 3
    if (after in _BEFORE and not _abbreviates(text, at)) or (after.isspace() and text[at + 1 : at + 2] in _SPACED):
        return 2
    return 1 if before.isspace() or after.isspace() else 0


def _abbreviates(text: str, at: int) -> bool:
    """Whether the mark at offset *at* is the full stop of `L.`, `M.`, `R.`."""
    return text[at] == "." and at > 0 and text[at - 1].isupper() and not text[at - 2 : at - 1].isalnum()
