"""Hearings, the persons heard, what they consent to, the record."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission
from portevoix.evidence.models import Source
from portevoix.people.models import Body, Person


class Hearing(models.Model):
    """*Audition*: a session in which a commission hears persons (R30)."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="hearings")
    title = models.CharField(_("objet"), max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    starts_at = models.DateTimeField(_("date et heure"))
    place = models.CharField(_("lieu ou lien"), max_length=200)
    agenda = models.TextField(_("ordre du jour"), blank=True)
    questionnaire = models.TextField(_("questionnaire envoyé"), blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("audition")

    def __str__(self):
        return self.title


class Witness(models.Model):
    """*Personne auditionnée*: heard in the name of a body, or in her own when `body` is empty."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="witnesses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hearings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="witnesses")
    # Of the personal link by which she corrects what she said, without an account (R33).
    token = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("personne auditionnée")
        constraints = [models.UniqueConstraint(fields=("hearing", "person"), name="heard_once_in_a_hearing")]

    def __str__(self):
        return str(self.person)

    def allows(self, use: str) -> bool:
        """Whether consent to *use* is given and not withdrawn (R31); reads the consents, prefetched or not."""
        return any(consent.use == use and consent.holds for consent in self.consents.all())

    @property
    def public_name(self) -> str:
        """How the person heard is named in public: by name with consent to it, by function otherwise (R31)."""
        return self.person.name if self.allows(Consent.Use.NAME) else self.function_shown

    @property
    def function_shown(self) -> str:
        """What stands for the name where there is no consent to it."""
        return self.person.function or _("Personne auditionnée")


class Consent(models.Model):
    """What a person heard allows, use by use; withdrawn at any time (R31)."""

    class Use(models.TextChoices):
        RECORD = "record", _("enregistrer")
        TRANSCRIBE = "transcribe", _("transcrire")
        PUBLISH = "publish", _("publier ses propos")
        NAME = "name", _("citer son nom")
        IMAGE = "image", _("diffuser son image")

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="consents")
    use = models.CharField(_("usage"), max_length=10, choices=Use)
    wording = models.TextField(_("texte présenté"))
    given_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("consentement")
        constraints = [models.UniqueConstraint(fields=("witness", "use"), name="consent_asked_once_per_use")]

    def __str__(self):
        return f"{self.witness} {self.use}"

    @property
    def holds(self) -> bool:
        """Whether the use is allowed now."""
        return self.given_at is not None and self.withdrawn_at is None


class Transcript(models.Model):
    """*Compte rendu intégral*: the record of a hearing, as imported from a file.

    Each person heard corrects her words until `corrections_until`, that day included (R33); None: it was not opened.
    """

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="transcript")
    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="transcript")
    file_name = models.CharField(max_length=160)
    file_kind = models.CharField(max_length=10)
    corrections_until = models.DateField(_("corrections jusqu’au"), null=True, blank=True)

    def __str__(self):
        return str(self.hearing)

    def is_correctable(self, today: date) -> bool:
        """Whether the persons heard may still correct their words on the day *today*."""
        return self.corrections_until is not None and today <= self.corrections_until


class Reading(models.Model):
    """A record read from a file, until someone says who speaks in it; then it becomes the transcript, or is discarded.

    Holds no off-the-record passage (R32); `turns` is a list of [speaker, words, start, end].
    """

    hearing = models.OneToOneField(Hearing, on_delete=models.CASCADE, related_name="reading")
    file_name = models.CharField(max_length=160)
    file_kind = models.CharField(max_length=10)
    turns = models.JSONField()
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    def __str__(self):
        return self.file_name


class WrittenContribution(models.Model):
    """*Contribution écrite*, sent before or after a hearing, or instead of one; may be confidential (R32)."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="contributions")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contributions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)
    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="contribution")

    class Meta:
        verbose_name = _("contribution écrite")

    def __str__(self):
        return str(self.source)
