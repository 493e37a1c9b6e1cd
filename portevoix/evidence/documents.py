"""Word documents (DOCX), checked as archives, then read by pandoc: no file, no network, little memory."""

import io
import subprocess
import zipfile
import zlib
from xml.sax import ContentHandler, SAXException

import pypandoc
from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused

MEMBERS = 2_000
UNPACKED = 20_000_000  # bytes of XML in all
RATIO = 200  # unpacked size over packed size
ELEMENTS, DEPTH = 600_000, 400
SECONDS = 30
MEMORY = "192M"


def docx_to_markdown(data: bytes) -> str:
    """The words of the DOCX *data* as Markdown, headings and lists kept. Raises Refused on the field `file`."""
    return _read(data, "markdown-raw_html-raw_attribute-header_attributes-link_attributes-bracketed_spans")


def docx_to_text(data: bytes) -> str:
    """The words of the DOCX *data* as plain text, one paragraph a line. Raises Refused on the field `file`."""
    return _read(data, "plain")


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def _read(data: bytes, form: str) -> str:
    document = _checked(data)
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
    if done is None or done.returncode:
        raise _refused(
            _(
                "Ce document Word est trop long ou trop compliqué pour être lu ici. Rien n’a été enregistré. "
                "Enregistrez-le en texte brut (.txt, UTF-8), puis recommencez."
            )
        )
    return done.stdout.decode("utf-8", "strict")


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
