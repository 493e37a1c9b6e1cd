"""Word documents (DOCX), checked as archives, then read by pandoc: no file, no network, little memory."""

import io
import os
import subprocess
import zipfile
import zlib
from datetime import UTC, date, datetime
from xml.sax import ContentHandler, SAXException
from xml.sax.saxutils import escape

import pypandoc
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from defusedxml.sax import parseString
from django.utils.translation import gettext as _

from portevoix.engine.formats import word
from portevoix.engine.text import Text
from portevoix.journal.acts import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEMBERS = 2_000
UNPACKED = 20_000_000  # bytes of XML in all
RATIO = 200  # unpacked size over packed size
ELEMENTS, DEPTH = 600_000, 400
SECONDS = 30
MEMORY = "192M"
WRITTEN = 40_000_000  # bytes that pandoc gives back

_NAMESPACE = "urn:portevoix:text"
_COPY = "customXml/item1.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_RELATION = (
    b'<Relationship Id="portevoix" Target="../customXml/item1.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
)
_AGE = (1980, 1, 1, 0, 0, 0)


def text_of_docx(data: bytes) -> Text:
    """The text that the DOCX *data* shows: headings are its parts, paragraphs its alinéas, with the keys and kinds that
    `docx_of_text` left inside. Raises Refused on the field `file`, FormatError."""
    document = _checked(data)
    return word.read(_read(document, "json"), _copy(document))


def docx_of_text(text: Text, day: date) -> bytes:
    """*text* as a DOCX of *day*: the same bytes each time, and the same text when it is read back.

    Raises FormatError on a character that cannot stand in one.
    """
    written, copy = word.write(text), word.copy(text)
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from=json", "--to=docx+empty_paragraphs", "--output=-"]
    noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    done = subprocess.run(
        command,
        input=written.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(noon)},
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _RELATIONS:
                content = content.replace(b"</Relationships>", _RELATION + b"</Relationships>")
            new.writestr(zipfile.ZipInfo(member.filename, _AGE), content, zipfile.ZIP_DEFLATED)
        whole = f'<text xmlns="{_NAMESPACE}">{escape(copy)}</text>'
        new.writestr(zipfile.ZipInfo(_COPY, _AGE), whole, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _copy(document: bytes) -> str | None:
    """What `docx_of_text` left inside of *document*; a word processor may have renamed the part."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            if name.startswith("customXml/item") and name.endswith(".xml"):
                root = fromstring(archive.read(name), forbid_dtd=True)
                if root.tag == f"{{{_NAMESPACE}}}text":
                    return root.text or ""
    return None


def docx_to_text(data: bytes) -> str:
    """The words of the DOCX *data* as plain text, one paragraph a line. Raises Refused on the field `file`."""
    return _read(_checked(data), "plain").decode()


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def _read(document: bytes, form: str) -> bytes:
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        "--from=docx",
        f"--to={form}",
        "--wrap=none",
        "+RTS",
        f"-M{MEMORY}",
        "-RTS",
    ]
    try:
        done = subprocess.run(command, input=document, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or len(done.stdout) > WRITTEN:
        raise _refused(
            _(
                "Ce document Word est trop long ou trop compliqué pour être lu ici. Rien n’a été enregistré. "
                "Enregistrez-le en texte brut (.txt, UTF-8), puis recommencez."
            )
        )
    return done.stdout


def _checked(data: bytes) -> bytes:
    """A DOCX that holds only the XML parts of *data*, each unpacked under a count and read once without any entity."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _rebuilt(archive, archive.infolist())
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise _refused(
            _(
                "Ce fichier n’est pas un document Word (.docx) entier. Ouvrez-le, enregistrez-le à nouveau en"
                " .docx, puis recommencez."
            )
        ) from None


def _rebuilt(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    names = [member.filename for member in members]
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise _refused(_("Cette archive n’est pas un document Word (.docx). Rien n’a été enregistré."))
    if len(members) > MEMBERS or len(set(names)) != len(names):
        raise _refused(_("Ce document Word contient trop de parties, ou deux du même nom. Rien n’a été enregistré."))
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise _refused(_("Ce document Word contient un chemin qui sortirait de lui-même. Rien n’a été enregistré."))
    if any(member.flag_bits & 1 for member in members):
        raise _refused(_("Ce document Word est protégé par un mot de passe. Enlevez la protection, puis recommencez."))
    kept = [member for member in members if member.filename.endswith((".xml", ".rels"))]
    announced = sum(member.file_size for member in kept)
    packed = sum(member.compress_size for member in kept)
    if announced > UNPACKED or announced > RATIO * max(packed, 1) + 1_000_000:
        raise _bomb()
    made, total = io.BytesIO(), 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as clean:
        for member in kept:
            with archive.open(member) as part:
                content = part.read(UNPACKED - total + 1)
            total += len(content)
            if total > UNPACKED:
                raise _bomb()
            _check_xml(content)
            clean.writestr(member.filename, content)
    return made.getvalue()


def _bomb() -> Refused:
    return _refused(
        _(
            "Ce document Word se déplie en un volume démesuré. Rien n’a été enregistré. Enregistrez-le en"
            " texte brut (.txt, UTF-8), puis recommencez."
        )
    )


class _Counting(ContentHandler):
    def __init__(self):
        super().__init__()
        self.elements = self.depth = 0

    def startElement(self, name, attrs):
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENTS or self.depth > DEPTH:
            raise _bomb()

    def endElement(self, name):
        self.depth -= 1


def _check_xml(content: bytes) -> None:
    try:
        parseString(content, _Counting(), forbid_dtd=True)
    except DefusedXmlException:
        raise _refused(
            _(
                "Ce document Word contient des définitions XML (entités) qui ne sont jamais lues ici. Rien "
                "n’a été enregistré."
            )
        ) from None
    except (SAXException, LookupError):
        raise _refused(
            _(
                "Une partie de ce document Word est abîmée. Ouvrez-le, enregistrez-le à nouveau en .docx, "
                "puis recommencez."
            )
        ) from None
