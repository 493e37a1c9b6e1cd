"""Those convened, what each was sent and answered, as the secretariat goes through them."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Convocation, Mailing, Meeting
from portevoix.commissions.queries.room import proxies_of
from portevoix.people.address import address_of
from portevoix.people.names import folded, matches

Answer = Convocation.Answer
# What the list is narrowed to, as its address says it: which of those convened, and what they are called.
KINDS = {
    "presents": (_("présents"), lambda one: one.sits and one.answer == Answer.PRESENT),
    "absents": (_("absents"), lambda one: one.sits and one.answer == Answer.ABSENT),
    "procurations": (_("procurations"), lambda one: one.sits and one.answer == Answer.PROXY),
    "sans-reponse": (_("sans réponse"), lambda one: one.sits and not one.answer),
    "autrement": (_("à prévenir autrement"), lambda one: one.sits and not one.reached),
    "pas-parti": (_("courriel pas parti"), lambda one: one.waiting),
    "partis": (_("ne siègent plus"), lambda one: not one.sits),
}


def roll_of_letters(meeting: Meeting) -> list[Convocation]:
    """Those convened, by name: `letters`, `address`, `paper` (the letter handed over as the meeting stands, or None),
    `reached` (by a mail to all of them, or on paper), `waiting`, `given`; 3 SQL queries."""
    letters = Prefetch("mailings", Mailing.objects.defer("words"), to_attr="letters")
    roll = list(meeting.convocations.select_related("person__account").prefetch_related(letters))
    given: dict[int, list] = {}
    for proxy in proxies_of(meeting):
        if not proxy.ended_at:
            given.setdefault(proxy.giver_id, []).append(proxy)
    for one in roll:
        one.address = address_of(one.person)
        handed = [kept for kept in one.letters if kept.kind == Mailing.Kind.PAPER and kept.revision == meeting.revision]
        one.paper = handed[-1] if handed else None
        one.reached = bool(one.paper) or any(letter.kind in Mailing.TO_ALL for letter in one.letters)
        one.waiting = any(not letter.sent_at for letter in one.letters)
        one.given = given.get(one.pk, [])
    return sorted(roll, key=lambda one: folded(one.person.name))


def papers_page(meeting: Meeting) -> dict:
    """Those convened who sit, for whom a letter may be printed: first those whom nothing has reached; 3 SQL queries."""
    roll = [one for one in roll_of_letters(meeting) if one.sits]
    return {
        "roll": sorted(roll, key=lambda one: one.reached),
        "unreached": sum(not one.reached for one in roll),
    }


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
        "unreached": sum(one.sits and not one.reached for one in roll),
    }


def letter_of(meeting: Meeting, pk) -> Mailing | None:
    """A letter of *meeting*, with whom it was written to; 1 SQL query."""
    return (
        Mailing.objects.filter(convocation__meeting=meeting, pk=pk)
        .select_related("convocation__person", "convocation__meeting")
        .first()
    )
