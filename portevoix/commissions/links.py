"""Personal links: signed, so that nobody makes one; opened without an account."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from portevoix.commissions.models import Convocation, Meeting

_SIGNER = Signer(salt="portevoix.commissions.convocation")


def link_of(convocation: Convocation) -> str:
    """The path of the page on which the person convened answers."""
    return reverse("commissions:reply", args=[_SIGNER.sign(convocation.pk)])


def convocation_at(link: str) -> Convocation | None:
    """The convocation that *link* opens, with its meeting and person; None when nobody signed it. 1 SQL query."""
    try:
        number = _SIGNER.unsign(link)
    except BadSignature:
        return None
    return Convocation.objects.select_related("person", "meeting__commission__parent").filter(pk=number).first()


def page_of(meeting: Meeting) -> str:
    """The whole address of the meeting's page."""
    return settings.PUBLIC_URL + reverse("commissions:meeting", args=[meeting.pk])
