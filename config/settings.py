"""Settings, read from the environment only: `DATABASE_URL` and `PORTEVOIX_*`.

Nothing set is the development profile, on SQLite in `var/`. `PORTEVOIX_PRODUCTION=1` refuses to start with a
development secret, without host names, or in demo mode unless `PORTEVOIX_DEMO=1` says so on purpose.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT_SECRET = "development-only-never-in-production"

env = environ.Env()


def origin_of(address: str) -> str:
    """The origin of *address*, as policies write it: `https://host:port`."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


PRODUCTION = env.bool("PORTEVOIX_PRODUCTION", default=False)
DEBUG = env.bool("PORTEVOIX_DEBUG", default=False)
DEMO = env.bool("PORTEVOIX_DEMO", default=False)
SECRET_KEY = env.str("PORTEVOIX_SECRET_KEY", default=DEVELOPMENT_SECRET)
SECRET_KEY_FALLBACKS = env.list("PORTEVOIX_SECRET_KEY_BEFORE", default=[])
ALLOWED_HOSTS = env.list(
    "PORTEVOIX_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
PUBLIC_URL = env.str("PORTEVOIX_PUBLIC_URL", default="http://localhost:8000").rstrip("/")

if PRODUCTION:
    if SECRET_KEY == DEVELOPMENT_SECRET or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("PORTEVOIX_SECRET_KEY: production needs a secret of its own, 50 characters or more.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("PORTEVOIX_HOSTS: production needs the host names it answers to.")
    if DEBUG:
        raise ImproperlyConfigured("PORTEVOIX_DEBUG: production never runs in debug mode.")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "portevoix.journal",
    "portevoix.ui",
    "portevoix.territories",
    "portevoix.people",
    "portevoix.notices",
    "portevoix.commissions",
    "portevoix.evidence",
    "portevoix.hearings",
    "portevoix.ballots",
    "portevoix.texts",
    "portevoix.publications",
    "portevoix.advocacy",
    "portevoix.thread",
    "portevoix.administration",
    "portevoix.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portevoix.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portevoix.commissions.seat.SeatMiddleware",
    "portevoix.site.accounts.devices.SeenMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portevoix.commissions.seat.in_templates",
                "portevoix.notices.expected.in_templates",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portevoix.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{ROOT / 'var' / 'portevoix.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue from the first statement, so that the journal never forks (R100).
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # A file, as in production: a database in memory locks otherwise, and would not show what writers do together.
    DATABASES["default"]["TEST"] = {"NAME": str(ROOT / "var" / f"test-{os.getpid()}.sqlite3")}
else:
    # Requests are short: on tables that PostgreSQL has not measured yet, compiling a plan takes longer than following it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "portevoix.site.accounts.adapter.name_of"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "portevoix.site.accounts.adapter.Accounts"
_FORMS = "portevoix.site.accounts.forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "LoginForm",
    "request_login_code": _FORMS + "RequestLoginCodeForm",
    "confirm_login_code": _FORMS + "ConfirmLoginCodeForm",
    "reauthenticate": _FORMS + "ReauthenticateForm",
    "reset_password": _FORMS + "ResetPasswordForm",
    "reset_password_from_key": _FORMS + "ResetPasswordKeyForm",
    "set_password": _FORMS + "SetPasswordForm",
    "change_password": _FORMS + "ChangePasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "portevoix.site.accounts.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A browser lets keys be made over plain HTTP on this very machine only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": _FORMS + "AuthenticateForm",
    "reauthenticate": _FORMS + "ReauthenticateByCodeForm",
    "activate_totp": _FORMS + "ActivateTOTPForm",
    "add_webauthn": _FORMS + "AddPasskeyForm",
    "edit_webauthn": _FORMS + "RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account is opened by the secretariat, or by a link that its address received
MFA_TOTP_ISSUER = "Portevoix"
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "site:home"
# How long a sign-in lasts, and how long the links sent by mail live.
SESSION_COOKIE_AGE = 14 * 86_400
SIGN_IN_LINK_SECONDS = 900
INVITATION_DAYS = env.int("PORTEVOIX_INVITATION_DAYS", default=14)
# Counts of attempts are kept here: processes that share the work must share it too.
CACHES = {"default": env.cache_url("PORTEVOIX_CACHE_URL", default="locmemcache://")}

# Signing in through an OpenID Connect provider, ProConnect among others; off while no address is given (docs/deploy.md).
OIDC = {
    "discovery": env.str("PORTEVOIX_OIDC_DISCOVERY_URL", default=""),
    "client_id": env.str("PORTEVOIX_OIDC_CLIENT_ID", default=""),
    "client_secret": env.str("PORTEVOIX_OIDC_CLIENT_SECRET", default=""),
    "name": env.str("PORTEVOIX_OIDC_NAME", default="ProConnect"),
    "scopes": env.list("PORTEVOIX_OIDC_SCOPES", default=["openid", "profile", "email"]),
    "acr": env.list("PORTEVOIX_OIDC_ACR", default=[]),
    "pkce": env.bool("PORTEVOIX_OIDC_PKCE", default=True),
    "trust_email": env.bool("PORTEVOIX_OIDC_TRUST_EMAIL", default=False),
}
OIDC_ENABLED = bool(OIDC["discovery"])
if OIDC_ENABLED and not (OIDC["client_id"] and OIDC["client_secret"]):
    raise ImproperlyConfigured("PORTEVOIX_OIDC_CLIENT_ID and PORTEVOIX_OIDC_CLIENT_SECRET: the provider gives both.")
if OIDC_ENABLED and PRODUCTION and not OIDC["discovery"].startswith("https://"):
    raise ImproperlyConfigured("PORTEVOIX_OIDC_DISCOVERY_URL: production speaks HTTPS to the provider.")
SOCIALACCOUNT_ADAPTER = "portevoix.site.accounts.provider.ByProvider"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
if OIDC_ENABLED:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "oidc",
            "name": OIDC["name"],
            "client_id": OIDC["client_id"],
            "secret": OIDC["client_secret"],
            "settings": {
                "server_url": OIDC["discovery"],
                "scope": OIDC["scopes"],
                "oauth_pkce_enabled": OIDC["pkce"],
                "verified_email": OIDC["trust_email"],
            },
        }
    )

EMAIL_CONFIG = env.email_url("PORTEVOIX_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("PORTEVOIX_FROM_EMAIL", default="portevoix@localhost")

# What is queued is done by a thread beside the pages, unless a worker of its own does it (see docs/deploy.md).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
WORKER = env.bool("PORTEVOIX_WORKER", default=not PRODUCTION)
DIGEST_HOUR = env.int("PORTEVOIX_DIGEST_HOUR", default=7)
# Delays, in days, other than those that the rooms say: `notices=200,links=90`.
RETENTION_DAYS = {name: int(days) for name, days in env.dict("PORTEVOIX_RETENTION", default={}).items()}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "portevoix" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.str("PORTEVOIX_TIME_ZONE", default="Europe/Paris")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "var" / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000 if PRODUCTION else 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("PORTEVOIX_STATIC_MANIFEST", default=PRODUCTION)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # Signing in and out through the provider goes on from a form: its origin, and no other.
        "form-action": [SELF, *([origin_of(OIDC["discovery"])] if OIDC_ENABLED else [])],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# What an upload may weigh: larger is refused before it is read whole (see portevoix.people.uploads).
UPLOAD_LIMIT = env.int("PORTEVOIX_UPLOAD_LIMIT", default=20_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# What npm installed and the server reads: the official register of territories, and the contours of its maps.
NODE_PACKAGES = ROOT / "node_modules"
REGISTER = NODE_PACKAGES / "@etalab" / "decoupage-administratif"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
