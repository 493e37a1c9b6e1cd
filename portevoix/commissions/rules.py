"""Who may do what in a commission (R102): predicates on (person or None, commission)."""

import rules

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import seat_of

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
rules.add_rule("commissions.run_meeting", runs_it)
rules.add_rule("commissions.attend_meeting", is_member)
