"""Who sits: the commission and those under it, members, roles, accounts."""

from portevoix.commissions.actions import create_commission, give_mandate, take_seat
from portevoix.commissions.models import Mandate, Membership
from portevoix.people.actions import list_association, open_account
from portevoix.site.demo import people
from portevoix.site.demo.days import Story
from portevoix.site.demo.told.commission import FictionalCommission

Role, Capacity = Mandate.Role, Membership.Capacity
SINCE = "2024-01-10"


def seat_everyone(told: FictionalCommission) -> Story:
    when = yield told.days.at(SINCE)
    since = when.date()
    administrator = told.enter(*people.ADMINISTRATOR, by="installation", at=when)
    open_account(
        administrator, email=f"{people.ACCOUNTS[administrator.name]}@example.org", administrator=True,
        by="installation", at=when,
    )  # fmt: skip
    associations = {
        short: list_association(name=name, short_name=short, represents=represents, by=administrator, at=when)
        for short, (name, represents) in people.ASSOCIATIONS.items()
    }
    main = told.commissions["main"] = create_commission(
        by=administrator, at=when, fictional=True, associations=associations.values(), **people.COMMISSION
    )
    first = told.enter(*people.SECRETARIAT[0], by=administrator, at=when)
    give_mandate(first, main, role=Role.SECRETARIAT, by=administrator, at=when, start=since)
    done = {"by": first, "at": when}
    for key, (name, purpose, axis) in people.SUB_COMMISSIONS.items():
        told.commissions[key] = create_commission(
            name=name, slug=key, purpose=purpose, axis=axis, parent=main, fictional=True, **done
        )
    for name, function in people.SECRETARIAT[1:]:
        give_mandate(told.enter(name, function, **done), main, role=Role.SECRETARIAT, start=since, **done)
    for name, function, territory, short, sub in people.ELECTED:
        person = told.enter(name, function, territory, **done)
        for place in (main, told.commissions[sub]):
            take_seat(
                person, place, capacity=Capacity.ELECTED, association=associations[short], start=since, **done
            )  # fmt: skip
    for name, function, sub in people.EXPERTS:
        person = told.enter(name, function, **done)
        for place in (main, told.commissions[sub]):
            take_seat(person, place, capacity=Capacity.EXPERT, start=since, **done)
    for name in people.CO_CHAIRS:
        give_mandate(told.people[name], main, role=Role.CO_CHAIR, start=since, **done)
    give_mandate(told.rapporteur, main, role=Role.RAPPORTEUR, start=since, **done)
    for key, name in people.RAPPORTEURS.items():
        give_mandate(told.people[name], told.commissions[key], role=Role.RAPPORTEUR, start=since, **done)
    for name, function, territory, member in people.SUBSTITUTES:
        give_mandate(
            told.enter(name, function, territory, **done), main, role=Role.SUBSTITUTE,
            in_place_of=told.people[member], start=since, **done,
        )  # fmt: skip
    for name, account in people.ACCOUNTS.items():
        if name != administrator.name:
            open_account(told.people[name], email=f"{account}@example.org", **done)
