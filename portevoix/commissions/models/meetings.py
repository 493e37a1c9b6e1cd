"""Meetings: their rules, their agenda, what is attached to it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models.commission import Commission
from portevoix.engine.tally import quorum
from portevoix.people.models import Person


class MeetingRules(models.Model):
    """*Règles de séance* of a commission; its sub-commissions follow them unless they have their own (R40 to R43)."""

    class Quorum(models.TextChoices):
        MORE_THAN_HALF = "more_than_half", _("plus de la moitié des membres")
        HALF = "half", _("au moins la moitié des membres")
        THIRD = "third", _("au moins le tiers des membres")
        TWO_THIRDS = "two_thirds", _("au moins les deux tiers des membres")

    SHARES = {
        Quorum.MORE_THAN_HALF: (1, 2, True),
        Quorum.HALF: (1, 2, False),
        Quorum.THIRD: (1, 3, False),
        Quorum.TWO_THIRDS: (2, 3, False),
    }

    commission = models.OneToOneField(Commission, on_delete=models.PROTECT, related_name="meeting_rules")
    clear_days = models.PositiveSmallIntegerField(_("jours francs entre la convocation et la séance"), default=5)
    quorum = models.CharField(_("quorum"), max_length=14, choices=Quorum, default=Quorum.MORE_THAN_HALF)
    proxies_count = models.BooleanField(_("les procurations comptent pour le quorum"), default=False)
    second_after_days = models.PositiveSmallIntegerField(
        _("jours entre une séance sans quorum et la seconde convocation"), default=3
    )
    second_without_quorum = models.BooleanField(_("la seconde convocation délibère sans quorum"), default=True)
    proxies_per_holder = models.PositiveSmallIntegerField(_("procurations par membre présent"), default=1)
    minutes_public = models.BooleanField(_("les relevés approuvés sont publics"), default=False)

    class Meta:
        verbose_name = _("règles de séance")

    def __str__(self):
        return str(self.commission)

    def quorum_of(self, members_with_vote: int) -> int:
        """How many members must be there under these rules (R41)."""
        numerator, denominator, strict = self.SHARES[self.Quorum(self.quorum)]
        return quorum(members_with_vote, numerator=numerator, denominator=denominator, strict=strict)


class Meeting(models.Model):
    """*Séance*: drafted, convened, opened with its quorum (R41), closed; what it examines and votes hangs on it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        CONVENED = "convened", _("convoquée")
        CANCELLED = "cancelled", _("annulée")
        LAPSED = "lapsed", _("sans quorum")
        OPEN = "open", _("en cours")
        CLOSED = "closed", _("levée")

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("intitulé"), max_length=160)
    starts_at = models.DateTimeField(_("date et heure"))
    duration = models.PositiveSmallIntegerField(_("durée prévue, en minutes"), default=120)
    place = models.CharField(_("lieu ou lien"), max_length=200)
    public = models.BooleanField(_("annoncée au public"), default=True)
    second_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="second", verbose_name=_("seconde convocation de")
    )  # fmt: skip
    members_with_vote = models.PositiveIntegerField(_("membres ayant voix délibérative"), default=0)
    quorum = models.PositiveIntegerField(null=True, blank=True)  # R41; 0 for a second convening (R42)
    present = models.PositiveIntegerField(_("présents ayant voix délibérative"), null=True, blank=True)
    by_hands = models.BooleanField(default=False)  # `present` was counted in the room, not taken from attendance
    code = models.CharField(max_length=6, blank=True)  # shown in the room, typed by those who are in it
    revision = models.PositiveIntegerField(default=0)  # of the invitation: SEQUENCE in iCalendar
    agenda_changed_at = models.DateTimeField(null=True, blank=True)  # since members were last written to
    current_item = models.ForeignKey(
        "AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # where the meeting stands
    convened_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("motif"), max_length=300, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("séance")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(lapsed_at=None, cancelled_at=None),
                name="an_opened_meeting_is_neither_cancelled_nor_lapsed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="a_closed_meeting_was_opened"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> "Meeting.State":
        """Where it stands between drafting and closing."""
        if self.closed_at:
            return self.State.CLOSED
        if self.opened_at:
            return self.State.OPEN
        if self.cancelled_at:
            return self.State.CANCELLED
        if self.lapsed_at:
            return self.State.LAPSED
        return self.State.CONVENED if self.convened_at else self.State.DRAFT

    @property
    def needed(self) -> int:
        """The members with a vote who must be present (R41); 0 when whatever number deliberates (R42)."""
        return quorum(self.members_with_vote) if self.quorum is None else self.quorum


class AgendaItem(models.Model):
    """*Point de l’ordre du jour*: free, or drawn from work in progress, whose page it leads to."""

    class Kind(models.TextChoices):
        FREE = "free", _("point libre")
        MINUTES = "minutes", _("relevé à approuver")
        TEXT = "text", _("texte à examiner")
        HEARING = "hearing", _("audition")
        PUBLICATION = "publication", _("publication à porter")
        FOLLOW_UP = "follow_up", _("réponse en retard")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FREE)
    title = models.CharField(_("intitulé"), max_length=200)
    note = models.TextField(_("présentation"), blank=True)
    about = models.CharField(max_length=200, blank=True)  # the subject it was drawn from, as the journal names it
    address = models.CharField(max_length=200, blank=True)  # of its page
    decision = models.TextField(_("décision"), blank=True)
    vote_opened_at = models.DateTimeField(null=True, blank=True)
    vote_closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("point de l’ordre du jour")
        constraints = [
            models.UniqueConstraint(
                fields=("meeting", "about"), condition=~Q(about=""), name="drawn_once_in_an_agenda"
            ),
            models.CheckConstraint(
                condition=Q(vote_closed_at=None) | Q(vote_closed_at__gte=F("vote_opened_at")),
                name="a_vote_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def vote_is_open(self) -> bool:
        return self.vote_opened_at is not None and self.vote_closed_at is None

    def concerns(self, subject: str) -> bool:
        """Whether *subject* (`amendment:SLUG/1/2`, `version:SLUG/1`) is voted under this item (`text:SLUG`)."""
        kind, _colon, name = self.about.partition(":")
        return bool(name) and (
            subject == self.about or (kind == "text" and subject.partition(":")[2].partition("/")[0] == name)
        )


class Document(models.Model):
    """*Document joint* to an item: read by the members convened, never shown in the page itself."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = _("document")

    def __str__(self):
        return self.name
