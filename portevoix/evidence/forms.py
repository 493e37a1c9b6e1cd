"""What is typed to quote words."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExcerptForm(forms.Form):
    """The exact words, where they start when a script says it, which ones when they come back; a note, tags."""

    words = forms.CharField(
        label=_("Mots à citer"),
        widget=forms.Textarea,
        strip=False,
        help_text=_("Gardez les mots exacts à citer et effacez le reste : rien d’autre ne s’y change."),
    )
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    note = forms.CharField(
        label=_("Note de lecture"), widget=forms.Textarea, required=False, max_length=2000,
        help_text=_("Ce que ces mots établissent, pour qui ne lira que l’extrait."),
    )  # fmt: skip
    tags = forms.CharField(
        label=_("Mots-clés"), required=False, max_length=200, help_text=_("Séparés par des virgules.")
    )

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["occurrence"] = forms.TypedChoiceField(
                label=_("Lesquels"),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.order_fields(["words", "start", "occurrence", "note", "tags"])

    def clean_words(self):
        """As the passage holds them: browsers send two signs for an end of line."""
        return self.cleaned_data["words"].replace("\r\n", "\n")
