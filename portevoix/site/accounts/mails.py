"""The mails of an account that django-allauth does not send."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.ui.dates import written_day


def _link(name: str, *args) -> str:
    return settings.PUBLIC_URL + reverse(f"accounts:{name}", args=args)


def send_invitation(invitation, secret: str) -> None:
    """The link that opens the account."""
    send_mail(
        _("%(name)s vous invite à ouvrir votre compte Portevoix") % {"name": invitation.invited_by},
        _(
            "Bonjour,\n\n%(by)s vous invite à ouvrir votre compte sur Portevoix, au nom de %(name)s.\n\n"
            "Ouvrez-le par ce lien, qui vous est personnel et ne sert qu’une fois :\n%(link)s\n\n"
            "Il est valable jusqu’au %(until)s. Si vous n’attendiez pas cette invitation, ignorez ce courriel : aucun "
            "compte n’est ouvert sans vous.\n"
        )
        % {
            "by": invitation.invited_by,
            "name": invitation.person,
            "link": _link("invitation", secret),
            "until": written_day(invitation.expires_at),
        },
        None,
        [invitation.email],
    )


def send_proof_code(user, code: str) -> None:
    """The code that proves who one is before a sensitive act."""
    send_mail(
        _("Votre code de confirmation Portevoix : %(code)s") % {"code": code},
        _(
            "Bonjour,\n\nPour confirmer que c’est bien vous, tapez ce code dans la page qui le demande :\n\n%(code)s\n\n"
            "Il est valable quinze minutes. Si vous n’avez rien demandé, quelqu’un a votre session ouverte sous les "
            "yeux : fermez-la depuis « Mon compte ».\n"
        )
        % {"code": code},
        None,
        [user.email],
    )


def send_address_link(user, email: str, token: str) -> None:
    """To the new address: the link that proves that it is received."""
    send_mail(
        _("Confirmez votre nouvelle adresse Portevoix"),
        _(
            "Bonjour,\n\nVous avez demandé que votre compte Portevoix passe de %(former)s à %(email)s.\n\n"
            "Confirmez-le par ce lien, valable une heure :\n%(link)s\n\n"
            "Si vous n’avez rien demandé, ignorez ce courriel : rien ne change.\n"
        )
        % {"former": user.email, "email": email, "link": _link("confirm_address", token)},
        None,
        [email],
    )


def tell_former_address(former: str, email: str) -> None:
    """To the former address, for whoever did not ask for the change."""
    send_mail(
        _("L’adresse de votre compte Portevoix a changé"),
        _(
            "Bonjour,\n\nVotre compte Portevoix se connecte désormais avec %(email)s, et plus avec %(former)s.\n\n"
            "Si vous n’avez rien demandé, prévenez aussitôt le secrétariat de la commission.\n"
        )
        % {"former": former, "email": email},
        None,
        [former],
    )
