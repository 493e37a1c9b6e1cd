"""How parliaments lay instructions out: places and quoted words on lines of their own, lists, consequences (R3, R6)."""

import pytest

from portevoix.engine.amendments import Amendment
from portevoix.engine.consolidation import consolidate
from portevoix.engine.edits import apply
from portevoix.engine.legistics import read, settled
from portevoix.engine.tests.test_legistics_everyday import A1, A2, B1, reason, result
from portevoix.engine.text import Text, Unit


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
        ("L’alinéa 2 est supprimé.", [A1, B1]),
        ("À l’alinéa 1, le mot « sont » est remplacé par les mots « peuvent être ».", ["Les données peuvent être ouvertes.", A2, B1]),
        ("Après l’alinéa 1, il est inséré un alinéa ainsi rédigé : « Fin. »", [A1, "Fin.", A2, B1]),
        ("L’alinéa 1 est complété par une phrase ainsi rédigée : « Fin. »", ["Les données sont ouvertes. Fin.", A2, B1]),
        ("Alinéa 2\n\nSupprimer les deux occurrences des mots :\n\nles actions", [A1, "L’État cofinance, chaque année, et publie.", B1]),
        ("À l’alinéa 2, substituer, par deux fois, aux mots : « les actions » le mot : « tout ».", [A1, "L’État cofinance tout, chaque année, et publie tout.", B1]),
        ("Alinéa 1\n\nCompléter l’alinéa par les mots :\n\nà tous", ["Les données sont ouvertes à tous.", A2, B1]),
        ("Alinéas 1 et 2\n\nRemplacer ces deux alinéas par un alinéa ainsi rédigé :\n\nTout est ouvert.", ["Tout est ouvert.", B1]),
        ("Alinéa 1\n\nRédiger ainsi cette phrase :\n\nTout est ouvert.", ["Tout est ouvert.", A2, B1]),
        ("I. – Alinéa 2\n\nSupprimer cet alinéa.\n\nII. – Pour compenser la perte de recettes résultant du I, compléter cet article par un alinéa ainsi rédigé :\n\nLa perte de recettes est compensée à due concurrence.", [A1, "La perte de recettes est compensée à due concurrence.", B1]),
        ("Alinéa 2\n\nCompléter cet alinéa par les mots et une phrase ainsi rédigés :\n\nde tous. Il en rend compte.", [A1, "L’État cofinance les actions, chaque année, et publie les actions de tous. Il en rend compte.", B1]),
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


BILL = Text("T", (Unit("b", "article", "1", children=tuple(Unit(f"b{rank}", "alinea", text=line) for rank, line in enumerate((
    "I. – Le code est ainsi modifié :",
    "1° L’article 2 est complété par deux alinéas ainsi rédigés :",
    "« a) Les communes ;",
    "« b) Les régions. » ;",
    "2° L’article 3 est abrogé.",
    "II. – Le I s’applique à tous, les élus comme les agents, et les autres.",
), 1))),))  # fmt: skip


def bill(*instructions: str) -> list[str]:
    """The alinéas of the bill once the amendments, filed in that order, are all adopted."""
    adopted = []
    for rank, words in enumerate(instructions, 1):
        reading = read(words, BILL, "b", prefix=f"m{rank}")
        assert reading.refusals == (), reading.refusals
        adopted.append(Amendment(str(rank), reading.edits, rank))
    made = consolidate(BILL, settled(adopted, BILL)).text
    assert not any(unit.number for unit, _parent, _rank in made.alineas())
    return [unit.text for unit, _parent, _rank in made.alineas()]


@pytest.mark.parametrize(
    ("place", "dots", "expected"),
    [
        ("Compléter cet article par un paragraphe ainsi rédigé :", "... . - Fin.", "III. - Fin."),
        ("Après l’alinéa 5\n\nInsérer un paragraphe ainsi rédigé :", "... - Fin.", "I bis. - Fin."),
        ("Après l’alinéa 5\n\nInsérer un alinéa ainsi rédigé :", "...° Fin.", "3° Fin."),
        ("Après l’alinéa 4\n\nInsérer un alinéa ainsi rédigé :", "...° Fin.", "1° bis Fin."),
        ("Après l’alinéa 3\n\nInsérer un alinéa ainsi rédigé :", "« ...) Fin ;", "« a bis) Fin ;"),
        ("Avant l’alinéa 1\n\nInsérer un paragraphe ainsi rédigé :", "... - Début.", "I A. - Début."),
    ],
)
def test_dots_become_the_number_that_comes_there(place, dots, expected):
    assert expected in bill(f"{place}\n\n{dots}")


def test_two_paragraphs_at_one_place_do_not_take_the_same_number():
    end = "Compléter cet article par un paragraphe ainsi rédigé :\n\n"
    assert bill(f"{end}... - Un.", f"{end}... - Deux.", f"{end}... - Un.")[-2:] == ["III. - Un.", "IV. - Deux."]


def test_a_number_that_is_written_is_never_changed():
    end = "Compléter cet article par un paragraphe ainsi rédigé :\n\n"
    assert bill(f"{end}III. - Un.", f"{end}III. - Deux.")[-2:] == ["III. - Un.", "III. - Deux."]


def test_a_proposed_article_whose_number_is_blank_is_refused():
    words = "Compléter cet article par un alinéa ainsi rédigé :\n\n« Art. L... – Fin. »"
    assert "laissé en blanc" in read(words, BILL, "b").refusals[0].reason


@pytest.mark.parametrize(
    "words",
    [
        "Après l’alinéa 3\n\nInsérer un alinéa ainsi rédigé :\n\n« a bis) Les départements ; »",
        "Après l’alinéa 3, insérer l’alinéa suivant :\n\n« a bis) Les départements ; »",
        "Après l’alinéa 3\n\nInsérer un alinéa ainsi rédigé :\n\n« a bis) Les départements ;",
    ],
)
def test_what_comes_in_the_middle_of_a_proposed_text_takes_its_marks(words):
    assert bill(words)[3] == "« a bis) Les départements ;"


def test_what_completes_a_proposed_text_comes_before_the_marks_that_close_it():
    done = bill("Alinéa 4\n\nCompléter cet alinéa par une phrase ainsi rédigée :\n\nElles sont entendues.")
    assert "« b) Les régions. Elles sont entendues. » ;" in done


def article(*alineas: str) -> Text:
    return Text(
        "T",
        (Unit("a", "article", "1", children=tuple(Unit(f"a{n}", "alinea", text=t) for n, t in enumerate(alineas, 1))),),
    )


def done(instructions: str, text: Text) -> list[str]:
    reading = read(instructions, text, "a")
    assert reading.refusals == (), reading.refusals
    return [unit.text for unit, _parent, _rank in apply(text, reading.edits).alineas()]


def test_an_occurrence_counts_words_whatever_their_capitals():
    words = "Après la seconde occurrence du mot : « les », insérer le mot : « seuls »."
    assert done(words, article("Les élus comme les agents.")) == ["Les élus comme les seuls agents."]


def test_dots_before_paragraphs_that_nothing_numbers_are_refused():
    text = article("Le code est ainsi modifié :", "I. – L’article 2 est abrogé.")
    words = "Avant l’alinéa 1\n\nInsérer un paragraphe ainsi rédigé :\n\n... - Début."
    assert "quel numéro" in read(words, text, "a").refusals[0].reason


def test_among_several_words_those_already_followed_by_what_is_brought_are_not_meant():
    words = "Après le mot : « biologie », insérer le mot : « médicale »."
    text = article("La biologie est une science ; la biologie médicale aussi.")
    assert done(words, text) == ["La biologie médicale est une science ; la biologie médicale aussi."]


@pytest.mark.parametrize(
    "words",
    [
        "à la " * 5_000,
        "« mot\n\n" * 2_000,
        "« " * 2_000,
        "Alinéa 1\n\n" * 5_000,
        "Supprimer les alinéas 1 à 999999999.",
        ", et " * 5_000,
    ],
)
def test_a_flood_is_refused_without_drowning(words):
    # Each of these took hours where a pattern could be read in two ways.
    assert read(words, BILL, "b").refusals


def test_instructions_of_any_length_are_read_without_sinking():
    block = "\n\n".join(f"{rank}° Au I, les mots : « mot {rank} » sont supprimés ;" for rank in range(1, 200))
    words = f"Rédiger ainsi cet article :\n\nI. – Le code est ainsi modifié :\n\n{block}\n\n« Sans fin"
    assert read(words, BILL, "b").refusals == ()
