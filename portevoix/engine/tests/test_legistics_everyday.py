"""Everyday instructions: what they do, and why they are refused (R3, R4, R6)."""

import pytest

from portevoix.engine.edits import apply
from portevoix.engine.legistics import read
from portevoix.engine.text import Text, Unit

TEXT = Text("T", (
    Unit("p3", "proposition", "3", "Ouvrir", children=(
        Unit("a1", "alinea", text="Les données sont ouvertes."),
        Unit("a2", "alinea", text="L’État cofinance les actions, chaque année, et publie les actions."))),
    Unit("p4", "proposition", "4", "Former", children=(Unit("b1", "alinea", text="Chaque agent est formé."),)),
))  # fmt: skip
A1, A2, B1 = (unit.text for unit, _parent, _rank in TEXT.alineas())


def result(instructions, place="a1"):
    reading = read(instructions, TEXT, place)
    assert reading.refusals == (), reading.refusals
    return [unit.text for unit, _parent, _rank in apply(TEXT, reading.edits).alineas()]


def reason(instructions, place="a1"):
    reading = read(instructions, TEXT, place)
    assert reading.edits == () and reading.refusals
    return reading.refusals[0]


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        ("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».", ["Les données peuvent être ouvertes.", A2, B1]),
        ('remplacer "sont" par "restent"', ["Les données restent ouvertes.", A2, B1]),
        ("Supprimer l’alinéa 2.", [A1, B1]),
        ("Supprimer cet alinéa.", [A2, B1]),
        ("Supprimer le dernier alinéa.", [A1, B1]),
        ("Supprimer les alinéas 1 et 2.", [B1]),
        ("Supprimer les alinéas 1 à 2.", [B1]),
        ("Supprimer cette proposition.", [B1]),
        ("Supprimer la proposition 4.", [A1, A2]),
        ("Supprimer l’alinéa 1 de la proposition 4.", [A1, A2]),
        ("À l’alinéa 2, supprimer les mots : « , chaque année ».", [A1, "L’État cofinance les actions, et publie les actions.", B1]),
        ("À l’alinéa 2, supprimer les mots : « les actions », à la dernière occurrence.", [A1, "L’État cofinance les actions, chaque année, et publie.", B1]),
        ("Au deuxième alinéa, à la première occurrence, remplacer « les actions » par « tout »", [A1, "L’État cofinance tout, chaque année, et publie les actions.", B1]),
        ("À la proposition 4, remplacer « agent » par « élu »", [A1, A2, "Chaque élu est formé."]),
        ("À la proposition 3, remplacer « chaque année » par « sur trois ans »", [A1, "L’État cofinance les actions, sur trois ans, et publie les actions.", B1]),
        ("À la proposition 3, alinéa 1, remplacer « sont » par « restent »", ["Les données restent ouvertes.", A2, B1]),
        ("Après le mot : « données », insérer le mot : « publiques ».", ["Les données publiques sont ouvertes.", A2, B1]),
        ("ajouter « publiques » après « données »", ["Les données publiques sont ouvertes.", A2, B1]),
        ("Avant le mot : « sont », insérer les mots : « de tous ».", ["Les données de tous sont ouvertes.", A2, B1]),
        ("Compléter l’alinéa 1 par les mots : « à tous ».", ["Les données sont ouvertes à tous.", A2, B1]),
        ("Compléter l’alinéa 1 par une phrase ainsi rédigée : « Elles le restent. »", ["Les données sont ouvertes. Elles le restent.", A2, B1]),
        ("À la fin de l’alinéa 1, ajouter les mots : « , sauf exception »", ["Les données sont ouvertes, sauf exception.", A2, B1]),
        ("Au début de l’alinéa 1, insérer les mots : « En principe, ».", ["En principe, Les données sont ouvertes.", A2, B1]),
        ("Rédiger ainsi l’alinéa 1 : « Tout est ouvert. »", ["Tout est ouvert.", A2, B1]),
        ("Après l’alinéa 1, insérer un alinéa ainsi rédigé : « Fin. »", [A1, "Fin.", A2, B1]),
        ("Compléter cette proposition par un alinéa ainsi rédigé : « Fin. »", [A1, A2, "Fin.", B1]),
        ("Remplacer « sont » par « restent » et « ouvertes » par « fermées ».", ["Les données restent fermées.", A2, B1]),
        ("Supprimer l’alinéa 2.\nÀ l’alinéa 1, supprimer le mot : « ouvertes ».", ["Les données sont.", B1]),
    ],
)  # fmt: skip
def test_an_instruction_does_what_it_says(instructions, expected):
    assert result(instructions) == expected


@pytest.mark.parametrize(
    ("instructions", "why"),
    [
        ("Il faudrait mieux écouter les gens.", "instruction"),
        ("À l’alinéa 12, supprimer le mot : « sont ».", "n’existe pas"),
        ("À l’alinéa 1, supprimer le mot : « fermées ».", "ne sont pas dans"),
        ("À l’alinéa 2, supprimer les mots : « les actions ».", "2 fois"),
        ("À l’alinéa 2, supprimer les mots : « les actions », à la troisième occurrence.", "que 2 fois"),
        ("À la proposition 9, supprimer le mot : « sont ».", "pas de proposition 9"),
        ("Supprimer le premier alinéa, sauf en été.", "n’est pas connue"),
        ("Supprimer l’alinéa 1 et tout ce qui en dépend.", "n’est pas connue"),
        ("À l’alinéa 1, alinéa 2, supprimer le mot : « sont ».", "n’est pas connue"),
        ("", "Aucune instruction"),
    ],
)
def test_what_is_not_certain_is_refused_with_its_reason(instructions, why):
    assert why in reason(instructions).reason


def test_a_word_is_not_found_inside_another():
    assert "ne sont pas dans" in reason("À l’alinéa 1, supprimer le mot : « donnée ».").reason


def test_one_sentence_refused_refuses_all_and_says_where():
    instructions = "Supprimer l’alinéa 2.\nFaire mieux."
    refusal = reason(instructions)
    assert instructions[refusal.start : refusal.end] == refusal.sentence == "Faire mieux."
