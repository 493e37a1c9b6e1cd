"""Who carries, receives and follows (R102)."""

import rules

from portevoix.commissions.rules import runs_it

rules.add_rule("advocacy.carry", runs_it)
