"""The manifesto: written from what was heard, amended, examined, adopted, published."""

from datetime import timedelta

from portevoix.ballots.actions import ShowOfHands
from portevoix.commissions.actions import close_meeting
from portevoix.commissions.models import Meeting
from portevoix.site.demo import people
from portevoix.site.demo.days import Story, of_month
from portevoix.site.demo.told import meetings
from portevoix.site.demo.told.commission import FictionalCommission, keys_of
from portevoix.site.demo.written import amendments as written
from portevoix.site.demo.written.manifesto import BASES, MANIFESTO
from portevoix.texts.actions import amending, examining
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.drafting import attach_excerpt, freeze_version
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Text, Version
from portevoix.texts.queries.arranging import amendments_of, in_order

ADDRESS = "vingt-propositions"
SUMMARY = "Accueillir, rendre accessible, faire durer, ouvrir, décider : vingt propositions entendues sur le terrain."
REFUSED_VOTE = (6, 15, 2)
OPINIONS = {"f": "favourable", "u": "unfavourable", "w": "wisdom"}
FATES = {number: row[6] for number, row in enumerate(written.AMENDMENTS, 1)}


def write(told: FictionalCommission) -> Story:
    when = yield told.days.at("2026-03-20")
    text = told.open_text(Text.Kind.MANIFESTO, MANIFESTO, at=when)
    keys = keys_of(text.versions.get())
    when = yield told.days.at("2026-03-27")
    for proposition, alinea, excerpt in BASES:
        attach_excerpt(
            text, unit_key=keys[str(proposition), alinea], excerpt=told.excerpts[excerpt], by=told.rapporteur, at=when
        )
    when = yield told.days.at("2026-04-13")
    version = freeze_version(text.versions.get(), by=told.secretary, at=when)
    yield from _amend(told, version)
    yield from _examine(told, version)
    when = yield told.days.at("2026-06-10")
    adopted = text.versions.get(status=Version.Status.ADOPTED)
    told.publish(adopted, address=ADDRESS, summary=SUMMARY, at=when)


def _amend(told: FictionalCommission, version: Version) -> Story:
    """Two a day at most, from the day after; then what the rapporteur and the chair say of them."""
    text, made = to_engine(version), {}
    keys, start = keys_of(version), told.days.at("2026-04-14")
    for number, (author, proposition, alinea, instructions, why, _opinion, fate) in enumerate(written.AMENDMENTS, 1):
        when = yield start + timedelta(days=2 * number // 3, hours=5 if number % 3 == 1 else 0)
        key, parent = keys.get((str(proposition), alinea)), None
        if instructions.startswith("SOUS:"):
            sub, instructions = instructions.removeprefix("SOUS:").split("|", 1)
            parent = made[int(sub)]
            if key is None:
                read = text_read_by(Amendment(version=version, parent=parent), text)
                key = next(
                    unit.key
                    for unit, up, rank in read.alineas()
                    if up and up.number == str(proposition) and rank == alinea
                )
        others = [told.people[one[0]] for one in people.ELECTED[number % 7 : 20 : 9] if one[0] != author]
        made[number] = amending.file_amendment(
            version, unit_key=key, instructions=instructions, rationale=why, cosignatories=others,
            excerpts=[told.excerpts[name] for name in written.CITED.get(number, ())], parent=parent,
            as_is=fate == "not_defended", by=told.people[author], at=when,
        )  # fmt: skip
    when = yield told.days.at("2026-05-20")
    for number, one in made.items():
        if opinion := written.AMENDMENTS[number - 1][5]:
            amending.give_opinion(one, kind=OPINIONS[opinion], by=told.rapporteur, at=when)
    when = yield told.days.at("2026-05-22")
    for number, one in made.items():
        if FATES[number] == "inadmissible":
            amending.declare_inadmissible(one, reason=written.INADMISSIBLE_REASON, by=told.chair, at=when)


def _examine(told: FictionalCommission, version: Version) -> Story:
    starts_at = told.days.at("2026-06-03", "14:00")
    when = yield told.days.at("2026-05-12")
    meeting = meetings.convene(
        told, f"Séance plénière {of_month(starts_at)}", starts_at=starts_at, texts=[version.text], at=when
    )
    yield from meetings.take_roll(told, meeting, 23)
    meeting = Meeting.objects.get(pk=meeting.pk)
    when = yield starts_at + timedelta(minutes=10)
    examination = examining.open_examination(version, meeting=meeting, by=told.chair, at=when)
    for line in in_order(version, amendments_of(version)):
        when = yield when + timedelta(minutes=3)
        _settle(told, line.amendment.pk, when)
    for taken in Amendment.objects.filter(version=version, outcome=""):
        when = yield when + timedelta(minutes=3)
        _vote(told, taken, FATES[taken.number], when)
    when = yield when + timedelta(minutes=5)
    following = examining.close_examination(examination, by=told.chair, at=when)
    when = yield when + timedelta(minutes=3)
    proposition, alinea, instructions, why = written.COORDINATION
    key = keys_of(following)[str(proposition), alinea]
    following = coordinate(following, unit_key=key, instructions=instructions, reason=why, by=told.rapporteur, at=when)
    when = yield when + timedelta(minutes=4)
    examining.vote_on_the_whole(following, ShowOfHands(20, 1, 2), meeting=meeting, by=told.chair, at=when)
    when = yield when + timedelta(minutes=8)
    close_meeting(meeting, by=told.chair, at=when)
    when = yield told.days.at("2026-06-08")
    meetings.record(told, meeting, at=when)


def _settle(told: FictionalCommission, pk: int, when) -> None:
    """What becomes of an amendment when its turn comes, unless others have settled it."""
    amendment = Amendment.objects.get(pk=pk)
    if amendment.outcome:
        return
    fate = FATES[amendment.number]
    if fate == "not_defended":
        examining.call_not_defended(amendment, by=told.chair, at=when)
    elif fate == "withdrawn":
        amending.withdraw_amendment(amendment, by=amendment.author, at=when)
        author, votes = written.TAKEN_OVER[amendment.number]
        taken = amending.take_over_amendment(Amendment.objects.get(pk=pk), by=told.people[author], at=when)
        _vote(told, taken, votes, when)
    else:
        _vote(told, amendment, REFUSED_VOTE if fate == "auto" else fate, when)


def _vote(told: FictionalCommission, amendment: Amendment, votes, when) -> None:
    examining.decide_amendment(amendment, ShowOfHands(*votes), by=told.chair, at=when)
