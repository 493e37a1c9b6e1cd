"""Amendments: what they touch, which compete or are identical, their order and their fate (R3, R7 to R9, R23, R24)."""

from portevoix.engine.amendments.competition import competes, groups, identical
from portevoix.engine.amendments.examination import Placed, in_filing_order, order
from portevoix.engine.amendments.fate import Fate, Fell, Open, Satisfied, fate_of, fates
from portevoix.engine.amendments.reach import Amendment, Run, effect
from portevoix.engine.amendments.sub_amendments import read_on_parent, with_sub_amendments

__all__ = [
    "Amendment",
    "Fate",
    "Fell",
    "Open",
    "Placed",
    "Run",
    "Satisfied",
    "competes",
    "effect",
    "fate_of",
    "fates",
    "groups",
    "identical",
    "in_filing_order",
    "order",
    "read_on_parent",
    "with_sub_amendments",
]
