"""What instructions being typed would do, or the very words for which they are not understood."""

from portevoix.texts.changes import changes
from portevoix.ui.language import spoken


def marked(words: str, refusals) -> dict:
    """*words* in pieces, (words, kind, rank of the refusal), and the reasons: what a page shows of *refusals*.

    `kind`: "sentence" for what is not understood, "fault" for the words at fault in it, "" for the rest.
    """
    pieces, reasons, reached = [], [], 0
    for rank, one in enumerate(sorted(refusals, key=lambda one: one.start), 1):
        reasons.append((rank, spoken(one.reason, one.reason_en)))
        start, end = max(one.start, reached), max(one.end, reached)
        at, until = (one.word_start, one.word_end) if one.word_start is not None else (start, end)
        at, until = max(at, start), max(min(until, end), start)
        pieces += [
            (words[reached:start], "", 0),
            (words[start:at], "sentence", 0),
            (words[at:until], "fault", rank),
            (words[until:end], "sentence", 0),
        ]
        reached = end
    pieces.append((words[reached:], "", 0))
    return {"pieces": [piece for piece in pieces if piece[0]], "reasons": reasons}


def shown(text, edits, instructions: str) -> dict:
    """What *edits* do to *text*, and the *instructions* that say so."""
    return {"instructions": instructions, "changes": changes(text, edits)}
