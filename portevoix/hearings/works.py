"""Hearings that a meeting may prepare."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portevoix.commissions.in_progress import Work, drawn
from portevoix.commissions.models import AgendaItem, Commission
from portevoix.hearings.models import Hearing


@drawn
def hearings_to_come(commission: Commission):
    """Hearings of *commission* and its sub-commissions not held yet; 1 SQL query."""
    found = Hearing.objects.filter(
        Q(commission=commission) | Q(commission__parent=commission), starts_at__gte=timezone.now()
    )
    for hearing in found.order_by("starts_at"):
        yield Work(
            AgendaItem.Kind.HEARING,
            f"hearing:{hearing.slug}",
            hearing.title,
            reverse("hearings:hearing", args=[hearing.slug]),
        )
