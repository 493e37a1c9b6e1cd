"""What every act has in common: the check that comes first, and the entry that comes last."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

import rules
from django.db import connection

from portevoix.engine.verification import GENESIS, entry_digest, fact_digest
from portevoix.journal.models import Entry, Fact

# One lock for the one chain; the number means nothing beyond being ours on PostgreSQL.
CHAIN_LOCK = 7_085_118_011


class Refused(Exception):
    """An act that a rule forbids; `sentence` says to the person what happened and what to do (French, translated)."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(str(sentence))
        self.sentence = sentence
        self.field = field


class Forbidden(Refused):
    """The person has not the role that the act asks for (R102)."""


def require(rule: str, person, about, sentence: str) -> None:
    """Raise `Forbidden(sentence)` unless predicate *rule* holds for *person* about *about* (R102).

    KeyError when no rule has that name: a name mistyped must not pass for a refusal.
    """
    if not rules.rule_exists(rule):
        raise KeyError(rule)
    if not rules.test_rule(rule, person, about):
        raise Forbidden(sentence)


def record(act: str, subject: str, *, at: datetime, by=None, facts: Mapping[str, object] | None = None) -> Entry:
    """Append an entry to the journal, in the transaction of the act it records (R100); returns it.

    *by* is the person who acts (its name is kept as the fact `by`) or a plain name; each value of *facts* must be
    JSON-able without floating point and is stored salted, beside the chain (R101).
    Raises RuntimeError outside a transaction: an act and its entry are written together or not at all.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An act is recorded in its own transaction.")
    values = {"by": str(by), **(facts or {})} if by is not None else dict(facts or {})
    salts = {name: secrets.token_hex(16) for name in values}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Entry.objects.order_by("-number").values("number", "digest").first() or {"number": 0, "digest": GENESIS}
    entry = Entry(
        number=last["number"] + 1,
        at=at.astimezone(UTC),
        act=act,
        subject=subject,
        facts={name: fact_digest(salts[name], name, value) for name, value in values.items()},
        previous=last["digest"],
    )
    entry.digest = entry_digest(entry_as_dict(entry))
    entry.save()
    Fact.objects.bulk_create(
        Fact(entry=entry, name=name, salt=salts[name], value=value) for name, value in values.items()
    )
    return entry


def erase(facts, *, at: datetime) -> int:
    """Forget the values of *facts* (a queryset); the chain keeps their digests and stays valid (R101).

    Returns how many values were erased. They are found first, then written: asked both at once over a journal that it has
    not measured yet, PostgreSQL reads it whole for each.
    """
    keys = list(facts.filter(erased_at=None).values_list("pk", flat=True))
    parts = [keys[at_once : at_once + 5000] for at_once in range(0, len(keys), 5000)]
    return sum(Fact.objects.filter(pk__in=part).update(value=None, salt="", erased_at=at) for part in parts)


def entry_as_dict(entry: Entry) -> dict:
    """The entry as exports hold it: number, at (UTC, microseconds), act, subject, facts, previous, digest."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": entry.act,
        "subject": entry.subject,
        "facts": entry.facts,
        "previous": entry.previous,
        "digest": entry.digest,
    }
