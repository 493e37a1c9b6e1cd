"""What an amendment does to a text, reduced to edits (R4), all read on one version (R3)."""

from portevoix.engine.edits.applying import apply, apply_words, check, in_place_order, invert
from portevoix.engine.edits.as_json import from_json, to_json
from portevoix.engine.edits.difference import difference, difference_of_texts
from portevoix.engine.edits.kinds import (
    DeleteUnit,
    Edit,
    EditError,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    tidied,
    tidy,
)

__all__ = [
    "DeleteUnit",
    "Edit",
    "EditError",
    "InsertUnits",
    "ReplaceUnit",
    "ReplaceWords",
    "SetHeading",
    "apply",
    "apply_words",
    "check",
    "difference",
    "difference_of_texts",
    "from_json",
    "in_place_order",
    "invert",
    "tidied",
    "tidy",
    "to_json",
]
