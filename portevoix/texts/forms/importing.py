"""What is chosen to import a set of amendments."""

from django import forms
from django.utils.translation import gettext_lazy as _


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files: a list, each as Django gives it."""

    widget = _Several(attrs={"accept": ".csv,.xml,.zip,.gz"})

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_Files, self).clean(one, initial) for one in files if one] or super().clean(None, initial)


class SetForm(forms.Form):
    """The files of a set of amendments."""

    files = _Files(
        label=_("Fichiers"),
        help_text=_(
            "Du Sénat, le jeu complet (.csv). De l’Assemblée nationale, les amendements (.xml), jusqu’à 100 à la fois, "
            "ou une archive .zip."
        ),
        error_messages={"required": _("Choisissez un fichier."), "missing": _("Choisissez un fichier.")},
    )
