"""Words as pages write them: what is said of someone, what is cut short, what is in another language."""

import pytest
from django.template import engines
from django.utils.translation import override

from portevoix.ui.language import spoken, whose
from portevoix.ui.templatetags.ui import truncatewords


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Thierno Sangaré", "de Thierno Sangaré"),
        ("Agnès Villedieu", "d’Agnès Villedieu"),
        ("Édith Caussimon", "d’Édith Caussimon"),
        ("Hélène Astruc", "d’Hélène Astruc"),
        ("Yves Kerdrein", "d’Yves Kerdrein"),
        ("Yann Kerdrein", "de Yann Kerdrein"),
        ("Œdipe", "d’Œdipe"),
        ("", "de "),
    ],
)
def test_what_is_said_of_someone_begins_as_french_does(name, said):
    assert whose(name) == said
    with override("en"):
        assert whose(name) == name


def test_what_is_cut_short_keeps_its_spaces():
    words = "Après le mot\u202f: «\u202fdonnées\u202f», insérer"
    assert truncatewords(words, 5) == words
    assert truncatewords(words, 4) == "Après le mot\u202f: «\u202fdonnées\u202f»,\u202f…"


def test_words_in_another_language_than_the_page_say_so():
    template = engines["django"].from_string("<p{% lang %}>Bonjour</p>")
    assert template.render() == "<p>Bonjour</p>"
    with override("en"):
        assert template.render() == '<p lang="fr">Bonjour</p>'


def test_what_the_engine_says_breaks_no_line_before_its_punctuation():
    said = "on y cherche une instruction, comme « supprimer les mots : « … » » ; rien d’autre."
    assert spoken(said, "…") == said.replace(" :", "\u202f:").replace("« ", "«\u202f").replace(" »", "\u202f»").replace(
        " ;", "\u202f;"
    )
