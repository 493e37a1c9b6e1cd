"""What is written to each person convened: words, the same as a page, and an invitation that calendars follow."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from portevoix.commissions.calendars import invitation
from portevoix.commissions.links import link_of, page_of
from portevoix.commissions.models import AgendaItem, Mailing, Proxy


def _subject(mailing: Mailing) -> str:
    meeting = mailing.convocation.meeting
    wordings = {
        Mailing.Kind.CONVENED: _("Convocation : %(meeting)s"),
        Mailing.Kind.UPDATED: _("Mise à jour : %(meeting)s"),
        Mailing.Kind.CANCELLED: _("Annulation : %(meeting)s"),
        Mailing.Kind.PROXY: _("Procuration reçue : %(meeting)s"),
        Mailing.Kind.DECLINED: _("Procuration déclinée : %(meeting)s"),
    }
    return wordings[Mailing.Kind(mailing.kind)] % {"meeting": meeting}


def _proxy_of(mailing: Mailing) -> Proxy | None:
    """The proxy that *mailing* speaks of: the last one received, or the last one declined."""
    convocation = mailing.convocation
    if mailing.kind == Mailing.Kind.PROXY:
        found = convocation.proxies_held.filter(ended_at=None)
    elif mailing.kind == Mailing.Kind.DECLINED:
        found = convocation.proxies_given.filter(ended_because=Proxy.Ended.DECLINED)
    else:
        return None
    return found.select_related("giver__person", "holder__person", "item").last()


def letter(mailing: Mailing, items: list[AgendaItem], at: datetime) -> EmailMultiAlternatives:
    """The message of *mailing*, in French, to one person; a calendar's part unless it only speaks of a proxy."""
    convocation, meeting = mailing.convocation, mailing.convocation.meeting
    with override(settings.LANGUAGE_CODE):
        personal = settings.PUBLIC_URL + link_of(convocation)
        said = {
            "mailing": mailing,
            "person": convocation.person,
            "convocation": convocation,
            "meeting": meeting,
            "items": items,
            "personal": personal,
            "page": page_of(meeting),
            "proxy": _proxy_of(mailing),
        }
        message = EmailMultiAlternatives(
            " ".join(_subject(mailing).split()),
            render_to_string("commissions/mail/letter.txt", said),
            settings.DEFAULT_FROM_EMAIL,
            [mailing.address],
        )
        message.attach_alternative(render_to_string("commissions/mail/letter.html", said), "text/html")
        if mailing.kind in (Mailing.Kind.CONVENED, Mailing.Kind.UPDATED, Mailing.Kind.CANCELLED):
            method = "CANCEL" if meeting.cancelled_at else "REQUEST"
            message.attach_alternative(
                invitation(convocation, mailing.address, at, agenda=[one.title for one in items]),
                f"text/calendar; method={method}",
            )
    return message
