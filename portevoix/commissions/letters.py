"""What is written to each person convened: words, the same as a page, and an invitation that calendars follow."""

import re
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from portevoix.commissions.calendars import invitation
from portevoix.commissions.links import link_of, page_of
from portevoix.commissions.models import AgendaItem, Convocation, Mailing, Proxy

LINK = gettext_noop("[lien personnel]")  # stands for a link that opens the answer of one person, where others read


def _subject(mailing: Mailing) -> str:
    """In one line, as a header is; its no-break spaces stay."""
    meeting = mailing.convocation.meeting
    wordings = {
        Mailing.Kind.CONVENED: _("Convocation : %(meeting)s"),
        Mailing.Kind.UPDATED: _("Mise à jour : %(meeting)s"),
        Mailing.Kind.CANCELLED: _("Annulation : %(meeting)s"),
        Mailing.Kind.PROXY: _("Procuration reçue : %(meeting)s"),
        Mailing.Kind.DECLINED: _("Procuration déclinée : %(meeting)s"),
        Mailing.Kind.FALLEN: _("Procuration tombée : %(meeting)s"),
    }
    return re.sub(r"[ \t\r\n]+", " ", wordings[Mailing.Kind(mailing.kind)] % {"meeting": meeting}).strip()


def _proxy_of(mailing: Mailing) -> Proxy | None:
    """The proxy that *mailing* speaks of: the last one received, or the last one declined, or fallen."""
    convocation = mailing.convocation
    ended = {Mailing.Kind.DECLINED: Proxy.Ended.DECLINED, Mailing.Kind.FALLEN: Proxy.Ended.FALLEN}
    if mailing.kind == Mailing.Kind.PROXY:
        found = convocation.proxies_held.filter(ended_at=None)
    elif mailing.kind in ended:
        found = convocation.proxies_given.filter(ended_because=ended[mailing.kind])
    else:
        return None
    return found.select_related("giver__person", "holder__person", "item").last()


def _said(mailing: Mailing, items: list[AgendaItem], personal: str) -> dict:
    convocation, meeting = mailing.convocation, mailing.convocation.meeting
    return {
        "mailing": mailing,
        "person": convocation.person,
        "convocation": convocation,
        "meeting": meeting,
        "items": items,
        "personal": personal,
        "page": page_of(meeting) if meeting.pk else _("[adresse de la page]"),
        "proxy": _proxy_of(mailing),
    }


def words_of(mailing: Mailing, items: list[AgendaItem]) -> str:
    """The words of *mailing* before it leaves, in French, as `kept` would keep them; for a meeting not saved yet too."""
    with override(settings.LANGUAGE_CODE):
        return render_to_string("commissions/mail/letter.txt", _said(mailing, items, _(LINK))).strip()


def kept(message: EmailMultiAlternatives, convocation: Convocation) -> str:
    """The words of *message* as others than its reader may see them: its personal link is hidden, nothing else."""
    with override(settings.LANGUAGE_CODE):
        return message.body.replace(settings.PUBLIC_URL + link_of(convocation), _(LINK)).strip()


def letter(mailing: Mailing, items: list[AgendaItem], at: datetime) -> EmailMultiAlternatives:
    """The message of *mailing*, in French, to one person; a calendar's part unless it only speaks of a proxy."""
    convocation, meeting = mailing.convocation, mailing.convocation.meeting
    with override(settings.LANGUAGE_CODE):
        said = _said(mailing, items, settings.PUBLIC_URL + link_of(convocation))
        message = EmailMultiAlternatives(
            _subject(mailing),
            render_to_string("commissions/mail/letter.txt", said),
            settings.DEFAULT_FROM_EMAIL,
            [mailing.address],
        )
        message.attach_alternative(render_to_string("commissions/mail/letter.html", said), "text/html")
        if mailing.kind in Mailing.TO_ALL:
            method = "CANCEL" if meeting.cancelled_at else "REQUEST"
            message.attach_alternative(
                invitation(convocation, mailing.address, at, agenda=[one.title for one in items]),
                f"text/calendar; method={method}",
            )
    return message
