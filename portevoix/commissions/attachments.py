"""Files attached to an agenda: which kinds are taken, told by their name and by their content."""

from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.people.uploads import Upload, read_upload, suffix_of

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
# extension: media type, the bytes that a file of that kind starts with (nothing: text, in UTF-8)
KINDS = {
    ".pdf": ("application/pdf", b"%PDF"),
    ".docx": (f"{OFFICE}wordprocessingml.document", ZIP),
    ".xlsx": (f"{OFFICE}spreadsheetml.sheet", ZIP),
    ".pptx": (f"{OFFICE}presentationml.presentation", ZIP),
    ".odt": (f"{OPEN}text", ZIP),
    ".ods": (f"{OPEN}spreadsheet", ZIP),
    ".odp": (f"{OPEN}presentation", ZIP),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".txt": ("text/plain", b""),
    ".md": ("text/markdown", b""),
    ".csv": ("text/csv", b""),
}
ACCEPTED = ",".join(KINDS)


def checked(file) -> tuple[Upload, str]:
    """The upload and its media type; raises `Refused`, on the field `file`, on another kind than `KINDS`, or too large."""
    upload = read_upload(file)
    suffix = suffix_of(upload.name)
    if suffix not in KINDS:
        raise Refused(
            _("« %(name)s » n’est pas d’un genre que l’on joint ici. Sont acceptés : %(kinds)s.")
            % {"name": upload.name, "kinds": ", ".join(KINDS)},
            field="file",
        )
    media_type, start = KINDS[suffix]
    if start and not upload.data.startswith(start):
        raise Refused(
            _("« %(name)s » ne contient pas ce que son nom annonce. Enregistrez-le à nouveau, puis recommencez.")
            % {"name": upload.name},
            field="file",
        )
    if not start:
        try:
            upload.data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(
                _("« %(name)s » n’est pas un texte en UTF-8. Enregistrez-le en UTF-8, ou en PDF.")
                % {"name": upload.name},
                field="file",
            ) from None
    return upload, media_type
