"""From files of amendments to the amendments they hold, or to the sentence that says why not. Nothing is stored here."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from portevoix.engine import assembly
from portevoix.engine.digest import digest
from portevoix.engine.formats import FormatError
from portevoix.engine.received import Received, from_senate, with_groups, without_doubles
from portevoix.engine.verification import sha256
from portevoix.evidence.uploads import Upload, read_upload, safe_name, suffix_of
from portevoix.journal.acts import Refused
from portevoix.texts.models import AmendmentSet
from portevoix.ui.language import spoken

MOST = 5_000  # amendments in one import: no debate has more on one text
NUMBER_LENGTH = 40
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MEMBERS, UNPACKED, RATIO = 6_000, 40_000_000, 300


@dataclass(frozen=True)
class ReadSet:
    """What files hold: of which assembly, under which name, with which digest, in the order of the source."""

    kind: str
    name: str
    digest: str
    received: list[Received]


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="files")


def read_set(files: Sequence) -> ReadSet:
    """The amendments that the uploaded *files* hold: one CSV of the Senate, or documents of the Assembly, in a ZIP or
    not. Raises Refused, on the field `files`, with the file and the reason."""
    if sum(file.size or 0 for file in files) > settings.UPLOAD_LIMIT:
        raise _refused(
            _("Ces fichiers dépassent %(limit)d Mo ensemble, la limite d’un envoi. Rien n’a été enregistré. "
              "Envoyez-les en plusieurs fois : ce qui est déjà importé n’est pas importé deux fois.")
            % {"limit": settings.UPLOAD_LIMIT // 1_000_000}
        )  # fmt: skip
    try:
        uploads = [read_upload(file) for file in files]
    except Refused as refused:
        raise _refused(refused.sentence) from refused
    name = uploads[0].name if len(uploads) == 1 else _("%(count)d fichiers") % {"count": len(uploads)}
    whole = digest([[one.name, sha256(one.data)] for one in uploads])
    kinds = {suffix_of(one.name) for one in uploads}
    if kinds == {".csv"}:
        if len(uploads) > 1:
            raise _refused(_("Envoyez un fichier CSV à la fois."))
        kind, received = AmendmentSet.Kind.SENATE, _senate(uploads[0])
    elif kinds <= {".xml", ".zip"}:
        kind, received = AmendmentSet.Kind.ASSEMBLY, _assembly(uploads)
    else:
        raise _refused(
            _(
                "« %(name)s » n’est pas d’un format lu ici. Envoyez le jeu complet du Sénat (.csv), ou les amendements "
                "de l’Assemblée nationale (.xml, plusieurs à la fois, ou une archive .zip)."
            )
            % {"name": next(one.name for one in uploads if suffix_of(one.name) not in (".csv", ".xml", ".zip"))
               if not kinds <= {".csv", ".xml", ".zip"} else uploads[0].name}
        )  # fmt: skip
    received = without_doubles(received)
    if not received:
        raise _refused(_("« %(name)s » ne contient aucun amendement.") % {"name": name})
    if len(received) > MOST:
        raise _refused(
            _("« %(name)s » contient %(count)d amendements : la limite d’un import est de %(most)d.")
            % {"name": name, "count": len(received), "most": MOST}
        )
    for one in received:
        if len(one.number) > NUMBER_LENGTH:
            raise _refused(
                _("« %(name)s » : le numéro « %(number)s… » est trop long. Rien n’a été enregistré.")
                % {"name": name, "number": one.number[:NUMBER_LENGTH]}
            )
        if UNSHOWN.search("".join((one.number, one.author, one.place, one.instructions, one.rationale))):
            raise _refused(
                _("« %(name)s », amendement %(number)s : il contient des caractères que rien n’affiche.")
                % {"name": name, "number": UNSHOWN.sub("", one.number)}
            )
    return ReadSet(kind, name, whole, received)


def _unread(name: str, error: FormatError) -> Refused:
    sentence = spoken(error.message_fr, error.message_en)
    return _refused(_("« %(name)s » ne se lit pas. %(why)s Rien n’a été enregistré.") % {"name": name, "why": sentence})


def _senate(upload: Upload) -> list[Received]:
    try:
        return from_senate(upload.data)
    except FormatError as error:
        raise _unread(upload.name, error) from error


def _assembly(uploads: Sequence[Upload]) -> list[Received]:
    found: list[Received] = []
    groups: dict[str, str] = {}
    for upload in uploads:
        for one in _opened(upload) if suffix_of(upload.name) == ".zip" else (upload,):
            try:
                root = assembly.kind_of(one.data)
                if root.tag == assembly.LIST:
                    groups |= assembly.group_names(root)
                else:
                    found.append(assembly.read(root))
            except FormatError as error:
                raise _unread(one.name, error) from error
    return with_groups(found, groups)


def _opened(upload: Upload) -> list[Upload]:
    """The XML documents of an archive, unpacked under a count."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            kept = [one for one in members if suffix_of(one.filename) == ".xml" and "__MACOSX" not in one.filename]
            if not kept:
                raise _refused(_("« %(name)s » ne contient aucun document XML.") % {"name": upload.name})
            if len(members) > MEMBERS:
                raise _refused(
                    _("« %(name)s » contient plus de %(most)d fichiers.") % {"name": upload.name, "most": MEMBERS}
                )
            if any(one.flag_bits & 1 for one in kept):
                raise _refused(
                    _("« %(name)s » est protégé par un mot de passe. Enlevez la protection, puis recommencez.")
                    % {"name": upload.name}
                )
            announced = sum(one.file_size for one in kept)
            if announced > UNPACKED or announced > RATIO * max(sum(one.compress_size for one in kept), 1) + 1_000_000:
                raise _bomb(upload)
            found, total = [], 0
            for one in kept:
                with archive.open(one) as part:
                    data = part.read(UNPACKED - total + 1)
                total += len(data)
                if total > UNPACKED:
                    raise _bomb(upload)
                found.append(Upload(safe_name(one.filename), data))
            return found
    except (
        zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    ):  # fmt: skip
        raise _refused(
            _("« %(name)s » n’est pas une archive ZIP entière. Rien n’a été enregistré.") % {"name": upload.name}
        ) from None


def _bomb(upload: Upload) -> Refused:
    return _refused(
        _("« %(name)s » se déplie en un volume démesuré. Rien n’a été enregistré. Envoyez les documents XML eux-mêmes.")
        % {"name": upload.name}
    )
