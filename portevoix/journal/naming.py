"""What is created is named by its kind and a number: the chain holds that name for ever, and anyone reads it."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused

ATTEMPTS = 10
Made = TypeVar("Made")


def create_numbered(rows: QuerySet, stem: str, create: Callable[[str], Made]) -> Made:
    """What *create* makes, given the slug `STEM-N`: no word that someone typed is in it (R101, R102).

    N comes after how many *rows* there are, on the whole installation, past the slugs already taken. Two persons who
    create at once find the same N: the database refuses the second, who takes the next. Refused when that happens
    ATTEMPTS times in a row. Any other IntegrityError of *create* is raised. 2 SQL queries beyond its own.
    """
    for _attempt in range(ATTEMPTS):
        slug = _free(rows, stem)
        try:
            with transaction.atomic():
                return create(slug)
        except IntegrityError:
            if not rows.model.objects.filter(slug=slug).exists():
                raise
    raise Refused(_("Trop de personnes créent en ce moment. Rien n’est enregistré : recommencez dans un instant."))


def _free(rows: QuerySet, stem: str) -> str:
    number = rows.count() + 1
    taken = set(rows.model.objects.filter(slug__startswith=f"{stem}-").values_list("slug", flat=True))
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
