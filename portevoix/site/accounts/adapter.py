"""How django-allauth behaves here: who may have an account, what leaves by mail, what comes after."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.people.models import User
from portevoix.site.accounts import links, proof, provider


def name_of(user: User) -> str:
    """How an account is called on screen."""
    return str(user.person)


class Accounts(DefaultAccountAdapter):
    """An account belongs to a member, an expert or an agent whom the secretariat has entered or invited."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """With the code goes a link that does the same from any device."""
        if template_prefix == "account/email/login_code":
            user = User.objects.get(email=email.lower())
            context = {**context, "link": links.address_for(user, self.request.POST.get("next"), self)}
        super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_login_stages(self):
        ours = "portevoix.site.accounts.second_factor.AskSecondFactor"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage for stage in super().get_login_stages()
        ]

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("Donner mon mot de passe"),
            "mfa_reauthenticate": _("Taper un code de l’application, ou de secours"),
            "mfa_reauthenticate:webauthn": _("Utiliser ma clé d’accès"),
        }
        methods = [
            {**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]
        if user.is_authenticated and proof.by_mail_suffices(user):
            methods.append(
                {"id": "mail", "description": _("Recevoir un code par courriel"), "url": reverse("accounts:prove")}
            )
        return methods

    def get_logout_redirect_url(self, request):
        return provider.way_out(request) or super().get_logout_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:account")
