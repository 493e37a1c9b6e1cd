"""A text is opened, blank or from what was read in a file."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions import refuse_if_closed
from portevoix.commissions.models import Commission
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused, record, require
from portevoix.journal.naming import create_numbered
from portevoix.texts import drafts
from portevoix.texts.engine_bridge import ready, store, subject_of
from portevoix.texts.models import Text, Version

TITLE_LENGTH = 300


@transaction.atomic
def open_text(
    commission: Commission,
    *,
    kind: str,
    title: str,
    by,
    at: datetime,
    majority: str = "simple",
    elements_date: date | None = None,
    content: EngineText | None = None,
) -> Text:
    """A new text and its draft, blank or holding *content*; a contribution note says its elements' date (R36)."""
    require("texts.open", by, commission, _("Le secrétariat, la présidence ou le rapporteur ouvre un texte."))
    refuse_if_closed(commission)
    title = drafts.one_line(title)
    if not title or len(title) > TITLE_LENGTH:
        sentence = _("Donnez au texte un titre de %(most)d signes au plus.") % {"most": TITLE_LENGTH}
        raise Refused(sentence, field="title")
    if kind not in Text.Kind.values:
        raise Refused(_("Cette nature de texte n’existe pas. Choisissez-en une dans la liste."), field="kind")
    if kind == Text.Kind.NOTE and elements_date is None:
        raise Refused(
            _("Une note de contribution dit à quelle date ses éléments sont arrêtés. Indiquez cette date."),
            field="elements_date",
        )
    text = create_numbered(
        Text.objects.filter(kind=kind),
        Text.Kind(kind).stem,
        lambda slug: Text.objects.create(
            commission=commission,
            kind=kind,
            title=title,
            slug=slug,
            majority=majority,
            elements_date=elements_date,
            created_at=at,
            created_by=by,
        ),
    )
    version = Version.objects.create(text=text, title=title, language=content.language if content else "fr")
    if content is not None:
        store(version, ready(drafts.renumbered(content)))
    record(
        "texts.opened",
        subject_of(text),
        by=by,
        at=at,
        facts={"title": title, "kind": kind, "commission": commission.slug},
    )
    return text
