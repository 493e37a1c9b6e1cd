"""Signed links that stop notices without signing in: one click from a mail."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SIGNER = signing.Signer(salt="portevoix.notices.stop")


def stop_link(person_id: int, about: str = "") -> str:
    """The whole address that stops notices of *about* (of everything when empty) for a person."""
    return settings.PUBLIC_URL + reverse("notices:stop", args=[SIGNER.sign_object([person_id, about])])


def read_stop(token: str) -> tuple[int, str]:
    """(person, subject) of a link's token. Raises `signing.BadSignature`."""
    person_id, about = SIGNER.unsign_object(token)
    return person_id, about
