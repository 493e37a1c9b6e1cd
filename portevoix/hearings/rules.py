"""Who runs hearings, who answers for a person's consent, who corrects what she said (R31, R33, R102)."""

import rules

from portevoix.commissions.rules import is_member, runs_it


@rules.predicate
def is_the_person_heard(person, witness):
    """Is, with an account, the very person heard."""
    return person is not None and witness.person_id == person.pk


@rules.predicate
def runs_its_hearing(person, witness):
    """Holds the secretariat or the chair of the commission that hears."""
    return runs_it(person, witness.hearing)


rules.add_rule("hearings.run", runs_it)
rules.add_rule("hearings.read_internal", is_member)
rules.add_rule("hearings.correct_words", is_the_person_heard)
rules.add_rule("hearings.change_consent", runs_its_hearing | is_the_person_heard)
