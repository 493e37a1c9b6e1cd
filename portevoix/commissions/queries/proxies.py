"""Who may give a proxy, who may hold it, and why not (R43): what the act refuses is what a page does not offer."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.commissions.models import AgendaItem, Convocation, Meeting, Proxy
from portevoix.commissions.queries.room import rules_of, there

Answer, State = Convocation.Answer, Meeting.State


class Cause(Enum):
    """Why someone cannot hold a proxy."""

    ABSENT = auto()
    AWAY = auto()
    GAVE = auto()
    FULL = auto()


@dataclass(frozen=True)
class Register:
    """What the rules of proxies are read in, once: those with a vote (each `there` or not), proxies under way, items."""

    meeting: Meeting
    voters: list[Convocation]
    running: list[Proxy]
    items: list[AgendaItem]
    allowed: int

    def given_by(self, giver: Convocation) -> list[Proxy]:
        return [one for one in self.running if one.giver_id == giver.pk]

    def held_by(self, holder: Convocation) -> list[Proxy]:
        return [one for one in self.running if one.holder_id == holder.pk]

    def not_to_give(self, giver: Convocation) -> str:
        """The sentence that says why *giver* cannot give a proxy now; empty when nothing prevents it."""
        found = next((one for one in self.voters if one.pk == giver.pk), None)
        if found is None:
            return _("Seuls les membres ayant voix délibérative donnent procuration.")
        if not self.allowed:
            return _("Les règles de cette commission ne permettent pas de procuration.")
        if found.there:
            return _("Qui est dans la salle vote lui-même : une procuration se donne en partant.")
        if self.held_by(giver):
            return _("Qui détient une procuration ne la transmet pas : elle se décline avant d’en donner une.")
        return ""

    def why_not(self, holder: Convocation, giver: Convocation | None, item: int | None) -> Cause | None:
        """Why *holder*, one of the voters, cannot hold the proxy of *giver* (or of anyone) for *item*, or for the meeting."""
        if self.meeting.state == State.CONVENED and holder.answer == Answer.ABSENT:
            return Cause.ABSENT
        if self.meeting.state == State.OPEN and not self.meeting.by_hands and not holder.there:
            return Cause.AWAY
        if any(one.item_id in (None, item) for one in self.given_by(holder)):
            return Cause.GAVE
        held = [
            one
            for one in self.held_by(holder)
            if (giver is None or one.giver_id != giver.pk) and (item is None or one.item_id in (None, item))
        ]
        return Cause.FULL if len(held) >= self.allowed else None

    def sentence(self, cause: Cause, holder: Convocation) -> str:
        """Why *holder* cannot hold a proxy, to who chose them."""
        count = len(self.held_by(holder))
        return {
            Cause.ABSENT: _("%(name)s a répondu absent : choisissez quelqu’un qui sera là."),
            Cause.AWAY: _("%(name)s n’est pas dans la salle : choisissez quelqu’un qui y est."),
            Cause.GAVE: _("%(name)s a donné procuration : choisissez quelqu’un qui sera là."),
            Cause.FULL: ngettext(
                "%(name)s détient déjà %(count)d procuration, le nombre permis par membre : choisissez quelqu’un d’autre.",
                "%(name)s détient déjà %(count)d procurations, le nombre permis par membre : choisissez quelqu’un d’autre.",
                count,
            ),
        }[cause] % {"name": holder.person, "count": count}

    def holders(self, giver: Convocation | None = None) -> tuple[list[Convocation], str]:
        """Those who can hold the proxy of *giver*, or of anyone, for the meeting or for one item at least, by name; when
        nobody can, the sentence that says why."""
        able, causes = [], Counter()
        for one in self.voters:
            if giver is not None and one.pk == giver.pk:
                continue
            found = [self.why_not(one, giver, item) for item in (None, *(item.pk for item in self.items))]
            if None in found:
                able.append(one)
            else:
                causes[found[0]] += 1
        if able:
            return able, ""
        if not causes:
            return [], _("Personne d’autre n’a voix délibérative : nul ne peut détenir de procuration.")
        counted = {
            Cause.ABSENT: lambda n: ngettext("%d sera absent", "%d seront absents", n),
            Cause.AWAY: lambda n: ngettext("%d n’est pas dans la salle", "%d ne sont pas dans la salle", n),
            Cause.GAVE: lambda n: ngettext("%d a donné la sienne", "%d ont donné la leur", n),
            Cause.FULL: lambda n: ngettext("%d en détient déjà le nombre permis", "%d en détiennent déjà le nombre permis", n),
        }  # fmt: skip
        why = ", ".join(words(causes[cause]) % causes[cause] for cause, words in counted.items() if causes[cause])
        return [], _("Personne ne peut détenir de procuration à cette séance : %(why)s.") % {"why": why}


def register_of(meeting: Meeting) -> Register:
    """The register of *meeting*; 3 SQL queries, and the rules'."""
    voters = meeting.convocations.filter(sits=True, with_vote=True).select_related("person").annotate(there=there())
    running = Proxy.objects.filter(giver__meeting=meeting, ended_at=None)
    return Register(
        meeting=meeting,
        voters=list(voters),
        running=list(running.select_related("giver__person", "giver__meeting", "holder__person", "item")),
        items=list(meeting.items.all()),
        allowed=rules_of(meeting.commission).proxies_per_holder,
    )
