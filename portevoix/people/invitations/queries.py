"""What the pages about invitations ask."""

from portevoix.people.invitations.actions import digest_of
from portevoix.people.invitations.models import Invitation


def invitation_of(secret: str) -> Invitation | None:
    """The invitation that this link opens, whatever its state; 1 SQL query."""
    return Invitation.objects.select_related("person", "invited_by").filter(secret_digest=digest_of(secret)).first()


def waiting_for(email: str, at) -> Invitation | None:
    """The invitation that waits for this address; 1 SQL query."""
    return (
        Invitation.objects.filter(email=email.lower(), accepted_at=None, revoked_at=None, expires_at__gt=at)
        .select_related("person")
        .first()
    )
