"""What the journal says, in words: each room says in a module called `recorded` how its acts and their facts are called.

The chain holds codes, forever (`people.entered`, `in_place_of`); a page never shows one that has words.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.ui.dates import written_day

Words = str | Promise

# What facts of any room are called.
COMMON: dict[str, Words] = {
    "by": gettext_lazy("par"),
    "name": gettext_lazy("nom"),
    "title": gettext_lazy("intitulé"),
    "words": gettext_lazy("texte"),
    "digest": gettext_lazy("empreinte"),
    "number": gettext_lazy("numéro"),
    "kind": gettext_lazy("nature"),
    "reason": gettext_lazy("motif"),
    "because": gettext_lazy("motif"),
    "email": gettext_lazy("adresse électronique"),
    "file": gettext_lazy("fichier"),
    "source": gettext_lazy("source"),
    "note": gettext_lazy("note"),
}
FORMER = "former_"

_acts: dict[str, Words] = {}
_facts: dict[str, Words] = {}
_values: dict[str, Callable[[object], object]] = {}
_subjects: dict[str, Words | Callable[[str], object]] = {}


def say(
    room: str,
    *,
    acts: Mapping[str, Words],
    facts: Mapping[str, Words] | None = None,
    values: Mapping[str, Callable[[object], object]] | None = None,
    subjects: Mapping[str, Words | Callable[[str], object]] | None = None,
) -> None:
    """Say in words the *acts* of *room*, their *facts* and their *subjects*. For `recorded` modules.

    A fact is named alone, or as `act.fact` where one act means something else by it. *values* are of facts whose values
    are codes: the choices they come from, or what makes words of one. A subject is the name of its kind, which its number
    follows, or what makes words of its code.
    """
    _acts.update({f"{room}.{act}": words for act, words in acts.items()})
    _facts.update({f"{room}.{name}": words for name, words in (facts or {}).items()})
    _values.update({f"{room}.{name}": made for name, made in (values or {}).items()})
    _subjects.update(subjects or {})


@cache
def _discovered() -> None:
    autodiscover_modules("recorded")


def acts() -> dict[str, Words]:
    """Every act that has words, by its code."""
    _discovered()
    return dict(_acts)


def act_words(act: str) -> Words:
    """*act* in words: « siège pris »; its code where no room says it any more."""
    return acts().get(act, act)


def _found(said: Mapping, act: str, name: str):
    """What *said* holds of the fact *name* of *act*, or of any act of its room."""
    _discovered()
    return said.get(f"{act}.{name}") or said.get(f"{act.partition('.')[0]}.{name}")


def _fact(act: str, name: str) -> Words | None:
    if words := _found(_facts, act, name) or COMMON.get(name):
        return words
    if name.startswith(FORMER) and (words := _fact(act, name.removeprefix(FORMER))):
        return _("%(fact)s, auparavant") % {"fact": words}
    return None


def fact_words(act: str, name: str) -> Words:
    """What the fact *name* of *act* is called: « supplée »; its code where no room says it any more."""
    return _fact(act, name) or name


def subject_words(subject: str) -> str:
    """What an entry is about: « séance 3 » for `meeting:3`."""
    _discovered()
    kind, colon, which = subject.partition(":")
    if not colon or kind not in _subjects:
        return subject
    said = _subjects[kind]
    return str(said(which)) if callable(said) else f"{said} {which}"


def unsaid(act: str, subject: str, facts) -> list[str]:
    """What of an entry has no words: its act, the kind of its subject, the names of its *facts*."""
    missing = [] if act in acts() else [act]
    if subject.partition(":")[0] not in _subjects:
        missing.append(f"{subject.partition(':')[0]}:")
    return missing + [f"{act} {name}" for name in facts if _fact(act, name) is None]


def day_words(value: str) -> str:
    """*value*, said as a date when it is one in ISO form: « 1er janvier 2026 » for `2026-01-01`."""
    try:
        if len(value) == 10:
            return written_day(date.fromisoformat(value))
        if len(value) >= 19 and value[10] == "T":
            return written_day(datetime.fromisoformat(value), "j F Y, H:i")
    except ValueError:
        pass
    return value


def value_words(act: str, name: str, value) -> str:
    """The *value* of a fact as a person reads it: dates, yes or no, what a code stands for, what was changed into what."""
    if isinstance(value, dict) and value.keys() == {"from", "to"}:
        former, now = (value_words(act, name, value[one]) for one in ("from", "to"))
        return _("%(former)s → %(now)s") % {"former": former, "now": now}
    made = _found(_values, act, name.removeprefix(FORMER))
    return _made(made, value) if made and value not in ("", None) else _plain(value)


def _made(made, value) -> str:
    if isinstance(made, type) and issubclass(made, TextChoices):
        return str(made(value).label) if value in made.values else str(value)
    return str(made(value))


def _plain(value) -> str:
    if value in (None, "", [], {}):
        return "–"
    match value:
        case bool():
            return _("oui") if value else _("non")
        case list():
            return ", ".join(_plain(one) for one in value)
        case dict():
            return " ; ".join(_("%(name)s : %(value)s") % {"name": one, "value": _plain(v)} for one, v in value.items())
        case str():
            return day_words(value)
    return str(value)
