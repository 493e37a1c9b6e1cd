"""The manifesto carried to the State: sendings, proofs, answers, and what followed, day after day."""

from portevoix.advocacy import actions as advocacy
from portevoix.advocacy.models import Answer, SentItem
from portevoix.publications.models import Publication
from portevoix.site.demo.days import Story
from portevoix.site.demo.told.commission import FictionalCommission
from portevoix.site.demo.told.manifesto import ADDRESS
from portevoix.site.demo.written import carried as written


def carry(told: FictionalCommission, sent) -> Story:
    """One sending: its proof, its acknowledgement, then each answer and each follow-up at its date."""
    key, propositions, sent_on, due_on, channel, proof, acknowledged = sent
    days = told.days
    when = yield days.at(sent_on)
    publication = Publication.objects.get(address=ADDRESS)
    keys = {row.number: row.key for row in advocacy.items_of(publication.version)}
    sending = advocacy.carry(
        publication, addressee=told.addressees[key], unit_keys=[keys[str(number)] for number in propositions],
        sent_on=when.date(), due_on=due_on and days.day(due_on), channel=channel, by=told.secretary, at=when,
    )  # fmt: skip
    when = yield days.at(sent_on, "17:00")
    advocacy.record_proof(sending, proof=days.written(proof), by=told.secretary, at=when)
    if acknowledged:
        when = yield days.at(acknowledged, "18:00")
        advocacy.acknowledge(sending, at=when)
    steps = [
        step
        for number in propositions
        for step in _of_item(told, key, number, sending.items.get(unit_key=keys[str(number)]))
    ]
    for asked, act in sorted(steps, key=lambda step: step[0]):
        when = yield asked
        act(when)


def _of_item(told: FictionalCommission, key: str, number: int, item: SentItem):
    """What becomes of *item*: (moment, act) each."""
    days = told.days
    if (key, number) in written.ANSWERS:
        answered, received, words = written.ANSWERS[key, number]
        yield (
            days.at(answered),
            lambda when: advocacy.submit_answer(
                item, words=words, signed_by=f"Le cabinet, {told.addressees[key].name}", at=when
            ),
        )
        if received:
            yield (
                days.at(received),
                lambda when: advocacy.receive_answer(Answer.objects.get(item=item), by=told.secretary, at=when),
            )
    for on, status, kind, source, note in written.FOLLOW_UPS.get((key, number), ()):
        given = {"status": status, "source_kind": kind, "source": days.written(source), "note": note}
        yield (
            days.at(on, "17:30"),
            lambda when, given=given: advocacy.follow_up(item, on=when.date(), by=told.secretary, at=when, **given),
        )
