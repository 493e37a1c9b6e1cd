"""Who people are, apart from what they do here."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portevoix.people.listing import Listed
from portevoix.territories.models import Territory


class Person(Listed):
    """Someone: a member, an expert, an agent, a person heard."""

    name = models.CharField(_("nom"), max_length=120)
    function = models.CharField(_("fonction"), max_length=160, blank=True)
    territory = models.CharField(_("territoire"), max_length=120, blank=True)
    # What it is in the official register, when it is there: `territory` is then its name.
    area = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("territoire du registre")
    )  # fmt: skip
    erased_at = models.DateTimeField(_("effacée le"), null=True, blank=True, editable=False)
    # To write to, and to know someone again by; never public.
    email = models.EmailField(_("adresse électronique"), blank=True)
    entered_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Listed.Meta):
        verbose_name = _("personne")
        constraints = [
            models.CheckConstraint(condition=Q(area=None) | ~Q(territory=""), name="a_registered_territory_is_written")
        ]

    def __str__(self):
        return self.name


class Accounts(BaseUserManager):
    def get_queryset(self):
        return super().get_queryset().select_related("person")

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account: an address to sign in with, for a person."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(_("actif"), default=True)
    is_administrator = models.BooleanField(_("administre la plateforme"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = Accounts()

    class Meta:
        verbose_name = _("compte")

    def __str__(self):
        return self.email


class Association(Listed):
    """*Association d’élus*: represents territories; may sign a text."""

    name = models.CharField(_("nom"), max_length=160, unique=True)
    short_name = models.CharField(_("sigle"), max_length=30, unique=True)
    represents = models.CharField(_("ce qu’elle représente"), max_length=200, blank=True)
    link = models.URLField(_("site"), blank=True)

    class Meta(Listed.Meta):
        verbose_name = _("association d’élus")

    def __str__(self):
        return self.short_name


class Body(Listed):
    """An organisation heard, or written to."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("ministère")
        ADMINISTRATION = "administration", _("administration")
        LOCAL = "local", _("collectivité")
        COMPANY = "company", _("entreprise")
        ASSOCIATION = "association", _("association")
        RESEARCH = "research", _("recherche")
        OTHER = "other", _("autre organisme")

    name = models.CharField(_("nom"), max_length=160, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=Kind, default=Kind.OTHER)
    register_number = models.CharField(
        _("numéro au répertoire des représentants d’intérêts"), max_length=40, blank=True
    )

    class Meta(Listed.Meta):
        verbose_name = _("organisme")

    def __str__(self):
        return self.name


# Django finds the models of an app here: rooms of their own, whose tables are among these.
from portevoix.people.invitations.models import Invitation  # noqa: E402, F401
from portevoix.people.rights.models import Agreement  # noqa: E402, F401
