"""What a territory contributed, told by the rooms above: each registers a function here, nothing here imports them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contribution:
    """One thing that someone of the territory did here: what it is, its title, where it is read, its day if it has one."""

    what: str
    title: str
    address: str
    on: date | None = None


_providers: list[Callable[..., Iterable[Contribution]]] = []


def register(provider: Callable[..., Iterable[Contribution]]):
    """Register *provider*: called with a territory and the ways to write it that mean no other; returns it.

    It yields only what everyone may read, and costs at most 2 SQL queries.
    """
    _providers.append(provider)
    return provider


def contributions_of(territory, written: list[str]) -> list[Contribution]:
    """Everything that the rooms above know *territory* contributed, the latest first; what has no day comes first."""
    found = [one for provider in _providers for one in provider(territory, written)]
    return sorted(found, key=lambda one: one.on or date.max, reverse=True)
