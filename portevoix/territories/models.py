"""Editions of the register, territories, who belongs to what and since which edition, and the words that find them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portevoix.territories import names
from portevoix.ui.language import spoken


class Edition(models.Model):
    """*Millésime*: one edition of the official register, as it was loaded."""

    on = models.DateField(_("en vigueur au"))
    source = models.CharField(_("source"), max_length=120)
    digest = models.CharField(_("empreinte"), max_length=64, unique=True)
    loaded_at = models.DateTimeField(_("chargée le"))

    class Meta:
        ordering = ("on", "pk")
        verbose_name = _("édition du registre")

    def __str__(self):
        return str(self.on)


class Territory(models.Model):
    """A territory of the official geographic code; it stays when it is merged, with what it became.

    `article` is the register's typeLiaison (see `names`). `department` is the département, or the overseas collectivity,
    that it lies in: for an intercommunalité, where most of its inhabitants live. `within` is the commune that an
    arrondissement or a former commune is part of. The population of what is made of communes is their sum.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        EPCI = "epci", _("intercommunalité")
        DEPARTMENT = "department", _("département")
        REGION = "region", _("région")
        OVERSEAS = "overseas", _("collectivité d’outre-mer")
        EPT = "ept", _("établissement public territorial")
        DISTRICT = "district", _("arrondissement municipal")
        DELEGATED = "delegated", _("commune déléguée")
        ASSOCIATED = "associated", _("commune associée")

    class Nature(models.TextChoices):
        CC = "CC", _("communauté de communes")
        CA = "CA", _("communauté d’agglomération")
        CU = "CU", _("communauté urbaine")
        METRO = "METRO", _("métropole")
        # Lyon: a collectivité à statut particulier, which the register keeps among the intercommunalités.
        MET69 = "MET69", _("métropole à statut particulier")

    kind = models.CharField(_("catégorie"), max_length=10, choices=Kind)
    nature = models.CharField(_("nature"), max_length=5, choices=Nature, blank=True)
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("nom"), max_length=200)
    article = models.PositiveSmallIntegerField(default=0)
    plain_name = models.CharField(max_length=200, db_index=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, db_index=True)
    population = models.PositiveIntegerField(_("population"), null=True)
    department = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="in_department")
    region = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="in_region")
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    since = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="begun")
    until = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="ended")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        verbose_name = _("territoire")
        constraints = [
            models.UniqueConstraint(fields=("kind", "code"), name="territory_once_per_kind_and_code"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="territory_has_a_code_and_a_name"),
            models.CheckConstraint(
                condition=Q(kind="epci") & ~Q(nature="") | ~Q(kind="epci") & Q(nature=""),
                name="territory_nature_is_that_of_an_epci",
            ),
            models.CheckConstraint(condition=Q(article__lte=8), name="territory_article_is_known"),
            models.CheckConstraint(
                condition=Q(until=None) & Q(successor=None) | Q(until__isnull=False),
                name="territory_succeeded_once_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(within__isnull=False) | ~Q(kind__in=("district", "delegated", "associated")),
                name="territory_part_is_within_a_commune",
            ),
        ]
        indexes = [
            models.Index(fields=("department", "kind"), name="territory_by_department"),
        ]

    def __str__(self):
        return names.typographic(self.full_name)

    def get_absolute_url(self):
        return reverse("territories:territory", args=[self.kind, self.code])

    @property
    def full_name(self) -> str:
        """The register's name, without the initials that stand for the nature of an intercommunalité."""
        return names.spelt_out(self.name)

    @property
    def label(self) -> str:
        """What it is: the nature of an intercommunalité, the kind of anything else."""
        return self.get_nature_display() or self.get_kind_display()

    @property
    def of(self) -> str:
        """Its name after « de » (« de L’Haÿ-les-Roses », « du Nord »); after `of` on an English page."""
        return spoken(names.of(self.full_name, self.article), f"of {self}")

    @property
    def called(self) -> str:
        """What it is and its name, in a sentence: « commune de L’Haÿ-les-Roses », « département du Nord »."""
        if self.kind in (self.Kind.EPCI, self.Kind.EPT, self.Kind.OVERSEAS, self.Kind.DISTRICT):
            return str(self)
        if self.kind == self.Kind.REGION:
            return gettext("région %(name)s") % {"name": self}
        return gettext("%(kind)s %(of)s") % {"kind": self.get_kind_display(), "of": self.of}

    @property
    def is_current(self) -> bool:
        """Whether the latest edition has it."""
        return self.until_id is None


class Membership(models.Model):
    """A commune belongs to an intercommunalité, from an edition to an edition (the first without it)."""

    group = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="memberships")
    commune = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="groups")
    since = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    until = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("group", "commune"), condition=Q(until=None), name="member_once_at_a_time"),
            models.CheckConstraint(condition=~Q(group=F("commune")), name="member_of_another"),
        ]

    def __str__(self):
        return f"{self.commune} ({self.group})"


class Population(models.Model):
    """How many inhabitants an edition gives; a row where it differs from the edition before, null where it says nothing."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="populations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    inhabitants = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("edition",)
        constraints = [models.UniqueConstraint(fields=("territory", "edition"), name="population_once_per_edition")]

    def __str__(self):
        return f"{self.territory}: {self.inhabitants}"


class Change(models.Model):
    """What an edition changed in a territory that an earlier one had, or that it added."""

    class What(models.TextChoices):
        CREATED = "created", _("création")
        RENAMED = "renamed", _("nouveau nom")
        TURNED = "turned", _("changement de nature")
        MOVED = "moved", _("changement de département")
        MERGED = "merged", _("fusion")
        ENDED = "ended", _("suppression")
        RESTORED = "restored", _("rétablissement")

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="changes")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("edition", "pk")
        constraints = [models.UniqueConstraint(fields=("territory", "edition", "what"), name="change_once_per_edition")]

    def __str__(self):
        return f"{self.territory}: {self.what}"


class PostalCode(models.Model):
    """*Code postal* that serves a commune or an arrondissement; one code serves several, one commune has several."""

    code = models.CharField(max_length=5)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="postal_codes")

    class Meta:
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=("territory", "code"), name="postal_code_once_per_territory")]

    def __str__(self):
        return self.code


class FormerCode(models.Model):
    """A code of a commune that no longer is, in the commune that took it in, as the register says."""

    code = models.CharField(max_length=9, unique=True)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="former_codes")

    class Meta:
        ordering = ("code",)

    def __str__(self):
        return self.code


class WordField(models.CharField):
    """Words compared byte by byte on every database, so that a range of the index holds those that begin alike."""

    def db_parameters(self, connection):
        return super().db_parameters(connection) | {"collation": "C" if connection.vendor == "postgresql" else "BINARY"}


class Word(models.Model):
    """A word that finds a territory: of its names, past and present, or a code; with what orders the answers."""

    word = WordField(max_length=40)
    weight = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="words", db_index=False)

    class Meta:
        indexes = [
            # All that a search reads: the territories themselves are only read once they are chosen.
            models.Index(fields=("word", "weight", "territory", "kind"), name="word_finds_territory"),
        ]
        constraints = [models.UniqueConstraint(fields=("territory", "word"), name="word_once_per_territory")]

    def __str__(self):
        return self.word
