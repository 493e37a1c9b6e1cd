"""What was heard, in passages, as it was recorded and as it was corrected; and the words quoted from it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission
from portevoix.people.models import Person


class Source(models.Model):
    """Words that can be quoted: the record of a hearing, or a written contribution, in one fixed version.

    `digest` binds the ordered leaves of its passages: an excerpt names it (R34).
    """

    class Kind(models.TextChoices):
        TRANSCRIPT = "transcript", _("compte rendu intégral")
        CONTRIBUTION = "contribution", _("contribution écrite")

    class Access(models.TextChoices):
        PUBLIC = "public", _("publiée")
        MEMBERS = "members", _("réservée aux membres de la commission")

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(_("intitulé"), max_length=200)
    heard_on = models.DateField(_("date"))
    access = models.CharField(_("accès"), max_length=8, choices=Access, default=Access.PUBLIC)
    digest = models.CharField(_("empreinte"), max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-heard_on", "-id")
        verbose_name = _("source")

    def __str__(self):
        return self.title


class Passage(models.Model):
    """A turn of speech, or a paragraph. `start` and `end` are milliseconds, where the record has time codes.

    `words` are those first recorded; `correction` is the last one of the person heard, whose words are published in their
    place (R33). `leaf` is the digest of its salted words and speaker, so that a passage can be shown, or withheld, alone.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    speaker = models.CharField(_("personne qui parle"), max_length=160)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    words = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    salt = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)
    masked_at = models.DateTimeField(null=True, blank=True)
    correction = models.ForeignKey(
        "evidence.Correction", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("source", "position")
        constraints = [models.UniqueConstraint(fields=("source", "position"), name="passage_position_once")]

    def __str__(self):
        return f"{self.speaker}: {self.published_words[:60]}"

    @property
    def published_words(self) -> str:
        """The words as corrected last, or as recorded; reads the correction, loaded or not."""
        return self.correction.words if self.correction_id else self.words


class Correction(models.Model):
    """*Correction*: what the person heard says instead of a passage of hers (R33); each is kept, the last is published.

    `leaf` is that of the passage with these words; `digest` is that of the version of the source that it makes.
    """

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="corrections")
    words = models.TextField()
    salt = models.CharField(max_length=32, blank=True)
    leaf = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = _("correction")

    def __str__(self):
        return f"{self.passage_id}: {self.words[:60]}"


class Excerpt(models.Model):
    """*Extrait*: the exact words of a span of a passage, quoted as evidence (R34).

    `start` and `end` are code points in the passage's words, those of `correction` when it quotes a corrected passage, as
    recorded otherwise; they never move. `flagged_at` is set while a later correction took the words from that place.
    """

    reference = models.CharField(_("référence"), max_length=20, unique=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="excerpts")
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, null=True, blank=True, related_name="excerpts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField(_("mots"))
    source_digest = models.CharField(max_length=64)
    note = models.TextField(_("note"), blank=True)
    tags = models.CharField(_("mots-clés"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="excerpts_made")
    made_at = models.DateTimeField()
    masked_at = models.DateTimeField(null=True, blank=True)
    flagged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("extrait")
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="excerpt_is_not_empty")]

    def __str__(self):
        return self.reference

    @property
    def quoted_words(self) -> str:
        """The words of the passage in the version that it quotes; reads the correction and the passage, loaded or not."""
        return self.correction.words if self.correction_id else self.passage.words

    @property
    def corrected_since(self) -> bool:
        """Whether the passage was corrected after it was quoted; reads the passage, loaded or not."""
        return self.passage.correction_id != self.correction_id
