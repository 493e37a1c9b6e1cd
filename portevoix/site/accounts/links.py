"""The link that signs in, sent by mail with the code: signed, short-lived, dead once one has signed in."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portevoix.people.models import User

SALT = "portevoix.sign-in-link"


def _state(user: User) -> str:
    """What signing in, a new password or a new address changes: an older link then no longer holds."""
    return salted_hmac(SALT, f"{user.pk}|{user.email}|{user.password}|{user.last_login}").hexdigest()[:32]


def address_for(user: User, following, adapter) -> str:
    """The whole link for *user*, who then goes on to *following* when that is one of our own addresses."""
    address = settings.PUBLIC_URL + reverse("accounts:link", args=[signing.dumps([user.pk, _state(user)], salt=SALT)])
    if following and adapter.is_safe_url(following):
        address += f"?{urlencode({'next': following})}"
    return address


def user_of(token: str, *, lock: bool = False) -> User | None:
    """Whom this link signs in; None once used, expired, altered, or when the account is closed."""
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=settings.SIGN_IN_LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    users = User.objects.select_for_update(of=("self",)) if lock else User.objects
    user = users.filter(pk=pk, is_active=True).first()
    return user if user and constant_time_compare(_state(user), state) else None


def enter(request, user, *, following=None):
    """Sign *user* in, who has shown to read her mail; the second factor comes next if she asked for one."""
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request, show_message=False)
    record_authentication(request, user, method="code", email=user.email)
    return perform_login(request, user, redirect_url=following, email=user.email)
