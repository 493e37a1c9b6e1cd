"""What is typed to carry, to answer, to follow."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.advocacy.models import FollowUp, Sending
from portevoix.commissions.models import Commission

_date = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class AddresseeForm(forms.Form):
    """An office that texts are carried to; of one of *commissions*, when there are several."""

    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    name = forms.CharField(label=_("Intitulé"), max_length=160)
    short_name = forms.CharField(label=_("Intitulé court"), max_length=60)
    email = forms.EmailField(label=_("Adresse électronique"), required=False)

    def __init__(self, *args, commissions=None, **kwargs):
        super().__init__(*args, **kwargs)
        if commissions is None or len(commissions) < 2:
            del self.fields["commission"]
        else:
            self.fields["commission"].queryset = commissions


class CarryForm(forms.Form):
    """What is carried, to whom, how, until when."""

    addressee = forms.ModelChoiceField(None, label=_("Destinataire"), empty_label=None)
    units = forms.MultipleChoiceField(label=_("Propositions portées"), widget=forms.CheckboxSelectMultiple)
    channel = forms.ChoiceField(label=_("Voie"), choices=Sending.Channel)
    sent_on = forms.DateField(label=_("Portée le"), **_date)
    due_on = forms.DateField(
        label=_("Réponse attendue avant le"),
        required=False,
        **_date,
        help_text=_("Par défaut, le délai de la commission après l’envoi."),
    )

    def __init__(self, *args, addressees, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = addressees
        self.fields["units"].choices = units


class ProofForm(forms.Form):
    """The proof of sending."""

    proof = forms.CharField(
        label=_("Preuve d’envoi"),
        max_length=300,
        help_text=_("Numéro de recommandé, identifiant du courriel, nom de la personne qui l’a reçu en main propre."),
    )


class AnswerForm(forms.Form):
    """An office's answer to one item."""

    words = forms.CharField(label=_("Votre réponse"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000)
    signed_by = forms.CharField(
        label=_("Au nom de"), max_length=160, help_text=_("Ce nom sera publié avec la réponse.")
    )

    typed = False  # whether an answer is begun, and not sent yet

    @classmethod
    def of(cls, item, given, *, name: str):
        """The form of *item* before it is sent, with what is *given* of it by then; signed by *name* unless changed."""
        form = cls(prefix=item.pk)
        words, signed_by = (form.add_prefix(one) for one in ("words", "signed_by"))
        form.initial = {"words": given.get(words, ""), "signed_by": given.get(signed_by, name)}
        form.typed = bool(form.initial["words"].strip())
        return form


class FollowUpForm(forms.Form):
    """What became of an item."""

    status = forms.ChoiceField(label=_("Suite"), choices=FollowUp.Status)
    on = forms.DateField(label=_("Date"), **_date)
    source_kind = forms.ChoiceField(
        label=_("Nature de la source"), choices=[("", "—"), *FollowUp.SourceKind.choices], required=False
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_(
            "Un document, un lien, ou une référence de droit : numéro NOR, lien ELI, article. Sans source, rien n’est « repris »."
        ),
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000)
