"""Signing in through an OpenID Connect provider (ProConnect among others), for those who have or await an account."""

import json
from urllib.parse import urlencode

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.people.invitations.actions import accept_invitation
from portevoix.people.invitations.queries import waiting_for
from portevoix.people.models import User

ID = "oidc"
WAY_OUT = "portevoix.provider"
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SIGNED_WITH_THE_SECRET = ("HS256", "HS384", "HS512")
# What is kept of what the provider says of a person.
KEPT = ("email", "given_name", "usual_name", "family_name", "siret")
SECONDS = 10


class Exchange(OpenIDConnectOAuth2Adapter):
    """The exchange with the provider, where each signature is checked."""

    def get_callback_url(self, request, app):
        return settings.PUBLIC_URL + reverse("openid_connect_callback")

    def claims_of(self, token: str) -> dict:
        """What a signed token says; OAuth2Error unless it is signed by the provider, for us, and still valid."""
        app, known = self.get_provider().app, self.openid_config
        try:
            algorithm = jwt.get_unverified_header(token).get("alg")
            if algorithm in SIGNED_WITH_THE_SECRET:
                key = app.secret
            elif algorithm in SIGNED_WITH:
                key = jwt.PyJWKClient(known["jwks_uri"], timeout=SECONDS).get_signing_key_from_jwt(token).key
            else:
                raise OAuth2Error(f"{algorithm} signs nothing")
            return jwt.decode(
                token, key, algorithms=[algorithm], audience=app.client_id, issuer=known["issuer"], leeway=10
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(str(error)) from error

    def _fetch_user_info(self, access_token):
        """As signed JWT, which ProConnect sends, or as plain JSON."""
        with requests.Session() as session:
            response = session.get(
                self.profile_url, headers={"Authorization": f"Bearer {access_token}"}, timeout=SECONDS
            )
            response.raise_for_status()
        if response.headers.get("Content-Type", "").split(";")[0].strip() == "application/jwt":
            return self.claims_of(response.text.strip())
        return response.json()

    def complete_login(self, request, app, token, **kwargs):
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no id_token")
        identity, said = self.claims_of(signed), self._fetch_user_info(token.token)
        if said.get("sub") != identity["sub"]:
            raise OAuth2Error("userinfo is about someone else")
        request.session[WAY_OUT] = {"end": self.openid_config.get("end_session_endpoint"), "id_token": signed}
        login = self.get_provider().sociallogin_from_response(request, {"userinfo": said, "id_token": identity})
        login.identity = identity
        return login


class Provider(OpenIDConnectProvider):
    """The provider as configured by PORTEVOIX_OIDC_*."""

    oauth2_adapter_class = Exchange

    def extract_extra_data(self, data):
        return {name: data["userinfo"][name] for name in KEPT if data["userinfo"].get(name)}

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Leave for the provider with a nonce, and the level of assurance when one is asked for; nothing else."""
        nonce = get_random_string(43)
        asked = {"nonce": nonce}
        if settings.OIDC["acr"]:
            level = {"essential": True, "values": settings.OIDC["acr"]}
            asked["claims"] = json.dumps({"id_token": {"acr": level}}, separators=(",", ":"))
        kwargs.update(auth_params=asked, scope=self.get_scope())
        try:
            return super().redirect(request, process, next_url=next_url, data={"nonce": nonce}, **kwargs)
        except (requests.RequestException, ValueError, KeyError):
            return back_to_sign_in(
                request, _("%(provider)s ne répond pas. Réessayez plus tard, ou connectez-vous autrement.") % self.named
            )

    @property
    def named(self) -> dict:
        return {"provider": self.name}


def back_to_sign_in(request, sentence: str):
    """The page one came from, with what happened."""
    messages.error(request, sentence)
    return redirect("accounts:account" if request.user.is_authenticated else "account_login")


class ByProvider(DefaultSocialAccountAdapter):
    """Whom the provider lets in: holders of an account, and persons invited; sign-up stays closed."""

    def get_provider(self, request, provider, client_id=None):
        found = super().get_provider(request, provider, client_id)
        return Provider(request, app=found.app) if found.app.provider == Provider.id else found

    def generate_state_param(self, state):
        return get_random_string(43)

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("accounts:account")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        sentence = _(
            "%(provider)s n’a pas confirmé qui vous êtes. Rien n’a été changé : réessayez, ou connectez-vous autrement."
        )
        raise ImmediateHttpResponse(back_to_sign_in(request, sentence % {"provider": provider.name}))

    def pre_social_login(self, request, sociallogin):
        """Check what the provider says of this very sign-in, then find whose it is."""
        identity, provider = sociallogin.identity, sociallogin.provider
        if identity.get("nonce") != (sociallogin.state.get("data") or {}).get("nonce"):
            self.on_authentication_error(request, provider)
        if settings.OIDC["acr"] and identity.get("acr") not in settings.OIDC["acr"]:
            sentence = _(
                "%(provider)s ne garantit pas assez qui vous êtes pour entrer ici. Utilisez un moyen plus sûr."
            )
            raise ImmediateHttpResponse(back_to_sign_in(request, sentence % provider.named))
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        user = _holder(sociallogin)
        if user is None:
            emails = [address.email for address in sociallogin.email_addresses]
            raise ImmediateHttpResponse(
                render(request, "socialaccount/no_account.html", {"emails": emails, **provider.named}, status=403)
            )
        sociallogin.connect(request, user)


def _holder(sociallogin) -> User | None:
    """The account of an address that the provider vouches for; opened now if the person was invited."""
    for address in sociallogin.email_addresses:
        if not address.verified:
            continue
        user = User.objects.filter(email=address.email.lower()).first()
        if user is None and (invitation := waiting_for(address.email, timezone.now())):
            try:
                user = accept_invitation(invitation, at=timezone.now())
            except Refused:
                continue
        if user:
            return user
    return None


def sign_in(request):
    """Leave for the provider."""
    return _through(request, OAuth2LoginView)


def come_back(request):
    """Come back from the provider."""
    return _through(request, OAuth2CallbackView)


def _through(request, view):
    if not settings.OIDC_ENABLED:
        raise Http404
    return view.adapter_view(Exchange(request, ID))(request)


def way_out(request) -> str | None:
    """Where to leave the provider's session, when it let the person in; its page then comes back to ours."""
    held = request.session.get(WAY_OUT)
    if not held or not held["end"]:
        return None
    asked = {
        "id_token_hint": held["id_token"],
        "state": get_random_string(43),  # required by the provider; coming back changes nothing here
        "post_logout_redirect_uri": settings.PUBLIC_URL + reverse("site:home"),
    }
    return f"{held['end']}{'&' if '?' in held['end'] else '?'}{urlencode(asked)}"
