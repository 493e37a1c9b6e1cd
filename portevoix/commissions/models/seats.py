"""Commissions, memberships, mandates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Association, Person


class Commission(models.Model):
    """A standing body; a sub-commission (*sous-commission*) when it has a parent."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    motto = models.CharField(_("devise"), max_length=160, blank=True)
    purpose = models.TextField(_("objet"), blank=True)
    fictional = models.BooleanField(_("commission fictive"), default=False)
    answer_delay_months = models.PositiveSmallIntegerField(_("délai de réponse attendu, en mois"), default=2)
    associations = models.ManyToManyField(Association, blank=True, related_name="commissions")

    class Meta:
        ordering = ("id",)
        verbose_name = _("commission")

    def __str__(self):
        return self.name


class Term(models.Model):
    """Something a person holds in a commission from a day to a day; both included, no end while it lasts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="%(class)ss")
    start = models.DateField(_("depuis le"))
    end = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        abstract = True


class Membership(Term):
    """A seat, and the capacity in which it is held."""

    class Capacity(models.TextChoices):
        ELECTED = "elected", _("élu, élue")
        EXPERT = "expert", _("expert, experte")
        STAFF = "staff", _("agent")

    capacity = models.CharField(_("qualité"), max_length=10, choices=Capacity)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name = _("siège")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "commission"), condition=Q(end=None), name="one_current_seat_per_commission"
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="seat_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_capacity_display()})"


class Mandate(Term):
    """A role held by a person in a commission."""

    class Role(models.TextChoices):
        CO_CHAIR = "co_chair", _("coprésidence")
        CHAIR = "chair", _("présidence")
        VICE_CHAIR = "vice_chair", _("vice-présidence")
        RAPPORTEUR = "rapporteur", _("rapporteur, rapporteure")
        SECRETARIAT = "secretariat", _("secrétariat")

    role = models.CharField(_("rôle"), max_length=12, choices=Role)

    class Meta:
        verbose_name = _("mandat")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "commission", "role"), condition=Q(end=None), name="role_held_once_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"
