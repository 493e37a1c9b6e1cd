"""*Relevé de décisions*."""

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models.meetings import AgendaItem, Meeting
from portevoix.people.models import Person


class Minutes(models.Model):
    """*Relevé de décisions* of a meeting: drafted from its record, approved at a later one, then frozen."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="minutes_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    frozen = models.JSONField(null=True, blank=True)  # all that was approved, as anyone may recompute its digest
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("relevé de décisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_in=None, digest="")
                | (Q(approved_at__isnull=False, approved_in__isnull=False, frozen__isnull=False) & ~Q(digest="")),
                name="approved_minutes_are_frozen",
            )
        ]

    def __str__(self):
        return f"{self.meeting}"

    def save(self, *args, **kwargs):
        if self.pk and Minutes.objects.filter(pk=self.pk, approved_at__isnull=False).exists():
            raise ImproperlyConfigured("Approved minutes never change.")
        super().save(*args, **kwargs)


class MinutesPart(models.Model):
    """What the minutes say under one item; the votes held under it are read from the record, never written here."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="parts")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("intitulé"), max_length=200)
    words = models.TextField(_("décision"), blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self):
        return self.heading
