"""Addressees, what is sent to them, what they answer, what becomes of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission
from portevoix.people.listing import Listed
from portevoix.people.models import Body, Person
from portevoix.publications.models import Publication


class Addressee(Listed):
    """*Destinataire*: the office a text is carried to."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="addressees")
    name = models.CharField(_("intitulé"), max_length=160)
    short_name = models.CharField(_("intitulé court"), max_length=60)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)

    class Meta(Listed.Meta):
        verbose_name = _("destinataire")
        constraints = [models.UniqueConstraint(fields=("commission", "name"), name="addressee_once_per_commission")]

    def __str__(self):
        return self.name


class Sending(models.Model):
    """Items of a publication carried to one addressee, on a date, by a channel, with a proof (R70)."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("courrier électronique")
        LETTER = "letter", _("lettre recommandée")
        MEETING = "meeting", _("remise en main propre")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="sendings")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="sendings")
    sent_on = models.DateField(_("portée le"))
    channel = models.CharField(_("voie"), max_length=8, choices=Channel)
    due_on = models.DateField(_("réponse attendue avant le"))
    proof = models.CharField(_("preuve d’envoi"), max_length=300, blank=True)
    proof_recorded_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=64, unique=True)  # of the personal link (R74)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("sent_on", "id")
        verbose_name = _("envoi")
        constraints = [
            models.UniqueConstraint(fields=("publication", "addressee"), name="carried_once_to_an_addressee")
        ]

    def __str__(self):
        return f"{self.publication} → {self.addressee}"


class SentItem(models.Model):
    """An item (a proposition) of a sending; `unit_key` is that of the published version."""

    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="items")
    unit_key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=("sending", "unit_key"), name="item_once_per_sending")]

    def __str__(self):
        return self.label


class Answer(models.Model):
    """*Réponse* of an addressee to an item; public, unaltered, once the commission has received it (R74)."""

    item = models.OneToOneField(SentItem, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField(_("réponse"))
    signed_by = models.CharField(_("au nom de"), max_length=160)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("réponse")

    def __str__(self):
        return f"{self.item}"


class FollowUp(models.Model):
    """*Suite donnée* to an item, by date, with its source (R72, R73)."""

    class Status(models.TextChoices):
        TAKEN_UP = "taken_up", _("reprise")
        PARTLY = "partly_taken_up", _("reprise en partie")
        REFUSED = "refused", _("refusée")
        NO_ANSWER = "no_answer", _("sans réponse")
        IN_PROGRESS = "in_progress", _("en cours")
        DONE = "done", _("réalisée")
        ABANDONED = "abandoned", _("abandonnée")

    class SourceKind(models.TextChoices):
        DOCUMENT = "document", _("document")
        LINK = "link", _("lien")
        LAW = "law", _("référence de droit (NOR, ELI, article)")

    item = models.ForeignKey(SentItem, on_delete=models.PROTECT, related_name="follow_ups")
    status = models.CharField(_("suite"), max_length=16, choices=Status)
    on = models.DateField(_("date"))
    source_kind = models.CharField(_("nature de la source"), max_length=8, choices=SourceKind, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "id")
        verbose_name = _("suite donnée")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="no_answer") | ~Q(source=""),
                name="a_follow_up_has_its_source",  # R73
            )
        ]

    def __str__(self):
        return self.get_status_display()
