"""The act that turns a draft into a version: numbered, with its digest, for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.digest import version_digest
from portevoix.engine.text import LEAF, canonical
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused, record
from portevoix.texts import drafts
from portevoix.texts.actions.overtaking import Overtaken, locked_draft
from portevoix.texts.engine_bridge import store, subject_of, to_engine
from portevoix.texts.models import Version
from portevoix.texts.telling import tell_opened


def problems_of(text: EngineText) -> list[tuple[str, str]]:
    """What prevents *text* from being frozen: (key of the unit, sentence), in reading order; empty when it can be."""
    found = []
    ranks = {unit.key: rank for unit, _up, rank in text.alineas()}
    if not ranks:
        found.append(("", _("Le texte ne contient aucun alinéa.")))
    for unit, parent in text.walk():
        if unit.kind == LEAF:
            if not unit.text:
                where = drafts.titled(parent) if parent else _("Préambule")
                found.append((unit.key, _("%(where)s, alinéa %(rank)d : il est vide.")
                              % {"where": where, "rank": ranks[unit.key]}))  # fmt: skip
        elif not unit.children:
            found.append((unit.key, _("%(where)s : aucun alinéa.") % {"where": drafts.titled(unit)}))
    return found


@transaction.atomic
def freeze_version(version: Version, *, by, at: datetime, seen: str | None = None) -> Version:
    """Number the draft and fix it for good: its digest goes into the journal, amendments open (R1, R2, R100).

    *seen*, when given, is the digest that was shown: Overtaken when the draft reads otherwise by now.
    Refused while an alinéa is empty or a unit holds none.
    """
    version = locked_draft(version, by)
    text = drafts.renumbered(to_engine(version))
    if problems := problems_of(text):
        raise Refused(
            _("Ce texte ne peut pas encore être figé : %(problems)s")
            % {"problems": " ".join(sentence for _key, sentence in problems[:5])}
        )
    digest = version_digest(text)
    if seen is not None and seen != digest:
        raise Overtaken(_("L’avant-texte a changé depuis que cette page est ouverte. Relisez-le, puis figez-le."), {})
    store(version, text)
    last = version.text.versions.exclude(number=None).order_by("-number").first()
    version.number = last.number + 1 if last else 1
    version.base, version.digest = last, digest
    version.status, version.frozen_at = Version.Status.OPEN, at
    version.save(update_fields=["number", "base", "digest", "status", "frozen_at"])
    record(
        "texts.version_frozen",
        subject_of(version),
        by=by,
        at=at,
        facts={
            "number": version.number,
            "base": last.number if last else None,
            "text": canonical(text),
            "digest": digest,
        },
    )
    tell_opened(version, by=by, at=at)
    return version
