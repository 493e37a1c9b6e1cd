"""Who sits, and who holds which role: from a day to a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models.commission import Commission
from portevoix.people.models import Association, Person


class Term(models.Model):
    """Something a person holds in a commission from a day to a day; both included, no end while it lasts.

    Opened, then ended: what was is never overwritten. One entered by mistake is cancelled, with the reason, and counts
    no more.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="%(class)ss")
    start = models.DateField(_("depuis le"))
    end = models.DateField(_("jusqu’au"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("motif"), max_length=200, blank=True)

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
                fields=("person", "commission"),
                condition=Q(end=None, cancelled_at=None),
                name="one_running_seat_per_commission",
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
        SUBSTITUTE = "substitute", _("suppléance")

    role = models.CharField(_("rôle"), max_length=12, choices=Role)
    # The member whom a substitute (*suppléant*, *suppléante*) sits for.
    in_place_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="substitutes", verbose_name=_("supplée")
    )

    class Meta:
        verbose_name = _("mandat")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "commission", "role"),
                condition=Q(end=None, cancelled_at=None),
                name="running_role_held_once",
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="role_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(role="substitute", in_place_of__isnull=False)
                | (~Q(role="substitute") & Q(in_place_of__isnull=True)),
                name="substitute_of_someone",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"
