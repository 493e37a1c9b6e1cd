"""What a second deliberation bears on (R28): the articles it takes up again, and what stands in them."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from portevoix.engine.edits import Edit, InsertUnits
from portevoix.engine.text import LEAF, Text, layout
from portevoix.texts import drafts
from portevoix.texts.changes import place_in_words

HEAD = "*"  # stands for the alinéas at the head of the text, which no article holds


def articles_of(text: Text) -> list[tuple[str, str]]:
    """What can be taken up again, in reading order: the key and the name of each unit that holds alinéas, HEAD for
    those that none holds."""
    found = [(HEAD, _("Préambule"))] if any(unit.kind == LEAF for unit in text.units) else []
    for unit, _up in text.walk():
        if any(child.kind == LEAF for child in unit.children):
            heading = f". {unit.heading}" if unit.number and unit.heading else ""
            found.append((unit.key, drafts.titled(unit) + heading))
    return found


def reopened(text: Text, articles: Iterable[str]) -> set[str | None]:
    """The keys of the units of *text* that may be amended when *articles* are taken up again; None for its head."""
    units, keys = layout(text).units, set()
    for key in articles:
        if key == HEAD:
            keys |= {None, *(unit.key for unit in text.units if unit.kind == LEAF)}
        elif key in units:
            keys |= {unit.key for unit in units[key].walk()}
    return keys


def within(edits: Sequence[Edit], keys: set[str | None]) -> bool:
    """Whether *edits* change nothing but units of *keys*: what they add comes into one of them."""
    for edit in edits:
        if isinstance(edit, InsertUnits):
            if edit.parent not in keys or (edit.parent is None and any(unit.kind != LEAF for unit in edit.units)):
                return False
        elif edit.unit not in keys:
            return False
    return True


def in_words(text: Text, articles: Iterable[str]) -> str:
    """*articles*, in the language of the text, as a sentence names them: « Proposition 2, Proposition 4 »."""
    return ", ".join("Préambule" if key == HEAD else place_in_words(text, key) for key in articles)
