"""French instructions read into edits, and edits written as French instructions (R4 to R6)."""

from portevoix.engine.legistics.coherence import Remark, left_at_odds
from portevoix.engine.legistics.lettering import settled
from portevoix.engine.legistics.reading import Reading, Refusal, read, sub_amended
from portevoix.engine.legistics.writing import write

__all__ = ["Reading", "Refusal", "Remark", "left_at_odds", "read", "settled", "sub_amended", "write"]
