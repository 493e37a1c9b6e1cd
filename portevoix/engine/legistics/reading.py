"""Instructions in French read into edits, or refused with the sentence, the place and the reason (R3, R4, R6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from portevoix.engine.edits import Edit, EditError, ReplaceWords, apply
from portevoix.engine.legistics.acts import Actor, Bringing, Span, Uncertain
from portevoix.engine.legistics.faults import at_fault
from portevoix.engine.legistics.grammar import ACT
from portevoix.engine.legistics.statements import Statement, statements
from portevoix.engine.text import Text, layout


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence that is not read with certainty: where it is in the instructions, in code points, and why.

    `word_start`, `word_end`: the words at fault, in it or in the line that says its place; None when all of it is.
    """

    sentence: str
    start: int
    end: int
    reason: str
    reason_en: str
    word_start: int | None = None
    word_end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The edits that instructions ask for; none as soon as one sentence is refused (R6).

    `paragraphs`: what the paragraphs of the instructions bring, for sub-amendments to name.
    """

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...] = ()
    paragraphs: tuple[Bringing, ...] = field(default=(), compare=False)


def read(
    instructions: str, text: Text, place: str | None = None, prefix: str = "new", parent: Reading | None = None
) -> Reading:
    """The edits that *instructions* ask for on *text* (R3), or why they are not read (R6).

    *place* is the key of the unit the amendment is filed on: « cet alinéa », « cette proposition » and a bare
    « l’alinéa 3 » are read there. New units are called `prefix-1`, `prefix-2`… Instructions of a sub-amendment are read
    on what its *parent* produces from *text*, of which they number the paragraphs (« l’alinéa 2 de l’amendement »).
    """
    found = statements(instructions)
    if not found:
        return Reading((), (Refusal("", 0, 0, "Aucune instruction n’est écrite.", "No instruction is written."),))
    brought = None
    if parent is not None:
        text, brought = apply(text, parent.edits), _brought(text, parent) or None
        if place not in layout(text).units:
            # The parent rewrites the whole of what it is filed on.
            place = next((layout(text).parents[span.unit.key] for span in brought.values()), None)
    actor = Actor(text, place, prefix, brought)
    edits: list[Edit] = []
    refusals: list[Refusal] = []
    for statement in found:
        try:
            if statement.order is None:
                raise _not_read(statement)
            order = statement.order
            while order is not None:
                edits += actor.carry_out(order, statement.quotes)
                order = order.then
        except Uncertain as reason:
            refusals.append(_refusal(instructions, statement, reason))
    if not refusals:
        edits = list(dict.fromkeys(edits))
        try:
            apply(text, edits)
        except EditError as error:
            reason = Uncertain(error.message, error.message_en)
            whole = Statement(found[0].start, found[-1].end)
            refusals.append(_refusal(instructions, whole, reason))
    return Reading(() if refusals else tuple(edits), tuple(refusals), () if refusals else tuple(actor.paragraphs))


def sub_amended(instructions: str) -> str:
    """The number of the amendment that *instructions* change (`1181`), or nothing: they change the text."""
    found = re.search(r"\bamendement\s+(?:n°\s*)?([a-z]*-?\d+)", instructions.replace("\u00a0", " "), re.IGNORECASE)
    if not found:
        return ""
    head = instructions[: found.start()].strip()
    return found[1] if len(head) < 80 and not re.search(r"[:«\"]", head) else ""


def _brought(text: Text, parent: Reading) -> Mapping[int, Span]:
    """What the paragraphs of the parent's instructions become in the text that it produces."""
    given = layout(apply(text, parent.edits))
    words: dict[str, list[ReplaceWords]] = {}
    for edit in parent.edits:
        if isinstance(edit, ReplaceWords):
            words.setdefault(edit.unit, []).append(edit)
    brought: dict[int, Span] = {}
    for number, key, at, lead, length in parent.paragraphs:
        if key not in given.units:
            continue
        before = (edit for edit in words.get(key, ()) if edit.end <= at and edit.start != at)
        start = at + lead + sum(len(edit.words) - (edit.end - edit.start) for edit in before)
        brought[number] = Span(given.units[key], start, start + length)
    return brought


def _refusal(instructions: str, statement: Statement, reason: Uncertain) -> Refusal:
    said = instructions[statement.start : statement.end]
    words = at_fault(instructions, statement, reason.fr) or (None, None)
    return Refusal(said, statement.start, statement.end, reason.fr, reason.en, *words)


def _not_read(statement: Statement) -> Uncertain:
    said = statement.said
    if re.search(r"\b(?:tableaux?|colonnes?|lignes?)\b", statement.whole, re.IGNORECASE):
        return Uncertain(
            "ce qui change un tableau ne se lit pas encore : récrivez l’alinéa qui le contient.",
            "what changes a table is not read yet: rewrite the alinéa that holds it.",
        )
    if "§" not in said and not re.search(rf"\b(?:{ACT.pattern}|après|avant)", said, re.IGNORECASE):
        return Uncertain(
            "on y cherche en vain une instruction, comme « À l’alinéa 2, substituer aux mots : « … » les mots : « … » ».",
            "it holds no instruction, such as « À l’alinéa 2, substituer aux mots : « … » les mots : « … » ».",
        )
    at = max(statement.stopped, 0)
    rest = re.sub(r"§(\d+)§", lambda found: f"« {statement.quotes[int(found[1])].words} »", said[at:].strip(" ,"))
    if not rest:
        return Uncertain(
            "cette tournure n’est pas connue : elle s’arrête trop tôt.",
            "this wording is not known: it stops too early.",
        )
    rest = rest if len(rest) <= 80 else rest[:79] + "…"
    if not statement.quotes and re.search(rf"(?:{ACT.pattern}) *$", said[:at], re.IGNORECASE):
        return Uncertain(
            f"cette tournure n’est pas connue, à partir de « {rest} ». Mettez entre guillemets les mots visés et ceux qui "
            "viennent, comme dans : remplacer « … » par « … ».",
            f"this wording is not known, from « {rest} » on. Put the words concerned, and those that come, between "
            "quotation marks, as in: remplacer « … » par « … ».",
        )
    return Uncertain(
        f"cette tournure n’est pas connue, à partir de « {rest} ».", f"this wording is not known, from « {rest} » on."
    )
