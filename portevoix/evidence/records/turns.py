"""Turns of speech, whatever file they come from; what was said off the record is dropped here (R32)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused

UNNAMED = "Personne non identifiée"
OFF_RECORD = "[Passage hors compte rendu]"
TURNS, SIGNS, PARAGRAPH, LABEL = 20_000, 5_000_000, 60_000, 120
LONG = 2_000  # beyond it, a turn is cut between two of its paragraphs

_DASH = r"[\s\u00a0\u202f\-‐‑–]+"
_MARK = re.compile(
    rf"[\[(]\s*(?P<end>fin{_DASH}(?:du|de{_DASH}la|d[’'])?{_DASH}?(?:passage{_DASH})?)?hors{_DASH}comptes?{_DASH}rendus?\s*[\])]",
    re.I,
)
_LOOKS_LIKE = re.compile(
    r"[\[(][^\[\]()\n]{0,40}\bhors\b[^\[\]()\n]{0,20}\b(?:comptes?|cr|c\.r\.|micro|antenne|enregistrement)\b[^\[\]()\n]{0,40}[\])]",
    re.I,
)


@dataclass(frozen=True)
class Turn:
    """Words said by `speaker`, paragraphs set apart by line feeds; times in milliseconds, None without time code.

    An empty speaker is nobody's: a heading, a stage direction.
    """

    speaker: str
    words: str
    start_ms: int | None = None
    end_ms: int | None = None


def refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def tidy(words: str) -> str:
    """*words* on one line, spaces joined; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\v\f]+", " ", words).strip(" ")


def finished(turns: Iterable[Turn]) -> list[Turn]:
    """*turns* as they are kept: off-the-record passages replaced by a notice, long turns cut at their paragraphs.

    Raises Refused when the record is too long, holds a paragraph longer than any speech, or nothing that someone said.
    """
    made: list[Turn] = []
    signs = 0
    for turn in on_record(turns):
        if len(turn.speaker) > LABEL:
            raise refused(
                _("Un nom de personne qui parle est trop long : « %(name)s… ». Rien n’a été enregistré.")
                % {"name": turn.speaker[:60]}
            )
        if max(map(len, turn.words.split("\n"))) > PARAGRAPH:
            raise refused(
                _(
                    "Un paragraphe dépasse %(limit)d signes : « %(words)s… ». Ce n’est pas un compte rendu, ou "
                    "ses lignes ont été perdues. Rien n’a été enregistré."
                )
                % {"limit": PARAGRAPH, "words": turn.words[:60]}
            )
        for piece in _pieces(turn):
            signs += len(piece.words)
            made.append(piece)
        if len(made) > TURNS or signs > SIGNS:
            raise refused(
                _(
                    "Ce compte rendu est trop long pour une seule audition. Rien n’a été enregistré. Coupez-le "
                    "par séance."
                )
            )
    if not any(turn.speaker for turn in made):
        raise refused(
            _(
                "Personne n’est nommé dans ce fichier : on ne saurait pas qui parle. Commencez chaque prise "
                "de parole par « NOM : », puis recommencez."
            )
        )
    return made


def _pieces(turn: Turn) -> Iterator[Turn]:
    if len(turn.words) <= LONG:
        yield turn
        return
    held: list[str] = []
    for paragraph in turn.words.split("\n"):
        if held and sum(map(len, held)) + len(paragraph) > LONG:
            yield replace(turn, words="\n".join(held))
            held = []
        held.append(paragraph)
    yield replace(turn, words="\n".join(held))


def on_record(turns: Iterable[Turn]) -> Iterator[Turn]:
    """*turns* without what stands between « [hors compte rendu] » and « [fin du hors compte rendu] » (R32).

    Raises Refused when a mark is opened twice, never closed, closed without being open, or written otherwise: what is
    off the record is not guessed.
    """
    off = False
    for turn in turns:
        kept: list[str] = []
        reached = 0
        if stray := next(
            (found for found in _LOOKS_LIKE.finditer(turn.words) if not _MARK.fullmatch(found.group())), None
        ):
            raise refused(
                _(
                    "« %(mark)s » ne se lit pas avec certitude. Écrivez « [hors compte rendu] » au début et "
                    "« [fin du hors compte rendu] » à la fin. Rien n’a été enregistré."
                )
                % {"mark": stray.group()}
            )
        for mark in _MARK.finditer(turn.words):
            ends = mark["end"] is not None
            if ends != off:
                raise refused(
                    _(
                        "Un passage hors compte rendu se ferme sans s’être ouvert, après : « %(words)s ». Rien n’a "
                        "été enregistré."
                    )
                    % {"words": turn.words[: mark.start()][-60:]}
                    if ends
                    else _(
                        "Un passage hors compte rendu s’ouvre alors que le précédent n’est pas fermé. Rien n’a été "
                        "enregistré."
                    )
                )
            if ends:
                reached = mark.end()
            else:
                kept.append(turn.words[reached : mark.start()])
                if words := _joined(kept):
                    yield replace(turn, words=words)
                yield Turn("", OFF_RECORD)
                kept = []
            off = not off
        if not off and (words := _joined([*kept, turn.words[reached:]])):
            yield replace(turn, words=words)
    if off:
        raise refused(
            _(
                "Un passage hors compte rendu s’ouvre et ne se ferme jamais : ajoutez « [fin du hors compte "
                "rendu] » à sa fin. Rien n’a été enregistré."
            )
        )


def _joined(parts: list[str]) -> str:
    return "".join(parts).strip()
