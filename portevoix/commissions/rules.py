"""Who may do what in a commission (R102): predicates on (person or None, commission)."""

import rules

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import seat_of
from portevoix.people.rules import is_administrator

Role, Capacity = Mandate.Role, Membership.Capacity


def commission_of(about) -> Commission:
    """The commission that *about* belongs to: itself, or what its `commission` says."""
    return about if isinstance(about, Commission) else about.commission


@rules.predicate
def is_member(person, about):
    """Has a seat or a mandate in the commission, or in its parent."""
    if person is None:
        return False
    commission, seat = commission_of(about), seat_of(person)
    return bool(seat.commission_ids & {commission.pk, commission.parent_id})


@rules.predicate
def is_elected(person, about):
    """Sits as an elected member: by default only they vote and file amendments."""
    return person is not None and seat_of(person).sits_in(commission_of(about), Capacity.ELECTED)


@rules.predicate
def is_expert(person, about):
    return person is not None and seat_of(person).sits_in(commission_of(about), Capacity.EXPERT)


@rules.predicate
def is_chair(person, about):
    return person is not None and seat_of(person).has_role(commission_of(about), Role.CHAIR, Role.CO_CHAIR)


@rules.predicate
def is_rapporteur(person, about):
    return person is not None and seat_of(person).has_role(commission_of(about), Role.RAPPORTEUR)


@rules.predicate
def is_secretariat(person, about):
    return person is not None and seat_of(person).has_role(commission_of(about), Role.SECRETARIAT)


runs_it = is_secretariat | is_chair

rules.add_rule("commissions.see_drafts", is_member)
rules.add_rule("commissions.convene", runs_it)
rules.add_rule("commissions.open_meeting", runs_it)


@rules.predicate
def runs_the_secretariat_for(person, about):
    """Is secretary of a commission where *about*, another person, has or had a seat or a mandate; two more queries."""
    if person is None:
        return False
    run = {mandate.commission_id for mandate in seat_of(person).mandates if mandate.role == Role.SECRETARIAT}
    if not run:
        return False
    return any(
        {term.commission_id, term.commission.parent_id} & run
        for terms in (about.memberships, about.mandates)
        for term in terms.select_related("commission")
    )


rules.add_rule("people.invite", is_administrator | runs_the_secretariat_for)
