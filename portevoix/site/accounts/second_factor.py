"""Passkeys, authenticator codes: when they are asked for, and how they are called."""

from datetime import datetime

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record, require
from portevoix.people.models import Person, User
from portevoix.site.accounts.devices import described
from portevoix.site.accounts.sealing import seal, unseal


class SecondFactor(DefaultMFAAdapter):
    """The names that an authenticator shows; its secrets, sealed."""

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user, type):
        from allauth.core import context

        return described(context.request.META.get("HTTP_USER_AGENT", ""))

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "Portevoix"}


class AskSecondFactor(AuthenticateStage):
    """After the password or the mail, for those who asked for it by activating codes.

    A passkey alone is another way in, not a lock: whoever loses the phone that holds it still comes in by mail.
    """

    def _should_handle(self, request):
        user = self.login.user
        asked = user is not None and SecondFactor().is_mfa_enabled(user, [Authenticator.Type.TOTP])
        return asked and super()._should_handle(request)


class AddPasskey(AddWebAuthnView):
    """Recovery codes come with the authenticator's codes, which they replace; a passkey alone needs none."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        held = Authenticator.objects.filter(user=self.request.user)
        if not held.filter(type=Authenticator.Type.TOTP).exists():
            held.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        return answer

    def get_success_url(self):
        return reverse_lazy("accounts:account")


class RenamePasskey(EditWebAuthnView):
    success_url = reverse_lazy("accounts:account")


class RemovePasskey(RemoveWebAuthnView):
    success_url = reverse_lazy("accounts:account")


@transaction.atomic
def lift_second_factor(user: User, *, by: Person, at: datetime) -> None:
    """*user* has lost both the application and the recovery codes: no code is required any more; journaled.

    Refused to others than administrators, and where no code is required.
    """
    require("people.administer", by, user.person, _("L’administration rend l’accès à un compte."))
    codes = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    if not Authenticator.objects.filter(user=user, type__in=codes).delete()[0]:
        raise Refused(_("Aucun code n’est exigé pour ce compte."), field="email")
    record("people.second_factor_lifted", f"person:{user.person_id}", by=by, at=at)
