"""Whom the acts on what was heard concern, and what they are told."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from portevoix.evidence.models import Excerpt
from portevoix.notices.actions import notify
from portevoix.people.models import Person

FLAGGED = N_("L’extrait %(reference)s est à revoir : la personne entendue a corrigé les mots qu’il cite.")


def tell_flagged(excerpt: Excerpt, *, at: datetime) -> None:
    """Who made *excerpt*, and who rests a text or an amendment on it, learn that its words were corrected (R34)."""
    relying = Person.objects.filter(pk__in=excerpt.bases.values("attached_by")) | Person.objects.filter(
        pk__in=excerpt.amendments.values("author")
    )
    for people, reason in (
        ([excerpt.made_by], N_("parce que vous avez fait cet extrait")),
        (relying.exclude(pk=excerpt.made_by_id), N_("parce que vous vous êtes appuyé ou appuyée sur cet extrait")),
    ):
        notify(
            *people,
            kind="evidence.excerpt_flagged",
            about=f"excerpt:{excerpt.reference}",
            title=excerpt.passage.source.title,
            url=reverse("evidence:excerpt", args=[excerpt.reference]),
            sentence=FLAGGED,
            reason=reason,
            words={"reference": excerpt.reference},
            at=at,
        )
