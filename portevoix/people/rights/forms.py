"""What people type about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.people.forms import PlaceForm


class CorrectionForm(PlaceForm):
    name = forms.CharField(label=_("Nom"), max_length=120)
    function = forms.CharField(label=_("Fonction"), max_length=160, required=False)


class ErasureForm(forms.Form):
    """Typing the name is what makes sure that one means it."""

    name = forms.CharField(label=_("Pour confirmer, écrivez le nom de la personne"), max_length=120)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self):
        typed = " ".join(self.cleaned_data["name"].split())
        if typed.casefold() != self.person.name.casefold():
            raise forms.ValidationError(
                _("Ce n’est pas le nom affiché plus haut (%(name)s). Rien n’est effacé."),
                params={"name": self.person.name},
            )
        return typed
