"""Before a sensitive act one shows again who one is; who signs in by mail alone does it by mail."""

import time
from functools import wraps
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse


def by_mail_suffices(user) -> bool:
    """Whether a code by mail proves enough: not where a second factor was asked for on purpose."""
    return not get_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP])


def proved_lately(request) -> bool:
    """Whether the person signed in, or proved who she is, in the last minutes."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def sensitive(view):
    """For a view that changes how one signs in: signed in, and proved lately."""
    with_means = reauthentication_required(view, app="allauth.account")

    @login_required
    @wraps(view)
    def asked(request, *args, **kwargs):
        if get_reauthentication_flows(request.user):
            return with_means(request, *args, **kwargs)
        if proved_lately(request):
            return view(request, *args, **kwargs)
        following = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("accounts:account")
        return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': following})}")

    return asked
