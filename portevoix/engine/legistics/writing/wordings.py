"""The ways to say a change of words in an alinéa, the one an expert would choose first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.engine.edits import ReplaceWords
from portevoix.engine.legistics.words import occurrences
from portevoix.engine.legistics.writing.phrasing import noun, occurrence, quoted
from portevoix.engine.sentences import sentences

_SPACES = " \u00a0\u202f"
# Beyond, an expert no longer quotes what comes before: the occurrence is said, or the end is rewritten.
_LONG = 60


def wordings(text: str, edit: ReplaceWords, alinea: str) -> Iterator[str]:
    """Sentences that say *edit* on an alinéa, called *alinea*, whose words are *text*. None of them is checked here."""
    start, end, words = _core(text, edit)
    if start == 0 and end == len(text):
        yield f"Rédiger ainsi {alinea}\u202f: {quoted(words)}."
        return
    old, put = text[start:end], words.strip(_SPACES)
    if not old.strip(_SPACES):
        yield from _insertions(text, start, put, alinea)
    elif not put:
        yield from _deletions(text, start, end, alinea)
    else:
        yield from _replacements(text, start, end, put, alinea)
    yield from _widened(text, edit, alinea)


def _core(text: str, edit: ReplaceWords) -> tuple[int, int, str]:
    """The edit without the spaces that both sides share."""
    start, end, words = edit.start, edit.end, edit.words
    while start < end and words and text[start] == words[0] and words[0] in _SPACES:
        start, words = start + 1, words[1:]
    while start < end and words and text[end - 1] == words[-1] and words[-1] in _SPACES:
        end, words = end - 1, words[:-1]
    return start, end, words


def _insertions(text: str, at: int, put: str, alinea: str) -> Iterator[str]:
    what, _to = noun(put)
    if not text[at:].strip(_SPACES + ".;:!?"):
        if not text[at:].strip(_SPACES) and put[-1:] in ".!?":
            many = len(sentences(put))
            count = "une phrase ainsi rédigée" if many == 1 else f"{many} phrases ainsi rédigées"
            yield f"Compléter {alinea} par {count}\u202f: {quoted(put)}."
        yield f"Compléter {alinea} par {what}\u202f: {quoted(put)}."
    if not text[:at].strip(_SPACES):
        yield f"Au début de {alinea}, insérer {what}\u202f: {quoted(put)}."
    found = next((place for place in sentences(text) if place[0] == at), None)
    if found and put[-1:] in ".!?":
        rank = sentences(text).index(found)
        nth = occurrence(rank, len(sentences(text))) if rank else None
        if nth:
            yield f"Après la {nth} phrase de {alinea}, insérer une phrase ainsi rédigée\u202f: {quoted(put)}."
    for place in _before(text, at):
        yield f"À {alinea}, après {place}, insérer {what}\u202f: {quoted(put)}."
    for place in _after(text, at):
        yield f"À {alinea}, avant {place}, insérer {what}\u202f: {quoted(put)}."


def _deletions(text: str, start: int, end: int, alinea: str) -> Iterator[str]:
    gone = text[start:end].strip(_SPACES)
    low = text.index(gone, start)
    if (found := _sentence(text, start, end)) is not None:
        yield f"Supprimer la {found} phrase de {alinea}."
    what, _to = noun(gone)
    if len(gone) > _LONG and not text[end:].strip(_SPACES + ".;:"):
        for place in _before(text, start):
            yield f"À {alinea}, après {place}, supprimer la fin de l’alinéa."
    for nth in _which(text, low, low + len(gone)):
        yield f"À {alinea}, supprimer {_occurring(nth, what, 'la')}\u202f: {quoted(gone)}."


def _replacements(text: str, start: int, end: int, put: str, alinea: str) -> Iterator[str]:
    old = text[start:end].strip(_SPACES)
    low = text.index(old, start)
    if (found := _sentence(text, start, end)) is not None:
        yield f"Rédiger ainsi la {found} phrase de {alinea}\u202f: {quoted(put)}."
    if len(old) > _LONG and not text[end:].strip(_SPACES + ".;:"):
        for place in _before(text, start):
            yield f"Après {place}, rédiger ainsi la fin de {alinea}\u202f: {quoted(put)}."
    _what, to = noun(old)
    new, _to = noun(put)
    for nth in _which(text, low, low + len(old)):
        yield f"À {alinea}, substituer {_occurring(nth, to, 'à la')}\u202f: {quoted(old)} {new}\u202f: {quoted(put)}."


def _occurring(nth: str, what: str, to: str) -> str:
    """« aux mots », or « à la seconde occurrence des mots »."""
    if not nth:
        return what
    of = {"le": "du", "la": "de la", "les": "des", "au": "du", "aux": "des", "à": "de"}
    first, _, rest = what.partition(" ")
    return f"{to} {nth} occurrence {of[first]} {rest}"


def _which(text: str, start: int, end: int) -> Iterator[str]:
    """How to say that the words from *start* to *end* are meant: nothing where they are there once."""
    found = occurrences(text[start:end], text)
    if len(found) == 1:
        yield ""
    elif (start, end) in found and (nth := occurrence(found.index((start, end)) + 1, len(found))):
        yield nth


def _before(text: str, at: int) -> Iterator[str]:
    """The words that end at *at*, as a place: enough of them to be there once, or the last ones and which they are."""
    yield from _beside(text, [(found.start(), at) for found in reversed([*re.finditer(r"\S+", text[:at])])])


def _after(text: str, at: int) -> Iterator[str]:
    yield from _beside(text, [(at, at + found.end()) for found in re.finditer(r"\S+", text[at:])])


def _beside(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    said = False
    for many, (start, end) in enumerate(spans):
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip(_SPACES)), end - len(words) + len(words.rstrip(_SPACES))
        words = text[start:end]
        bare = words.strip(",;:. ")
        if not re.search(r"\w", bare):
            continue
        what = noun(words)[0]
        if len(occurrences(words, text)) == 1:
            if many < 4 or len(words) <= _LONG or said is False:
                yield f"{what}\u202f: {quoted(words)}"
            return
        if many < 3 and (nth := next(_which(text, start, end), "")):
            yield f"{_occurring(nth, what, 'la')}\u202f: {quoted(words)}"
            said = True


def _sentence(text: str, start: int, end: int) -> str | None:
    """« seconde », when what is from *start* to *end* is a whole sentence among several."""
    found = sentences(text)
    if len(found) < 2:
        return None
    for rank, (low, high) in enumerate(found, 1):
        if low == start + len(text[start:end]) - len(text[start:end].lstrip(_SPACES)) and (
            text[low:high].rstrip(_SPACES) == text[start:end].strip(_SPACES)
        ):
            return occurrence(rank, len(found))
    return None


def _widened(text: str, edit: ReplaceWords, alinea: str) -> Iterator[str]:
    """The same change said with the words around it, so that they are there once."""
    start, end = edit.start, edit.end
    while start > 0 or end < len(text):
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        old = text[start:end]
        new = text[start : edit.start] + edit.words + text[edit.end : end]
        if old.strip() and new.strip() and len(occurrences(old, text)) == 1:
            yield (
                f"À {alinea}, substituer {noun(old)[1]}\u202f: {quoted(old)} "
                f"{noun(new.strip())[0]}\u202f: {quoted(new.strip())}."
            )
            return
        start, end = max(start - 1, 0), min(end + 1, len(text))
