"""What is typed on the pages of administration."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Mandate, Membership
from portevoix.people.forms import PlaceForm
from portevoix.people.models import Association, Body, Person


class Day(forms.DateField):
    """A day, by the browser's own control."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Founders(forms.ModelMultipleChoiceField):
    """Associations, by their whole name."""

    def label_from_instance(self, association):
        return f"{association.name} ({association.short_name})"


class CommissionForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=160)
    motto = forms.CharField(label=_("Devise"), max_length=160, required=False)
    purpose = forms.CharField(label=_("Objet"), max_length=4000, required=False, widget=forms.Textarea)
    axis = forms.CharField(
        label=_("Axe prioritaire"), max_length=160, required=False,
        help_text=_("Ce à quoi elle travaille d’abord ; une sous-commission en a un."),
    )  # fmt: skip
    answer_delay_months = forms.IntegerField(
        label=_("Délai de réponse attendu, en mois"), min_value=1, max_value=24, initial=2,
        help_text=_("Compté depuis l’envoi à un destinataire ; chaque envoi peut en fixer un autre."),
    )  # fmt: skip
    associations = Founders(
        Association.objects.none(), label=_("Créée par"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["associations"].queryset = Association.objects.all()


class CloseForm(forms.Form):
    on = Day(label=_("Dernier jour"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class TermForm(forms.Form):
    """From a day to a day."""

    start = Day(label=_("Depuis le"))
    end = Day(label=_("Jusqu’au"), required=False, help_text=_("Vide tant que cela dure."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"start": timezone.localdate()}, **kwargs})


class SeatForm(TermForm):
    capacity = forms.ChoiceField(
        label=_("Qualité"), choices=Membership.Capacity.choices,
        help_text=_("Seuls les élus ont voix délibérative."),
    )  # fmt: skip
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=_("Désigné, désignée par"),
        required=False,
        empty_label=_("Aucune association"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = Association.objects.all()


class MandateForm(TermForm):
    role = forms.ChoiceField(label=_("Rôle"), choices=Mandate.Role.choices)
    in_place_of = forms.ModelChoiceField(
        Person.objects.none(), label=_("Membre suppléé"), required=False, empty_label=_("Personne : ce n’est pas une suppléance"),
        help_text=_("Pour une suppléance seulement."),
    )  # fmt: skip

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["in_place_of"].queryset = members


class EndForm(forms.Form):
    on = Day(label=_("Dernier jour"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Pourquoi c’était une erreur"), max_length=200,
        help_text=_("Par exemple : mauvaise personne, mauvaise date. Le motif reste lisible dans l’administration."),
    )  # fmt: skip


class PersonForm(PlaceForm):
    name = forms.CharField(label=_("Nom"), max_length=120, help_text=_("Prénom et nom, comme ils doivent se lire."))
    function = forms.CharField(label=_("Fonction"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("Courriel"), required=False, help_text=_("Pour lui écrire et la reconnaître ; jamais public.")
    )


class AccountForm(forms.Form):
    """The address of an account; beside the form of the person, so its fields have names of their own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_account_%s", **kwargs)

    email = forms.EmailField(
        label=_("Adresse pour se connecter"), help_text=_("Un lien y est envoyé à chaque connexion.")
    )


class AssociationForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=160)
    short_name = forms.CharField(label=_("Sigle"), max_length=30)
    represents = forms.CharField(
        label=_("Ce qu’elle représente"), max_length=200, required=False,
        help_text=_("Par exemple : les communes, les départements."),
    )  # fmt: skip
    link = forms.URLField(label=_("Site"), required=False, assume_scheme="https", max_length=200)


class BodyForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=160)
    kind = forms.ChoiceField(label=_("Nature"), choices=Body.Kind.choices)
    register_number = forms.CharField(
        label=_("Numéro au répertoire des représentants d’intérêts"), max_length=40, required=False
    )


class MembersFileForm(forms.Form):
    file = forms.FileField(
        label=_("Liste des membres"), help_text=_("Classeur (.xlsx, .ods) ou CSV, 500 lignes au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )  # fmt: skip
    capacity = forms.ChoiceField(label=_("Qualité, quand la liste ne la dit pas"), choices=Membership.Capacity.choices)
    start = Day(label=_("Siège depuis le, quand la liste ne le dit pas"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"start": timezone.localdate()}, **kwargs})
