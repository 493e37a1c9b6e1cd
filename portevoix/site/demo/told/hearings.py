"""What is heard: hearings, contributions, excerpts, a correction, and a consent that is withdrawn."""

from datetime import timedelta

from portevoix.evidence.actions import find_span, make_excerpt, occurrences
from portevoix.evidence.records import read_record
from portevoix.hearings import actions
from portevoix.people.models import Body
from portevoix.site.demo import heard
from portevoix.site.demo.days import Story
from portevoix.site.demo.told.commission import FictionalCommission


def hear(told: FictionalCommission, key: str) -> Story:
    """A hearing announced three weeks before, its witnesses and what they accept, its record three days after."""
    one = heard.HEARINGS[key]
    starts_at = told.days.at(*one["on"].split())
    when = yield starts_at - timedelta(days=21)
    hearing = actions.open_hearing(
        told.commissions[one["commission"]], title=one["title"], starts_at=starts_at, place=one["place"],
        agenda="Présentation, échange avec les élus, suites données.", questionnaire=heard.QUESTIONS,
        by=told.secretary, at=when,
    )  # fmt: skip
    when = yield starts_at - timedelta(days=20)
    speakers = {}
    for label, name, function, body, kind, number, _consents in one["witnesses"]:
        person = told.enter(name, function, by=told.secretary, at=when)
        known = {"kind": kind, "register_number": number}
        organisation = Body.objects.get_or_create(name=body, defaults=known)[0] if body else None
        speakers[label] = told.witnesses[name] = actions.invite_witness(
            hearing, person=person, body=organisation, by=told.secretary, at=when
        )
    when = yield starts_at
    for label, *_who, consents in one["witnesses"]:
        for use in consents:
            actions.give_consent(
                speakers[label], use=use, wording=actions.WORDINGS[use], by=told.secretary, at=when
            )  # fmt: skip
    when = yield starts_at + timedelta(days=3)
    data = one["record"].encode()
    labels = {turn.speaker for turn in read_record(one["file"], data).turns if turn.speaker}
    transcript = actions.record_transcript(
        hearing, file_name=one["file"], data=data, speakers={label: speakers.get(label) for label in labels},
        by=told.secretary, at=when,
    )  # fmt: skip
    told.passages[key] = list(transcript.source.passages.all())


def receive(told: FictionalCommission, one: dict) -> Story:
    when = yield told.days.at(one["on"])
    contribution = actions.add_contribution(
        told.commissions[one["commission"]], person=told.enter(*one["person"], by=told.secretary, at=when),
        title=one["title"], received_on=when.date(), words=one["words"], confidential=one["confidential"],
        by=told.secretary, at=when,
    )  # fmt: skip
    told.passages[one["key"]] = list(contribution.source.passages.all())


def quote(told: FictionalCommission) -> Story:
    when = yield told.days.at("2026-03-19")
    for key, (source, words, note, tags) in heard.EXCERPTS.items():
        passage = next(one for one in told.passages[source] if occurrences(one, words))
        start, end = find_span(passage, words)
        told.excerpts[key] = make_excerpt(
            passage, start=start, end=end, note=note, tags=tags, by=told.rapporteur, at=when
        )


def correct(told: FictionalCommission) -> Story:
    """A person heard reads the record again, and corrects a sentence that was quoted already."""
    when = yield told.days.at("2026-03-20")
    witness, until = told.witnesses[heard.CORRECTED_BY], told.days.day("2026-04-10")
    actions.open_corrections(witness.hearing, until=until, by=told.secretary, at=when)
    when = yield told.days.at("2026-03-26")
    former, corrected = heard.CORRECTION
    passage = next(one for one in told.passages["equipements"] if former in one.words)
    words = {passage.pk: passage.words.replace(former, corrected)}
    actions.correct_words(witness, words=words, by=witness.person, at=when)


def withdraw(told: FictionalCommission) -> Story:
    when = yield told.days.at("2026-07-10")
    actions.withdraw_consent(told.witnesses["Elias Fromont"], use="publish", by=told.secretary, at=when)
