"""Signing in by a link, proving who one is, « Mon compte »."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.journal.acts import Refused
from portevoix.people.address import change_address
from portevoix.people.models import User
from portevoix.people.rules import is_administrator
from portevoix.site.accounts import devices, links, mails, second_factor
from portevoix.site.accounts.forms import AddressForm, NewAddressForm, ProofForm
from portevoix.site.accounts.invitations import may_invite
from portevoix.site.accounts.proof import by_mail_suffices, sensitive

PROOF = "portevoix.proof"
TRIES = 3
ADDRESS_SALT, ADDRESS_SECONDS = "portevoix.new-address", 3600


class SignIn(LoginView):
    """Every way in, on one page."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "provider": provider_name()}


def provider_name() -> str:
    """The provider that also lets in, as people call it; empty when there is none."""
    return settings.OIDC["name"] if settings.OIDC_ENABLED else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """The link of a mail: opening it does nothing, so that whatever reads mails beforehand uses nothing up."""
    user = links.user_of(token)
    if user is not None and request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="login"):
            return limited
        with transaction.atomic():
            user = links.user_of(token, lock=True)
            if user is not None:
                return links.enter(request, user, following=get_next_redirect_url(request))
    if user is None:
        return render(request, "accounts/link_over.html", status=410)
    return render(request, "accounts/link.html", {"user_to_be": user, "next": get_next_redirect_url(request) or ""})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request):
    """A code by mail, before a sensitive act."""
    following = get_next_redirect_url(request) or ""
    if not by_mail_suffices(request.user):
        return redirect("mfa_reauthenticate")
    form = ProofForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    sent = request.session.get(PROOF)
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="reauthenticate", user=request.user):
            return limited
        if "code" not in request.POST:
            sent = {"code": get_adapter().generate_login_code(), "at": time.time(), "tries": 0}
            request.session[PROOF] = sent
            mails.send_proof_code(request.user, sent["code"])
        elif form.is_valid() and _proves(request, form, sent):
            del request.session[PROOF]
            record_authentication(request, request.user, method="code", email=request.user.email, reauthenticated=True)
            return redirect(following or "accounts:account")
        sent = request.session.get(PROOF)
    page = {"form": form, "sent": bool(sent), "next": following}
    return render(request, "accounts/prove.html", page, status=422 if form.errors else 200)


def _proves(request, form, sent) -> bool:
    """Whether the code typed is the one that was sent; counts the tries that remain."""
    if sent is None or time.time() - sent["at"] > settings.SIGN_IN_LINK_SECONDS:
        request.session.pop(PROOF, None)
        form.add_error("code", _("Ce code a expiré. Demandez-en un autre."))
        return False
    if compare_user_code(actual=form.cleaned_data["code"], expected=sent["code"]):
        return True
    sent["tries"] += 1
    if sent["tries"] >= TRIES:
        request.session.pop(PROOF, None)
        form.add_error("code", _("Trois codes faux : celui-ci ne vaut plus rien. Demandez-en un autre."))
    else:
        request.session[PROOF] = sent
        form.add_error("code", _("Ce n’est pas le code envoyé. Relisez le courriel le plus récent."))
    return False


@login_required
@require_safe
def account(request):
    """« Mon compte »: how one signs in, where one is signed in; 4 SQL queries, plus 1 with a provider."""
    held = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    of_type = {kind: [one for one in held if one.type == kind] for kind in Authenticator.Type}
    codes = next((one.wrap() for one in of_type[Authenticator.Type.RECOVERY_CODES]), None)
    page = {
        "passkeys": of_type[Authenticator.Type.WEBAUTHN],
        "totp": next(iter(of_type[Authenticator.Type.TOTP]), None),
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "sessions": devices.sessions_of(request.user, request.session.session_key),
        "provider": provider_name(),
        "linked": list(SocialAccount.objects.filter(user=request.user)) if settings.OIDC_ENABLED else [],
        "may_invite": may_invite(request.person),
        "languages": settings.LANGUAGES,
    }
    return render(request, "accounts/account.html", page)


@login_required
@require_POST
def close_sessions(request):
    """Sign out of one device, or of all the others."""
    pk = request.POST.get("session", "")
    if pk.isdigit():
        count = devices.close_sessions(request.user, pk=int(pk))
    else:
        count = devices.close_sessions(request.user, keep=request.session.session_key)
    messages.success(
        request, ngettext("%d session est fermée.", "%d sessions sont fermées.", count) % count
    ) if count else messages.info(request, _("Aucune session n’était à fermer."))
    return redirect("accounts:account")


@sensitive
@require_http_methods(["GET", "HEAD", "POST"])
def address(request):
    """Ask for another address: it is written to, and changes once it has answered."""
    form = NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if limited := ratelimit.consume_or_429(request, action="manage_email", user=request.user):
            return limited
        if email == request.user.email:
            form.add_error("email", _("C’est déjà votre adresse."))
        elif User.objects.filter(email=email).exists():
            form.add_error("email", _("Cette adresse est déjà celle d’un autre compte."))
        else:
            mails.send_address_link(request.user, email, address_token(request.user, email))
            messages.success(
                request,
                _("Un courriel est parti à %(email)s. Votre adresse changera quand vous aurez ouvert son lien.")
                % {"email": email},
            )
            return redirect("accounts:account")
    return render(request, "accounts/address.html", {"form": form}, status=422 if form.errors else 200)


def address_token(user, email: str) -> str:
    """What the link of the new address holds: it serves while the account still has the former one."""
    return signing.dumps([user.pk, user.email, email], salt=ADDRESS_SALT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request, token):
    """The link sent to the new address; a button changes it, not the mere opening."""
    try:
        pk, former, email = signing.loads(token, salt=ADDRESS_SALT, max_age=ADDRESS_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return render(request, "accounts/address_over.html", status=410)
    user = User.objects.filter(pk=pk, email=former, is_active=True).first()
    if user is None:
        return render(request, "accounts/address_over.html", status=410)
    refusal = ""
    if request.method == "POST":
        try:
            change_address(user, email=email, at=timezone.now())
        except Refused as refused:
            refusal = refused.sentence
        else:
            mails.tell_former_address(former, email)
            messages.success(request, _("Vous vous connectez désormais avec %(email)s.") % {"email": email})
            return redirect("accounts:account")
    page = {"former": former, "email": email, "refusal": refusal}
    return render(request, "accounts/address_confirm.html", page, status=422 if refusal else 200)


@sensitive
@require_http_methods(["GET", "HEAD", "POST"])
def unlink(request, pk):
    """The provider no longer opens this account."""
    held = get_object_or_404(SocialAccount, pk=pk, user=request.user)
    if request.method == "POST":
        held.delete()
        messages.success(request, _("%(provider)s n’ouvre plus ce compte.") % {"provider": settings.OIDC["name"]})
        return redirect("accounts:account")
    return render(request, "accounts/unlink.html", {"provider": settings.OIDC["name"], "held": held})


@sensitive
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request):
    """For administrators: give access back to who has lost the second factor."""
    if not is_administrator(request.person):
        raise PermissionDenied(_("L’administration rend l’accès à un compte."))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.filter(email=form.cleaned_data["email"].lower()).first()
        try:
            if user is None:
                raise Refused(_("Aucun compte n’a cette adresse."), field="email")
            second_factor.lift_second_factor(user, by=request.person, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            get_adapter().send_notification_mail("mfa/email/totp_deactivated", user)
            messages.success(
                request, _("Aucun code n’est plus exigé pour ce compte : %(name)s.") % {"name": user.person}
            )
            return redirect("accounts:invitations")
    return render(request, "accounts/restore.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def welcome(request):
    """Right after an invitation: how does one want to come in next time?"""
    return render(request, "accounts/welcome.html", {"provider": provider_name()})


def to_account(request):
    """Pages that allauth has and « Mon compte » gathers."""
    return redirect("accounts:account")
