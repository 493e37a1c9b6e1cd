"""Acts of the secretariat that take in amendments filed elsewhere: a set is read, shown, then imported."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.engine.edits import to_json
from portevoix.engine.received import INADMISSIBLE, Received
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused, record, require
from portevoix.texts.actions.amending import close, close_subs, filed_facts, write_as_read
from portevoix.texts.actions.arranging import arrange
from portevoix.texts.actions.instructions import prefix_of
from portevoix.texts.actions.versions import locked_version, refuse_unless_open
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.importing import plan
from portevoix.texts.importing.sets import ReadSet
from portevoix.texts.models import Amendment, AmendmentSet, Version
from portevoix.texts.queries.arranging import tied

Outcome = Amendment.Outcome


def _checked(version: Version, by) -> Version:
    """*version*, locked, that *by* may import amendments on. Raises Refused."""
    version = locked_version(version)
    require("texts.import_amendments", by, version, _("Le secrétariat importe les amendements déposés ailleurs."))
    refuse_unless_open(version)
    if version.deliberated_again:
        raise Refused(
            _("Cette version est ouverte pour une seconde délibération : les amendements s’y déposent un à un.")
        )
    return version


def known_by_key(version: Version) -> dict[str, Amendment]:
    """The imported amendments of *version*, by what names them at their source; 1 SQL query."""
    found = tied(version, list(version.amendments.order_by("number")))
    return {one.source_key: one for one in found if one.source_key}


@transaction.atomic
def stage_set(version: Version, read: ReadSet, *, by, at: datetime) -> AmendmentSet:
    """Keep what was *read*, to be shown before it is imported; nothing is filed yet. It replaces what waited."""
    version = _checked(version, by)
    text = to_engine(version)
    planned = plan.plan(read.received, text, known_by_key(version))
    plan.read_planned(planned, text, lambda one: "essai")
    AmendmentSet.objects.filter(version=version, imported_at=None).delete()
    return AmendmentSet.objects.create(
        version=version,
        kind=read.kind,
        name=read.name[:160],
        digest=read.digest,
        content=[{"said": asdict(one.received), "why": _why(one)} for one in planned],
        read_at=at,
        read_by=by,
    )


def _why(one: plan.Planned) -> list[str] | None:
    return [one.why.reason, one.why.reason_en, one.why.sentence] if one.why else None


def planned_of(staged: AmendmentSet, text: EngineText, known: Mapping[str, Amendment]) -> list[plan.Planned]:
    """What importing *staged* would do now, with why each line that is not understood is not."""
    received = [
        Received(**{**line["said"], "cosignatories": tuple(line["said"]["cosignatories"])}) for line in staged.content
    ]
    planned = plan.plan(received, text, known)
    for one, line in zip(planned, staged.content, strict=True):
        one.why = plan.Why(*line["why"]) if line["why"] else None
    return planned


@transaction.atomic
def import_set(staged: AmendmentSet, *, absent: bool = True, by, at: datetime) -> AmendmentSet:
    """File what *staged* holds: new amendments under the number and the names of their source, newer corrections in
    place of what they correct, the fate of those withdrawn or inadmissible.

    *absent*: those on a place that is not in the version too, to be mended. What is there already is left as it is.
    """
    version = _checked(staged.version, by)
    staged = AmendmentSet.objects.select_for_update().get(pk=staged.pk)
    if staged.imported_at or staged.content is None:
        raise Refused(_("Ce jeu d’amendements est déjà importé."))
    text, known = to_engine(version), known_by_key(version)
    planned = planned_of(staged, text, known)
    if not absent:
        planned = without_absent(planned)
    numbers = _numbers([one for one in planned if one.status == plan.NEW], version)
    plan.read_planned(
        planned, text, lambda one: prefix_of(version.number, numbers.get(one.received.key) or one.present.number)
    )
    staged.content, staged.imported_at = None, at
    staged.save(update_fields=["content", "imported_at"])
    act = {"by": by, "at": at}
    made: dict[str, Amendment] = {}
    for one in sorted(planned, key=lambda one: bool(one.parent)):
        if one.status == plan.NEW:
            parent = made.get(one.parent) or known.get(one.parent)
            made[one.received.key] = _file(one, numbers[one.received.key], parent, version, staged, **act)
        elif one.status == plan.CORRECTED:
            _correct(one, text, **act)
    _settle([(made.get(one.received.key) or one.present, one.received) for one in planned if _settles(one)], **act)
    record(
        "texts.amendments_imported",
        subject_of(version),
        by=by,
        at=at,
        facts={
            "source": staged.kind,
            "file": staged.name,
            "file_digest": staged.digest,
            "filed": sorted(one.number for one in made.values()),
            "corrected": sorted(one.present.number for one in planned if one.status == plan.CORRECTED),
            "unread": sum(one.status in plan.WRITTEN and one.edits is None for one in planned),
        },
    )
    arrange(version, text)
    return staged


@transaction.atomic
def discard_set(staged: AmendmentSet, *, by) -> None:
    """Forget a set that was read and not imported."""
    require(
        "texts.import_amendments", by, staged.version, _("Le secrétariat importe les amendements déposés ailleurs.")
    )
    AmendmentSet.objects.filter(pk=staged.pk, imported_at=None).delete()


def without_absent(planned: Sequence[plan.Planned]) -> list[plan.Planned]:
    """*planned* without the new ones on a place that is not in the version, nor what amends them."""
    left = {one.received.key for one in planned if one.status == plan.NEW and one.absent and not one.parent}
    return [one for one in planned if one.received.key not in left and one.parent not in left]


def _numbers(new: Iterable[plan.Planned], version: Version) -> dict[str, int]:
    """Our number for each of *new*: that of its source where it is free (`I-4` → 4), else the next ones."""
    taken = set(version.amendments.values_list("number", flat=True))
    wanted = []
    for one in new:
        found = re.search(r"(\d{1,6})$", one.received.key)
        wanted.append((int(found[1]) if found else 0, one.received.key))
    given: dict[str, int] = {}
    last = max([*taken, *(number for number, _key in wanted), 0])
    for number, key in sorted(wanted):
        if not number or number in taken:
            number = last = last + 1
        taken.add(number)
        given[key] = number
    return given


def _file(one: plan.Planned, number: int, parent, version: Version, staged: AmendmentSet, *, by, at) -> Amendment:
    said = one.received
    amendment = Amendment.objects.create(
        version=version,
        number=number,
        parent=parent,
        imported_from=staged,
        source_number=said.number[:40],
        source_key=said.key[:40],
        source_digest=plan.source_digest(said),
        source_place=said.place[:160],
        source_outcome=said.outcome[:160],
        source_filed_on=date.fromisoformat(said.filed_on) if said.filed_on else None,
        author_name=said.author[:200],
        cosignatory_names=list(said.cosignatories),
        group_name=said.group[:200],
        unit_key=one.unit_key,
        instructions=said.instructions,
        rationale=said.rationale,
        edits=None if one.edits is None else to_json(one.edits),
        filed_at=at,
    )
    record(
        "texts.amendment_filed",
        subject_of(amendment),
        by=by,
        at=at,
        facts=filed_facts(
            amendment,
            cosignatories=amendment.cosignatory_names,
            group=amendment.group_name,
            source_number=amendment.source_number,
            imported_from=staged.digest,
        ),
    )
    return amendment


def _correct(one: plan.Planned, text: EngineText, *, by, at) -> None:
    amendment, said = one.present, one.received
    amendment.source_number, amendment.source_digest = said.number[:40], plan.source_digest(said)
    amendment.source_place, amendment.unit_key = said.place[:160], one.unit_key
    amendment.author_name, amendment.cosignatory_names = said.author[:200], list(said.cosignatories)
    amendment.rationale = said.rationale or amendment.rationale
    amendment.save()
    facts = {"source_number": amendment.source_number, "rationale": amendment.rationale, "author": said.author}
    write_as_read(amendment, said.instructions, one.edits, text, by=by, at=at, **facts)


def _settles(one: plan.Planned) -> bool:
    return one.status == plan.SETTLED or (one.status in plan.WRITTEN and bool(one.received.fate))


def _settle(found: Sequence[tuple[Amendment, Received]], *, by, at) -> None:
    """Write the fate that the source tells; what amends those falls with them (R9), unless the source says otherwise."""
    for amendment, said in found:
        if said.fate == INADMISSIBLE:
            amendment.inadmissible_reason = said.outcome
        amendment.source_outcome = said.outcome[:160]
        amendment.save(update_fields=["source_outcome"])
        close(amendment, Outcome.INADMISSIBLE if said.fate == INADMISSIBLE else Outcome.WITHDRAWN, by=by, at=at)
    for amendment, _said in found:
        close_subs(amendment, by=by, at=at)
