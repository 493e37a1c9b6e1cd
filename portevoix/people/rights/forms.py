"""What people type about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Person


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("name", "function", "territory")


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
