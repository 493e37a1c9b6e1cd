"""Who is convened to a meeting, what each was sent and answered, who is there, and for whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models.commission import Commission
from portevoix.commissions.models.meetings import AgendaItem, Meeting
from portevoix.people.models import Person


class Convocation(models.Model):
    """*Convocation* of one person to a meeting, with the answer given until it opens."""

    class Answer(models.TextChoices):
        NONE = "", _("sans réponse")
        PRESENT = "present", _("sera présent, présente")
        ABSENT = "absent", _("absent, excusé")
        PROXY = "proxy", _("donne procuration")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="convocations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="convocations")
    with_vote = models.BooleanField(_("a voix délibérative"))
    sits = models.BooleanField(_("siège le jour de la séance"), default=True)  # kept up until the meeting opens
    answer = models.CharField(_("réponse"), max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    last_wrong_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("person__sorted_as", "pk")
        verbose_name = _("convocation")
        constraints = [models.UniqueConstraint(fields=("meeting", "person"), name="convened_once_to_a_meeting")]

    def __str__(self):
        return str(self.person)

    def said_to_self(self, holder: str = "") -> str:
        """The answer, to who gave it, with the name of the *holder* of the proxy when known; empty before any."""
        if self.answer == self.Answer.PROXY and holder:
            return gettext("Vous donnez procuration à %(holder)s.") % {"holder": holder}
        return {
            self.Answer.PRESENT: gettext("Vous serez présent, présente."),
            self.Answer.ABSENT: gettext("Vous serez absent, absente."),
            self.Answer.PROXY: gettext("Vous donnez procuration."),
        }.get(self.answer, "")


class Mailing(models.Model):
    """*Courriel*, or letter: what one person was written about a meeting; sent after the act that wrote it."""

    class Kind(models.TextChoices):
        CONVENED = "convened", _("convocation")
        UPDATED = "updated", _("mise à jour")
        CANCELLED = "cancelled", _("annulation")
        PROXY = "proxy", _("procuration reçue")
        DECLINED = "declined", _("procuration déclinée")
        FALLEN = "fallen", _("procuration tombée")
        PAPER = "paper", _("lettre remise")  # the convocation, printed and handed over

    TO_ALL = (Kind.CONVENED, Kind.UPDATED, Kind.CANCELLED)

    convocation = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=9, choices=Kind)
    revision = models.PositiveIntegerField()
    address = models.EmailField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    handed = models.CharField(_("remise comment"), max_length=200, blank=True)  # a letter on paper
    # As it left, the personal link hidden: it is what lets one answer.
    subject = models.CharField(_("objet"), max_length=300, blank=True)
    words = models.TextField(_("texte"), blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("courriel")

    def __str__(self):
        return f"{self.get_kind_display()}, {self.address}"


class Presence(models.Model):
    """*Présence*: from an arrival to a departure; no departure while the person is there."""

    convocation = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="presences")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    by_code = models.BooleanField(default=False)

    class Meta:
        ordering = ("arrived_at", "id")
        verbose_name = _("présence")
        constraints = [
            models.UniqueConstraint(fields=("convocation",), condition=Q(left_at=None), name="arrived_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")), name="leaves_after_arriving"
            ),
        ]

    def __str__(self):
        return str(self.convocation)


class Proxy(models.Model):
    """*Procuration*: the right, given in writing to a named member, to vote for an absent one (R43)."""

    class Ended(models.TextChoices):
        NONE = "", _("en cours")
        WITHDRAWN = "withdrawn", _("retirée")
        DECLINED = "declined", _("déclinée")
        ARRIVED = "arrived", _("éteinte à l’arrivée du mandant")
        FALLEN = "fallen", _("tombée, faute de voix délibérative")

    giver = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="proxies_given")
    holder = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="proxies_held")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="proxies")
    wording = models.TextField()
    received = models.CharField(_("reçue comment"), max_length=200, blank=True)  # when the secretariat enters it
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=9, choices=Ended, blank=True)

    class Meta:
        ordering = ("given_at", "id")
        verbose_name = _("procuration")
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="nobody_holds_their_own_proxy"),
            models.UniqueConstraint(
                fields=("giver",), condition=Q(ended_at=None, item=None), name="one_proxy_for_a_meeting"
            ),
            models.UniqueConstraint(fields=("giver", "item"), condition=Q(ended_at=None), name="one_proxy_for_an_item"),
        ]

    def __str__(self):
        return f"{self.giver} → {self.holder}"


class CalendarAddress(models.Model):
    """The personal address at which a member's calendar reads the meetings of a commission."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "commission"), name="one_calendar_address")]

    def __str__(self):
        return f"{self.person}, {self.commission}"
