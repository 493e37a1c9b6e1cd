"""Between the amendments that the database holds and the engine's: nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portevoix.engine.amendments import Amendment as EngineAmendment
from portevoix.engine.amendments import read_on_parent, with_sub_amendments
from portevoix.engine.conflicts import Competing, at_peace
from portevoix.engine.edits import from_json
from portevoix.engine.legistics import settled
from portevoix.engine.text import Text
from portevoix.texts.engine_bridge import source_of
from portevoix.texts.models import Amendment

ADOPTED = Amendment.Outcome.ADOPTED


def to_engine_amendment(amendment: Amendment, version=None) -> EngineAmendment | None:
    """*amendment* as the engine's, named as the origin of its words; None as long as it is not understood."""
    if amendment.edits is None:
        return None
    parent = source_of(amendment.parent) if amendment.parent_id else None
    return EngineAmendment(source_of(amendment), from_json(amendment.edits), amendment.number, parent)


def text_read_by(amendment: Amendment, text: Text) -> Text:
    """What *amendment* is read on: the version, or for a sub-amendment what its parent would produce (R3)."""
    if not amendment.parent_id:
        return text
    return read_on_parent(text_read_by(amendment.parent, text), to_engine_amendment(amendment.parent))


def as_adopted(amendment: Amendment, every: Iterable[Amendment], text: Text) -> EngineAmendment:
    """*amendment* as its adopted sub-amendments rewrite it (R9)."""
    subs = [to_engine_amendment(sub) for sub in every if sub.parent_id == amendment.pk and sub.outcome == ADOPTED]
    return with_sub_amendments(to_engine_amendment(amendment), subs, text)


def standing(every: Sequence[Amendment], text: Text) -> tuple[list, list]:
    """Of *every* amendment of a version, what was adopted, and what coordinates it (R26): (number, engine's amendment),
    as sub-amendments rewrite it, numbers of new paragraphs settled, by order of filing."""
    tops = sorted(
        (one for one in every if one.outcome in Amendment.APPLIED and not one.parent_id), key=lambda one: one.number
    )
    found = zip(tops, settled([as_adopted(one, every, text) for one in tops], text), strict=True)
    numbered = [(one.is_coordination, one.number, made) for one, made in found]
    adopted = [(number, made) for coordinates, number, made in numbered if not coordinates]
    return adopted, [(number, made) for coordinates, number, made in numbered if coordinates]


def competing(adopted: Sequence[tuple], ruling: Sequence[tuple], text: Text) -> list[Competing]:
    """Of what is `standing` on *text*, the *adopted* amendments that compete and that none of *ruling* coordinates (R26)."""
    return at_peace(text, [found for _number, found in adopted], [found for _number, found in ruling])[1]
