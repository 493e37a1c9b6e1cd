"""Works in progress on the six steps."""

from django.db.models import Count, F, Max, Prefetch, Q

from portevoix.texts.models import Text, Version
from portevoix.texts.queries.reading import ANSWERED, FILED, latest_seen, published, step_of


def works(person, commission=None, *, with_those_under: bool = True) -> list[dict]:
    """The texts that *person* may see, of *commission* or of all, the latest first: `text`, `version`, `step`,
    `publication`; 2 SQL queries, plus 2 for a seat."""
    texts = Text.objects.select_related("commission")
    if commission is not None:
        mine = Q(commission=commission)
        texts = texts.filter(mine | Q(commission__parent=commission) if with_those_under else mine)
    texts = (
        texts.annotate(
            asked=Count("versions__amendments", filter=FILED, distinct=True),
            carried=Count("versions__publication__sendings__items", distinct=True),
            answered=Count(
                "versions__publication__sendings__items__answer",
                filter=Q(versions__publication__sendings__items__answer__received_at__isnull=False),
                distinct=True,
            ),
            latest=Max("versions__pk"),
        )
        .prefetch_related(
            Prefetch(
                "versions",
                Version.objects.select_related("publication")
                .annotate(answered=ANSWERED)
                .defer("publication__pdf")
                .order_by("pk"),
            )
        )
        .order_by(F("latest").desc())
    )
    shown = []
    for text in texts:
        version = latest_seen(text, person)
        if version is None:
            continue
        publication = next((one.publication for one in text.versions.all() if published(one)), None)
        shown.append({"text": text, "version": version, "step": step_of(version), "publication": publication})
    return shown
