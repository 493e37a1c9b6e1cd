"""Choosing a territory in a form: as one types where scripts run, in a list after sending where they do not.

A form declares a `TerritoryField`, its initial value a `Territory`; its page loads htmx. The field draws itself. What is chosen
holds only while the words typed still find it: nothing is guessed from words that several territories answer to.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.territories.models import Territory
from portevoix.territories.names import whole
from portevoix.territories.queries import suggested


def choices_for(text: str, kinds=()) -> list[Territory]:
    """The territories offered for *text*: those of today, of *kinds* when some are given."""
    return [one for one in suggested(text, kinds) if one.is_current]


class TerritoryPicker(forms.Widget):
    """A field to type in, and the answers to choose among: a text and, once chosen, `kind:code`."""

    template_name = "territories/picker.html"

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = tuple(kinds)

    def value_from_datadict(self, data, files, name):
        return data.get(name, ""), data.get(f"{name}_choice", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        if isinstance(value, Territory):
            text, chosen, choices = str(value), key_of(value), [value]
        else:
            text, chosen = value or ("", "")
            choices = choices_for(text, self.kinds)
        context["widget"] |= {"text": text, "chosen": chosen, "choices": choices, "kinds": self.kinds}
        return context


class TerritoryField(forms.Field):
    """A territory of today's register, of *kinds* when some are given; cleaned to a `Territory`, or None when empty."""

    default_error_messages = {
        "unknown": _("Aucun territoire ne répond à « %(text)s ». Vérifiez l’orthographe, ou tapez un code postal."),
        "several": _("Plusieurs territoires répondent à « %(text)s » : choisissez dans la liste."),
        "begun": _("« %(text)s » n’est pas un nom entier : est-ce bien celui-ci ? Choisissez-le dans la liste."),
    }

    def __init__(self, *, kinds=(), **kwargs):
        self.kinds = tuple(kinds)
        kwargs.setdefault("help_text", _("Son nom, un code postal, ou son code officiel."))
        super().__init__(widget=TerritoryPicker(kinds=self.kinds), **kwargs)

    def clean(self, value):
        text, chosen = value if isinstance(value, tuple) else ("", "")
        text = text[:100].replace("\x00", "").strip()
        if not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        choices = choices_for(text, self.kinds)
        exact = [one for one in choices if whole(text) in (one.plain_name, one.code.lower())]
        for one in choices:
            if key_of(one) == chosen:
                return one
        if len(exact) == 1:
            return exact[0]
        code = "unknown" if not choices else "several" if len(choices) > 1 else "begun"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": text})


def key_of(one: Territory) -> str:
    """What a form sends for *one*."""
    return f"{one.kind}:{one.code}"
