"""Documents that people send, read as words."""

from django.utils.translation import gettext as _

from portevoix.evidence.documents import docx_to_text, text_of_docx
from portevoix.journal.acts import Refused
from portevoix.people.uploads import Upload, decoded, read_upload, safe_name, suffix_of

__all__ = [
    "Upload",
    "decoded",
    "document_text",
    "docx_to_text",
    "read_upload",
    "safe_name",
    "suffix_of",
    "text_of_docx",
]


def document_text(upload: Upload) -> str:
    """The words of a document (plain text, Markdown, DOCX), paragraphs set apart by an empty line.

    Raises Refused on another kind of file, told by its name and by its content.
    """
    suffix, data = suffix_of(upload.name), upload.data
    if suffix == ".docx":
        return decoded(docx_to_text(data).encode(), upload.name)
    if suffix not in (".txt", ".md", ".markdown", "") or data.startswith((b"PK\x03\x04", b"%PDF")):
        raise Refused(
            _(
                "« %(name)s » n’est pas d’un format lu ici. Envoyez du texte (.txt, .md) ou un document Word "
                "(.docx), ou collez le texte."
            )
            % {"name": upload.name},
            field="file",
        )
    return decoded(data, upload.name)
