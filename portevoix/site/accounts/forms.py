"""What is typed to sign in and about one's account."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission, Membership
from portevoix.people.forms import PlaceForm
from portevoix.people.models import Person


class Said:
    """Our own words on a form of allauth: labels, and no placeholder, which vanishes as one types."""

    labels: dict = {}
    helps: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "" if name in self.labels else field.help_text)


ADDRESS, PASSWORD, CODE = _("Adresse électronique"), _("Mot de passe"), _("Code")
NEW, AGAIN = _("Nouveau mot de passe"), _("Le même, une seconde fois")
STRONG = _("Douze caractères au moins, et rien qui se devine : plusieurs mots sans lien font l’affaire.")


class LoginForm(Said, account.LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}


class RequestLoginCodeForm(Said, account.RequestLoginCodeForm):
    labels = {"email": ADDRESS}


class ConfirmLoginCodeForm(Said, account.ConfirmLoginCodeForm):
    labels = {"code": CODE}
    helps = {"code": _("Tel qu’il est écrit dans le courriel.")}


class ReauthenticateForm(Said, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class ResetPasswordForm(Said, account.ResetPasswordForm):
    labels = {"email": ADDRESS}


class ResetPasswordKeyForm(Said, account.ResetPasswordKeyForm):
    labels, helps = {"password1": NEW, "password2": AGAIN}, {"password1": STRONG}


class SetPasswordForm(Said, account.SetPasswordForm):
    labels, helps = {"password1": PASSWORD, "password2": AGAIN}, {"password1": STRONG}


class ChangePasswordForm(Said, account.ChangePasswordForm):
    labels = {"oldpassword": _("Mot de passe actuel"), "password1": NEW, "password2": AGAIN}
    helps = {"password1": STRONG}


class AuthenticateForm(Said, mfa.AuthenticateForm):
    labels = {"code": CODE}
    helps = {"code": _("Les six chiffres que montre votre application, ou l’un de vos codes de secours.")}


class ReauthenticateByCodeForm(Said, mfa.ReauthenticateForm):
    labels, helps = AuthenticateForm.labels, AuthenticateForm.helps


class ActivateTOTPForm(Said, totp.ActivateTOTPForm):
    labels = {"code": _("Code montré par l’application")}
    helps = {"code": _("Six chiffres, qui changent toutes les trente secondes.")}


class AddPasskeyForm(Said, webauthn.AddWebAuthnForm):
    """Every key signs in by itself: what it is called is all that one chooses."""

    labels = {"name": _("Nom de la clé")}
    helps = {"name": _("Pour la reconnaître plus tard : le téléphone ou l’ordinateur qui la garde.")}
    passwordless = forms.BooleanField(initial=True, widget=forms.CheckboxInput(attrs={"hidden": True}))


class RenamePasskeyForm(Said, webauthn.EditWebAuthnForm):
    labels = {"name": _("Nom de la clé")}


class NewAddressForm(forms.Form):
    """The address one wants to sign in with from now on."""

    email = forms.EmailField(label=_("Nouvelle adresse électronique"), max_length=254)
    email.widget.attrs["autocomplete"] = "email"


class AddressForm(forms.Form):
    """The account that one looks for."""

    email = forms.EmailField(label=_("Adresse électronique du compte"), max_length=254)


class ProofForm(forms.Form):
    """The code received by mail."""

    code = forms.CharField(label=CODE, max_length=20, help_text=_("Tel qu’il est écrit dans le courriel."))
    code.widget.attrs.update(autocomplete="one-time-code", autocapitalize="characters", spellcheck="false")


class InviteForm(PlaceForm):
    """Invite someone who is entered already, or someone new with the seat that she takes."""

    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Personne"),
        required=False,
        empty_label=_("Une personne qui n’est pas encore inscrite"),
    )
    name = forms.CharField(label=_("Nom"), max_length=120, required=False)
    function = forms.CharField(label=_("Fonction"), max_length=160, required=False)
    commission = forms.ModelChoiceField(
        Commission.objects.none(), label=_("Commission où siéger"), required=False, empty_label=_("Choisir")
    )
    capacity = forms.ChoiceField(
        label=_("Qualité"), choices=[("", _("Choisir")), *Membership.Capacity.choices], required=False
    )

    def __init__(self, *args, people, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["commission"].queryset = commissions

    def clean(self):
        given = super().clean()
        if not given.get("person") and "person" not in self.errors:
            for name in ("name", "commission", "capacity"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("À remplir pour une personne qui n’est pas encore inscrite."))
        return given
