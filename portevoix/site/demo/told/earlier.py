"""What the commission published before: a text that the State answered, a guide."""

from portevoix.advocacy import actions as advocacy
from portevoix.ballots.actions import ShowOfHands
from portevoix.commissions.actions import close_meeting, open_meeting
from portevoix.publications.models import Publication
from portevoix.site.demo.days import Story
from portevoix.site.demo.told import meetings
from portevoix.site.demo.told.commission import FictionalCommission
from portevoix.site.demo.written.carried import ADDRESSEES
from portevoix.site.demo.written.earlier import FIBRE, GUIDE
from portevoix.texts.actions.drafting import freeze_version
from portevoix.texts.actions.examining import vote_on_the_whole
from portevoix.texts.models import Text
from portevoix.ui.dates import written_day


def publish_guide(told: FictionalCommission) -> Story:
    yield from _publish(
        told, GUIDE, Text.Kind.GUIDE, ("2025-08-25", "2025-10-09", "2025-10-20"), "guide-accueil",
        "Quatre étapes, d’après ceux qui l’ont fait.",
    )  # fmt: skip


def publish_fibre(told: FictionalCommission) -> Story:
    yield from _publish(
        told, FIBRE, Text.Kind.MANIFESTO, ("2025-02-03", "2025-03-20", "2025-04-02"), "fibre",
        "Cinq propositions sur les raccordements et les pannes.",
    )  # fmt: skip
    yield from _carry(told, Publication.objects.get(address="fibre"))


def _publish(told: FictionalCommission, source, kind, told_on, address, summary) -> Story:
    opened, voted, published = told_on
    when = yield told.days.at(opened)
    text = told.open_text(kind, source, at=when)
    when = yield told.days.at(opened, "18:00")
    version = freeze_version(text.versions.get(), by=told.secretary, at=when)
    starts_at = told.days.at(voted, "14:00")
    meeting = meetings.convene(
        told, f"Séance plénière du {written_day(starts_at)}", starts_at=starts_at, texts=[text], at=when
    )
    when = yield starts_at
    meeting = open_meeting(meeting, present=19, by=told.chair, at=when)
    when = yield told.days.at(voted, "15:00")
    version = vote_on_the_whole(version, ShowOfHands(17, 0, 2), meeting=meeting, by=told.chair, at=when)
    when = yield told.days.at(voted, "16:00")
    close_meeting(meeting, by=told.chair, at=when)
    when = yield told.days.at(published)
    told.publish(version, address=address, summary=summary, at=when)


def _carry(told: FictionalCommission, publication: Publication) -> Story:
    when = yield told.days.at("2025-04-03")
    for key, (name, short, mail) in ADDRESSEES.items():
        told.addressees[key] = advocacy.add_addressee(
            told.main, name=name, short_name=short, email=mail, by=told.secretary, at=when
        )
    when = yield told.days.at("2025-04-04")
    sending = advocacy.carry(
        publication, addressee=told.addressees["numerique"], sent_on=when.date(), channel="letter",
        unit_keys=[row.key for row in advocacy.items_of(publication.version)], by=told.secretary, at=when,
    )  # fmt: skip
    when = yield told.days.at("2025-04-07")
    proof = told.days.written("Recommandé RD [2025-04-04|%y %m%d] 0013")
    advocacy.record_proof(sending, proof=proof, by=told.secretary, at=when)
    items = list(sending.items.all())
    when = yield told.days.at("2025-05-28")
    answer = advocacy.submit_answer(
        items[1], words="Le délai de rétablissement sera inscrit dans les contrats au prochain renouvellement.",
        signed_by="Le cabinet du ministère chargé du Numérique", at=when,
    )  # fmt: skip
    when = yield told.days.at("2025-05-30")
    advocacy.receive_answer(answer, by=told.secretary, at=when)
    for rank, status, on, kind, source in (
        (1, "taken_up", "2025-05-30", "document", "Lettre du [2025-05-28]"),
        (0, "no_answer", "2025-07-01", "", ""),
        (3, "refused", "2025-09-12", "link", "https://example.org/compte-rendu-reseaux"),
        (1, "done", "2026-01-15", "law", "NOR : DEMO[2026-01-15|%y]01234A, article 1er"),
    ):
        when = yield told.days.at(on, "17:00")
        advocacy.follow_up(
            items[rank], status=status, on=when.date(), source_kind=kind, source=told.days.written(source),
            by=told.secretary, at=when,
        )  # fmt: skip
