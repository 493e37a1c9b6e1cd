"""The meetings of the fictional commission: convened, attended, recorded; one under way, one to come."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.in_progress import works_of
from portevoix.commissions.models import AgendaItem, Meeting, Minutes
from portevoix.site.demo import people
from portevoix.site.demo.days import Story, of_month
from portevoix.site.demo.told.commission import FictionalCommission

PLACE = "Rive-Haute, hôtel d’agglomération"
PROXIES = (("Fatoumata Brisset", "Yves Kerdrein"), ("Tristan Le Gallic", "Brigitte Lavandier"))
NOTE = """Calendrier proposé

Deux auditions, une séance de rédaction le mois suivant, l’adoption deux mois plus tard.
"""


def convene(told: FictionalCommission, title: str, *, starts_at: datetime, texts, at: datetime) -> Meeting:
    """A meeting convened with *texts* on its agenda; not open yet."""
    by = told.secretary
    meeting = acts.draft_meeting(told.main, title=title, starts_at=starts_at, place=PLACE, by=by, at=at)
    acts.add_item(meeting, title="Ouverture", by=by, at=at)
    for text in texts:
        acts.add_item(
            meeting, title=text.title, kind=AgendaItem.Kind.TEXT, about=f"text:{text.slug}",
            address=f"/textes/{text.slug}/", by=by, at=at,
        )  # fmt: skip
    acts.add_item(meeting, title="Questions diverses", by=by, at=at)
    return acts.convene_meeting(meeting, by=by, at=at)


def take_roll(told: FictionalCommission, meeting: Meeting, count: int) -> Story:
    """Proxies of some, the first *count* elected members within the quarter of an hour before, the same
    day, then it opens."""
    convened = {one.person.name: one for one in meeting.convocations.select_related("person")}
    there = [row[0] for row in people.ELECTED[:count]]
    when = yield meeting.starts_at - timedelta(days=2)
    for giver, holder in PROXIES:
        if giver not in there:
            acts.give_proxy(convened[giver], holder=convened[holder], by=convened[giver].person, at=when)
    morning = timezone.localtime(meeting.starts_at).replace(hour=0, minute=0, second=0)
    for rank, name in enumerate(there):
        when = yield max(morning, meeting.starts_at - timedelta(seconds=40 * (count - rank)))
        acts.mark_arrival(convened[name], by=told.secretary, at=when)
    when = yield meeting.starts_at
    acts.open_meeting(meeting, by=told.secretary, at=when)


def record(told: FictionalCommission, meeting: Meeting, *, at: datetime) -> Minutes:
    """Decisions noted under free items, then minutes drafted."""
    decisions = {
        "Ouverture": "Les procurations sont constatées. Nadia Belkhir-Roussel est désignée secrétaire de séance.",
        "Questions diverses": f"La prochaine plénière se tiendra au mois {of_month(told.days.now.date())}, à Rive-Haute.",
    }
    for item in meeting.items.filter(title__in=decisions):
        acts.note_decision(item, decision=decisions[item.title], by=told.secretary, at=at)
    return acts.draft_minutes(meeting, by=told.secretary, at=at)


def begin(told: FictionalCommission, meeting: Meeting) -> Story:
    """The meeting under way: the former minutes are approved, and it comes to the text; never later than now."""

    def after(minutes: int) -> datetime:
        return min(meeting.starts_at + timedelta(minutes=minutes), told.days.now)

    for item in meeting.items.filter(kind=AgendaItem.Kind.MINUTES):
        when = yield after(5)
        acts.call_item(item, by=told.chair, at=when)
        when = yield after(7)
        minutes = Minutes.objects.get(meeting=item.about.partition(":")[2])
        acts.approve_minutes(minutes, meeting=meeting, by=told.chair, at=when)
    when = yield after(10)
    acts.call_item(meeting.items.get(kind=AgendaItem.Kind.TEXT), by=told.chair, at=when)


def prepare_next(told: FictionalCommission) -> Story:
    """The meeting to come, with work in progress on its agenda, and some answers."""
    by, members = told.secretary, told.people
    now = yield told.days.now
    meeting = acts.draft_meeting(
        told.main, title="Séance plénière suivante", starts_at=told.days.to_come(), place=PLACE, by=by, at=now
    )
    for work in works_of(told.main)[:3]:
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
