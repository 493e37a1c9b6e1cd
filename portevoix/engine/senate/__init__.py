"""The Senate's sets of amendments: read, and put in the order of examination without the text they amend."""

from portevoix.engine.senate.listing import Filed, read
from portevoix.engine.senate.ordering import Listed, order

__all__ = ["Filed", "Listed", "order", "read"]
