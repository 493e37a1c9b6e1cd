"""The demo, built act by act, each at its date."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from portevoix.advocacy import actions as advocacy
from portevoix.ballots.actions import ShowOfHands
from portevoix.commissions.actions import (
    close_meeting,
    create_commission,
    give_mandate,
    open_meeting,
    take_seat,
)
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.engine.formats import markdown
from portevoix.evidence.actions import find_span, make_excerpt
from portevoix.evidence.models import Excerpt, Passage
from portevoix.hearings import actions as hearings
from portevoix.people.actions import enter_person, list_association, open_account
from portevoix.people.models import Body, Person
from portevoix.publications.actions import proposed_colophon, publish
from portevoix.site.demo import heard, people, sittings, written
from portevoix.texts.actions import amending, examining
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.drafting import attach_excerpt, freeze_version, open_text
from portevoix.texts.engine_amendments import text_read_by
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Text, Version
from portevoix.texts.queries.arranging import amendments_of, in_order

PARIS = ZoneInfo("Europe/Paris")
Role, Capacity = Mandate.Role, Membership.Capacity
SINCE = date(2024, 1, 10)
REFUSED_VOTE = (6, 15, 2)


def at(day: str, hour: str = "10:00") -> datetime:
    """That day at that hour, in Paris."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=PARIS)


class Demo:
    """Everything in the order in which it happened; what a step makes is kept for the next ones."""

    def __init__(self):
        self.people: dict[str, Person] = {}
        self.commissions: dict[str, Commission] = {}
        self.passages: dict[str, list[Passage]] = {}
        self.excerpts: dict[str, Excerpt] = {}
        self.witnesses: dict = {}

    @transaction.atomic
    def build(self):
        """Build it all, or nothing."""
        self.seat_everyone()
        self.past_publications()
        self.hear()
        self.quote()
        manifesto = self.write_manifesto()
        self.amend(manifesto)
        adopted = self.examine(manifesto)
        publication = self.publish(
            adopted, "2026-06-10", "vingt-propositions-2026",
            "Accueillir, rendre accessible, faire durer, ouvrir, décider : vingt propositions entendues sur le terrain.",
        )  # fmt: skip
        self.carry(publication)
        self.withdraw()
        self.write_note()
        self.draft_guide()
        sittings.prepare_next(self.main, by=self.secretary, members=self.people)

    @property
    def main(self) -> Commission:
        return self.commissions["main"]

    @property
    def secretary(self) -> Person:
        return self.people[people.SECRETARIAT[0][0]]

    @property
    def chair(self) -> Person:
        return self.people[people.CO_CHAIRS[0]]

    @property
    def rapporteur(self) -> Person:
        return self.people[people.RAPPORTEUR]

    def seat_everyone(self):
        when = at("2024-01-10")
        administrator = self._person(*people.ADMINISTRATOR, "", when, by="installation")
        open_account(
            administrator, email=f"{people.ACCOUNTS[administrator.name]}@example.org", administrator=True,
            by="installation", at=when,
        )  # fmt: skip
        associations = {
            short: list_association(name=name, short_name=short, represents=represents, by=administrator, at=when)
            for short, (name, represents) in people.ASSOCIATIONS.items()
        }
        main = create_commission(
            by=administrator, at=when, fictional=True, associations=associations.values(), **people.COMMISSION
        )
        self.commissions["main"] = main
        first = self._person(*people.SECRETARIAT[0], "", when, by=administrator)
        give_mandate(first, main, role=Role.SECRETARIAT, by=administrator, at=when, start=SINCE)
        for key, (name, purpose, axis) in people.SUB_COMMISSIONS.items():
            self.commissions[key] = create_commission(
                by=first, at=when, name=name, slug=key, purpose=purpose, axis=axis, parent=main, fictional=True
            )
        for name, function in people.SECRETARIAT[1:]:
            give_mandate(
                self._person(name, function, "", when, by=first),
                main,
                role=Role.SECRETARIAT,
                by=first,
                at=when,
                start=SINCE,
            )
        for name, function, territory, short, sub in people.ELECTED:
            person = self._person(name, function, territory, when, by=first)
            for place in (main, self.commissions[sub]):
                take_seat(
                    person,
                    place,
                    capacity=Capacity.ELECTED,
                    association=associations[short],
                    by=first,
                    at=when,
                    start=SINCE,
                )
        for name, function, sub in people.EXPERTS:
            person = self._person(name, function, "", when, by=first)
            for place in (main, self.commissions[sub]):
                take_seat(person, place, capacity=Capacity.EXPERT, by=first, at=when, start=SINCE)
        for name in people.CO_CHAIRS:
            give_mandate(self.people[name], main, role=Role.CO_CHAIR, by=first, at=when, start=SINCE)
        give_mandate(self.rapporteur, main, role=Role.RAPPORTEUR, by=first, at=when, start=SINCE)
        for key, name in people.RAPPORTEURS.items():
            give_mandate(self.people[name], self.commissions[key], role=Role.RAPPORTEUR, by=first, at=when, start=SINCE)
        for name, function, territory, member in people.SUBSTITUTES:
            person = self._person(name, function, territory, when, by=first)
            give_mandate(
                person, main, role=Role.SUBSTITUTE, in_place_of=self.people[member], by=first, at=when, start=SINCE
            )
        for name, account in people.ACCOUNTS.items():
            if name != administrator.name:
                open_account(self.people[name], email=f"{account}@example.org", by=first, at=when)

    def _person(self, name, function, territory, when, by) -> Person:
        made = self.people[name] = enter_person(name=name, function=function, territory=territory, by=by, at=when)
        return made

    # -- listening

    def hear(self):
        for key, one in heard.HEARINGS.items():
            day, hour = one["on"].split()
            when = at(day, hour)
            hearing = hearings.open_hearing(
                self.commissions[one["commission"]], title=one["title"], starts_at=when, place=one["place"],
                agenda="Présentation, échange avec les élus, suites données.", questionnaire=heard.QUESTIONS,
                by=self.secretary, at=when - timedelta(days=21),
            )  # fmt: skip
            speakers = {}
            for label, name, function, body, kind, number, consents in one["witnesses"]:
                person = self._person(name, function, "", when - timedelta(days=20), by=self.secretary)
                organisation = (
                    body
                    and Body.objects.get_or_create(name=body, defaults={"kind": kind, "register_number": number})[0]
                )
                witness = hearings.invite_witness(
                    hearing, person=person, body=organisation or None, by=self.secretary, at=when - timedelta(days=20)
                )
                for use in consents:
                    hearings.give_consent(witness, use=use, wording=hearings.WORDINGS[use], by=self.secretary, at=when)
                speakers[label] = self.witnesses[name] = witness
            labels = {turn.speaker for turn in self._read(one) if turn.speaker}
            transcript = hearings.record_transcript(
                hearing, file_name=one["file"], data=one["record"].encode(),
                speakers={label: speakers.get(label) for label in labels}, by=self.secretary, at=when + timedelta(days=3),
            )  # fmt: skip
            self.passages[key] = list(transcript.source.passages.all())
        for one in heard.CONTRIBUTIONS:
            name, function = one["person"]
            when = at(one["on"])
            contribution = hearings.add_contribution(
                self.commissions[one["commission"]], person=self._person(name, function, "", when, by=self.secretary),
                title=one["title"], received_on=when.date(), words=one["words"], confidential=one["confidential"],
                by=self.secretary, at=when,
            )  # fmt: skip
            self.passages[one["key"]] = list(contribution.source.passages.all())

    @staticmethod
    def _read(one):
        from portevoix.evidence.records import read_record

        return read_record(one["file"], one["record"].encode()).turns

    def quote(self):
        for key, (source, words, note, tags) in heard.EXCERPTS.items():
            passage = next(
                one for one in self.passages[source] if words.split()[0] in one.words and self._holds(one, words)
            )
            start, end = find_span(passage, words)
            self.excerpts[key] = make_excerpt(
                passage, start=start, end=end, note=note, tags=tags, by=self.rapporteur, at=at("2026-03-19")
            )

    @staticmethod
    def _holds(passage, words) -> bool:
        from portevoix.evidence.actions import occurrences

        return bool(occurrences(passage, words))

    # -- writing

    def _open(self, kind, source, day, commission="main", **given) -> Text:
        content = markdown.read(source)
        return open_text(
            self.commissions[commission],
            kind=kind,
            title=content.title,
            content=content,
            by=self.secretary,
            at=at(day),
            **given,
        )

    def _units(self, version) -> dict[tuple[str, int], str]:
        """(number of the proposition, or heading; number of the alinéa) → key."""
        text, found = to_engine(version), {}
        for unit, parent, rank in text.alineas():
            if parent:
                found[parent.number if parent.kind == "proposition" else parent.heading, rank] = unit.key
        return found

    def write_manifesto(self) -> Version:
        text = self._open(Text.Kind.MANIFESTO, written.MANIFESTO, "2026-03-20")
        keys = self._units(text.versions.get())
        for proposition, alinea, excerpt in written.BASES:
            attach_excerpt(
                text,
                unit_key=keys[str(proposition), alinea],
                excerpt=self.excerpts[excerpt],
                by=self.rapporteur,
                at=at("2026-03-27"),
            )
        return freeze_version(text.versions.get(), by=self.secretary, at=at("2026-04-13"))

    # -- amending

    def amend(self, version: Version):
        text, made = to_engine(version), {}
        keys = self._units(version)
        for number, (author, proposition, alinea, instructions, why, opinion, fate) in enumerate(written.AMENDMENTS, 1):
            parent = None
            key = keys.get((str(proposition), alinea))
            if instructions.startswith("SOUS:"):
                sub, instructions = instructions.removeprefix("SOUS:").split("|", 1)
                parent = made[int(sub)]
                if key is None:
                    read = text_read_by(Amendment(version=version, parent=parent), text)
                    key = next(
                        u.key
                        for u, up, rank in read.alineas()
                        if up and up.number == str(proposition) and rank == alinea
                    )
            others = [self.people[one[0]] for one in people.ELECTED[number % 7 : 20 : 9] if one[0] != author]
            made[number] = amending.file_amendment(
                version, unit_key=key, instructions=instructions, rationale=why, cosignatories=others,
                excerpts=[self.excerpts[name] for name in written.CITED.get(number, ())], parent=parent,
                as_is=fate == "not_defended", by=self.people[author], at=at("2026-04-14") + timedelta(hours=17 * number),
            )  # fmt: skip
            if opinion:
                kind = {"f": "favourable", "u": "unfavourable", "w": "wisdom"}[opinion]
                amending.give_opinion(made[number], kind=kind, by=self.rapporteur, at=at("2026-05-20"))
        for number, one in made.items():
            if written.AMENDMENTS[number - 1][6] == "inadmissible":
                amending.declare_inadmissible(
                    one, reason=written.INADMISSIBLE_REASON, by=self.chair, at=at("2026-05-22")
                )

    def _meeting(self, title, convened, day, *texts, hour="14:00"):
        items = [("Ouverture", None), *((text.title, text) for text in texts), ("Questions diverses", None)]
        return sittings.hold(
            self.main, title, convened=at(convened), starts_at=at(day, hour), items=items, by=self.secretary
        )

    def examine(self, version: Version) -> Version:
        meeting = self._meeting("Séance plénière de juin 2026", "2026-05-12", "2026-06-03", version.text)
        meeting = sittings.take_roll(meeting, 23, by=self.secretary)
        examination = examining.open_examination(version, meeting=meeting, by=self.chair, at=at("2026-06-03", "14:10"))
        clock = at("2026-06-03", "14:15")
        fates = {number: row[6] for number, row in enumerate(written.AMENDMENTS, 1)}
        for line in in_order(version, amendments_of(version)):
            clock += timedelta(minutes=3)
            self._settle(line.amendment, fates[line.amendment.number], clock)
        for taken in Amendment.objects.filter(version=version, outcome=""):
            clock += timedelta(minutes=3)
            self._vote(taken, fates[taken.number], clock)
        following = examining.close_examination(examination, by=self.chair, at=clock + timedelta(minutes=5))
        following = self._coordinate(following, clock + timedelta(minutes=8))
        adopted = self._whole(following, meeting, (20, 1, 2), clock + timedelta(minutes=12))
        close_meeting(meeting, by=self.chair, at=clock + timedelta(minutes=20))
        sittings.record(meeting, by=self.secretary, at=at("2026-06-08"))
        return adopted

    def _coordinate(self, version: Version, clock) -> Version:
        proposition, alinea, instructions, why = written.COORDINATION
        key = self._units(version)[str(proposition), alinea]
        return coordinate(version, unit_key=key, instructions=instructions, reason=why, by=self.rapporteur, at=clock)

    def _settle(self, amendment, fate, clock):
        amendment = Amendment.objects.get(pk=amendment.pk)
        if amendment.outcome:
            return
        if fate == "not_defended":
            examining.call_not_defended(amendment, by=self.chair, at=clock)
        elif fate == "withdrawn":
            amending.withdraw_amendment(amendment, by=amendment.author, at=clock)
            author, votes = written.TAKEN_OVER[amendment.number]
            taken = amending.take_over_amendment(
                Amendment.objects.get(pk=amendment.pk), by=self.people[author], at=clock
            )
            self._vote(taken, votes, clock)
        else:
            self._vote(amendment, REFUSED_VOTE if fate == "auto" else fate, clock)

    def _vote(self, amendment, votes, clock):
        examining.decide_amendment(amendment, ShowOfHands(*votes), by=self.chair, at=clock)

    def _whole(self, version, meeting, votes, clock) -> Version:
        return examining.vote_on_the_whole(version, ShowOfHands(*votes), meeting=meeting, by=self.chair, at=clock)

    # -- publishing, carrying, following

    def publish(self, version, day, address, summary):
        return publish(
            version,
            address=address,
            summary=summary,
            colophon=proposed_colophon(version),
            by=self.secretary,
            at=at(day),
        )

    def past_publications(self):
        for source, kind, opened, voted, published, address, summary in (
            (written.MANIFESTO_2025, Text.Kind.MANIFESTO, "2025-02-03", "2025-03-20", "2025-04-02", "fibre-2025", "Cinq propositions sur les raccordements et les pannes."),
            (written.GUIDE_2025, Text.Kind.GUIDE, "2025-08-25", "2025-10-09", "2025-10-20", "guide-accueil-2025", "Quatre étapes, d’après ceux qui l’ont fait."),
        ):  # fmt: skip
            text = self._open(kind, source, opened)
            version = freeze_version(text.versions.get(), by=self.secretary, at=at(opened, "18:00"))
            meeting = self._meeting(f"Séance plénière du {voted[8:10]}/{voted[5:7]}/{voted[:4]}", opened, voted, text)
            meeting = open_meeting(meeting, present=19, by=self.chair, at=at(voted, "14:00"))
            version = self._whole(version, meeting, (17, 0, 2), at(voted, "15:00"))
            close_meeting(meeting, by=self.chair, at=at(voted, "16:00"))
            publication = self.publish(version, published, address, summary)
            if address == "fibre-2025":
                self._carry_the_past(publication)

    def _carry_the_past(self, publication):
        when = at("2025-04-03")
        self.addressees = {
            key: advocacy.add_addressee(self.main, name=name, short_name=short, email=mail, by=self.secretary, at=when)
            for key, (name, short, mail) in written.ADDRESSEES.items()
        }
        rows = advocacy.items_of(publication.version)
        sending = advocacy.carry(
            publication, addressee=self.addressees["numerique"], unit_keys=[row.key for row in rows], sent_on=date(2025, 4, 4),
            channel="letter", by=self.secretary, at=at("2025-04-04"),
        )  # fmt: skip
        advocacy.record_proof(sending, proof="Recommandé RD 25 0404 0013", by=self.secretary, at=at("2025-04-07"))
        items = list(sending.items.all())
        answer = advocacy.submit_answer(
            items[1], words="Le délai de rétablissement sera inscrit dans les contrats au prochain renouvellement.",
            signed_by="Le cabinet du ministère chargé du Numérique", at=at("2025-05-28"),
        )  # fmt: skip
        advocacy.receive_answer(answer, by=self.secretary, at=at("2025-05-30"))
        for item, status, on, kind, source in (
            (items[1], "taken_up", "2025-05-30", "document", "Lettre du 28 mai 2025"),
            (items[1], "done", "2026-01-15", "law", "NOR : DEMO2601234A, article 1er"),
            (items[0], "no_answer", "2025-07-01", "", ""),
            (items[3], "refused", "2025-09-12", "link", "https://example.org/compte-rendu-reseaux"),
        ):
            advocacy.follow_up(
                item,
                status=status,
                on=date.fromisoformat(on),
                source_kind=kind,
                source=source,
                by=self.secretary,
                at=at(on, "17:00"),
            )

    def carry(self, publication):
        keys = {row.number: row.key for row in advocacy.items_of(publication.version)}
        items = {}
        for key, propositions, sent_on, due_on, channel, proof, acknowledged in written.SENDINGS:
            sending = advocacy.carry(
                publication, addressee=self.addressees[key], unit_keys=[keys[str(number)] for number in propositions],
                sent_on=date.fromisoformat(sent_on), due_on=due_on and date.fromisoformat(due_on), channel=channel,
                by=self.secretary, at=at(sent_on),
            )  # fmt: skip
            advocacy.record_proof(sending, proof=proof, by=self.secretary, at=at(sent_on, "17:00"))
            if acknowledged:
                advocacy.acknowledge(sending, at=at(acknowledged, "18:00"))
            for item in sending.items.all():
                number = next(n for n in propositions if keys[str(n)] == item.unit_key)
                items[key, number] = item
        for (key, number), (answered, received, words) in written.ANSWERS.items():
            name = self.addressees[key].name
            answer = advocacy.submit_answer(
                items[key, number], words=words, signed_by=f"Le cabinet, {name}", at=at(answered)
            )
            if received:
                advocacy.receive_answer(answer, by=self.secretary, at=at(received))
        for place, made in written.FOLLOW_UPS.items():
            for on, status, kind, source, note in made:
                advocacy.follow_up(
                    items[place], status=status, on=date.fromisoformat(on), source_kind=kind, source=source, note=note,
                    by=self.secretary, at=at(on, "17:30"),
                )  # fmt: skip

    def withdraw(self):
        hearings.withdraw_consent(
            self.witnesses["Elias Fromont"], use="publish", by=self.secretary, at=at("2026-07-10")
        )

    # -- what is under way, for visitors to try

    def write_note(self):
        text = self._open(Text.Kind.NOTE, written.NOTE, "2026-09-10", elements_date=date(2026, 3, 31))
        keys = self._units(text.versions.get())

        def key_of(place, alinea):
            return keys[place.removeprefix("Proposition ") if place.startswith("Proposition") else place, alinea]

        for place, alinea, excerpt in written.NOTE_BASES:
            attach_excerpt(
                text,
                unit_key=key_of(place, alinea),
                excerpt=self.excerpts[excerpt],
                by=self.rapporteur,
                at=at("2026-09-14"),
            )
        version = freeze_version(text.versions.get(), by=self.secretary, at=at("2026-10-05"))
        for number, (author, place, alinea, instructions, why) in enumerate(written.NOTE_AMENDMENTS, 1):
            amending.file_amendment(
                version, unit_key=key_of(place, alinea), instructions=instructions, rationale=why, as_is=True,
                by=self.people[author], at=at("2026-10-12") + timedelta(hours=20 * number),
            )  # fmt: skip
        meeting = self._meeting("Séance plénière de novembre 2026", "2026-11-02", "2026-11-16", text)
        meeting = sittings.take_roll(meeting, 16, by=self.secretary)
        sittings.begin(meeting, by=self.chair, at=at("2026-11-16", "14:05"))

    def draft_guide(self):
        self._open(Text.Kind.GUIDE, written.DRAFT, "2026-11-03", commission="donnees-ia")
