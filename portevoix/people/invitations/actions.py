"""Acts on invitations: someone is invited, again, no more; someone accepts."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused, record, require
from portevoix.people.actions import account_for
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person, User

RULE = "people.invite"


def digest_of(secret: str) -> str:
    """What is kept of the link's secret."""
    return sha256(secret.encode()).hexdigest()


def _require(by, person):
    require(RULE, by, person, _("Le secrétariat de sa commission, ou l’administration, invite une personne."))


def _times(at: datetime) -> dict:
    return {"sent_at": at, "expires_at": at + timedelta(days=settings.INVITATION_DAYS)}


@transaction.atomic
def invite_person(person: Person, *, email: str, by: Person, at: datetime) -> tuple[Invitation, str]:
    """Invite *person* to open an account with *email*; returns the invitation and the secret of its link, kept nowhere.

    Refused to others than the secretariat of the person's commission and the administration (R102), when the person or
    the address already has an account or an invitation that waits.
    """
    _require(by, person)
    email = email.strip().lower()
    if User.objects.filter(person=person).exists():
        raise Refused(_("%(name)s a déjà un compte.") % {"name": person})
    if User.objects.filter(email=email).exists():
        raise Refused(_("Cette adresse est déjà celle d’un compte. Demandez-en une autre."), field="email")
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    if open_ones.filter(person=person).exists():
        raise Refused(_("%(name)s a déjà une invitation : renvoyez-la, ou retirez-la d’abord.") % {"name": person})
    if open_ones.filter(email=email).exists():
        raise Refused(_("Une invitation est déjà partie à cette adresse, pour une autre personne."), field="email")
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        person=person, email=email, secret_digest=digest_of(secret), invited_by=by, created_at=at, **_times(at)
    )
    record("people.invited", f"invitation:{invitation.pk}", by=by, at=at, facts={"name": person.name, "email": email})
    return invitation, secret


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person, at: datetime) -> tuple[Invitation, str]:
    """A fresh link with a fresh delay, the former one dies; returns the invitation and the new secret."""
    invitation = _open_one(invitation, by)
    secret = secrets.token_urlsafe(24)
    invitation.secret_digest, invitation.times_sent = digest_of(secret), invitation.times_sent + 1
    for name, value in _times(at).items():
        setattr(invitation, name, value)
    invitation.save()
    record("people.invited_again", f"invitation:{invitation.pk}", by=by, at=at, facts={"email": invitation.email})
    return invitation, secret


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Person, at: datetime) -> Invitation:
    """The link opens nothing any more."""
    invitation = _open_one(invitation, by)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    record("people.invitation_revoked", f"invitation:{invitation.pk}", by=by, at=at, facts={"email": invitation.email})
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, at: datetime) -> User:
    """Open the account of the person invited, once; refused when expired, revoked, or accepted already."""
    invitation = _locked(invitation)
    match invitation.state(at):
        case Invitation.State.ACCEPTED:
            raise Refused(_("Cette invitation a déjà servi : le compte est ouvert. Connectez-vous."))
        case Invitation.State.REVOKED:
            raise Refused(_("Cette invitation a été retirée. Demandez-en une autre au secrétariat de la commission."))
        case Invitation.State.EXPIRED:
            raise Refused(_("Cette invitation a expiré. Demandez au secrétariat de la commission de vous la renvoyer."))
    if User.objects.filter(person=invitation.person).exists() or User.objects.filter(email=invitation.email).exists():
        raise Refused(_("Un compte existe déjà pour cette personne ou cette adresse. Connectez-vous."))
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    person = invitation.person
    record("people.invitation_accepted", f"invitation:{invitation.pk}", by=person, at=at)
    return account_for(person, email=invitation.email, by=person, at=at)


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitation.pk)


def _open_one(invitation: Invitation, by: Person) -> Invitation:
    invitation = _locked(invitation)
    _require(by, invitation.person)
    if invitation.accepted_at:
        raise Refused(_("Cette invitation est acceptée : le compte est ouvert."))
    if invitation.revoked_at:
        raise Refused(_("Cette invitation a été retirée. Invitez de nouveau cette personne."))
    return invitation
