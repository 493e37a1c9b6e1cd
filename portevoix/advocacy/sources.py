"""What counts as a source (R73)."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from portevoix.advocacy.models import FollowUp
from portevoix.journal.acts import Refused

NOR = re.compile(r"\b[A-Z]{4}\d{7}[A-Z]\b")
ELI = re.compile(r"\beli/\S+", re.IGNORECASE)
ARTICLE = re.compile(r"\barticles?\s+\S+", re.IGNORECASE)


def check_source(status: str, kind: str, source: str) -> None:
    """Raise `Refused` unless *source* is one of kind *kind*; only *sans réponse* goes without any (R73)."""
    if not source:
        if status != FollowUp.Status.NO_ANSWER:
            raise Refused(
                _("Une suite s’annonce avec sa source : un document, un lien, ou une référence de droit."),
                field="source",
            )
        return
    if kind not in FollowUp.SourceKind.values:
        raise Refused(_("Dites de quelle nature est cette source."), field="source_kind")
    if kind == FollowUp.SourceKind.LINK:
        parts = urlsplit(source)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise Refused(_("Un lien commence par https:// et nomme un site."), field="source")
    if kind == FollowUp.SourceKind.LAW and not (NOR.search(source) or ELI.search(source) or ARTICLE.search(source)):
        raise Refused(
            _("Une référence de droit est un numéro NOR (ABCD2612345L), un lien ELI, ou un article."), field="source"
        )
