"""From the bytes of a record to its turns of speech. Nothing is stored here."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portevoix.engine.formats import FormatError, akn
from portevoix.evidence.records import cues, lines, tei
from portevoix.evidence.records.turns import Turn, finished, refused
from portevoix.evidence.uploads import decoded, docx_to_text, suffix_of
from portevoix.ui.language import spoken

__all__ = ["Record", "Turn", "read_record"]

SUFFIXES = {
    ".xml": "tei",
    ".tei": "tei",
    ".vtt": "vtt",
    ".srt": "srt",
    ".docx": "docx",
    ".txt": "text",
    ".md": "text",
    "": "text",
}
_SRT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\d+:\d\d:\d\d,\d{3} -->")


@dataclass(frozen=True)
class Record:
    """A record as it was read: `kind` is one of tei, vtt, srt, docx, text."""

    kind: str
    turns: list[Turn]

    def labels(self) -> dict[str, int]:
        """Who speaks, as the file says, in the order of their first words, and how many times."""
        counted: dict[str, int] = {}
        for turn in self.turns:
            if turn.speaker:
                counted[turn.speaker] = counted.get(turn.speaker, 0) + 1
        return counted


def kind_of(name: str, data: bytes) -> str:
    """What the content of *data* is, agreed with the extension of *name*. Raises Refused where they disagree."""
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04"):
        found = "docx"
    elif start.startswith(b"WEBVTT"):
        found = "vtt"
    elif start.startswith(b"<"):
        found = "tei"
    elif _SRT.match(data[:200]):
        found = "srt"
    elif start.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"ID3", b"RIFF", b"OggS", b"{\\rtf")
    ):
        found = "other"
    else:
        found = "text"
    expected = SUFFIXES.get(suffix_of(name))
    if expected is None or found == "other":
        raise refused(
            _(
                "« %(name)s » n’est pas d’un format lu ici. Envoyez un compte rendu en TEI (.xml), WebVTT "
                "(.vtt), SRT (.srt), Word (.docx) ou texte (.txt)."
            )
            % {"name": name}
        )
    if expected != found and not (expected == "tei" and found == "text"):
        raise refused(
            _(
                "« %(name)s » ne contient pas ce que son nom annonce (%(expected)s) : son contenu ressemble à"
                " du %(found)s. Corrigez l’extension ou choisissez un autre fichier."
            )
            % {"name": name, "expected": _said(expected), "found": _said(found)}
        )
    return expected


def _said(kind: str) -> str:
    return {"tei": "XML", "vtt": "WebVTT", "srt": "SRT", "docx": "Word", "text": _("texte brut")}[kind]


def read_record(name: str, data: bytes) -> Record:
    """The turns of speech in the file called *name*. Raises Refused, on the field `file`, saying what and where."""
    kind = kind_of(name, data)
    if kind == "tei" and b"<akomaNtoso" in data[:4000]:
        turns = _debate(data)
    elif kind == "tei":
        turns = tei.read(data)
    elif kind in ("vtt", "srt"):
        turns = cues.read(decoded(data, name), kind)
    else:
        words = docx_to_text(data) if kind == "docx" else decoded(data, name)
        turns = lines.read(words)
    return Record(kind, finished(turns))


def _debate(data: bytes) -> list[Turn]:
    """The turns of a debate in Akoma Ntoso."""
    try:
        return [Turn(speaker, words) for speaker, words in akn.read_debate(data)]
    except FormatError as error:
        raise refused(spoken(error.message_fr, error.message_en)) from error
