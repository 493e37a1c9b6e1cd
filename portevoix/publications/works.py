"""Publications that a meeting may decide to carry."""

from django.db.models import Q
from django.urls import reverse

from portevoix.commissions.in_progress import Work, drawn
from portevoix.commissions.models import AgendaItem, Commission
from portevoix.publications.models import Publication


@drawn
def publications_to_carry(commission: Commission):
    """Publications of *commission* and its sub-commissions carried to nobody yet; 1 SQL query."""
    found = Publication.objects.filter(
        Q(version__text__commission=commission) | Q(version__text__commission__parent=commission), sendings=None
    )
    for publication in found.only("address", "title").order_by("pk"):
        yield Work(
            AgendaItem.Kind.PUBLICATION,
            f"publication:{publication.address}",
            publication.title,
            reverse("publications:publication", args=[publication.address]),
        )
