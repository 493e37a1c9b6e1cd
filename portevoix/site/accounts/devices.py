"""The devices where one is signed in: called as people call them, seen lately, closed."""

import re

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

SEEN_EVERY = 600  # seconds
# The first that matches: browsers name themselves after one another.
BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|Chromium/|CriOS/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


def described(user_agent: str) -> str:
    """`Firefox, Android`: the browser and the system that *user_agent* names."""
    names = [next((name for name, mark in known if re.search(mark, user_agent)), None) for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names)) or _("appareil inconnu")


def sessions_of(user, current_key: str) -> list[dict]:
    """Where *user* is signed in, the present session first; 2 SQL queries."""
    held = list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[one.session_key for one in held], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    shown = [
        {"session": one, "device": described(one.user_agent), "current": one.session_key == current_key}
        for one in held
        if one.session_key in alive
    ]
    return sorted(shown, key=lambda one: not one["current"])


def close_sessions(user, *, keep: str | None = None, pk: int | None = None) -> int:
    """Sign *user* out of session *pk*, or of every session but the one of key *keep*; returns how many."""
    held = UserSession.objects.filter(user=user)
    held = held.filter(pk=pk) if pk is not None else held.exclude(session_key=keep)
    closed = list(held)
    for one in closed:
        one.end()
    return len(closed)


def seen_now(session_key: str) -> bool:
    """Whether the session is to be noted as seen: not more than once in ten minutes."""
    return cache.add(f"portevoix.seen.{session_key}", True, SEEN_EVERY)


class SeenMiddleware:
    """Notes at most every ten minutes when a session was last used: a page read is not a row written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.session.session_key
        if key and request.user.is_authenticated and seen_now(key):
            UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())
        return self.get_response(request)
