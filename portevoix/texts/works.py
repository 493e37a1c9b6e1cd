"""Texts that a meeting may take up."""

from django.db.models import Q
from django.urls import reverse

from portevoix.commissions.in_progress import Work, drawn
from portevoix.commissions.models import AgendaItem, Commission
from portevoix.texts.models import Text, Version


@drawn
def texts_to_examine(commission: Commission):
    """Texts of *commission* and its sub-commissions open to amendments, or waiting for the vote; 1 SQL query."""
    waiting = (Version.Status.OPEN, Version.Status.EXAMINED)
    found = Text.objects.filter(
        Q(commission=commission) | Q(commission__parent=commission), versions__status__in=waiting
    ).exclude(versions__status__in=(Version.Status.ADOPTED, Version.Status.REJECTED))
    for text in found.distinct().order_by("pk"):
        yield Work(AgendaItem.Kind.TEXT, f"text:{text.slug}", text.title, reverse("texts:text", args=[text.slug]))
