"""Meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models.seats import Commission


class Meeting(models.Model):
    """*Séance*: a meeting that examines texts; who is present with a vote decides the quorum (R41)."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("intitulé"), max_length=160)
    starts_at = models.DateTimeField(_("date et heure"))
    place = models.CharField(_("lieu ou lien"), max_length=200)
    members_with_vote = models.PositiveIntegerField(_("membres ayant voix délibérative"))
    present = models.PositiveIntegerField(_("présents ayant voix délibérative"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("séance")

    def __str__(self):
        return self.title
