"""Who publishes (R102)."""

import rules

from portevoix.commissions.rules import runs_it


@rules.predicate
def runs_its_commission(person, version):
    """Holds the secretariat or the chair of the text's commission."""
    return runs_it(person, version.text)


rules.add_rule("publications.publish", runs_its_commission)
