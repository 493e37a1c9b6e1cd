"""From the bytes of a file to a text, or to the sentence that says why not. Nothing is stored here."""

import re
from collections.abc import Callable
from dataclasses import replace

from django.core import signing
from django.utils.translation import gettext as _

from portevoix.engine.formats import FormatError, akn, bill_json, markdown, plain
from portevoix.engine.text import LEAF, Text, Unit, canonical, from_canonical, keyed
from portevoix.evidence.uploads import Upload, decoded, suffix_of, text_of_docx
from portevoix.journal.acts import Refused
from portevoix.texts.drafts import one_line, renumbered
from portevoix.ui.language import spoken

MAX_UNITS, MAX_SIGNS, MAX_DEPTH = 5_000, 1_500_000, 12
MAX_TITLE, MAX_NUMBER, MAX_KEY = 300, 60, 120


READERS: dict[str, Callable[[Upload], Text]] = {
    ".md": lambda upload: markdown.read(decoded(upload.data, upload.name)),
    ".markdown": lambda upload: markdown.read(decoded(upload.data, upload.name)),
    ".txt": lambda upload: plain.read(decoded(upload.data, upload.name)),
    ".docx": lambda upload: text_of_docx(upload.data),
    ".xml": lambda upload: akn.read(upload.data),
    ".akn": lambda upload: akn.read(upload.data),
    ".json": lambda upload: bill_json.read(decoded(upload.data, upload.name)),
}
_SAFE_KEY = re.compile(r"[\w.-]+")
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def read_text(upload: Upload) -> Text:
    """The text that the file holds, ready for a draft: keys safe in addresses, alinéas on one line.

    Raises Refused, on the field `file`, with the reason: another kind of file, one that cannot be read, one too large
    for a text, one without any alinéa.
    """
    reader = READERS.get(suffix_of(upload.name))
    if reader is None:
        raise _refused(
            _(
                "« %(name)s » n’est pas d’un format lu ici. Envoyez du Markdown (.md), du texte (.txt), un document "
                "Word (.docx), de l’Akoma Ntoso (.xml) ou un texte en alinéas (.json)."
            )
            % {"name": upload.name}
        )
    try:
        return tidy(reader(upload))
    except FormatError as error:
        sentence = spoken(error.message_fr, error.message_en)
        raise _refused(
            _("« %(name)s » ne se lit pas. %(why)s Rien n’a été créé.") % {"name": upload.name, "why": sentence}
        ) from error
    except RecursionError:
        raise _refused(
            _("« %(name)s » emboîte trop d’éléments les uns dans les autres. Rien n’a été créé.")
            % {"name": upload.name}
        ) from None


def tidy(text: Text) -> Text:
    """*text* as a draft holds it. Raises Refused when it is empty, too large or holds what nothing can show."""
    units = alineas = signs = 0
    stack = [(unit, 1) for unit in text.units]
    while stack:
        unit, depth = stack.pop()
        units, alineas = units + 1, alineas + (unit.kind == LEAF)
        signs += len(unit.text) + len(unit.heading) + len(unit.number)
        if depth > MAX_DEPTH:
            raise _refused(_("Ce document emboîte trop d’éléments les uns dans les autres. Rien n’a été créé."))
        if _UNSHOWN.search(unit.text + unit.heading + unit.number):
            raise _refused(_("Ce document contient des caractères que rien n’affiche : ce n’est pas un texte lisible."))
        stack.extend((child, depth + 1) for child in unit.children)
    if not alineas:
        raise _refused(_("Ce document ne contient aucun alinéa : rien n’a été créé."))
    if units > MAX_UNITS or signs > MAX_SIGNS:
        raise _refused(
            _("Ce document est trop long pour un texte à amender : %(units)d éléments, %(signs)d signes. "
              "Coupez-le, ou envoyez la partie à débattre.") % {"units": units, "signs": signs}
        )  # fmt: skip

    def neat(unit: Unit) -> Unit:
        key = unit.key if len(unit.key) <= MAX_KEY and _SAFE_KEY.fullmatch(unit.key) else ""
        return replace(
            unit,
            key=key,
            number=one_line(unit.number)[:MAX_NUMBER],
            heading=one_line(unit.heading),
            text=one_line(unit.text),
            children=tuple(neat(child) for child in unit.children),
        )

    title = one_line(_UNSHOWN.sub("", text.title))[:MAX_TITLE]
    return renumbered(Text(title, keyed(neat(unit) for unit in text.units), text.language))


def sealed(text: Text) -> str:
    """*text* as a page carries it from its preview to its creation: compressed, and signed to come back as it was."""
    return signing.dumps(canonical(text), salt="texts.import", compress=True)


def unsealed(content: str) -> Text:
    """The text that `sealed` wrote less than a day ago. Raises Refused otherwise."""
    try:
        return tidy(from_canonical(signing.loads(content, salt="texts.import", max_age=86_400)))
    except (signing.BadSignature, ValueError):
        sentence = _("L’aperçu a plus d’un jour ou n’est pas arrivé entier. Choisissez le fichier à nouveau.")
        raise Refused(sentence) from None
