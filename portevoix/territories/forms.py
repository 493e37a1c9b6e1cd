"""Choosing a territory in a form: as one types where scripts run, in a list after sending where they do not.

A form declares a `TerritoryField`, its initial value a `Territory`; its page loads htmx. The field draws itself. What is chosen
holds only while the words typed still find it: nothing is guessed from words that several territories answer to. A
`WordsOrTerritoryField` also takes words that are no territory, kept as they are: its value is a `Placed`.
"""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.territories.models import Territory
from portevoix.territories.names import whole
from portevoix.territories.queries import suggested


def choices_for(text: str, kinds=()) -> list[Territory]:
    """The territories offered for *text*: those of today, of *kinds* when some are given."""
    return [one for one in suggested(text, kinds) if one.is_current]


class Placed(NamedTuple):
    """A place as it is written, and the territory of the register that it is, when it is one."""

    words: str = ""
    territory: Territory | None = None


AS_WRITTEN = "as_written"  # what is sent when the words are to be kept, whatever answers to them


class TerritoryPicker(forms.Widget):
    """A field to type in, and the answers to choose among: a text and, once chosen, `kind:code`."""

    template_name = "territories/picker.html"

    def __init__(self, *args, kinds=(), free=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds, self.free = tuple(kinds), free

    def value_from_datadict(self, data, files, name):
        return data.get(name, ""), data.get(f"{name}_choice", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        if isinstance(value, Placed):
            value = value.territory or (value.words, AS_WRITTEN)
        if isinstance(value, Territory):
            text, chosen, choices = str(value), key_of(value), [value]
        else:
            text, chosen = value or ("", "")
            choices = choices_for(text, self.kinds)
        context["widget"] |= {
            "text": text,
            "chosen": chosen,
            "choices": choices,
            "kinds": self.kinds,
            "free": self.free,
        }
        return context


class TerritoryField(forms.Field):
    """A territory of today's register, of *kinds* when some are given; cleaned to a `Territory`, or None when empty."""

    free = False
    default_error_messages = {
        "unknown": _("Aucun territoire ne répond à « %(text)s ». Vérifiez l’orthographe, ou tapez un code postal."),
        "several": _("Plusieurs territoires répondent à « %(text)s » : choisissez dans la liste."),
        "begun": _("« %(text)s » n’est pas un nom entier : est-ce bien celui-ci ? Choisissez-le dans la liste."),
    }

    def __init__(self, *, kinds=(), **kwargs):
        self.kinds = tuple(kinds)
        kwargs.setdefault("help_text", _("Son nom, un code postal, ou son code officiel."))
        super().__init__(widget=TerritoryPicker(kinds=self.kinds, free=self.free), **kwargs)

    def clean(self, value):
        text, chosen = _typed(value)
        return self._meant(text, chosen, choices_for(text, self.kinds)) if self._is_given(text) else None

    def _is_given(self, text: str) -> bool:
        if not text and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return bool(text)

    def _meant(self, text: str, chosen: str, choices: list[Territory]) -> Territory:
        exact = [one for one in choices if whole(text) in (one.plain_name, one.code.lower())]
        for one in choices:
            if key_of(one) == chosen:
                return one
        if len(exact) == 1:
            return exact[0]
        code = "unknown" if not choices else "several" if len(choices) > 1 else "begun"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": text})


class WordsOrTerritoryField(TerritoryField):
    """A place: a territory of the register, or words that are none; cleaned to a `Placed`.

    Words that nothing answers to are kept. Where something does, one says which, or that it is none of them.
    """

    free = True
    default_error_messages = {
        "several": _(
            "Plusieurs territoires répondent à « %(text)s » : dites lequel, ou gardez ce que vous avez écrit."
        ),
        "begun": _(
            "Le registre connaît un nom proche de « %(text)s » : dites si c’est lui, ou gardez ce que vous avez écrit."
        ),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Cherché dans le registre officiel ; ce qui n’y est pas est gardé tel quel."))
        super().__init__(**kwargs)

    def clean(self, value):
        text, chosen = _typed(value)
        if not self._is_given(text):
            return Placed()
        if chosen == AS_WRITTEN:
            return Placed(text)
        one = _as_it_was(text, chosen)
        if one is None and (choices := choices_for(text, self.kinds)):
            one = self._meant(text, chosen, choices)
        return Placed(str(one), one) if one else Placed(text)


def _typed(value) -> tuple[str, str]:
    text, chosen = value if isinstance(value, tuple) else ("", "")
    return " ".join(text[:100].replace("\x00", "").split()), chosen


def _as_it_was(text: str, chosen: str) -> Territory | None:
    """The territory of that name already chosen, even if the register has it no more: who came from it still did."""
    kind, _colon, code = chosen.partition(":")
    return Territory.objects.filter(kind=kind, code=code, plain_name=whole(text)).first() if code else None


def key_of(one: Territory) -> str:
    """What a form sends for *one*."""
    return f"{one.kind}:{one.code}"
