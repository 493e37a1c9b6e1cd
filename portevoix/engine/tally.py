"""Quorum and majorities, in whole numbers (R41, R44 to R46)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


def quorum(members_with_vote: int, *, numerator: int = 1, denominator: int = 2, strict: bool = True) -> int:
    """How many members with a vote must be present (R41): by default more than half, so 14 of 27 and 23 of 44.

    *strict*: more than `numerator/denominator`; otherwise at least that share. Raises ValueError on a negative
    number of members or a share that is not between 0 and 1.
    """
    if members_with_vote < 0:
        raise ValueError("a number of members is not negative")
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("the share of a quorum is between 0 and 1")
    product = members_with_vote * numerator
    if strict:
        return min(product // denominator + 1, members_with_vote) if members_with_vote else 0
    return -(-product // denominator)


class Majority(Enum):
    """The majority a vote needs (R45)."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two_thirds"
    THREE_FIFTHS = "three_fifths"


_SHARES = {Majority.ABSOLUTE: (1, 2), Majority.TWO_THIRDS: (2, 3), Majority.THREE_FIFTHS: (3, 5)}
_NAMES_FR = {
    Majority.ABSOLUTE: "la moitié",
    Majority.TWO_THIRDS: "les deux tiers",
    Majority.THREE_FIFTHS: "les trois cinquièmes",
}
_NAMES_EN = {Majority.ABSOLUTE: "half", Majority.TWO_THIRDS: "two thirds", Majority.THREE_FIFTHS: "three fifths"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a vote decided, how many votes were cast (R44), and why, in both languages."""

    adopted: bool
    cast: int
    why_fr: str
    why_en: str
    tie_broken: bool = False


def decide(
    votes_for: int,
    against: int,
    majority: Majority,
    chair: Literal["for", "against"] | None = None,
    members: int | None = None,
    secret: bool = False,
) -> Decision:
    """What *votes_for* and *against* decide under *majority*, in exact whole numbers (R44, R45).

    Abstentions, blank votes and *not voting* are not votes cast, so they are not asked for (R44). *members*: the
    absolute or qualified majority is counted on members instead of votes cast. *chair*: how the chair voted, which
    decides a tie of a simple majority in a public vote (R46); in a secret ballot a tie rejects. Weights may be
    passed as votes (R47). Raises ValueError on negative numbers, or more votes cast than members.
    """
    if votes_for < 0 or against < 0 or (members is not None and members < 0):
        raise ValueError("votes and members are not negative")
    cast = votes_for + against
    if members is not None and cast > members:
        raise ValueError("more votes cast than members")
    if majority is Majority.SIMPLE:
        return _simple(votes_for, against, chair, secret)
    numerator, denominator = _SHARES[majority]
    whole = cast if members is None else members
    left, right = votes_for * denominator, whole * numerator
    strict = majority is Majority.ABSOLUTE
    adopted = whole > 0 and (left > right if strict else left >= right)
    sign = (">" if strict else "≥") if adopted else ("≤" if strict else "<")
    of_fr = "des suffrages exprimés" if members is None else "des membres"
    of_en = "of the votes cast" if members is None else "of the members"
    need_fr, need_en = ("plus de ", "more than ") if strict else ("", "at least ")
    sum_ = f"{votes_for} × {denominator} = {left} {sign} {whole} × {numerator} = {right}"
    return Decision(
        adopted,
        cast,
        f"{'Adopté' if adopted else 'Rejeté'}\u202f: il faut {need_fr}{_NAMES_FR[majority]} {of_fr}"
        f" ({whole})\u202f; {votes_for} pour\u202f: {sum_}.",
        f"{'Adopted' if adopted else 'Rejected'}: {need_en}{_NAMES_EN[majority]} {of_en}"
        f" ({whole}) is needed; {votes_for} for: {sum_}.",
    )


def _simple(votes_for: int, against: int, chair: str | None, secret: bool) -> Decision:
    cast = votes_for + against
    if votes_for != against:
        adopted = votes_for > against
        return Decision(
            adopted,
            cast,
            f"{'Adopté' if adopted else 'Rejeté'}\u202f: {votes_for} pour, {against} contre.",
            f"{'Adopted' if adopted else 'Rejected'}: {votes_for} for, {against} against.",
        )
    tie_fr, tie_en = f"égalité, {votes_for} pour et {against} contre", f"a tie, {votes_for} for and {against} against"
    if secret:
        why = ("le scrutin est secret, l’égalité rejette", "the ballot is secret, a tie rejects")
    elif chair is None or cast == 0:
        why = ("la présidence n’a voté ni pour ni contre", "the chair voted neither for nor against")
    else:
        adopted = chair == "for"
        fr = "pour" if adopted else "contre"
        return Decision(
            adopted,
            cast,
            f"{'Adopté' if adopted else 'Rejeté'}\u202f: {tie_fr}\u202f; la présidence a voté {fr}, sa voix l’emporte.",
            f"{'Adopted' if adopted else 'Rejected'}: {tie_en}; the chair voted {chair}, which decides.",
            True,
        )
    return Decision(False, cast, f"Rejeté\u202f: {tie_fr}\u202f; {why[0]}.", f"Rejected: {tie_en}; {why[1]}.")
