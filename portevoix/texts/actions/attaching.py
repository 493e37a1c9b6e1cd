"""Acts that tie an alinéa to the excerpts on which it rests."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.text import LEAF
from portevoix.journal.acts import Forbidden, Refused, record, require
from portevoix.texts.engine_bridge import subject_of
from portevoix.texts.models import Basis, Text, Version
from portevoix.texts.rules import arrived_in_time, may_read_excerpt
from portevoix.ui.dates import written_day


@transaction.atomic
def attach_excerpt(text: Text, *, unit_key: str, excerpt, by, at: datetime) -> Basis:
    """Make alinéa *unit_key* rest on *excerpt* (R34), in the draft or while amendments are open.

    Refused for what was heard after the date at which a note's elements were closed (R36).
    """
    text = _locked(text, by)
    version = _latest(text)
    if version.status not in (Version.Status.DRAFT, Version.Status.OPEN):
        raise Refused(_("Ce texte n’est plus ouvert : ce sur quoi il s’appuie ne change plus."))
    row = version.units.filter(key=unit_key, kind=LEAF).first()
    if row is None:
        raise Refused(_("Cet alinéa n’est pas dans le texte : il a peut-être été supprimé entre-temps."))
    if not may_read_excerpt(by, excerpt):
        raise Forbidden(_("Cet extrait est réservé aux membres de la commission qui l’a reçu."))
    if excerpt.masked_at or excerpt.passage.masked_at:
        raise Refused(_("Cet extrait est masqué : le consentement a été retiré. Un texte ne peut pas s’y appuyer."))
    if not arrived_in_time(text, excerpt):
        raise Refused(
            _(
                "Cet extrait date du %(heard)s, après le %(closed)s, date à laquelle les éléments de cette note "
                "sont arrêtés. Il trouvera sa place dans une nouvelle édition."
            )
            % {
                "heard": written_day(excerpt.passage.source.heard_on),
                "closed": written_day(text.elements_date),
            }
        )
    basis, made = Basis.objects.get_or_create(
        text=text, unit_key=unit_key, excerpt=excerpt, defaults={"attached_by": by, "attached_at": at}
    )
    if not made:
        raise Refused(_("Cet alinéa s’appuie déjà sur cet extrait."))
    record(
        "texts.excerpt_attached",
        subject_of(text),
        by=by,
        at=at,
        facts={"unit": unit_key, "excerpt": excerpt.reference},
    )
    return basis


def _locked(text: Text, by) -> Text:
    text = Text.objects.select_for_update(of=("self",)).select_related("commission").get(pk=text.pk)
    require("texts.attach_excerpt", by, text, _("Les membres de la commission appuient un texte sur un extrait."))
    return text


def _latest(text: Text) -> Version:
    """The draft, or the version with the greatest number."""
    versions = list(text.versions.order_by("number"))
    return next((one for one in versions if one.number is None), versions[-1])


@transaction.atomic
def detach_excerpt(text: Text, *, unit_key: str, excerpt, by, at: datetime) -> None:
    """Alinéa *unit_key* no longer rests on *excerpt*; in a draft only, by whom writes it or attached it."""
    text = _locked(text, by)
    if _latest(text).status != Version.Status.DRAFT:
        raise Refused(_("La version est figée : les extraits sur lesquels elle s’appuie restent attachés."))
    basis = Basis.objects.filter(text=text, unit_key=unit_key, excerpt=excerpt).first()
    if basis is None:
        raise Refused(_("Cet extrait était déjà détaché."))
    if basis.attached_by_id != by.pk:
        sentence = _("Un extrait est détaché par qui l’a attaché ou par qui écrit l’avant-texte.")
        require("texts.write_draft", by, text, sentence)
    basis.delete()
    record(
        "texts.excerpt_detached",
        subject_of(text),
        by=by,
        at=at,
        facts={"unit": unit_key, "excerpt": excerpt.reference},
    )
