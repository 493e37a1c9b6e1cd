"""What is typed about meetings."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission


class MeetingForm(forms.Form):
    """Convening a meeting of one of the commissions that the person runs."""

    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    title = forms.CharField(label=_("Intitulé"), max_length=160)
    starts_at = forms.DateTimeField(
        label=_("Date et heure"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("Lieu ou lien"), max_length=200)

    def __init__(self, *args, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commission"].queryset = commissions
        self.fields["starts_at"].widget.attrs["min"] = timezone.localtime().strftime("%Y-%m-%dT%H:%M")


class PresentForm(forms.Form):
    """How many members with a vote are in the room."""

    present = forms.IntegerField(label=_("Membres ayant voix délibérative présents"), min_value=0)
