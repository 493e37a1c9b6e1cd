"""The fictional commission as it goes: who is in it, what each step made for the next ones."""

from datetime import datetime

from portevoix.advocacy.models import Addressee
from portevoix.commissions.models import Commission
from portevoix.engine.formats import markdown
from portevoix.evidence.models import Excerpt, Passage
from portevoix.people.actions import enter_person
from portevoix.people.models import Person
from portevoix.publications.actions import proposed_colophon, publish
from portevoix.publications.models import Publication
from portevoix.site.demo import people
from portevoix.site.demo.days import Days
from portevoix.texts.actions.drafting import open_text
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Text, Version


class FictionalCommission:
    """What the steps of the demo share."""

    def __init__(self, days: Days):
        self.days = days
        self.people: dict[str, Person] = {}
        self.commissions: dict[str, Commission] = {}
        self.passages: dict[str, list[Passage]] = {}
        self.excerpts: dict[str, Excerpt] = {}
        self.witnesses: dict = {}
        self.addressees: dict[str, Addressee] = {}

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

    def enter(self, name: str, function: str, territory: str = "", *, by, at: datetime) -> Person:
        made = self.people[name] = enter_person(name=name, function=function, territory=territory, by=by, at=at)
        return made

    def open_text(self, kind: Text.Kind, source: str, *, at: datetime, commission: str = "main", **given) -> Text:
        content = markdown.read(source)
        return open_text(
            self.commissions[commission], kind=kind, title=content.title, content=content, by=self.secretary, at=at,
            **given,
        )  # fmt: skip

    def publish(self, version: Version, *, address: str, summary: str, at: datetime) -> Publication:
        return publish(
            version, address=address, summary=summary, colophon=proposed_colophon(version), by=self.secretary, at=at
        )


def keys_of(version: Version) -> dict[tuple[str, int], str]:
    """(number of the proposition, or heading; number of the alinéa) → key."""
    return {
        (parent.number if parent.kind == "proposition" else parent.heading, rank): unit.key
        for unit, parent, rank in to_engine(version).alineas()
        if parent
    }
