"""What is typed to amend, to comment, to examine."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.ballots.actions import ShowOfHands
from portevoix.ballots.models import Ballot
from portevoix.texts.models import Opinion

Area = forms.Textarea


class AmendForm(forms.Form):
    """An amendment, from the alinéa itself: its words edited, or everyday instructions."""

    change = forms.ChoiceField(
        label=_("Ce que vous voulez faire"),
        widget=forms.RadioSelect,
        choices=[
            ("words", _("Modifier les mots de l’alinéa")),
            ("delete", _("Supprimer")),
            ("add", _("Ajouter un alinéa après")),
            ("instructions", _("Écrire des instructions")),
        ],
    )
    words = forms.CharField(
        label=_("L’alinéa, tel que vous le voulez"),
        widget=Area(attrs={"rows": 5}),
        required=False,
        strip=False,
        help_text=_("Changez les mots : les instructions s’écrivent d’elles-mêmes."),
    )
    added = forms.CharField(label=_("Le nouvel alinéa"), widget=Area(attrs={"rows": 3}), required=False)
    instructions = forms.CharField(
        label=_("Vos instructions"),
        widget=Area(attrs={"rows": 4}),
        required=False,
        help_text=_(
            "Par exemple : À l’alinéa 2, substituer aux mots : « … » les mots : « … ». Ou : remplacer « … » par « … »."
        ),
    )
    rationale = forms.CharField(
        label=_("Exposé des motifs"),
        widget=Area(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Pourquoi ce changement."),
    )
    cosignatories = forms.MultipleChoiceField(
        label=_("Cosignataires"), widget=forms.CheckboxSelectMultiple, required=False
    )
    excerpts = forms.MultipleChoiceField(
        label=_("Extraits cités à l’appui"), widget=forms.CheckboxSelectMultiple, required=False
    )
    as_is = forms.BooleanField(
        label=_("Déposer quand même, à rectifier avec le secrétariat"),
        required=False,
        help_text=_(
            "Vos instructions sont gardées telles quelles ; l’amendement n’est pas mis aux voix tant qu’elles ne sont pas comprises."
        ),
    )

    def __init__(self, *args, members=(), excerpts=(), is_alinea=True, **kwargs):
        super().__init__(*args, **kwargs)
        if "cosignatories" in self.fields:
            self.fields["cosignatories"].choices = members
            self.fields["excerpts"].choices = excerpts
        if not is_alinea:
            self.fields["change"].choices = [
                ("add", _("Ajouter un alinéa à la fin")),
                ("delete", _("Supprimer l’ensemble")),
                ("instructions", _("Écrire des instructions")),
            ]


class CoordinateForm(AmendForm):
    """A coordination edit (R26), written as an amendment is; nobody signs it with its author."""

    cosignatories = excerpts = as_is = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rationale"].label = _("Motif")
        self.fields["rationale"].help_text = _("Ce qu’elle rend cohérent.")


class SecondDeliberationForm(forms.Form):
    """What is examined again before the vote on the whole, and why (R28)."""

    articles = forms.MultipleChoiceField(
        label=_("Ce qui est examiné à nouveau"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Seul ce que vous cochez s’amende à nouveau, tel que l’examen l’a laissé."),
    )
    reason = forms.CharField(
        label=_("Motif"),
        widget=Area(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Il est publié avec la demande, sous votre nom."),
    )

    def __init__(self, *args, articles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["articles"].choices = articles


class OpinionForm(forms.Form):
    """The rapporteur's opinion."""

    kind = forms.ChoiceField(label=_("Avis"), choices=Opinion.Kind, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Explication"), widget=Area(attrs={"rows": 3}), required=False, max_length=3000)


class MendForm(forms.Form):
    """New instructions for an amendment that was not understood; the part they are read on, for an imported one."""

    place = forms.ChoiceField(
        label=_("Il porte sur"),
        required=False,
        help_text=_("« Cet article » et « l’alinéa 3 » sont lus là."),
    )
    instructions = forms.CharField(
        label=_("Instructions rectifiées"), widget=Area(attrs={"rows": 8}), max_length=100_000
    )

    def __init__(self, *args, places=None, **kwargs):
        super().__init__(*args, **kwargs)
        if places is None:
            del self.fields["place"]
        else:
            self.fields["place"].choices = places


class ReasonForm(forms.Form):
    """Why an amendment is inadmissible."""

    reason = forms.CharField(
        label=_("Motif d’irrecevabilité"),
        widget=Area(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Il est publié avec l’amendement."),
    )


class HandsForm(forms.Form):
    """The count of a show of hands."""

    votes_for = forms.IntegerField(label=_("Pour"), min_value=0, initial=0)
    votes_against = forms.IntegerField(label=_("Contre"), min_value=0, initial=0)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, initial=0)
    not_voting = forms.IntegerField(label=_("Ne prennent pas part au vote"), min_value=0, initial=0)
    present = forms.IntegerField(label=_("Présents"), min_value=1)
    chair_vote = forms.ChoiceField(
        label=_("Voix de la présidence"),
        choices=Ballot.ChairVote,
        required=False,
        help_text=_("Elle départage si les voix sont à égalité."),
    )

    def __init__(self, *args, majority: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.majority, self.tie = majority, ""

    def clean(self):
        """A tie is not recorded before the chair was asked (R46): sent again with the same count, it is."""
        given = super().clean()
        votes = given.get("votes_for")
        level = bool(votes) and votes == given.get("votes_against") and not given.get("chair_vote")
        if level and self.majority == Ballot.Majority.SIMPLE:
            self.tie = f"{votes}"
            if self.data.get("tie") != self.tie:
                self.add_error(
                    "chair_vote",
                    _(
                        "Les voix sont à égalité. Si la présidence a voté pour ou contre, dites-le : sa voix départage. "
                        "Sinon, enregistrez de nouveau : c’est rejeté."
                    ),
                )
        return given

    @property
    def hands(self) -> ShowOfHands:
        """What was counted, once the form is valid."""
        return ShowOfHands(**self.cleaned_data)


class MeetingChoiceForm(forms.Form):
    """In which open meeting a text is examined, or voted."""

    meeting = forms.ModelChoiceField(None, label=_("Séance ouverte"), empty_label=None)

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
