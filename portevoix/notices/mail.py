"""Notices as a mail: grouped by subject, each with its reason and the way to stop it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.notices.models import Notice
from portevoix.notices.stopping import stop_link
from portevoix.people.models import User


def grouped(notices: list[Notice]) -> list[dict]:
    """*notices* by subject, in the order in which subjects first come: `{about, title, notices}`."""
    groups: dict[str, dict] = {}
    for notice in notices:
        group = groups.setdefault(notice.about, {"about": notice.about, "title": notice.title, "notices": []})
        group["notices"].append(notice)
    return list(groups.values())


def message(user: User, notices: list[Notice]) -> EmailMessage:
    """One mail that tells *user* of *notices*; its headers let the mail program itself stop them (RFC 8058)."""
    with translation.override(settings.LANGUAGE_CODE):
        groups = grouped(notices)
        for group in groups:
            group["stop"] = stop_link(user.person_id, group["about"])
        everything = stop_link(user.person_id)
        stop = groups[0]["stop"] if len(groups) == 1 else everything
        count = len(notices)
        subject = (
            notices[0].said if count == 1 else ngettext("%d avis de Portevoix", "%d avis de Portevoix", count) % count
        )
        body = render_to_string(
            "notices/mail.txt",
            {
                "person": user.person,
                "groups": groups,
                "site": settings.PUBLIC_URL,
                "expected": settings.PUBLIC_URL + reverse("notices:expected"),
                "settings": settings.PUBLIC_URL + reverse("notices:deliveries"),
                "everything": everything,
            },
        )
        if settings.DEMO:
            subject = _("[démonstration] %s") % subject
        return EmailMessage(
            " ".join(subject.split())[:200],
            body,
            None,
            [user.email],
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
