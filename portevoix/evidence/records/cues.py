"""Timed records: WebVTT and SRT."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from portevoix.evidence.records.lines import split_label
from portevoix.evidence.records.turns import UNNAMED, Turn, refused, tidy

FULL = 600  # a sentence that ends beyond it ends the passage
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|</?>")
_SENTENCE_END = re.compile(r"[.!?…»]\s*\Z")


def read(text: str, kind: str) -> Iterator[Turn]:
    """The turns of WebVTT or SRT *text*: cues of one speaker that follow each other are joined, up to a sentence.

    Who speaks is a voice tag (`<v Name>`) or `NAME: words`. A cue that names nobody goes on with the one who speaks,
    save in a file that has voice tags, where it is nobody known. Raises Refused on a time that cannot be read.
    """
    voiced = bool(_VOICE.search(text))
    speaker = ""
    held: Turn | None = None
    for start, end, payload in _cues(text, kind):
        for said_by, words in _voices(payload, voiced):
            if said_by is not None:
                speaker = said_by
            elif voiced:
                speaker = UNNAMED
            if not words:
                continue
            turn = Turn(speaker, words, start, end)
            if held and held.speaker == speaker and not (len(held.words) > FULL and _SENTENCE_END.search(held.words)):
                held = replace(held, words=f"{held.words} {words}", end_ms=end)
            else:
                if held:
                    yield held
                held = turn
    if held:
        yield held


def _voices(payload: str, voiced: bool) -> Iterator[tuple[str | None, str]]:
    if voiced:
        parts = _VOICE.split(payload)
        if bare := _words(parts[0]):
            yield None, bare
        for name, words in zip(parts[1::2], parts[2::2], strict=True):
            yield tidy(html.unescape(name)), _words(words)
        return
    for line in payload.split("\n"):
        line = _words(line)
        opened = split_label(line.lstrip("- –—")) if line else None
        if opened:
            yield opened[0], tidy(opened[1])
        elif line:
            yield None, line


def _words(payload: str) -> str:
    return tidy(html.unescape(_TAG.sub("", payload)))


def _cues(text: str, kind: str) -> Iterator[tuple[int, int, str]]:
    lines = text.split("\n")
    at, found = 0, 0
    if kind == "vtt":
        while at < len(lines) and lines[at].strip():
            at += 1  # the header
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block_at = at
        while at < len(lines) and lines[at].strip():
            at += 1
        block = lines[block_at:at]
        first = block[0].split(maxsplit=1)[0]
        if kind == "vtt" and first in ("NOTE", "STYLE", "REGION"):
            continue
        timing_at = int("-->" not in block[0] and len(block) > 1 and "-->" in block[1])
        timing = _TIMING.fullmatch(block[timing_at])
        if not timing:
            raise refused(
                _(
                    "Ligne %(line)d : une heure de début et de fin est attendue (« 00:01:02.000 --> "
                    "00:01:05.000 »), on y lit « %(words)s ». Rien n’a été enregistré."
                )
                % {"line": block_at + timing_at + 1, "words": block[timing_at][:80]}
            )
        start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
        if end < start:
            raise refused(
                _("Ligne %(line)d : ce passage finit avant de commencer. Rien n’a été enregistré.")
                % {"line": block_at + timing_at + 1}
            )
        found += 1
        yield start, end, "\n".join(block[timing_at + 1 :])
    if not found:
        raise refused(_("Ce fichier de sous-titres ne contient aucune parole. Rien n’a été enregistré."))


def _milliseconds(parts) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
