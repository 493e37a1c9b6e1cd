"""The meetings of the fictional commission: convened, attended, recorded; one under way, one to come."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.in_progress import works_of
from portevoix.commissions.models import AgendaItem, Commission, Meeting, Minutes
from portevoix.people.models import Person
from portevoix.site.demo import people

PLACE = "Rive-Haute, hôtel d’agglomération"
DECISIONS = {
    "Ouverture": "Les procurations sont constatées. Nadia Belkhir-Roussel est désignée secrétaire de séance.",
    "Questions diverses": "La prochaine plénière se tiendra en novembre, à Rive-Haute.",
}
PROXIES = (("Fatoumata Brisset", "Yves Kerdrein"), ("Tristan Le Gallic", "Brigitte Lavandier"))
NOTE = """Calendrier proposé

Deux auditions au premier trimestre, une séance de rédaction en mars, l’adoption en mai.
"""


def hold(commission: Commission, title: str, *, convened: datetime, starts_at: datetime, items, by: Person) -> Meeting:
    """A meeting convened with its *items*, `(title, text or None)` each; not open yet."""
    meeting = acts.draft_meeting(commission, title=title, starts_at=starts_at, place=PLACE, by=by, at=convened)
    for name, text in items:
        drawn = {} if text is None else {
            "kind": AgendaItem.Kind.TEXT, "about": f"text:{text.slug}", "address": f"/textes/{text.slug}/"
        }  # fmt: skip
        acts.add_item(meeting, title=name, by=by, at=convened, **drawn)
    return acts.convene_meeting(meeting, by=by, at=convened)


def take_roll(meeting: Meeting, count: int, *, by: Person) -> Meeting:
    """The first *count* elected members arrive within the quarter of an hour before; proxies of others; it opens."""
    convened = {one.person.name: one for one in meeting.convocations.select_related("person")}
    there = [row[0] for row in people.ELECTED[:count]]
    for giver, holder in PROXIES:
        if giver not in there:
            acts.give_proxy(
                convened[giver], holder=convened[holder], by=convened[giver].person,
                at=meeting.starts_at - timedelta(days=2),
            )  # fmt: skip
    for rank, name in enumerate(there):
        acts.mark_arrival(convened[name], by=by, at=meeting.starts_at - timedelta(seconds=40 * (count - rank)))
    return acts.open_meeting(meeting, by=by, at=meeting.starts_at)


def record(meeting: Meeting, *, by: Person, at: datetime) -> Minutes:
    """Decisions noted under free items, then minutes drafted."""
    for item in meeting.items.filter(title__in=DECISIONS):
        acts.note_decision(item, decision=DECISIONS[item.title], by=by, at=at)
    return acts.draft_minutes(meeting, by=by, at=at)


def begin(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """The meeting under way: the former minutes are approved, and it comes to the text."""
    for item in meeting.items.filter(kind=AgendaItem.Kind.MINUTES):
        acts.call_item(item, by=by, at=at)
        minutes = Minutes.objects.get(meeting=item.about.partition(":")[2])
        acts.approve_minutes(minutes, meeting=meeting, by=by, at=at + timedelta(minutes=2))
    acts.call_item(meeting.items.get(kind=AgendaItem.Kind.TEXT), by=by, at=at + timedelta(minutes=5))


def prepare_next(commission: Commission, *, by: Person, members: dict[str, Person]) -> Meeting:
    """The meeting to come, three weeks from now, with work in progress on its agenda, and some answers."""
    now = timezone.now()
    starts_at = timezone.localtime(now + timedelta(days=21)).replace(hour=14, minute=0, second=0, microsecond=0)
    meeting = acts.draft_meeting(
        commission, title="Séance plénière suivante", starts_at=starts_at, place=PLACE, by=by, at=now
    )
    for work in works_of(commission)[:3]:
        acts.add_item(meeting, title=work.title, kind=work.kind, about=work.about, address=work.address, by=by, at=now)
    item = acts.add_item(
        meeting, title="Programme de travail de l’année", note="Auditions à venir, textes à ouvrir.", by=by, at=now
    )
    acts.attach_document(item, file=SimpleUploadedFile("calendrier.txt", NOTE.encode()), by=by, at=now)
    meeting = acts.convene_meeting(meeting, by=by, at=now)
    convened = {one.person.name: one for one in meeting.convocations.select_related("person")}
    for name, answer in (
        ("Bastien Ferragut", "present"),
        ("Nadia Belkhir-Roussel", "present"),
        ("Denis Roubaix", "absent"),
    ):
        acts.answer(convened[name], answer=answer, by=members[name], at=now)
    acts.give_proxy(
        convened["Karim Derradji"], holder=convened["Nadia Belkhir-Roussel"], by=members["Karim Derradji"], at=now
    )
    return meeting
