"""What is typed to open a text and to write its draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Commission
from portevoix.texts.actions.drafting import Typed
from portevoix.texts.models import Text


class TextForm(forms.Form):
    """A new text: its nature, title, majority; a file to start from, or none."""

    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    kind = forms.ChoiceField(label=_("Nature"), choices=Text.Kind.choices)
    title = forms.CharField(
        label=_("Titre"),
        max_length=300,
        required=False,
        help_text=_("Avec un fichier, laissez vide pour reprendre son titre."),
    )
    majority = forms.ChoiceField(label=_("Majorité requise"), choices=Ballot.Majority.choices)
    elements_date = forms.DateField(
        label=_("Éléments arrêtés au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Obligatoire pour une note de contribution : ce qui est entendu après cette date n’y entre pas."),
    )
    file = forms.FileField(
        label=_("Partir d’un fichier"),
        required=False,
        help_text=_(
            "Markdown, Word (.docx), Akoma Ntoso (.xml) ou texte en alinéas (.json). Sans fichier, le texte est vide."
        ),
    )

    def __init__(self, *args, commissions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commission"].queryset = commissions

    def clean(self):
        given = super().clean()
        named = given.get("title") or given.get("file") or {"title", "file"} & set(self.errors)
        if not named:
            self.add_error("title", _("Donnez un titre au texte."))
        dated = given.get("elements_date") or "elements_date" in self.errors
        if given.get("kind") == Text.Kind.NOTE and not dated:
            self.add_error(
                "elements_date",
                _("Une note de contribution dit à quelle date ses éléments sont arrêtés. Indiquez cette date."),
            )
        return given


class ImportForm(TextForm):
    """The same, once the file was read: `content` holds what was shown, signed."""

    file = None
    content = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titre"), max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "commission", "kind", "majority", "elements_date", "content"])


class Typing:
    """What the page that writes container *key* sent back: the heading, the alinéas shown, the new ones.

    Fields are `heading` and `seen` for the container (the title, at the top of the text), `words KEY` and `seen KEY`
    for each alinéa, `new`.
    """

    def __init__(self, sent, key: str):
        self.heading = Typed(key, sent.get("heading", ""), sent.get("seen", ""))
        self.alineas = [
            Typed(name[6:], sent[name], sent.get(f"seen {name[6:]}", "")) for name in sent if name.startswith("words ")
        ]
        self.new = sent.get("new", "")

    @property
    def everything(self) -> str:
        """All the words that were typed, to be copied when their place is gone."""
        parts = (self.heading.words, *(one.words for one in self.alineas), self.new)
        return "\n\n".join(part for part in parts if part.strip())
