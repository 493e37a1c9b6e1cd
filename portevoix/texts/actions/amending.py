"""Acts on amendments before their examination: filed, mended, commented, withdrawn, taken over, declared inadmissible."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.edits import to_json
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import layout
from portevoix.journal.acts import Forbidden, Refused, record, require
from portevoix.texts.actions.arranging import arrange
from portevoix.texts.actions.instructions import Unread, checked, prefix_of, read_instructions, written_and_read
from portevoix.texts.actions.versions import locked_version, next_number, refuse_out_of_scope, refuse_unless_open
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.models import Amendment, Opinion, Version
from portevoix.texts.rules import arrived_in_time, may_read_excerpt
from portevoix.texts.telling import tell_decided, tell_filed, tell_opinion

__all__ = [
    "Unread",
    "checked",
    "declare_inadmissible",
    "file_amendment",
    "give_opinion",
    "mend_amendment",
    "read_instructions",
    "refuse_decided",
    "take_over_amendment",
    "withdraw_amendment",
]


def _locked(amendment: Amendment) -> Amendment:
    return (
        Amendment.objects.select_for_update(of=("self",))
        .select_related("version__text__commission__parent", "author", "parent__version__text")
        .get(pk=amendment.pk)
    )


def refuse_decided(amendment: Amendment) -> None:
    """Refused once the fate of *amendment* is known."""
    if amendment.outcome:
        raise Refused(
            _("L’amendement %(number)s est déjà %(outcome)s : son sort ne change plus.")
            % {"number": amendment, "outcome": amendment.get_outcome_display()}
        )


def filed_facts(amendment: Amendment, *, cosignatories: Sequence = (), excerpts: Sequence = (), **more) -> dict:
    """What the journal keeps of *amendment* when it is filed."""
    return {
        "number": amendment.number,
        "author": amendment.author.name if amendment.author_id else amendment.author_name,
        "cosignatories": list(cosignatories),
        "unit": amendment.unit_key,
        "instructions": amendment.instructions,
        "rationale": amendment.rationale,
        "edits": amendment.edits,
        "parent": amendment.parent.number if amendment.parent_id else None,
        "excerpts": list(excerpts),
        **more,
    }


@transaction.atomic
def file_amendment(
    version: Version,
    *,
    unit_key: str,
    instructions: str | None = None,
    edits: Sequence | None = None,
    rationale: str,
    cosignatories: Sequence = (),
    excerpts: Sequence = (),
    parent: Amendment | None = None,
    as_is: bool = False,
    by,
    at: datetime,
) -> Amendment:
    """File an amendment on *version* (R1), or a sub-amendment on *parent* (R3).

    Either *edits* are given, and the instructions are written from them, or *instructions* are, and read. Those that
    cannot be read are refused (`Unread`), unless *as_is*: the amendment then waits to be mended (R6).
    """
    version = locked_version(version)
    require("texts.file_amendment", by, version, _("Les élus de la commission déposent des amendements."))
    refuse_unless_open(version, examined=parent is not None)
    if not rationale.strip():
        raise Refused(_("Dites pourquoi : l’exposé des motifs est obligatoire."), field="rationale")
    text = to_engine(version)
    if parent is not None:
        parent = _locked(parent)
        refuse_decided(parent)
        if parent.version_id != version.pk or parent.edits is None:
            raise Refused(_("On ne sous-amende qu’un amendement compris, de la même version."))
        if parent.parent_id:
            raise Refused(_("Un sous-amendement ne se sous-amende pas."))
        unit_key = unit_key or parent.unit_key
    number = next_number(version)
    prefix = prefix_of(version.number, number)
    instructions, edits = written_and_read(
        instructions, edits, text, unit_key=unit_key, prefix=prefix, parent=parent, as_is=as_is
    )
    refuse_out_of_scope(version, edits, text, unit_key=unit_key, parent=parent)
    amendment = Amendment.objects.create(
        version=version,
        number=number,
        parent=parent,
        author=by,
        unit_key=unit_key,
        instructions=instructions,
        rationale=rationale.strip(),
        edits=None if edits is None else to_json(edits),
        filed_at=at,
    )
    signed = [one for one in dict.fromkeys(cosignatories) if one != by]
    amendment.cosignatories.set(signed)
    for excerpt in excerpts:
        if not may_read_excerpt(by, excerpt):
            raise Forbidden(_("Cet extrait est réservé aux membres de la commission qui l’a reçu."))
        if not arrived_in_time(version.text, excerpt):
            raise Refused(
                _("Un extrait cité est arrivé après la date à laquelle les éléments sont arrêtés."), field="excerpts"
            )
    amendment.excerpts.set(excerpts)
    record(
        "texts.amendment_filed",
        subject_of(amendment),
        by=by,
        at=at,
        facts=filed_facts(
            amendment, cosignatories=[one.name for one in signed], excerpts=[one.reference for one in excerpts]
        ),
    )
    arrange(version, text)
    tell_filed(amendment, by=by, at=at)
    return amendment


@transaction.atomic
def mend_amendment(
    amendment: Amendment, *, instructions: str, unit_key: str | None = None, by, at: datetime
) -> Amendment:
    """Give new instructions to an amendment that was not understood, read on *unit_key* when it is given; refused for
    one that was understood (R6). Its sub-amendments that waited for it are read again."""
    amendment = _locked(amendment)
    require(
        "texts.mend_amendment", by, amendment, _("L’auteur, le rapporteur ou le secrétariat rectifie un amendement.")
    )
    refuse_decided(amendment)
    if amendment.edits is not None:
        raise Refused(_("Cet amendement est compris : pour le changer, retirez-le et déposez-en un autre."))
    text = to_engine(amendment.version)
    if unit_key is not None and unit_key != amendment.unit_key:
        if unit_key and unit_key not in layout(text).units:
            raise Refused(_("Cette partie n’est pas dans la version. Choisissez-en une dans la liste."), field="place")
        amendment.unit_key = unit_key
    amendment.filed_instructions = amendment.filed_instructions or amendment.instructions
    amendment.mended_by, amendment.mended_at = by, at
    rewrite(amendment, instructions.strip(), text, by=by, at=at)
    amendment.save(update_fields=["filed_instructions", "mended_by", "mended_at"])
    arrange(amendment.version, text)
    return amendment


def rewrite(
    amendment: Amendment, instructions: str, text: EngineText, *, as_is: bool = False, by, at: datetime
) -> None:
    """Write *instructions* in *amendment*, read on *text*.

    Raises `Unread` when they are not understood, unless *as_is*: the amendment then waits to be mended. The caller has
    checked who acts and holds the lock.
    """
    prefix = prefix_of(amendment.version.number, amendment.number)
    parent = amendment.parent if amendment.parent_id else None
    try:
        edits = read_instructions(instructions, text, unit_key=amendment.unit_key, prefix=prefix, parent=parent)
        refuse_out_of_scope(amendment.version, edits, text, parent=parent)
    except Refused:
        if not as_is:
            raise
        edits = None
    write_as_read(amendment, instructions, edits, text, by=by, at=at)


def write_as_read(
    amendment: Amendment, instructions: str, edits, text: EngineText, *, by, at: datetime, **facts
) -> None:
    """Write in *amendment* its *instructions* and the *edits* they are read as, None when they are not; journal it with
    *facts*; read its sub-amendments again on what it now gives of *text* (R3)."""
    before = amendment.instructions, amendment.edits
    amendment.instructions, amendment.edits = instructions, None if edits is None else to_json(edits)
    if before == (amendment.instructions, amendment.edits) and not facts:
        return
    amendment.save(update_fields=["instructions", "edits", "unit_key"])
    record(
        "texts.amendment_mended",
        subject_of(amendment),
        by=by,
        at=at,
        facts={
            "instructions": instructions,
            "edits": amendment.edits,
            **({"unit": amendment.unit_key} if amendment.imported_from_id else {}),
            **facts,
        },
    )
    for sub in amendment.sub_amendments.filter(outcome="").order_by("number"):
        sub.version, sub.parent = amendment.version, amendment
        rewrite(sub, sub.instructions, text, as_is=True, by=by, at=at)


@transaction.atomic
def give_opinion(amendment: Amendment, *, kind: str, words: str = "", by, at: datetime) -> Opinion:
    """The rapporteur's opinion; given again, it replaces the former until the vote."""
    amendment = _locked(amendment)
    require("texts.give_opinion", by, amendment, _("Le rapporteur donne un avis."))
    refuse_decided(amendment)
    if kind not in Opinion.Kind.values:
        raise Refused(_("Choisissez un avis : favorable, défavorable ou sagesse."), field="kind")
    opinion, _made = Opinion.objects.update_or_create(
        amendment=amendment, defaults={"kind": kind, "words": words.strip(), "rapporteur": by, "given_at": at}
    )
    record("texts.opinion_given", subject_of(amendment), by=by, at=at, facts={"kind": kind, "words": opinion.words})
    tell_opinion(opinion, by=by, at=at)
    return opinion


def close(amendment: Amendment, outcome: str, *, because: Amendment | None = None, ballot=None, by, at: datetime):
    """Write the fate of *amendment* and journal it; the caller has checked everything and holds the lock."""
    amendment.outcome, amendment.because, amendment.ballot, amendment.decided_at = outcome, because, ballot, at
    amendment.save(update_fields=["outcome", "because", "ballot", "decided_at", "inadmissible_reason"])
    record(
        "texts.amendment_decided",
        subject_of(amendment),
        by=by,
        at=at,
        facts={
            "outcome": outcome,
            "because": because.number if because else None,
            "ballot": ballot.pk if ballot else None,
        },
    )
    tell_decided(amendment, by=by, at=at)


def close_subs(amendment: Amendment, *, by, at: datetime) -> None:
    """Sub-amendments fall with the amendment that they amend (R9)."""
    for sub in amendment.sub_amendments.filter(outcome="").select_related("version__text").order_by("number"):
        close(sub, Amendment.Outcome.FELL, because=amendment, by=by, at=at)


@transaction.atomic
def withdraw_amendment(amendment: Amendment, *, by, at: datetime) -> Amendment:
    """Its author withdraws it before its vote (R21); its sub-amendments fall."""
    amendment = _locked(amendment)
    require(
        "texts.withdraw_amendment",
        by,
        amendment,
        _(
            "Seul l’auteur retire son amendement ; la présidence ou le secrétariat, celui d’un auteur qui n’a pas de compte."
        ),
    )
    refuse_decided(amendment)
    close(amendment, Amendment.Outcome.WITHDRAWN, by=by, at=at)
    close_subs(amendment, by=by, at=at)
    return amendment


@transaction.atomic
def take_over_amendment(amendment: Amendment, *, by, at: datetime) -> Amendment:
    """Another member takes over a withdrawn amendment (*reprise*, R21): the same, filed in another name."""
    amendment = _locked(amendment)
    require("texts.file_amendment", by, amendment.version, _("Les élus de la commission reprennent un amendement."))
    if amendment.outcome != Amendment.Outcome.WITHDRAWN:
        raise Refused(_("On ne reprend qu’un amendement retiré."))
    if amendment.author_id == by.pk:
        raise Refused(_("Vous avez retiré cet amendement : un autre membre peut le reprendre."))
    if Amendment.objects.filter(taken_over_from=amendment).exists():
        raise Refused(_("Cet amendement est déjà repris."))
    version = locked_version(amendment.version)
    if version.status != Version.Status.OPEN:
        raise Refused(_("L’examen de cette version est clos."))
    number = next_number(version)
    taken = Amendment.objects.create(
        version=version,
        number=number,
        parent=amendment.parent,
        author=by,
        taken_over_from=amendment,
        unit_key=amendment.unit_key,
        instructions=amendment.instructions,
        rationale=amendment.rationale,
        edits=amendment.edits,
        filed_at=at,
    )
    taken.excerpts.set(amendment.excerpts.all())
    record(
        "texts.amendment_filed",
        subject_of(taken),
        by=by,
        at=at,
        facts=filed_facts(
            taken,
            excerpts=list(taken.excerpts.values_list("reference", flat=True)),
            taken_over_from=amendment.number,
        ),
    )
    arrange(version)
    return taken


@transaction.atomic
def declare_inadmissible(amendment: Amendment, *, reason: str, by, at: datetime) -> Amendment:
    """The chair's check before examination: inadmissible, published with the reason; its sub-amendments fall."""
    amendment = _locked(amendment)
    require("texts.examine", by, amendment, _("La présidence ou le secrétariat juge de la recevabilité."))
    refuse_decided(amendment)
    if not reason.strip():
        raise Refused(_("Un amendement est déclaré irrecevable avec son motif."), field="reason")
    amendment.inadmissible_reason = reason.strip()
    close(amendment, Amendment.Outcome.INADMISSIBLE, by=by, at=at)
    close_subs(amendment, by=by, at=at)
    return amendment
