"""Those convened, what each was sent and answered, as the secretariat goes through them."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Convocation, Mailing, Meeting
from portevoix.commissions.queries.room import proxies_of
from portevoix.people.names import folded, matches

Answer = Convocation.Answer
# What the list is narrowed to, as its address says it: which of those convened, and what they are called.
KINDS = {
    "presents": (_("présents"), lambda one: one.answer == Answer.PRESENT),
    "absents": (_("absents"), lambda one: one.answer == Answer.ABSENT),
    "procurations": (_("procurations"), lambda one: one.answer == Answer.PROXY),
    "sans-reponse": (_("sans réponse"), lambda one: not one.answer),
    "autrement": (_("à prévenir autrement"), lambda one: not one.reached),
    "pas-parti": (_("courriel pas parti"), lambda one: one.waiting),
}


def roll_of_letters(meeting: Meeting) -> list[Convocation]:
    """Those convened, by name: `letters`, `reached` (one was written to all of them), `waiting`, `given`; 3 SQL queries."""
    letters = Prefetch("mailings", Mailing.objects.defer("words"), to_attr="letters")
    roll = list(meeting.convocations.select_related("person").prefetch_related(letters))
    given: dict[int, list] = {}
    for proxy in proxies_of(meeting):
        if not proxy.ended_at:
            given.setdefault(proxy.giver_id, []).append(proxy)
    for one in roll:
        one.reached = any(letter.kind in Mailing.TO_ALL for letter in one.letters)
        one.waiting = any(not letter.sent_at for letter in one.letters)
        one.given = given.get(one.pk, [])
    return sorted(roll, key=lambda one: folded(one.person.name))


def letters_page(meeting: Meeting, kind: str = "", sought: str = "") -> dict:
    """Those convened, of one *kind* of KINDS and with the words *sought* when given, how many of each; 3 SQL queries."""
    roll = roll_of_letters(meeting)
    counts = [(key, name, sum(map(keeps, roll))) for key, (name, keeps) in KINDS.items()]
    keeps = KINDS[kind][1] if kind in KINDS else None
    found = [
        one
        for one in roll
        if (keeps is None or keeps(one)) and matches(sought, one.person.name, one.person.function, one.person.territory)
    ]
    return {
        "roll": found,
        "total": len(roll),
        "counts": [one for one in counts if one[2] or one[0] == kind],
        "kind": kind if keeps else "",
        "sought": sought,
        "unsent": sum(not letter.sent_at for one in roll for letter in one.letters),
        "unreached": sum(not one.reached for one in roll),
    }


def letter_of(meeting: Meeting, pk) -> Mailing | None:
    """A letter of *meeting*, with whom it was written to; 1 SQL query."""
    return (
        Mailing.objects.filter(convocation__meeting=meeting, pk=pk)
        .select_related("convocation__person", "convocation__meeting")
        .first()
    )
