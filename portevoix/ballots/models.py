"""A vote once closed cannot change (R51)."""

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Meeting


class Ballot(models.Model):
    """*Scrutin*: a show of hands, counted; everything that its result is recomputed from (R52)."""

    class Kind(models.TextChoices):
        SHOW_OF_HANDS = "show_of_hands", _("à main levée")

    class Majority(models.TextChoices):
        SIMPLE = "simple", _("majorité simple")
        ABSOLUTE = "absolute", _("majorité absolue des suffrages exprimés")
        TWO_THIRDS = "two_thirds", _("majorité des deux tiers")
        THREE_FIFTHS = "three_fifths", _("majorité des trois cinquièmes")

    class ChairVote(models.TextChoices):
        FOR = "for", _("pour")
        AGAINST = "against", _("contre")
        NONE = "", _("ne départage pas")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="ballots")
    subject = models.CharField(max_length=200)
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.SHOW_OF_HANDS)
    majority = models.CharField(max_length=12, choices=Majority)
    present = models.PositiveIntegerField(_("présents"))
    proxies = models.PositiveIntegerField(_("procurations détenues"), default=0)
    members_with_vote = models.PositiveIntegerField()
    quorum = models.PositiveIntegerField(null=True)  # how many were needed; 0 for a second convening (R42)
    votes_for = models.PositiveIntegerField(_("pour"))
    votes_against = models.PositiveIntegerField(_("contre"))
    abstentions = models.PositiveIntegerField(_("abstentions"))
    not_voting = models.PositiveIntegerField(_("ne prennent pas part au vote"), default=0)
    chair_vote = models.CharField(_("voix de la présidence"), max_length=7, choices=ChairVote, blank=True)
    adopted = models.BooleanField()
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = _("scrutin")

    def __str__(self):
        return self.question

    def save(self, *args, **kwargs):
        if self.pk:
            raise ImproperlyConfigured("A closed vote cannot change (R51).")
        super().save(*args, **kwargs)

    @property
    def cast(self) -> int:
        """Votes cast, *suffrages exprimés*: for and against (R44)."""
        return self.votes_for + self.votes_against
