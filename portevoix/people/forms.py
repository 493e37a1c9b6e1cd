"""What is typed about people, whatever page asks it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Person
from portevoix.territories.forms import Placed, WordsOrTerritoryField


class PlaceForm(forms.Form):
    """Where someone comes from: cleaned to `territory`, the words, and `area`, the territory of the register if any."""

    territory = WordsOrTerritoryField(label=_("Collectivité"), required=False)

    def clean(self):
        given = super().clean()
        place = given.pop("territory", Placed())
        return {**given, "territory": place.words, "area": place.territory}


def as_typed(person: Person) -> dict:
    """What is said of *person*, as forms start from it."""
    said = {name: getattr(person, name) for name in ("name", "function", "email")}
    return {**said, "territory": Placed(person.territory, person.area)}
