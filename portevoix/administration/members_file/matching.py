"""Who in a list is known already, and who sits already: never entered twice in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portevoix.administration.members_file.columns import Entry, Problem, Sheet
from portevoix.commissions.actions import NewMember
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.people.models import Association, Person
from portevoix.people.names import folded, same_name
from portevoix.territories.models import Territory
from portevoix.territories.queries import named_alone

STATES = NEW, KNOWN, ASK, SEATED = "new", "known", "ask", "seated"


@dataclass
class Placed:
    """An entry and what becomes of it: a new person, one known (`person`), one to tell (`candidates`), one who sits
    already (`seat`)."""

    entry: Entry
    state: str
    person: Person | None = None
    candidates: list[Person] = field(default_factory=list)
    seat: Membership | None = None
    association: Association | None = None
    area: Territory | None = None

    @property
    def capacity_label(self) -> str:
        return Membership.Capacity(self.entry.capacity).label

    @property
    def role_label(self) -> str:
        return Mandate.Role(self.entry.role).label if self.entry.role else ""

    @property
    def question(self) -> str:
        """The name of the form's field that tells who it is."""
        return f"who-{self.entry.line}"

    def as_member(self) -> NewMember:
        one = self.entry
        return NewMember(
            line=one.line, name=one.name, capacity=one.capacity, start=one.start, end=one.end, function=one.function,
            territory=one.territory, area=self.area, email=one.email, association=self.association, role=one.role, known=self.person,
        )  # fmt: skip


@dataclass
class Line:
    """A line of the list, as it is shown: whom it names, what becomes of it, or what is to be corrected in it."""

    number: int
    name: str
    placed: Placed | None = None
    problems: list[Problem] = field(default_factory=list)


def line_by_line(sheet: Sheet, placed: Iterable[Placed], problems: Iterable[Problem]) -> list[Line]:
    """Every line of *sheet*, in the order of the file."""
    lines = {number: Line(number, name) for number, name in sorted(sheet.names.items())}
    for one in placed:
        lines[one.entry.line].placed = one
    for problem in problems:
        lines[problem.line].problems.append(problem)
    return list(lines.values())


def place(
    sheet: Sheet, commission: Commission, people: Iterable[Person], answers: Mapping[str, str]
) -> tuple[list[Placed], list[Problem]]:
    """Each entry of *sheet* placed among *people* (those whom who imports may know), and what is wrong in the list.

    Same address and same name: the same person. Same address or same name alone: asked, unless *answers* (by the name
    of the question: the person's number, or `new`) tells. A place that the register alone names so is that territory.
    3 SQL queries, beside that of *people*.
    """
    areas = named_alone(entry.territory for entry in sheet.entries)
    associations = {}
    for one in Association.objects.all():
        associations[folded(one.short_name)] = associations[folded(one.name)] = one
    seats: dict[int, list[Membership]] = {}
    for seat in Membership.objects.filter(commission=commission, cancelled_at=None):
        seats.setdefault(seat.person_id, []).append(seat)
    by_mail: dict[str, list[Person]] = {}
    by_name: dict[str, list[Person]] = {}
    for person in people:
        for address in {person.email, getattr(getattr(person, "account", None), "email", "")} - {""}:
            by_mail.setdefault(address.lower(), []).append(person)
        by_name.setdefault(same_name(person.name), []).append(person)
    placed, problems, taken = [], [], {}
    for entry in sheet.entries:
        area = areas.get(entry.territory)
        if area:
            entry.territory = str(area)
        one = _placed(entry, by_mail, by_name, answers)
        one.area = area
        if entry.association:
            one.association = associations.get(folded(entry.association))
            if one.association is None:
                problems.append(Problem(entry.line, sheet.headings["association"], _unknown(entry.association)))
        if one.person:
            first = taken.setdefault(one.person.pk, entry.line)
            if first != entry.line:
                problems.append(
                    Problem(
                        entry.line, sheet.headings["name"], _("C’est déjà à la ligne %(first)d.") % {"first": first}
                    )
                )
            one.seat = next((seat for seat in seats.get(one.person.pk, ()) if _overlaps(seat, entry)), None)
            if one.seat:
                one.state = SEATED
        placed.append(one)
    return placed, problems


def _unknown(name: str) -> str:
    return _("« %(name)s » n’est pas dans la liste des associations : ajoutez-la d’abord, ou corrigez le sigle.") % {
        "name": name
    }


def _overlaps(seat: Membership, entry: Entry) -> bool:
    return (seat.end is None or seat.end >= entry.start) and (entry.end is None or seat.start <= entry.end)


def _placed(entry: Entry, by_mail, by_name, answers) -> Placed:
    mailed = by_mail.get(entry.email, []) if entry.email else []
    named = [one for one in by_name.get(same_name(entry.name), ()) if _may_be(one, entry)]
    candidates = list({one.pk: one for one in (*mailed, *named)}.values())
    if not candidates:
        return Placed(entry, NEW)
    answer = answers.get(f"who-{entry.line}", "")
    if answer == NEW:
        return Placed(entry, NEW, candidates=candidates)
    if chosen := next((one for one in candidates if str(one.pk) == answer), None):
        return Placed(entry, KNOWN, person=chosen, candidates=candidates)
    sure = [one for one in mailed if one in named]
    if len(sure) == 1 and len(candidates) == 1:
        return Placed(entry, KNOWN, person=sure[0])
    return Placed(entry, ASK, candidates=candidates)


def _may_be(person: Person, entry: Entry) -> bool:
    """Of the same name: in the same place, or in a place that one of the two does not say."""
    here, there = folded(entry.territory), folded(person.territory)
    return not here or not there or here == there
