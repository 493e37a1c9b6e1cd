"""Who one is apart from any commission (R102): predicates on (person or None, anything)."""

import rules


@rules.predicate
def is_visitor(person, about=None):
    """Has not signed in."""
    return person is None


@rules.predicate
def is_respondent(person, about=None):
    """Answers for a territory, with or without a seat."""
    return person is not None and bool(person.territory)


@rules.predicate
def is_administrator(person, about=None):
    """Runs the platform: its accounts, who keeps its commissions; reads no draft and decides nothing for all that."""
    account = None if person is None else getattr(person, "account", None)
    return account is not None and account.is_active and account.is_administrator


rules.add_rule("people.administer", is_administrator)
