"""TEI debates, read as a stream: `<sp>` with its `<speaker>` and `<p>`, or `<u who>`."""

import re
import unicodedata
from xml.sax import ContentHandler, SAXException, SAXParseException

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from django.utils.translation import gettext as _

from portevoix.evidence.records.lines import is_direction
from portevoix.evidence.records.turns import SIGNS, UNNAMED, Turn, refused, tidy

SPEECHES = {"sp", "u"}
BLOCKS = {"p", "l", "ab", "seg", "head", "div", "body", "text", "front", "back", "lg"}
DIRECTIONS = {"stage", "incident", "kinesic", "vocal", "note"}
ELEMENTS, DEPTH = 400_000, 200
_CIVILITY = re.compile(r"(?:M|MM|Mme|Mmes|M\.|MM\.)", re.I)
# The name ran on into the words: « et M. Untel. », « rapporteur de la commission. », « le président. »
_RUN_ON = re.compile(
    r"(?P<more>et (?:M\.|Mme) [^.]{2,160}"
    r"|(?P<article>le |la )?(?:président|présidente|rapporteur|rapporteure|ministre|secrétaire|garde)\b[^.]{0,160})"
    r"\.\s+(?=[\w«])"
)


def read(data: bytes) -> list[Turn]:
    """The turns of the TEI document *data*, in its declared encoding (UTF-8 by default).

    Stage directions, headings and words outside any speech are turns of nobody, in their place: they are never put in
    the mouth of who spoke last. Names are brought to one form (spaces joined, function after the comma left out); where
    a name ran on into the words, it is put back. Raises Refused on entities, on a document that is not well formed or
    not TEI.
    """
    handler = _Debate()
    try:
        parseString(data, handler)
    except DefusedXmlException:
        raise refused(
            _(
                "Ce fichier XML définit des entités, qui ne sont jamais lues ici. Rien n’a été enregistré. "
                "Enregistrez-le sans entités."
            )
        ) from None
    except SAXParseException as error:
        raise refused(
            _(
                "Ligne %(line)d, colonne %(column)d : ce fichier XML est mal formé, ou n’est pas dans le "
                "codage qu’il annonce. Rien n’a été enregistré."
            )
            % {"line": error.getLineNumber() or 1, "column": (error.getColumnNumber() or 0) + 1}
        ) from None
    except (SAXException, LookupError, ValueError):
        raise refused(
            _(
                "Ce fichier XML ne se lit pas : son codage est inconnu ou il est incomplet. Enregistrez-le en"
                " UTF-8, puis recommencez."
            )
        ) from None
    if not handler.speeches:
        raise refused(_("Ce document TEI ne contient aucune prise de parole (<sp> ou <u>). Rien n’a été enregistré."))
    return handler.turns


class _Debate(ContentHandler):
    def __init__(self):
        super().__init__()
        self.turns: list[Turn] = []
        self.speeches = self.elements = self.depth = self.signs = 0
        self.skipped = 0  # depth inside the header
        self.label, self.inside = "", 0
        self.first = False  # the next words are the first of the speech
        self.paragraphs: list[str] = []
        self.buffer: list[str] = []
        self.kind = "words"

    def startElement(self, name, attrs):
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENTS or self.depth > DEPTH:
            raise refused(
                _(
                    "Ce fichier XML emboîte ou répète trop d’éléments : ce n’est pas un compte rendu. Rien n’a "
                    "été enregistré."
                )
            )
        local = name.rpartition(":")[2]
        if self.elements == 1 and local not in ("TEI", "teiCorpus", "TEI.2"):
            raise refused(
                _(
                    "Ce fichier XML n’est pas un compte rendu en TEI : il commence par <%(name)s>. Rien n’a été "
                    "enregistré."
                )
                % {"name": name[:60]}
            )
        if self.skipped or local == "teiHeader":
            self.skipped += 1
            return
        if local in SPEECHES:
            self._flush()
            self.inside += 1
            self.speeches += 1
            self.first = True
            self.label = tidy(attrs.get("who", "").lstrip("#").replace("_", " ")) or UNNAMED
        elif local == "speaker" and self.inside:
            self._paragraph()
            self.kind = "speaker"
        elif local in DIRECTIONS:
            self._direction_opens()
        elif local == "interruption":
            self._direction_opens()
            self.buffer.append(attrs.get("text", "") or attrs.get("type", ""))
        elif local in BLOCKS or local == "lb":
            self._paragraph()
            if not self.inside:
                self._flush()

    def characters(self, content):
        if self.skipped:
            return
        self.signs += len(content)
        if self.signs > 2 * SIGNS:
            raise refused(
                _(
                    "Ce compte rendu est trop long pour une seule audition. Rien n’a été enregistré. Coupez-le "
                    "par séance."
                )
            )
        self.buffer.append(content)

    def endElement(self, name):
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        local = name.rpartition(":")[2]
        if local == "speaker" and self.kind == "speaker":
            self.label = _named("".join(self.buffer)) or self.label
            self.buffer, self.kind = [], "words"
        elif local in DIRECTIONS or local == "interruption":
            said = tidy("".join(self.buffer))
            self.buffer, self.kind = [], "words"
            self._direction(said if said.startswith("(") else f"({said})")
        elif local in SPEECHES:
            self._flush()
            self.inside -= 1
            self.label = ""
        elif local in BLOCKS:
            self._paragraph()
            if not self.inside:
                self._flush()

    def _direction_opens(self):
        self._paragraph()
        self.kind = "direction"

    def _direction(self, words):
        if words.strip("() "):
            self._flush()
            self.turns.append(Turn("", words))

    def _paragraph(self):
        words = unicodedata.normalize("NFC", tidy("".join(self.buffer)))
        self.buffer, self.kind = [], "words"
        if not words:
            return
        if is_direction(words):
            self._direction(words)
            return
        if self.first:
            self.first = False
            words = self._run_on(words)
        if words:
            self.paragraphs.append(words)

    def _run_on(self, words: str) -> str:
        words = re.sub(r"\A\.\s+(?=\S)", "", words)
        found = _RUN_ON.match(words)
        untold = bool(_CIVILITY.fullmatch(self.label))
        # « le président » after a whole name may open a sentence: it is a name only where there is none.
        if found and (untold or not found["article"]):
            more, words = found["more"], words[found.end() :]
            if untold:
                self.label = _named(more)
            elif more.startswith("et "):
                self.label = f"{self.label} {_named(more)}"
        return words

    def _flush(self):
        self._paragraph()
        if self.paragraphs:
            self.turns.append(Turn(self.label, "\n".join(self.paragraphs)))
        self.paragraphs = []


def _named(text: str) -> str:
    """A name in one form: what stands before the comma, spaces joined, a capital first unless it goes on."""
    name = unicodedata.normalize("NFC", tidy(text).partition(",")[0]).strip(" .:")
    return name if name.startswith("et ") else name[:1].upper() + name[1:]
