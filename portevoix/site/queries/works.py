"""Works in progress on the six steps."""

from django.db.models import Count, F, Max, Prefetch, Q

from portevoix.commissions.seat import seat_of
from portevoix.texts.models import Text, Version
from portevoix.texts.queries.reading import FILED

STEP_OF = {
    Version.Status.DRAFT: "draft",
    Version.Status.OPEN: "decide",
    Version.Status.EXAMINED: "decide",
    Version.Status.ADOPTED: "publish",
    Version.Status.REJECTED: "decide",
}


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
            Prefetch("versions", Version.objects.select_related("publication").defer("publication__pdf").order_by("pk"))
        )
        .order_by(F("latest").desc())
    )
    seen = seat_of(person).commission_ids if person else set()
    shown = []
    for text in texts:
        versions = list(text.versions.all())
        version = versions[-1]
        published = next((one.publication for one in versions if hasattr(one, "publication")), None)
        seated = seen & {text.commission_id, text.commission.parent_id}
        if not published and not seated and version.status != Version.Status.ADOPTED:
            continue
        step = STEP_OF[version.status]
        if published:
            step = "follow" if text.answered else "carry"
        shown.append({"text": text, "version": version, "step": step, "publication": published})
    return shown
