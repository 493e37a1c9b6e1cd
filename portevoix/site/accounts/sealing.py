"""Secrets of authenticators, sealed in the database: a copy of it opens no account."""

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"portevoix second factor"
SEALED = "gAAAAA"  # what every Fernet token begins with (version 0x80, then the high bytes of a date)
logger = logging.getLogger(__name__)


def seal(secret: str) -> str:
    """*secret*, readable only with the installation's secret key."""
    return _keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What `seal` was given, under the secret key of today or one of those before it; clear text as it is.

    When no key opens it, a secret that nobody knows: the codes of that account are refused, until the administration
    lifts them.
    """
    if not sealed.startswith(SEALED):
        return sealed
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("The secret of an authenticator was sealed with a key that is no longer known.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
