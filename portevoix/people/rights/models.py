"""What a person accepts of the use of her data, with the exact text and the dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agreement(models.Model):
    """*Accord* of a person to one use of her data; withdrawn whenever she wants. Given again, it is another row.

    A person heard consents for a hearing, use by use (R31): that is kept in `hearings`.
    """

    class Use(models.TextChoices):
        CONTACT = "contact", _("montrer mon adresse électronique aux autres membres")
        IMAGE = "image", _("publier des images de moi prises en séance")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="agreements")
    use = models.CharField(_("usage"), max_length=10, choices=Use)
    wording = models.TextField(_("texte présenté"))
    given_at = models.DateTimeField(_("donné le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        ordering = ("-given_at", "-id")
        verbose_name = _("accord")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "use"), condition=models.Q(withdrawn_at=None), name="one_agreement_in_force_per_use"
            )
        ]

    def __str__(self):
        return self.get_use_display()
