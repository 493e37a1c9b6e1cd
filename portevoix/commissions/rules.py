"""Who may do what in a commission (R102): predicates on (person or None, commission).

A plain name in place of a person is the installation itself: a command typed where it runs.
"""

import rules
from django.db.models import Q

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


@rules.predicate
def is_installation(person, about):
    return isinstance(person, str)


runs_it = is_secretariat | is_chair
administers_it = is_installation | is_administrator | is_secretariat


@rules.predicate
def founds_it(person, parent):
    """A commission is made by the administration; a sub-commission, by the secretariat of its commission as well."""
    return parent is not None and is_secretariat(person, parent)


# Persons, associations and bodies stand on the floor under; who keeps them is known here, where roles are.


@rules.predicate
def keeps_a_commission(person, about):
    """Is the secretariat or the chair of some commission."""
    return person is not None and bool(seat_of(person).run_ids)


@rules.predicate
def knows_well(person, someone):
    """Keeps a commission in which *someone* sits, sat or was heard; or entered *someone*."""
    if person is None:
        return False
    kept = kept_by(person)
    return (
        someone.entered_by_id == person.pk
        or Commission.objects.filter(kept)
        .filter(
            Q(memberships__person=someone)
            | Q(mandates__person=someone)
            | Q(hearings__witnesses__person=someone)
            | Q(contributions__person=someone)
        )
        .exists()
    )


def kept_by(person) -> Q:
    """Commissions of which *person* is the secretariat, those under them included; no SQL query beyond the seat's."""
    held = seat_of(person).secretariat_ids
    return Q(pk__in=held) | Q(parent__in=held)


@rules.predicate
def alone_keeps(person, someone):
    """Keeps every commission in which *someone* sits or holds a role today, and there is one."""
    if person is None or is_administrator(someone, None):
        return False
    places = seat_of(someone).commission_ids
    return bool(places) and Commission.objects.filter(kept_by(person), pk__in=places).count() == len(places)


@rules.predicate
def shares(person, thing):
    """Keeps a commission that *thing* (an association, a body) is tied to; or it is tied to none yet."""
    if person is None or not seat_of(person).secretariat_ids:
        return False
    tied = {
        "association": Q(associations=thing) | Q(memberships__association=thing),
        "body": Q(hearings__witnesses__body=thing) | Q(contributions__body=thing) | Q(addressees__body=thing),
    }[thing._meta.model_name]
    return (
        not Commission.objects.filter(tied).exists()
        or Commission.objects.filter(tied & Q(pk__in=Commission.objects.filter(kept_by(person)).values("pk"))).exists()
    )


rules.add_rule("commissions.see_drafts", is_member)
rules.add_rule("commissions.convene", runs_it)
rules.add_rule("commissions.run_meeting", runs_it)
rules.add_rule("commissions.found", is_installation | is_administrator | founds_it)
rules.add_rule("commissions.administer", administers_it)
rules.add_rule("people.enter", is_installation | is_administrator | keeps_a_commission)
rules.add_rule("people.correct", is_installation | is_administrator | knows_well)
rules.add_rule("people.keep_account", is_installation | is_administrator | alone_keeps)
rules.add_rule("people.name_administrator", is_installation | is_administrator)
rules.add_rule("people.correct_list", is_installation | is_administrator | shares)
rules.add_rule("commissions.attend_meeting", is_member)


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
