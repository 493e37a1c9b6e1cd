"""What is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Person
from portevoix.texts.models import Version


class Publication(models.Model):
    """An adopted version, published. `address` lasts: it is printed and signed, and never given to another."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="publication")
    address = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("titre"), max_length=200)
    summary = models.TextField(_("résumé"), blank=True)
    colophon = models.TextField(_("achevé de rédiger"))
    pdf = models.BinaryField()
    pdf_digest = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-published_at",)
        verbose_name = _("publication")

    def __str__(self):
        return self.title
