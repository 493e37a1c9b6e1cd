"""What is drafted, amended and adopted."""

import re

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Commission, Meeting
from portevoix.evidence.models import Excerpt
from portevoix.people.models import Person


class Text(models.Model):
    """*Texte*, through its versions."""

    class Kind(models.TextChoices):
        MANIFESTO = "manifesto", _("manifeste")
        GUIDE = "guide", _("guide")
        PROPOSITIONS = "propositions", _("propositions")
        NOTE = "note", _("note de contribution")
        BILL = "bill", _("projet ou proposition de loi")

        @property
        def stem(self) -> str:
            """What addresses call it, in whatever language the page is."""
            return {"manifesto": "manifeste", "bill": "texte-de-loi"}.get(self.value, self.value)

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    title = models.CharField(_("titre"), max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    majority = models.CharField(
        _("majorité requise"), max_length=12, choices=Ballot.Majority, default=Ballot.Majority.SIMPLE
    )
    elements_date = models.DateField(_("éléments arrêtés au"), null=True, blank=True)  # R36
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="texts_created")

    class Meta:
        ordering = ("-id",)
        verbose_name = _("texte")

    def __str__(self):
        return self.title


class Version(models.Model):
    """A state of a text. A draft (*avant-texte*) has no number; once numbered it never changes (R2, R29)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("avant-texte")
        OPEN = "open", _("ouverte aux amendements")
        EXAMINED = "examined", _("amendements examinés")
        ADOPTED = "adopted", _("adoptée")
        REJECTED = "rejected", _("rejetée")

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")
    title = models.CharField(_("titre"), max_length=300)
    language = models.CharField(_("langue"), max_length=12, default="fr")
    digest = models.CharField(_("empreinte"), max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, null=True, blank=True, related_name="version")
    # What units cannot hold of their own origins (R27): [{unit, parent, after, source}] gone since the base version,
    # and {key: source} of the headings changed since.
    removed_units = models.JSONField(default=list, blank=True)
    heading_origins = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("text", "number")
        verbose_name = _("version")
        constraints = [
            models.UniqueConstraint(fields=("text", "number"), name="version_number_once"),
            models.UniqueConstraint(fields=("text",), condition=Q(number=None), name="one_draft_per_text"),
            models.CheckConstraint(
                condition=Q(number=None, status="draft") | Q(number__isnull=False) & ~Q(digest=""),
                name="a_numbered_version_has_its_digest",
            ),
        ]

    def __str__(self):
        return f"{self.text}, version {self.number}" if self.number else f"{self.text}, avant-texte"

    @property
    def deliberated_again(self):
        """The second deliberation for which it is, or was, open; None without one (R28)."""
        return getattr(self, "second_deliberation", None)

    @property
    def open_since(self):
        """When it was opened to amendments: as it was frozen, or for a second deliberation."""
        return self.deliberated_again.asked_at if self.deliberated_again else self.frozen_at

    @property
    def short_name(self) -> str:
        """Its title as files and public addresses spell it: `agir-pour-l-accueil`; the text's slug without a letter.

        For whom may read the version only, since it tells the title.
        """
        return slugify(re.sub("[’']", "-", self.title))[:80].strip("-") or self.text.slug


class UnitRow(models.Model):
    """A unit of a version, in reading order; `key` is stable from one version to the next.

    `origins` are runs [start, end, source], `removals` [at, words, source]: source is null for the base version,
    "amendment:ID" otherwise (R27). Offsets in code points of `words`.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="units")
    key = models.CharField(max_length=120)
    parent_key = models.CharField(max_length=120, blank=True)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=60, blank=True)
    heading = models.TextField(blank=True)
    words = models.TextField(blank=True)
    rank = models.PositiveIntegerField(default=0)  # number of the alinéa in its container (R2), 0 for containers
    origins = models.JSONField(default=list)
    removals = models.JSONField(default=list)

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="unit_key_once_per_version"),
            models.UniqueConstraint(fields=("version", "position"), name="unit_position_once_per_version"),
        ]

    def __str__(self):
        return self.key


class Basis(models.Model):
    """An excerpt on which an alinéa rests; holds for the unit's key in every version of the text."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="bases")
    unit_key = models.CharField(max_length=120)
    excerpt = models.ForeignKey(Excerpt, on_delete=models.PROTECT, related_name="bases")
    attached_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("text", "unit_key", "excerpt"), name="basis_once")]

    def __str__(self):
        return f"{self.unit_key} ← {self.excerpt_id}"


class AmendmentSet(models.Model):
    """*Jeu d’amendements*: a file of amendments filed elsewhere, read for a version, then imported by the secretariat.

    `content` holds what was read in it until the import is confirmed; nothing is filed before.
    """

    class Kind(models.TextChoices):
        SENATE = "senate", _("Sénat")
        ASSEMBLY = "assembly", _("Assemblée nationale")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sets")
    kind = models.CharField(_("source"), max_length=10, choices=Kind)
    name = models.CharField(_("fichier"), max_length=160)
    digest = models.CharField(_("empreinte"), max_length=64)
    content = models.JSONField(null=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("jeu d’amendements")

    def __str__(self):
        return self.name


class Amendment(models.Model):
    """*Amendement*, or *sous-amendement* when it has a parent (R1, R3, R9).

    A *modification de coordination* (R26) is one too, on a version already examined: its outcome says so from the start.
    `edits` is null as long as the instructions are not understood (R6). `number` is ours, from 1 in the version; one
    that was imported keeps the number, the authors and the place of its source, who have no account here.
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("adopté")
        REJECTED = "rejected", _("rejeté")
        WITHDRAWN = "withdrawn", _("retiré")
        NOT_DEFENDED = "not_defended", _("non défendu")
        FELL = "fell", _("tombé")
        SATISFIED = "satisfied", _("satisfait")
        INADMISSIBLE = "inadmissible", _("irrecevable")
        COORDINATION = "coordination", _("coordination")  # made by a person, not voted (R26)

    APPLIED = (Outcome.ADOPTED, Outcome.COORDINATION)  # their words are in the next version

    # What the commission settled; the others were withdrawn, not defended, or never debated.
    DECIDED = (Outcome.ADOPTED, Outcome.REJECTED, Outcome.FELL, Outcome.SATISFIED)

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(_("numéro"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="sub_amendments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    cosignatories = models.ManyToManyField(Person, blank=True, related_name="cosigned_amendments")
    taken_over_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    imported_from = models.ForeignKey(
        AmendmentSet, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    source_number = models.CharField(_("numéro à la source"), max_length=40, blank=True)  # `I-4 rect. quater`
    source_key = models.CharField(max_length=40, blank=True)  # `I-4`: what names it however often it was corrected
    source_digest = models.CharField(max_length=64, blank=True)  # of what the source said of it
    source_place = models.CharField(max_length=160, blank=True)  # `art. add. après Article 17`
    source_outcome = models.CharField(max_length=160, blank=True)
    source_filed_on = models.DateField(null=True, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    cosignatory_names = models.JSONField(default=list, blank=True)
    group_name = models.CharField(_("groupe"), max_length=200, blank=True)
    unit_key = models.CharField(
        max_length=120, blank=True
    )  # empty: the source names a place that is not in the version
    instructions = models.TextField(_("dispositif"))
    rationale = models.TextField(_("exposé des motifs"))
    filed_instructions = models.TextField(blank=True)  # what was filed, once someone mended it
    mended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mended_at = models.DateTimeField(null=True, blank=True)
    edits = models.JSONField(null=True)
    excerpts = models.ManyToManyField(Excerpt, blank=True, related_name="amendments")
    filed_at = models.DateTimeField()
    inadmissible_reason = models.TextField(_("motif d’irrecevabilité"), blank=True)
    outcome = models.CharField(_("sort"), max_length=12, choices=Outcome, blank=True)
    because = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("version", "number")
        verbose_name = _("amendement")
        constraints = [
            models.UniqueConstraint(fields=("version", "number"), name="amendment_number_once"),
            models.UniqueConstraint(
                fields=("version", "source_key"), condition=~Q(source_key=""), name="imported_number_once"
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False, imported_from=None) | Q(author=None, imported_from__isnull=False),
                name="filed_by_someone_or_imported",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("adopted", "rejected")) | Q(ballot__isnull=False),
                name="only_a_vote_adopts_or_rejects",  # R20
            ),
        ]

    def __str__(self):
        if self.is_coordination:
            return _("coord. %(number)d") % {"number": self.number}
        return self.source_number or f"{self.number}"

    @property
    def is_coordination(self) -> bool:
        """Whether a person made it after the examination, without a vote (R26)."""
        return self.outcome == self.Outcome.COORDINATION

    @property
    def signed_by(self) -> str:
        """Its author, a person of the commission or a name of the source."""
        return self.author.name if self.author_id else self.author_name or str(_("auteur non précisé"))

    @property
    def filed_on(self):
        """The day on which it was filed, here or at its source."""
        return self.source_filed_on or timezone.localdate(self.filed_at)


class Arrangement(models.Model):
    """The amendments of a version in the order of examination (R7, R9), as `portevoix.texts.arrangement` says it.

    Kept because it costs much to find and is read on every page; found anew by each act that changes the set.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="arrangement")
    content = models.JSONField()

    def __str__(self):
        return str(self.version)


class Opinion(models.Model):
    """*Avis du rapporteur*."""

    class Kind(models.TextChoices):
        FAVOURABLE = "favourable", _("favorable")
        UNFAVOURABLE = "unfavourable", _("défavorable")
        WISDOM = "wisdom", _("sagesse")

    amendment = models.OneToOneField(Amendment, on_delete=models.PROTECT, related_name="opinion")
    kind = models.CharField(_("avis"), max_length=12, choices=Kind)
    words = models.TextField(_("explication"), blank=True)
    rapporteur = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self):
        return self.get_kind_display()


class Examination(models.Model):
    """The examination of a version in a meeting; the version is then amended or not, and put to the vote."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="examination")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="examinations")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return str(self.version)


class SecondDeliberation(models.Model):
    """*Seconde délibération* (R28): before the vote on the whole, `version`, the one reached, is open again to amendments
    on some of its `articles`, the keys of its units (see `portevoix.texts.scope`), called `places` in words."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="second_deliberation")
    articles = models.JSONField()
    places = models.TextField()
    reason = models.TextField(_("motif"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("seconde délibération")

    def __str__(self):
        return str(self.version)
