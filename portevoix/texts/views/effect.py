"""What instructions being typed would do, or the very words for which they are not understood."""

from itertools import groupby
from operator import itemgetter

from portevoix.texts.changes import changes
from portevoix.ui.language import spoken


def marked(words: str, refusals) -> dict:
    """*words* in pieces, (words, kind, rank of the refusal), and the reasons: what a page shows of *refusals*.

    `kind`: "sentence" for what is not understood, "fault" for the words at fault, "" for the rest.
    """
    kinds = [("", 0)] * len(words)
    ordered = sorted(refusals, key=lambda one: one.start)
    for one in ordered:
        kinds[one.start : one.end] = [("sentence", 0)] * (one.end - one.start)
    for rank, one in enumerate(ordered, 1):
        at, until = (one.start, one.end) if one.word_start is None else (one.word_start, one.word_end)
        kinds[at:until] = [("fault", rank)] * (until - at)
    pieces = [
        ("".join(char for char, _kind in run), *kind)
        for kind, run in groupby(zip(words, kinds, strict=True), key=itemgetter(1))
    ]
    return {
        "pieces": pieces,
        "reasons": [(rank, spoken(one.reason, one.reason_en)) for rank, one in enumerate(ordered, 1)],
    }


def shown(text, edits, instructions: str) -> dict:
    """What *edits* do to *text*, and the *instructions* that say so."""
    return {"instructions": instructions, "changes": changes(text, edits)}
