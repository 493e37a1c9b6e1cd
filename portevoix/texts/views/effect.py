"""What instructions being typed would do, or the very words for which they are not understood."""

from itertools import groupby
from operator import itemgetter

from django.utils.translation import gettext as _

from portevoix.engine.edits import DeleteUnit, InsertUnits, difference
from portevoix.engine.legistics import write
from portevoix.engine.text import LEAF, Unit, layout
from portevoix.journal.acts import Refused
from portevoix.texts.actions.instructions import Unread, checked, read_instructions
from portevoix.texts.actions.versions import refuse_out_of_scope
from portevoix.texts.changes import changes
from portevoix.texts.engine_bridge import to_engine
from portevoix.ui.language import spoken

_TRIAL = "essai"


def marked(words: str, refusals) -> dict:
    """*words* in pieces, (words, kind, rank of the refusal), and the reasons: what a page shows of *refusals*.

    `kind`: "sentence" for what is not understood, "fault" for the words at fault, "" for the rest.
    """
    kinds = [("", 0)] * len(words)
    ordered = sorted(refusals, key=lambda one: one.start)
    for one in ordered:
        kinds[one.start : one.end] = [("sentence", 0)] * (one.end - one.start)
    for rank, one in enumerate(ordered, 1):
        at, until = (one.start, one.end) if one.word_start is None else (one.word_start, one.word_end)
        kinds[at:until] = [("fault", rank)] * (until - at)
    pieces = [
        ("".join(char for char, _kind in run), *kind)
        for kind, run in groupby(zip(words, kinds, strict=True), key=itemgetter(1))
    ]
    return {
        "pieces": pieces,
        "reasons": [(rank, spoken(one.reason, one.reason_en)) for rank, one in enumerate(ordered, 1)],
    }


def shown(text, edits, instructions: str) -> dict:
    """What *edits* do to *text*, and the *instructions* that say so."""
    return {"instructions": instructions, "changes": changes(text, edits)}


def asked_edits(form, unit, text, prefix):
    """The edits that the form asks for, or None when they are to be read from the instructions."""
    asked = form.cleaned_data
    match asked["change"]:
        case "words":
            return difference(unit.text, asked["words"].replace("\r\n", "\n").strip("\n"), unit.key)
        case "delete":
            return (DeleteUnit(unit.key),)
        case "add":
            lines = [line.strip() for line in asked["added"].splitlines() if line.strip()]
            if not lines:
                raise Refused(_("Écrivez le nouvel alinéa."), field="added")
            new = tuple(Unit(f"{prefix}-{rank}", LEAF, text=line) for rank, line in enumerate(lines, 1))
            where = layout(text)
            if unit.kind == LEAF:
                return (InsertUnits(where.parents[unit.key], unit.key, new),)
            return (InsertUnits(unit.key, unit.children[-1].key if unit.children else None, new),)
    return None


def effect_of(form, unit, text, version, parent=None):
    """What the amendment would do: its instructions, its changes; or why it is not understood."""
    instructions = form.cleaned_data["instructions"]
    try:
        edits = asked_edits(form, unit, text, _TRIAL)
        if edits is None:
            base = to_engine(version) if parent else text
            edits = read_instructions(instructions, base, unit_key=unit.key, prefix=_TRIAL, parent=parent)
        else:
            edits = checked(edits, text)
            instructions = write(edits, text, place=unit.key)
        refuse_out_of_scope(version, edits, text, unit_key=unit.key)
    except Unread as refused:
        return {"refused": marked(instructions, refused.refusals)}
    except Refused as refused:
        return {"sentence": refused.sentence}
    return shown(text, edits, instructions)


def effect_so_far(form, unit, text, version, parent=None):
    """The same of a form that is still being filled: nothing is required yet, nothing is said of what is not typed."""
    for name, field in form.fields.items():
        field.required = name == "change"
    if not form.is_valid():
        return None
    if form.cleaned_data["change"] == "instructions" and not form.cleaned_data["instructions"].strip():
        return None
    return effect_of(form, unit, text, version, parent)
