"""What minutes are made of: the record of a meeting, as it was kept while it went on."""

from collections import Counter
from unicodedata import combining, normalize

from django.utils import timezone

from portevoix.commissions.models import Convocation, Meeting, Minutes, Proxy


def folded(name: str) -> str:
    """*name* as it is sorted: accents and case aside."""
    return "".join(sign for sign in normalize("NFD", name.casefold()) if not combining(sign))


# The fates that agree in number, as they are frozen.
_AGREEING = {"adopté", "rejeté", "retiré", "non défendu", "tombé", "satisfait", "irrecevable"}


def counted(fates: list) -> str:
    """The fates of amendments, each with its number: « 26 adoptés, 1 tombé »."""
    return ", ".join(f"{count} {fate}{'s' if count > 1 and fate in _AGREEING else ''}" for fate, count in fates)


def _hour(moment) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


def _attendance(meeting: Meeting) -> dict:
    """Who was there, from when to when, who was excused, who was not, who attended without a vote; 3 SQL queries."""
    lists = {"present": [], "excused": [], "absent": [], "attending": []}
    for one in meeting.convocations.select_related("person").prefetch_related("presences"):
        stays = list(one.presences.all())
        if stays:
            first, last = stays[0], stays[-1]
            late = first.arrived_at > meeting.opened_at
            early = last.left_at and (meeting.closed_at is None or last.left_at < meeting.closed_at)
            entry = {
                "name": one.person.name,
                "arrived": _hour(first.arrived_at) if late else "",
                "left": _hour(last.left_at) if early else "",
            }
            lists["present" if one.with_vote else "attending"].append(entry)
        elif one.with_vote:
            excused = one.answer in (Convocation.Answer.ABSENT, Convocation.Answer.PROXY)
            lists["excused" if excused else "absent"].append({"name": one.person.name})
    for named in lists.values():
        named.sort(key=lambda one: folded(one["name"]))
    return lists


def _proxies(meeting: Meeting) -> list[dict]:
    """The proxies that were held in the meeting, and until when; 1 SQL query."""
    held = (
        Proxy.objects.filter(giver__meeting=meeting)
        .exclude(ended_because__in=(Proxy.Ended.WITHDRAWN, Proxy.Ended.DECLINED))
        .select_related("giver__person", "holder__person", "item")
    )
    return [
        {
            "giver": one.giver.person.name,
            "holder": one.holder.person.name,
            "item": one.item.title if one.item else "",
            "until": _hour(one.ended_at),
        }
        for one in held
        if not one.ended_at or one.ended_at > meeting.opened_at
    ]


def _votes(meeting: Meeting, items: list) -> list[dict]:
    """The votes held, each under the item that it concerns; 1 SQL query."""
    return [
        {
            "item": next((item.pk for item in items if item.concerns(ballot.subject)), None),
            "question": ballot.question,
            "for": ballot.votes_for,
            "against": ballot.votes_against,
            "abstentions": ballot.abstentions,
            "not_voting": ballot.not_voting,
            "present": ballot.present,
            "proxies": ballot.proxies,
            "adopted": ballot.adopted,
        }
        for ballot in meeting.ballots.order_by("pk")
    ]


def _examinations(meeting: Meeting, items: list) -> list[dict]:
    """What was examined, and how many amendments had each fate; 2 SQL queries."""
    found = []
    for one in meeting.examinations.select_related("version__text", "version__second_deliberation").prefetch_related(
        "version__amendments"
    ):
        fates = Counter(
            amendment.get_outcome_display() for amendment in one.version.amendments.all() if amendment.outcome
        )
        subject = f"version:{one.version.text.slug}/{one.version.number}"
        again = one.version.deliberated_again
        found.append(
            {
                "item": next((item.pk for item in items if item.concerns(subject)), None),
                "version": str(one.version),
                "again": again.places if again else "",
                "fates": [[str(fate), count] for fate, count in fates.most_common()],
            }
        )
    return found


def record_of(meeting: Meeting) -> dict:
    """The record of an opened *meeting*, in values that can be frozen: times, attendance, proxies, examinations,
    votes; 6 SQL queries, 7 when a text was examined.

    When hands were counted and nobody's arrival was noted, the lists of persons are empty and `roll` is false.
    """
    attendance = _attendance(meeting)
    roll = bool(attendance["present"])
    if not roll:
        attendance["absent"] = []
    items = list(meeting.items.all())
    return {
        "commission": meeting.commission.name,
        "title": meeting.title,
        "day": timezone.localtime(meeting.starts_at).date().isoformat(),
        "place": meeting.place,
        "opened": _hour(meeting.opened_at),
        "closed": _hour(meeting.closed_at),
        "members_with_vote": meeting.members_with_vote,
        "quorum": meeting.needed,
        "present": meeting.present or 0,
        "roll": roll,
        "attendance": attendance,
        "proxies": _proxies(meeting),
        "examinations": _examinations(meeting, items),
        "votes": _votes(meeting, items),
    }


def minutes_page(minutes: Minutes) -> dict:
    """The minutes as they are read: what was frozen once approved, else the record as it stands.

    No SQL query once approved; before, those of `record_of` and 1.
    """
    if minutes.frozen:
        record, parts = minutes.frozen["record"], minutes.frozen["parts"]
    else:
        record = record_of(minutes.meeting)
        parts = [
            {"pk": one.pk, "item": one.item_id, "heading": one.heading, "words": one.words}
            for one in minutes.parts.all()
        ]

    examinations = [{**one, "fates": counted(one["fates"])} for one in record["examinations"]]

    def under(part, found):
        return [one for one in found if one["item"] and one["item"] == part["item"]]

    shown = {part["item"] for part in parts if part["item"]}
    return {
        "record": record,
        "parts": [
            {**part, "examinations": under(part, examinations), "votes": under(part, record["votes"])} for part in parts
        ],
        "other_votes": [vote for vote in record["votes"] if vote["item"] not in shown],
    }
