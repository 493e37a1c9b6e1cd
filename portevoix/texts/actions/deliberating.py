"""The second deliberation: before the vote on the whole, an article is examined again, from the version reached (R28)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record, require
from portevoix.texts.actions.consolidating import make_following
from portevoix.texts.actions.coordinating import may_be_coordinated
from portevoix.texts.actions.versions import locked_version, refuse_uncoordinated
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.models import SecondDeliberation, Version
from portevoix.texts.scope import articles_of, in_words
from portevoix.texts.telling import tell_deliberated_again


@transaction.atomic
def ask_second_deliberation(
    version: Version, *, articles: Sequence[str], reason: str, by, at: datetime
) -> SecondDeliberation:
    """Open *version*, the one reached, to amendments on *articles* alone (keys of its units, or HEAD) (R28).

    The chair or the rapporteur asks for it, between the examination and the vote on the whole, as often as need be. A
    version that was itself examined, nothing being adopted, is taken up under the next number, the same words: what was
    filed on it stays there. The version to amend is that of the request.
    """
    version = locked_version(version)
    require(
        "texts.deliberate_again", by, version, _("La présidence ou le rapporteur demande une seconde délibération.")
    )
    if not may_be_coordinated(version):
        raise Refused(
            _(
                "Une seconde délibération se demande sur la dernière version, après l’examen et avant le vote sur l’ensemble."
            )
        )
    refuse_uncoordinated(version)
    text = to_engine(version)
    known = dict(articles_of(text))
    asked = [key for key in known if key in articles]
    if not asked or not known.keys() >= set(articles):
        raise Refused(_("Choisissez ce qui est examiné à nouveau, dans la liste."), field="articles")
    if not reason.strip():
        raise Refused(_("Dites pourquoi : le motif est publié avec la demande."), field="reason")
    if version.amendments.exists() or hasattr(version, "examination"):
        version = make_following(version, [], again=True, by=by, at=at)
    version.status = Version.Status.OPEN
    version.save(update_fields=["status"])
    made = SecondDeliberation.objects.create(
        version=version,
        articles=asked,
        places=in_words(text, asked),
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
    )
    record(
        "texts.second_deliberation_asked",
        subject_of(version),
        by=by,
        at=at,
        facts={"units": asked, "places": made.places, "reason": made.reason},
    )
    tell_deliberated_again(made, by=by, at=at)
    return made
