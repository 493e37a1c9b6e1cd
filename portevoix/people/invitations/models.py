"""An invitation to open an account."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """Sent to a person by mail; the link itself is kept as a digest only, for whoever reads the database."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        EXPIRED = "expired", _("expirée")
        ACCEPTED = "accepted", _("acceptée")
        REVOKED = "revoked", _("retirée")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("adresse électronique"))
    secret_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("-sent_at", "-id")
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_person",
            ),
            models.UniqueConstraint(
                fields=("email",),
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_after_sending"),
        ]

    def __str__(self):
        return self.email

    def state(self, at: datetime) -> "Invitation.State":
        """Where it stands at *at*."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.WAITING if at < self.expires_at else self.State.EXPIRED
