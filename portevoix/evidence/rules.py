"""Who may read what was heard, and quote it (R32, R102): predicates on (person or None, source)."""

import rules

from portevoix.commissions.rules import is_member
from portevoix.evidence.models import Source


@rules.predicate
def is_public(person, source):
    """Everyone reads it."""
    return source.access == Source.Access.PUBLIC


rules.add_rule("evidence.read_source", is_public | is_member)
rules.add_rule("evidence.read_withheld", is_member)
rules.add_rule("evidence.make_excerpt", is_member)
