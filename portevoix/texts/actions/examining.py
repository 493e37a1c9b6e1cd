"""Acts of the examination: opened, each amendment decided, the next version made, the vote on the whole."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.ballots.actions import ShowOfHands, close_show_of_hands
from portevoix.commissions.models import Meeting
from portevoix.engine.amendments import Fell, Satisfied, fates, identical
from portevoix.engine.text import Text as EngineText
from portevoix.journal.acts import Refused, record, require
from portevoix.texts.actions.amending import close, close_subs, refuse_decided
from portevoix.texts.actions.consolidating import make_following
from portevoix.texts.actions.versions import locked_version, refuse_uncoordinated
from portevoix.texts.engine_amendments import as_adopted, text_read_by, to_engine_amendment
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.models import Amendment, Examination, Version
from portevoix.texts.queries.arranging import amendments_of
from portevoix.texts.telling import tell_voted

Outcome = Amendment.Outcome


def _sentence():
    return _("La présidence ou le secrétariat conduit l’examen.")


def _check_meeting(version: Version, meeting: Meeting) -> None:
    commission = version.text.commission
    if meeting.commission_id not in (commission.pk, commission.parent_id):
        raise Refused(_("Cette séance est celle d’une autre commission."), field="meeting")
    if not meeting.opened_at or meeting.closed_at:
        raise Refused(_("Cette séance n’est pas ouverte : ouvrez-la en constatant le quorum."), field="meeting")


@transaction.atomic
def open_examination(version: Version, *, meeting: Meeting, by, at: datetime) -> Examination:
    """Begin to examine the amendments of *version* in an open *meeting*; no amendment is filed from then on."""
    version = locked_version(version)
    require("texts.examine", by, version, _sentence())
    if version.status != Version.Status.OPEN:
        raise Refused(_("Cette version n’est pas ouverte aux amendements : il n’y a rien à examiner."))
    if Examination.objects.filter(version=version).exists():
        raise Refused(_("L’examen de cette version est déjà ouvert."))
    _check_meeting(version, meeting)
    examination = Examination.objects.create(version=version, meeting=meeting, opened_at=at)
    record("texts.examination_opened", subject_of(version), by=by, at=at, facts={"meeting": meeting.pk})
    return examination


def may_be_voted_all_the_same(amendment: Amendment) -> bool:
    """Whether *amendment* fell because of an adopted one that competes with it: the chair may still put it to the vote
    (R26). One that fell with the amendment it amends may not."""
    return bool(
        amendment.outcome == Outcome.FELL
        and not amendment.parent_id
        and amendment.because_id
        and amendment.because.outcome == Outcome.ADOPTED
    )


def _called(amendment: Amendment, by, *, all_the_same: bool = False) -> tuple[Examination, Amendment, list[Amendment]]:
    """The examination under way, *amendment* in it, still undecided, and all the others. Raises `Refused`.

    With *all_the_same*, an amendment that fell before those that compete with it is called too.
    """
    version = locked_version(amendment.version)
    require("texts.examine", by, version, _sentence())
    examination = Examination.objects.filter(version=version).select_related("meeting").first()
    if examination is None or examination.closed_at:
        raise Refused(_("L’examen de cette version n’est pas ouvert."))
    every = amendments_of(version)
    amendment = next(one for one in every if one.pk == amendment.pk)
    if not (all_the_same and may_be_voted_all_the_same(amendment)):
        refuse_decided(amendment)
    return examination, amendment, every


@transaction.atomic
def decide_amendment(
    amendment: Amendment, hands: ShowOfHands, *, all_the_same: bool = False, by, at: datetime
) -> list[Amendment]:
    """Put *amendment*, and those identical to it, to one vote; returns all whose fate is then known (R20 to R24).

    With *all_the_same*, one that fell is put to the vote although an adopted one competes with it: adopted too, the
    words that both change wait for a person to coordinate them (R26).

    An adopted one makes those that compete with it fall, and satisfies those whose effect it has. Refused while a
    sub-amendment waits (R9), or when it is not understood (R6).
    """
    examination, amendment, every = _called(amendment, by, all_the_same=all_the_same)
    if amendment.edits is None:
        raise Refused(_("Cet amendement n’est pas compris : rectifiez-le avant de le mettre aux voix."))
    waiting = [one.number for one in every if one.parent_id == amendment.pk and not one.outcome]
    if waiting:
        raise Refused(
            ngettext(
                "Son sous-amendement s’examine d’abord : le %(numbers)s.",
                "Ses sous-amendements s’examinent d’abord : %(numbers)s.",
                len(waiting),
            )
            % {"numbers": ", ".join(map(str, waiting))}
        )
    text = text_read_by(amendment, to_engine(amendment.version))
    mine = to_engine_amendment(amendment)
    twins = [
        one
        for one in every
        if one.pk != amendment.pk
        and one.outcome == amendment.outcome
        and one.edits is not None
        and one.parent_id == amendment.parent_id
        and not any(sub.parent_id == one.pk and sub.outcome == Outcome.ADOPTED for sub in every)
        and identical(mine, to_engine_amendment(one), text)
    ]
    if any(sub.parent_id == amendment.pk and sub.outcome == Outcome.ADOPTED for sub in every):
        twins = []
    together = [amendment, *twins]
    numbers = ", ".join(str(one.number) for one in together)
    ballot = close_show_of_hands(
        examination.meeting,
        hands,
        subject=subject_of(amendment),
        question=(_("Amendement %s") if len(together) == 1 else _("Amendements identiques %s")) % numbers,
        majority=amendment.version.text.majority,
        by=by,
        at=at,
    )
    for one in together:
        close(one, Outcome.ADOPTED if ballot.adopted else Outcome.REJECTED, ballot=ballot, by=by, at=at)
        if not ballot.adopted:
            close_subs(one, by=by, at=at)
    touched = list(together)
    if ballot.adopted:
        touched += _consequences(amendment, every, text, by=by, at=at)
    return touched


def _consequences(amendment: Amendment, every: list[Amendment], text: EngineText, *, by, at) -> list[Amendment]:
    """What falls or is satisfied once *amendment* is adopted, beside it (same parent), journaled."""
    beside = [one for one in every if one.parent_id == amendment.parent_id and one.edits is not None]
    adopted = [as_adopted(one, every, text) for one in beside if one.outcome == Outcome.ADOPTED]
    waiting = {to_engine_amendment(one).id: one for one in beside if not one.outcome}
    known = {to_engine_amendment(one).id: one for one in beside}
    found = fates([to_engine_amendment(one) for one in waiting.values()], adopted, text)
    changed = []
    for name, fate in found.items():
        one = waiting[name]
        match fate:
            case Fell(because):
                close(one, Outcome.FELL, because=known[because], by=by, at=at)
            case Satisfied(cause):
                close(one, Outcome.SATISFIED, because=known.get(cause), by=by, at=at)
            case _:
                continue
        close_subs(one, by=by, at=at)
        changed.append(one)
    return changed


@transaction.atomic
def call_not_defended(amendment: Amendment, *, by, at: datetime) -> Amendment:
    """Called, and nobody present defends it (R22); its sub-amendments fall."""
    _examination, amendment, _every = _called(amendment, by)
    close(amendment, Outcome.NOT_DEFENDED, by=by, at=at)
    close_subs(amendment, by=by, at=at)
    return amendment


@transaction.atomic
def close_examination(examination: Examination, *, by, at: datetime) -> Version:
    """Make the next version of what was adopted, with the origin of every word (R25, R27); returns it.

    Refused while an amendment waits. When nothing was adopted, the version stays as it is, ready for the vote. It stays
    too when adopted amendments compete: a person coordinates it first (R26).
    """
    version = locked_version(examination.version)
    require("texts.examine", by, version, _sentence())
    examination = Examination.objects.select_for_update().get(pk=examination.pk)
    if examination.closed_at:
        raise Refused(_("L’examen de cette version est déjà clos."))
    every = amendments_of(version)
    waiting = [one.number for one in every if not one.outcome]
    if waiting:
        raise Refused(
            ngettext(
                "Un amendement attend son sort : le %(numbers)s.",
                "Des amendements attendent leur sort : %(numbers)s.",
                len(waiting),
            )
            % {"numbers": ", ".join(map(str, waiting))}
        )
    examination.closed_at = at
    examination.save(update_fields=["closed_at"])
    version.status = Version.Status.EXAMINED
    version.save(update_fields=["status"])
    record("texts.examination_closed", subject_of(version), by=by, at=at)
    return make_following(version, every, by=by, at=at) or version


@transaction.atomic
def vote_on_the_whole(version: Version, hands: ShowOfHands, *, meeting: Meeting, by, at: datetime) -> Version:
    """The vote on the whole text (R29), under the majority chosen for it: *version* is adopted, or rejected.

    Refused while its amendments are being examined, or once it is decided. A version on which no amendment was filed
    goes straight to this vote.
    """
    version = locked_version(version)
    require("texts.examine", by, version, _sentence())
    if version.status in (Version.Status.ADOPTED, Version.Status.REJECTED):
        raise Refused(_("Cette version est déjà mise aux voix."))
    if version.number is None:
        raise Refused(_("Un avant-texte se fige avant d’être mis aux voix."))
    if version.status == Version.Status.OPEN and version.amendments.exists():
        raise Refused(_("Les amendements à cette version s’examinent avant le vote sur l’ensemble."))
    if version.successors.exists():
        raise Refused(_("Le vote sur l’ensemble porte sur la dernière version."))
    refuse_uncoordinated(version)
    _check_meeting(version, meeting)
    ballot = close_show_of_hands(
        meeting,
        hands,
        subject=subject_of(version),
        question=_("Ensemble du texte « %s »") % version.title,
        majority=version.text.majority,
        by=by,
        at=at,
    )
    version.ballot, version.decided_at = ballot, at
    version.status = Version.Status.ADOPTED if ballot.adopted else Version.Status.REJECTED
    version.save(update_fields=["ballot", "decided_at", "status"])
    record(
        "texts.version_adopted" if ballot.adopted else "texts.version_rejected",
        subject_of(version),
        by=by,
        at=at,
        facts={"ballot": ballot.pk, "digest": version.digest},
    )
    tell_voted(version, by=by, at=at)
    return version
