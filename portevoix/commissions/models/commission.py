"""Commissions and sub-commissions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Association


class Commission(models.Model):
    """A standing body; a sub-commission (*sous-commission*) when it has a parent."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    motto = models.CharField(_("devise"), max_length=160, blank=True)
    purpose = models.TextField(_("objet"), blank=True)
    axis = models.CharField(_("axe prioritaire"), max_length=160, blank=True)
    fictional = models.BooleanField(_("commission fictive"), default=False)
    answer_delay_months = models.PositiveSmallIntegerField(_("délai de réponse attendu, en mois"), default=2)
    associations = models.ManyToManyField(Association, blank=True, related_name="commissions")
    closed_on = models.DateField(_("close le"), null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("commission")

    def __str__(self):
        return self.name
