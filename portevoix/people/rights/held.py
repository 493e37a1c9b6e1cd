"""What is held about a person: found through every relation to `Person`, described by the rooms that hold it.

A room says in a module called `held` what its rows are, why they are kept, and which ones keep the person's name when
she asks to be erased (public office, published records). A relation that no room describes is found all the same: its
rows are listed by what they are called, and lose the name.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import CASCADE, CharField, Field, Model, Prefetch, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from portevoix.people.models import Person, User


@dataclass(frozen=True)
class Holding:
    """A kind of data about persons, reached by one relation: the *field* of *model* that names the person.

    *shown* says a row as {label: value}; *subject* is its subject in the journal; *stays* narrows rows to those that
    keep the name after an erasure, for *reason*. Rows of a relation that cascades are erased, the others lose the name,
    unless they are of no use without the person: they *go* with her. *delay* names what forgets them in time
    (`portevoix.people.rights.retention`); without one they last as long as the commission.
    """

    model: type[Model]
    field: Field
    title: str | Promise
    purpose: str | Promise
    shown: Callable[[Model], dict]
    subject: Callable[[Model], str] | None = None
    stays: Callable[[QuerySet], QuerySet] | None = None
    reason: str | Promise = ""
    related: tuple[str, ...] = ()
    together: tuple[str | Prefetch, ...] = ()  # what is prefetched to say the rows
    link: Callable[[Model], tuple] | None = None  # (words, address) of where the person acts on a row
    goes: bool = False
    delay: str = ""

    @property
    def name(self) -> str:
        """`texts.amendment.author`: the relation, as addresses and exports name it."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    @property
    def erased(self) -> bool:
        """Whether the rows go with the person; a row that only ties her to something of others loses the name instead."""
        return self.goes or (self.field.remote_field.on_delete is CASCADE and not self.model._meta.auto_created)

    def rows(self, person: Person) -> QuerySet:
        """The rows about *person*; not evaluated."""
        return self.model._base_manager.filter(**{self.field.name: person})

    def staying(self, person: Person) -> QuerySet:
        """Those that keep the name after an erasure; not evaluated."""
        rows = self.rows(person)
        return self.stays(rows) if self.stays and not self.erased else rows.none()


_described: dict[str, dict] = {}
_before: list[Callable] = []
_keepers: list[Callable[[Person], Q]] = []


def hold(relation: str, **described) -> None:
    """Describe *relation* (`texts.amendment.author`); the rest is as `Holding` says. For `held` modules."""
    _described[relation] = described


def before_erasure(act: Callable[[Person, datetime], None]):
    """Have *act* done first, in the same transaction, when a person is erased; it may refuse. For `held` modules."""
    _before.append(act)
    return act


def kept_by(persons: Callable[[Person], Q]):
    """Say for which persons another exercises their rights, as a condition on `Person`. For `held` modules."""
    _keepers.append(persons)
    return persons


@cache
def _discovered() -> None:
    autodiscover_modules("held")


@cache
def holdings() -> dict[str, Holding]:
    """Every kind of data about persons, by its name: those described first, in the order of the rooms."""
    _discovered()
    found = {}
    for relation in Person._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete or relation.related_model is User:
            continue
        name = f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        plain = {"title": relation.related_model._meta.verbose_name, "purpose": "", "shown": lambda row: {"": str(row)}}
        found[name] = Holding(relation.related_model, relation.field, **{**plain, **_described.get(name, {})})
    if unknown := _described.keys() - found.keys():
        raise LookupError(f"described as held about persons, but no such relation: {', '.join(sorted(unknown))}")
    return {name: found[name] for name in (*_described, *(one for one in found if one not in _described))}


def preparations() -> tuple[Callable, ...]:
    """What is done before an erasure."""
    _discovered()
    return tuple(_before)


def persons_kept_by(person: Person) -> Q:
    """Those whose rights *person* may exercise for them, beside herself; matches nobody when there are none."""
    _discovered()
    kept = Q(pk=None)
    for condition in _keepers:
        kept |= condition(person)
    return kept


def counted(querysets: dict[str, QuerySet]) -> Counter:
    """How many rows each of *querysets* finds; 1 SQL query for all of them."""
    named = [
        rows.order_by().annotate(of=Value(name, CharField())).values_list("of") for name, rows in querysets.items()
    ]
    return Counter(of for (of,) in named[0].union(*named[1:], all=True)) if named else Counter()
