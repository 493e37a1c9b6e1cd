"""What is under way, for visitors to try: a note that a meeting examines today, a meeting to come, a draft."""

from datetime import timedelta

from portevoix.commissions.models import Meeting
from portevoix.site.demo.days import Story, of_month
from portevoix.site.demo.told import meetings
from portevoix.site.demo.told.commission import FictionalCommission, keys_of
from portevoix.site.demo.written.under_way import DRAFT, NOTE, NOTE_AMENDMENTS, NOTE_BASES
from portevoix.texts.actions import amending
from portevoix.texts.actions.drafting import attach_excerpt, freeze_version
from portevoix.texts.models import Text


def amend_note(told: FictionalCommission) -> Story:
    """A note amended, at the meeting that sits now; then the meeting that comes after it is convened."""
    days = told.days
    when = yield days.at("2026-09-10")
    text = told.open_text(Text.Kind.NOTE, NOTE, at=when, elements_date=days.day("2026-03-31"))
    keys = keys_of(text.versions.get())

    def key_of(place, alinea):
        return keys[place.removeprefix("Proposition "), alinea]

    when = yield days.at("2026-09-14")
    for place, alinea, excerpt in NOTE_BASES:
        attach_excerpt(
            text, unit_key=key_of(place, alinea), excerpt=told.excerpts[excerpt], by=told.rapporteur, at=when
        )
    when = yield days.at("2026-10-05")
    version = freeze_version(text.versions.get(), by=told.secretary, at=when)
    for number, (author, place, alinea, instructions, why) in enumerate(NOTE_AMENDMENTS):
        when = yield days.at("2026-10-12") + timedelta(days=number, hours=number)
        amending.file_amendment(
            version, unit_key=key_of(place, alinea), instructions=instructions, rationale=why, as_is=True,
            by=told.people[author], at=when,
        )  # fmt: skip
    when = yield days.at("2026-11-02")
    starts_at = days.sitting()
    meeting = meetings.convene(
        told, f"Séance plénière {of_month(starts_at)}", starts_at=starts_at, texts=[text], at=when
    )
    yield from meetings.take_roll(told, meeting, 16)
    yield from meetings.begin(told, Meeting.objects.get(pk=meeting.pk))
    yield from meetings.prepare_next(told)


def draft_guide(told: FictionalCommission) -> Story:
    when = yield told.days.at("2026-11-03")
    told.open_text(Text.Kind.GUIDE, DRAFT, at=when, commission="donnees-ia")
