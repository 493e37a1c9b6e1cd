"""What the commission's pages ask."""

from portevoix.commissions.queries.composition import (
    associations,
    commission_called,
    composition,
    offices,
    sits_or_sat,
    sub_commissions,
    through_time,
)
from portevoix.commissions.queries.popolo import popolo

__all__ = [
    "associations",
    "commission_called",
    "composition",
    "offices",
    "popolo",
    "sits_or_sat",
    "sub_commissions",
    "through_time",
]
