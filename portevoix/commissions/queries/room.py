"""How many are in the room, and what the rules ask of them (R41 to R43)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext

from portevoix.commissions.models import Commission, Meeting, MeetingRules, Presence, Proxy

# what a meeting is read with, for its rules to be known
WITH_RULES = ("commission__meeting_rules", "commission__parent__meeting_rules")


def rules_of(commission: Commission) -> MeetingRules:
    """The meeting rules of *commission*: its own, else its parent's, else the usual ones.

    No SQL query for a commission read `WITH_RULES`, 1 or 2 for another.
    """
    found = getattr(commission, "meeting_rules", None)
    if found is None and commission.parent_id:
        found = getattr(commission.parent, "meeting_rules", None)
    return found or MeetingRules(commission_id=commission.pk)


@dataclass(frozen=True)
class Room:
    """Members with a vote who are there, proxies that they hold, how many the quorum needs, whether proxies count."""

    present: int
    proxies: int
    needed: int
    proxies_count: bool

    @property
    def counted(self) -> int:
        """Those who count towards the quorum (R41)."""
        return self.present + (self.proxies if self.proxies_count else 0)

    @property
    def said(self) -> str:
        """`1 présent, il en faut 3`."""
        return ngettext(
            "%(present)d présent, il en faut %(needed)d", "%(present)d présents, il en faut %(needed)d", self.counted
        ) % {"present": self.counted, "needed": self.needed}

    @property
    def reached(self) -> bool:
        return self.counted >= self.needed

    @property
    def votes(self) -> int:
        """The most votes that can be cast: one each, and one for each proxy held."""
        return self.present + self.proxies


def there(convocation: str = "pk") -> Exists:
    """Whether the one convened, whom *convocation* leads to, is in the room: to annotate with."""
    return Exists(Presence.objects.filter(convocation=OuterRef(convocation), left_at=None))


def proxies_of(meeting: Meeting) -> QuerySet[Proxy]:
    """The proxies of *meeting*, ended or not, each knowing whether giver and holder are there; 1 SQL query."""
    return (
        Proxy.objects.filter(giver__meeting=meeting)
        .select_related("giver__person", "holder__person", "item")
        .annotate(giver_there=there("giver"), holder_there=there("holder"))
    )


def counted(meeting: Meeting, proxies: Iterable[Proxy], subject: str = "", *, present: int | None = None) -> Room:
    """The room, from the *proxies* of `proxies_of`, for a vote on *subject* (R43); the rules are read if any is held.

    A proxy for one item counts under that item only. A holder who is not there votes for nobody; when hands are counted
    without a roll, the room is taken at its word.
    """
    held = sum(
        not one.ended_at
        and (one.item_id is None or bool(subject and one.item.concerns(subject)))
        and (meeting.by_hands or (one.holder_there and not one.giver_there))
        for one in proxies
    )
    return Room(
        present=(meeting.present or 0) if present is None else present,
        proxies=held,
        needed=meeting.needed,
        proxies_count=held > 0 and rules_of(meeting.commission).proxies_count,
    )


def room_of(meeting: Meeting, subject: str = "", *, present: int | None = None) -> Room:
    """The room of *meeting* now, for a vote on *subject*; *present* when hands are counted again.

    1 SQL query, and the rules' when a proxy is held.
    """
    return counted(meeting, proxies_of(meeting), subject, present=present)
