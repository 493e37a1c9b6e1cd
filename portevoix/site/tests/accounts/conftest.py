"""People at the door."""

import re
import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.utils import timezone

from portevoix.commissions.actions import create_commission, give_mandate, take_seat
from portevoix.people.actions import enter_person, open_account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _nothing_tried_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def commission(db):
    return create_commission(name="Rives et Monts", slug="rives", by="x", at=timezone.now())


@pytest.fixture
def account(commission):
    """Opens the account of someone who sits: `account(name, email, password=…, role=…)`."""

    def opened(name="Ysoline Verdurier", email="ysoline@example.org", password=None, role=None, **kwargs):
        now = timezone.now()
        person = enter_person(name=name, by="x", at=now)
        if role:
            give_mandate(person, commission, role=role, by="x", at=now, start=now.date())
        else:
            take_seat(person, commission, capacity="elected", by="x", at=now, start=now.date())
        return open_account(person, email=email, password=password, by="x", at=now, **kwargs)

    return opened


@pytest.fixture
def signed_in(client):
    """A browser where *user* has just come in by the link of a mail."""
    from portevoix.site.accounts import links

    def entered(user, browser=client):
        browser.post(link_path(links.address_for(user, None, None)))
        user.refresh_from_db()
        assert browser.session["_auth_user_id"] == str(user.pk)
        return browser

    return entered


def link_path(text: str) -> str:
    """The path of the only link of a mail."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", text)
    return link


def code_of(text: str) -> str:
    """The code that stands alone on its line in a mail."""
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text, re.M)[1]


def current_code(secret: str, at: float | None = None) -> str:
    """What an application that keeps *secret* shows now, or *at* a moment, in seconds since 1970."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // app_settings.TOTP_PERIOD))
