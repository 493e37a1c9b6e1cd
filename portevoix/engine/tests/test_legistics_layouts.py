"""How parliaments lay instructions out: places and quoted words on lines of their own, lists, consequences (R3, R6)."""

import pytest

from portevoix.engine.tests.test_legistics_everyday import A1, A2, B1, reason, result


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        ("Alinéa 2\n\nSupprimer cet alinéa.", [A1, B1]),
        ("Alinéas 1 à 2\n\nSupprimer ces alinéas.", [B1]),
        ("Alinéa 1\n\nRemplacer le mot :\n\nsont\n\npar les mots :\n\npeuvent être", ["Les données peuvent être ouvertes.", A2, B1]),
        ("Alinéa 1\n\nRemplacer le mot :\n\nsont\n\npar le mot :\n\nrestent\n\net le mot :\n\nouvertes\n\npar le mot :\n\nfermées", ["Les données restent fermées.", A2, B1]),
        ("Alinéa 1\n\nAprès le mot :\n\ndonnées\n\ninsérer le mot :\n\npubliques", ["Les données publiques sont ouvertes.", A2, B1]),
        ("Alinéa 1\n\nCompléter cet alinéa par une phrase ainsi rédigée :\n\nElles le restent.", ["Les données sont ouvertes. Elles le restent.", A2, B1]),
        ("Après l'alinéa 1\n\nInsérer un alinéa ainsi rédigé :\n\nIl y a une suite.", [A1, "Il y a une suite.", A2, B1]),
        ("Alinéa 2, première phrase\n\nRemplacer les mots :\n\nchaque année\n\npar le mot :\n\nenfin", [A1, "L’État cofinance les actions, enfin, et publie les actions.", B1]),
        ("À l'alinéa&nbsp;1, substituer au mot&nbsp;:\n\n«&nbsp;sont&nbsp;»,\n\nles mots&nbsp;:\n\n«&nbsp;peuvent être&nbsp;».", ["Les données peuvent être ouvertes.", A2, B1]),
        ("I. – Supprimer l’alinéa 2.\n\nII. – En conséquence, à l’alinéa 1, supprimer le mot :\n\n« ouvertes ».", ["Les données sont.", B1]),
        ("Rédiger ainsi cet article :\n\n« Un alinéa.\n\n« Un autre. »", ["Un alinéa.", "Un autre.", B1]),
        ("Compléter cet article par deux alinéas ainsi rédigés :\n\n« Un.\n\n« Deux. »", [A1, A2, "Un.", "Deux.", B1]),
        ("Avant l’alinéa 1, insérer l’alinéa suivant :\n\n« Pour commencer. »", ["Pour commencer.", A1, A2, B1]),
    ],
)  # fmt: skip
def test_a_layout_is_read(instructions, expected):
    assert result(instructions, "p3") == expected


def test_the_same_substitution_is_made_in_other_alineas():
    words = "À l’alinéa 1, après le mot : « données », insérer le mot : « publiques ».\nEn conséquence, procéder à la même insertion à l’alinéa 2."
    assert "ne sont pas dans l’alinéa 2" in reason(words, "p3").reason


@pytest.mark.parametrize(
    ("instructions", "why"),
    [
        ("Alinéa 9\n\nSupprimer cet alinéa.", "n’existe pas"),
        ("Alinéa 1, seconde phrase\n\nSupprimer les mots :\n\nsont", "cette phrase n’existe pas"),
        ("Alinéa 1\n\nRemplacer le mot :\n\nsont", "n’est pas connue"),
    ],
)
def test_a_layout_that_is_not_certain_is_refused(instructions, why):
    assert why in reason(instructions, "p3").reason
