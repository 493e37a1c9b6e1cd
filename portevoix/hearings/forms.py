"""What is typed about hearings, persons heard, records and contributions."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Commission
from portevoix.hearings.actions import WORDINGS
from portevoix.hearings.models import Consent
from portevoix.people.models import Body, Person
from portevoix.ui.templatetags.ui import timecode

CORRECTIONS_LAST = timedelta(days=15)


class HearingForm(forms.Form):
    """Opening a hearing of one of the commissions that the person runs."""

    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    title = forms.CharField(label=_("Objet"), max_length=200)
    starts_at = forms.DateTimeField(
        label=_("Date et heure"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("Lieu ou lien"), max_length=200)
    agenda = forms.CharField(label=_("Ordre du jour"), widget=forms.Textarea, required=False, max_length=20_000)
    questionnaire = forms.CharField(
        label=_("Questionnaire envoyé"), widget=forms.Textarea, required=False, max_length=20_000,
        help_text=_("Une question par ligne."),
    )  # fmt: skip

    def __init__(self, *args, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commission"].queryset = commissions


class WhoForm(forms.Form):
    """Someone and the body spoken for: known already, or named here."""

    known = forms.ModelChoiceField(
        Person.objects.none(), label=_("Personne déjà entendue"), required=False, empty_label=_("Une nouvelle personne")
    )
    name = forms.CharField(label=_("Nom"), max_length=120, required=False)
    function = forms.CharField(
        label=_("Fonction"), max_length=160, required=False,
        help_text=_("Telle qu’elle se lira sans le nom, par exemple : une directrice de centre social."),
    )  # fmt: skip
    body_name = forms.CharField(
        label=_("Organisme représenté"), max_length=160, required=False,
        help_text=_("Vide si la personne parle en son nom propre."),
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )  # fmt: skip
    body_kind = forms.ChoiceField(label=_("Nature de l’organisme"), choices=Body.Kind.choices, initial=Body.Kind.OTHER)
    register_number = forms.CharField(
        label=_("Numéro au répertoire des représentants d’intérêts"), max_length=40, required=False
    )

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known"].queryset = known

    def clean(self):
        given = super().clean()
        if not given.get("known") and not given.get("name") and not {"known", "name"} & set(self.errors):
            self.add_error("name", _now("Donnez le nom de la personne, ou choisissez-la parmi celles déjà entendues."))
        return given


class WitnessForm(WhoForm):
    """A person heard, with what she allows: for each use, the text presented and whether she agreed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for use, label in Consent.Use.choices:
            self.fields[f"allows_{use}"] = forms.BooleanField(
                label=_now("Accepte : %(use)s") % {"use": label}, required=False
            )
            self.fields[f"wording_{use}"] = forms.CharField(
                label=_now("Texte présenté (%(use)s)") % {"use": label}, widget=forms.Textarea(attrs={"rows": 2}),
                initial=WORDINGS[use], required=False, max_length=2000,
            )  # fmt: skip

    def clean(self):
        given = super().clean()
        for use in Consent.Use.values:
            if given.get(f"allows_{use}") and not given.get(f"wording_{use}"):
                self.add_error(
                    f"wording_{use}", _now("Gardez le texte présenté à la personne : c’est à lui qu’elle consent.")
                )
        return given

    def consents(self) -> dict[str, str]:
        """The text presented, for each use allowed."""
        given = self.cleaned_data
        return {use: given[f"wording_{use}"] for use in Consent.Use.values if given[f"allows_{use}"]}

    def pairs(self):
        """The two fields of each use, for the page."""
        return [(self[f"allows_{use}"], self[f"wording_{use}"]) for use in Consent.Use.values]


class ConsentForm(forms.Form):
    """One more use allowed."""

    use = forms.ChoiceField(label=_("Usage accepté"))
    wording = forms.CharField(label=_("Texte présenté à la personne"), widget=forms.Textarea, max_length=2000)

    def __init__(self, *args, uses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = uses


class RecordForm(forms.Form):
    """The file of a record."""

    file = forms.FileField(
        label=_("Fichier du compte rendu"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,.tei,.vtt,.srt,.docx,.txt,.md,.gz"}),
        help_text=_(
            "TEI (.xml), WebVTT (.vtt), SRT (.srt), Word (.docx) ou texte (.txt), où chaque prise de "
            "parole commence par « NOM : »."
        ),
    )


def _day_field(**given):
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given)


def _in_a_fortnight():
    return timezone.localdate() + CORRECTIONS_LAST


class CorrectionsOpenForm(forms.Form):
    """Until when the persons heard may correct their words."""

    until = _day_field(
        label=_("Corrections possibles jusqu’au"), initial=_in_a_fortnight, help_text=_("Ce jour compris.")
    )


class CorrectionsForm(forms.Form):
    """A person's own passages, each in a field that holds its words as they are published."""

    def __init__(self, *args, passages, **kwargs):
        super().__init__(*args, **kwargs)
        for one in passages:
            rows = min(max(sum(len(line) // 45 + 1 for line in one.published_words.split("\n")), 2), 20)
            label = _now("Passage %(number)d") % {"number": one.position + 1}
            self.fields[f"passage_{one.pk}"] = forms.CharField(
                label=label if one.start is None else f"{label}, {timecode(one.start)}",
                initial=one.published_words,
                required=False,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def clean(self):
        given = super().clean()
        if any(name.startswith("passage_") and name not in self.fields for name in self.data):
            self.add_error(None, _now("Un de ces passages ne se corrige plus : ses propos sont masqués."))
        return given

    def words(self) -> dict[int, str]:
        """What is typed for each passage, by its key."""
        return {int(name.removeprefix("passage_")): words for name, words in self.cleaned_data.items()}


class SpeakersForm(forms.Form):
    """Who each name of the record is: a person heard, or none of them; until when those heard correct their words."""

    NOBODY = "nobody"
    unheard = forms.BooleanField(
        label=_("Les personnes auditionnées que je n’ai choisies nulle part ne parlent pas dans ce compte rendu."),
        required=False,
    )
    corrections_until = _day_field(
        label=_("Les personnes entendues peuvent corriger leurs propos jusqu’au"),
        initial=_in_a_fortnight,
        required=False,
        help_text=_("Ce jour compris. Vide : les corrections s’ouvrent plus tard, depuis l’audition."),
    )

    def __init__(self, *args, labels, witnesses, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels, self.witnesses = list(labels), {str(one.pk): one for one in witnesses}
        choices = [(self.NOBODY, _now("Aucune des personnes auditionnées")),
                   *((pk, one.person.name) for pk, one in self.witnesses.items())]  # fmt: skip
        for rank, label in enumerate(self.labels):
            self.fields[f"who_{rank}"] = forms.ChoiceField(label=label, choices=choices, initial=self._likely(label))

    def _likely(self, label: str) -> str:
        """The witness whose family name is in *label*, when there is only one: a proposal, shown first."""
        words = label.casefold().replace("-", " ").split()
        likely = [
            pk
            for pk, one in self.witnesses.items()
            if one.person.name.casefold().replace("-", " ").split()[-1] in words
        ]
        return likely[0] if len(likely) == 1 else self.NOBODY

    def rows(self):
        """The fields of the labels, for the page."""
        return [self[f"who_{rank}"] for rank in range(len(self.labels))]

    def clean(self):
        given = super().clean()
        chosen = {given.get(f"who_{rank}") for rank in range(len(self.labels))}
        silent = [one.person.name for pk, one in self.witnesses.items() if pk not in chosen]
        if silent and not given.get("unheard"):
            self.add_error(
                "unheard",
                _now("%(names)s : si cette personne parle, dites sous quel nom ; sinon, cochez cette case.")
                % {"names": ", ".join(silent)},
            )
        return given

    def speakers(self) -> dict:
        """Each label with its witness, or None."""
        return {label: self.witnesses.get(self.cleaned_data[f"who_{rank}"]) for rank, label in enumerate(self.labels)}


class ContributionForm(WhoForm):
    """A written contribution: who sends it, its words typed or in a file, who may read it."""

    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    title = forms.CharField(label=_("Intitulé"), max_length=200)
    received_on = _day_field(label=_("Reçue le"), initial=timezone.localdate)
    words = forms.CharField(
        label=_("Texte de la contribution"), widget=forms.Textarea, required=False,
        help_text=_("Une ligne vide entre deux paragraphes : chacun pourra être cité."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Ou un fichier"), required=False, allow_empty_file=True,
        help_text=_("Texte (.txt, .md) ou Word (.docx)."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx"}),
    )  # fmt: skip
    confidential = forms.BooleanField(
        label=_("Confidentielle : seuls les membres de la commission la lisent"), required=False
    )

    def __init__(self, *args, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        if commissions is None:
            del self.fields["commission"]
        else:
            self.fields["commission"].queryset = commissions

    def clean(self):
        given = super().clean()
        words, file = (given.get("words") or "").strip(), given.get("file")
        if words and file:
            self.add_error("file", _now("Collez le texte ou choisissez un fichier, pas les deux."))
        elif not words and not file and not {"words", "file"} & set(self.errors):
            self.add_error("words", _now("Collez le texte de la contribution, ou choisissez un fichier."))
        return given
