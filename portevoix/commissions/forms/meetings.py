"""What is typed about meetings."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.attachments import ACCEPTED
from portevoix.commissions.models import AgendaItem, Commission, Convocation, MeetingRules

MINUTE = "%Y-%m-%dT%H:%M"


def _moment(**more):
    return forms.DateTimeField(
        label=_("Date et heure"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE), **more
    )


class ChangeForm(forms.Form):
    """What is said of a meeting."""

    title = forms.CharField(label=_("Intitulé"), max_length=160)
    starts_at = _moment()
    duration = forms.IntegerField(label=_("Durée prévue, en minutes"), min_value=5, max_value=1440, initial=120)
    place = forms.CharField(label=_("Lieu ou lien"), max_length=200)
    public = forms.BooleanField(
        label=_("Annoncée au public"),
        required=False,
        initial=True,
        help_text=_(
            "Une fois convoquée, chacun lit alors son ordre du jour, l’intitulé des textes en débat compris. "
            "Sinon, seuls les membres de la commission voient qu’elle se tient."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].widget.attrs["min"] = timezone.localtime().strftime(MINUTE)


class MeetingForm(ChangeForm):
    """Preparing a meeting of one of the commissions that the person runs."""

    field_order = ("commission", "title")
    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)

    def __init__(self, *args, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commission"].queryset = commissions


class AgainForm(forms.Form):
    """A second convening: when, where."""

    starts_at = _moment()
    place = forms.CharField(label=_("Lieu ou lien"), max_length=200)


class CancelForm(forms.Form):
    because = forms.CharField(label=_("Motif"), max_length=300, help_text=_("Il est écrit à chaque membre convoqué."))


class ItemForm(forms.Form):
    """An item of the agenda."""

    title = forms.CharField(label=_("Intitulé du point"), max_length=200)
    note = forms.CharField(
        label=_("Présentation"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000
    )


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("Document"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, texte ou image ; vu des seuls membres."),
    )


class PresentForm(forms.Form):
    """How many members with a vote are in the room."""

    present = forms.IntegerField(label=_("Membres ayant voix délibérative présents"), min_value=0)


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return str(obj.person)


class HandingForm(forms.Form):
    """Whose letters are printed, or were handed over, and how."""

    people = forms.ModelMultipleChoiceField(
        Convocation.objects.none(), label=_("Pour qui"), required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.CharField(
        label=_("Remises comment"), max_length=200, required=False, help_text=_("Par exemple : en main propre ; courrier du 3 mars."),
    )  # fmt: skip

    def __init__(self, *args, roll, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Convocation.objects.filter(pk__in=[one.pk for one in roll]).select_related(
            "person"
        )
        self.chosen = (
            set(self.data.getlist("people")) if self.is_bound else {str(one.pk) for one in roll if not one.reached}
        )


class ProxyForm(forms.Form):
    """To whom one gives a proxy, for what: only those who can hold it are offered; `nobody` says why none can."""

    holder = _Named(Convocation.objects.none(), label=_("À qui"))
    item = forms.ModelChoiceField(AgendaItem.objects.none(), label=_("Pour"), required=False)

    def __init__(self, *args, register, giver=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.register = register
        able, self.nobody = register.holders(giver)
        self._offer("holder", able)
        self.fields["item"].queryset = register.meeting.items.all()
        self.fields["item"].choices = [("", _("toute la séance")), *((one.pk, one.title) for one in register.items)]

    def _offer(self, name, able):
        """The field *name* offers *able*, and keeps who was chosen while they could be: the act says why they cannot."""
        field, chosen = self.fields[name], self.data.get(self.add_prefix(name), "")
        field.queryset = self.register.meeting.convocations.filter(pk__in=[one.pk for one in self.register.voters])
        kept = [one for one in self.register.voters if one in able or str(one.pk) == chosen]
        field.choices = [("", _("Choisir un membre")), *((one.pk, str(one.person)) for one in kept)]


class WrittenProxyForm(ProxyForm):
    """A proxy that the secretariat received in writing."""

    field_order = ("giver", "holder", "item", "received")
    giver = _Named(Convocation.objects.none(), label=_("De qui"))
    received = forms.CharField(
        label=_("Reçue comment"), max_length=200, help_text=_("Par exemple : courriel du 3 mars, original signé remis.")
    )

    def __init__(self, *args, register, **kwargs):
        super().__init__(*args, register=register, **kwargs)
        self._offer("giver", [one for one in register.voters if not register.not_to_give(one)])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code affiché dans la salle"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=_("Décision"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=8000,
        help_text=_("Reprise telle quelle dans le relevé de décisions."),
    )


class WordsForm(forms.Form):
    """The words of the minutes under an item, and those that were read before writing."""

    words = forms.CharField(
        label=_("Décision"), widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=20_000
    )
    known = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class RulesForm(forms.ModelForm):
    """The meeting rules of a commission."""

    class Meta:
        model = MeetingRules
        fields = (
            "clear_days",
            "quorum",
            "proxies_count",
            "proxies_per_holder",
            "second_without_quorum",
            "second_after_days",
            "minutes_public",
        )
