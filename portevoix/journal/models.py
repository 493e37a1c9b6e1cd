"""The chain of entries, and the salted values that they commit to."""

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """An act that had an effect (R100).

    `facts` maps the name of each fact to the digest of its salted value: no value, hence no personal datum,
    is part of the chain (R101).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, db_index=True)
    facts = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("écriture au registre")
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one")]

    def __str__(self):
        return f"{self.number} {self.act}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise ImproperlyConfigured("An entry of the journal is never altered (R100).")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImproperlyConfigured("An entry of the journal is never removed (R100).")


class Fact(models.Model):
    """The value that a digest of an entry stands for; erasing it leaves the chain valid (R101)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="values")
    name = models.CharField(max_length=60)
    salt = models.CharField(max_length=32, blank=True)
    value = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "name"), name="fact_once_per_entry")]

    def __str__(self):
        return f"{self.entry_id}.{self.name}"
