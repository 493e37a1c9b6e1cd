"""What is typed to publish."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """The address, the summary and the colophon of a publication."""

    address = forms.SlugField(
        label=_("Adresse"),
        max_length=80,
        help_text=_("Elle dure : elle est imprimée dans le document, et ne sera jamais donnée à un autre texte."),
    )
    summary = forms.CharField(
        label=_("Résumé"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )
    colophon = forms.CharField(label=_("Achevé de rédiger"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
