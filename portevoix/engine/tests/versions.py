"""Invented versions and amendments, drawn at random for the properties."""

from __future__ import annotations

from hypothesis import strategies as st

from portevoix.engine.amendments import Amendment
from portevoix.engine.amendments.reach import content
from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading
from portevoix.engine.text import LEAF, Text, Unit, layout

WORDS = ["commune", "école", "l’eau", "d’usage", "métropole", "vote", "a", "et", "de", "sol", "3,5", "plan"]
MARKS = [" ", " ", " ", ", ", ". ", "\u00a0: ", "\u202f; ", "-", "’"]

phrases = st.lists(st.sampled_from(WORDS), max_size=6).flatmap(
    lambda words: st.lists(st.sampled_from(MARKS), min_size=len(words), max_size=len(words)).map(
        lambda marks: "".join(word + mark for word, mark in zip(words, marks, strict=True))
    )
)


def said(text: Text) -> tuple:
    """What *text* says, keys aside: rewriting a unit as it was changes nothing, not even its key."""
    return content(text.units)


@st.composite
def versions(draw) -> Text:
    """A text of up to three articles, some in a chapter, with keys `a1`, `a1.2`…"""
    articles = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        alineas = tuple(
            Unit(f"a{number}.{rank}", LEAF, text=draw(phrases)) for rank in range(1, draw(st.integers(0, 3)) + 1)
        )
        articles.append(Unit(f"a{number}", "article", str(number), draw(st.sampled_from(["", "Du vote"])), "", alineas))
    held = draw(st.integers(0, len(articles)))
    chapter = Unit("c1", "chapter", "Ier", "Des communes", "", tuple(articles[:held]))
    top = (chapter, *articles[held:]) if held else tuple(articles)
    return Text("Texte", (Unit("p", LEAF, text=draw(phrases)), *top))


@st.composite
def word_edits(draw, unit: Unit) -> tuple[ReplaceWords, ...]:
    """One to three edits of an alinéa that do not overlap."""
    size = len(unit.text)
    cuts = sorted(draw(st.lists(st.integers(0, size), min_size=2, max_size=6)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.append(ReplaceWords(unit.key, start, end, draw(phrases)))
    return tuple(edits)


@st.composite
def amendments(draw, text: Text, name: str, rank: int = 0, parent: str | None = None) -> Amendment:
    """An amendment that fits *text*, on words, alinéas or units."""
    where = layout(text)
    keys = sorted(where.units, key=where.place.__getitem__)
    leaves = [key for key in keys if where.units[key].kind == LEAF]
    holders = [key for key in keys if where.units[key].kind != LEAF]
    acts = ["insert", "delete", "rewrite"] + ["words"] * 5 * bool(leaves) + ["heading"] * bool(holders)
    new = tuple(Unit(f"{name}.{index}", LEAF, text=draw(phrases)) for index in range(draw(st.integers(1, 2))))
    match draw(st.sampled_from(acts)):
        case "words":
            chosen = draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=2, unique=True))
            edits = tuple(edit for key in chosen for edit in draw(word_edits(where.units[key])))
        case "delete":
            edits = (DeleteUnit(draw(st.sampled_from(keys))),)
        case "rewrite":
            edits = (ReplaceUnit(draw(st.sampled_from(keys)), new),)
        case "heading":
            edits = (SetHeading(draw(st.sampled_from(holders)), draw(st.sampled_from(["", "Du sol", "De l’eau"]))),)
        case _:
            place = draw(st.sampled_from([*keys, None]))
            if place is not None and where.units[place].kind != LEAF and draw(st.booleans()):
                edits = (InsertUnits(place, None, new),)
            else:
                edits = (InsertUnits(where.parents[place] if place else None, place, new),)
    return Amendment(name, edits, rank, parent)


@st.composite
def examined(draw, most: int = 5) -> tuple[Text, list[Amendment]]:
    """A version and amendments on it, some of them asking for the same thing."""
    text = draw(versions())
    found: list[Amendment] = []
    for rank in range(draw(st.integers(0, most))):
        if found and draw(st.integers(0, 4)) == 0:
            twin = draw(st.sampled_from(found))
            if not any(isinstance(edit, InsertUnits | ReplaceUnit) for edit in twin.edits):
                found.append(Amendment(f"m{rank}", twin.edits, rank))
                continue
        found.append(draw(amendments(text, f"m{rank}", rank)))
    return text, found
