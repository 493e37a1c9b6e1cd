"""The same change said in the words of many hands: each wording reads as it, and what says something else is refused (R6)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portevoix.engine.edits import apply
from portevoix.engine.legistics import read
from portevoix.engine.text import Text, Unit

A1, A2, B1 = "Les données sont ouvertes.", "L’État paie les actions et publie les actions.", "Chaque agent est formé."
TEXT = Text("T", (
    Unit("p3", "proposition", "3", "Ouvrir", children=(Unit("a1", "alinea", text=A1), Unit("a2", "alinea", text=A2))),
    Unit("p4", "proposition", "4", "Former", children=(Unit("b1", "alinea", text=B1),)),
))  # fmt: skip

WORDINGS = {
    ("Les données restent ouvertes.", A2, B1): """
        Remplacez « sont » par « restent ».
        Remplacement de « sont » par « restent ».
        On remplace « sont » par « restent ».
        Je propose de remplacer « sont » par « restent ».
        Merci de remplacer « sont » par « restent ».
        Changer « sont » en « restent ».
        Modifier « sont » en « restent ».
        Mettre « restent » au lieu de « sont ».
        Au lieu de : « sont », lire : « restent ».
        Écrire « restent » à la place de « sont ».
        Substituer « restent » à « sont ».
        Substituer à « sont » « restent ».
        Le mot « sont » est remplacé par le mot « restent ».
        « sont » devient « restent »
        "sont" → "restent"
        remplacer "sont" -> "restent"
        Remplacer 'sont' par 'restent'
        Remplacer << sont >> par << restent >>
        Supprimer « sont » et le remplacer par « restent ».
        Alinéa 1 : remplacer « sont » par « restent ».
        Al. 1 : remplacer « sont » par « restent ».
        Au paragraphe 1, remplacer « sont » par « restent ».
        Remplacer dans l’alinéa 1 « sont » par « restent ».
        Remplacer « sont » par « restent » (alinéa 1).
        Remplacer partout « sont » par « restent ».
        - remplacer « sont » par « restent »
        1. Remplacer « sont » par « restent »
        <p>Remplacer «&nbsp;sont&nbsp;» par «&nbsp;restent&nbsp;».</p>""",
    ("Les données sont.", A2, B1): """
        Suppression du mot « ouvertes » à l’alinéa 1.
        Supprimer, à l’alinéa 1, le mot « ouvertes ».
        Enlever « ouvertes ».
        Rayez le mot « ouvertes ».
        Le mot « ouvertes » est supprimé.
        Supprimer la fin de l’alinéa 1 à partir de « ouvertes ».""",
    (A2, B1): """
        Supprimez l’alinéa 1.
        Supprimer entièrement l’alinéa 1.
        Supprimer l’intégralité de l’alinéa 1.
        Suppression de l’alinéa 1.
        Le premier alinéa est supprimé.
        Supprimer la phrase « Les données sont ouvertes. »""",
    ("Les données publiques sont ouvertes.", A2, B1): """
        Après « données », ajoutez « publiques ».
        Ajout du mot « publiques » après « données ».
        Après le mot « données », il est inséré le mot « publiques ».
        Insérer le mot « publiques » à la suite de « données ».
        Entre les mots « données » et « sont », insérer le mot « publiques ».
        Faire suivre « données » de « publiques ».
        Faire précéder « sont » de « publiques ».""",
    (f"{A1} Elles le restent.", A2, B1): """
        Ajouter à l’alinéa 1 la phrase suivante : « Elles le restent. »
        Ajouter une phrase à la fin de l’alinéa 1 : « Elles le restent. »
        À la fin de l’alinéa 1, ajouter : « Elles le restent. »
        Compléter ainsi l’alinéa 1 : « Elles le restent. »
        Ajouter à l’alinéa 1 : « Elles le restent. »""",
    (A1, "Fin.", A2, B1): """
        Ajouter un alinéa après l’alinéa 1 : « Fin. »
        Insérer un nouvel alinéa après l’alinéa 1 : « Fin. »
        Après le premier alinéa, ajouter : « Fin. »""",
    ("Tout est ouvert.", A2, B1): """
        Réécrire ainsi l’alinéa 1 : « Tout est ouvert. »
        Nouvelle rédaction de l’alinéa 1 : « Tout est ouvert. »
        Rédiger ainsi : « Tout est ouvert. »
        Remplacer l’alinéa 1 par : « Tout est ouvert. »
        L’alinéa 1 devient : « Tout est ouvert. »
        Remplacer la première phrase par : « Tout est ouvert. »""",
    (A2, A1, B1): """
        Déplacer l’alinéa 2 avant l’alinéa 1.
        Déplacer l’alinéa 1 après l’alinéa 2.
        Intervertir les alinéas 1 et 2.""",
    ("Les données restent libres.", A2, B1): """
        Remplacer « sont » par « restent » puis « ouvertes » par « libres ».
        Remplacer « sont » par « restent », supprimer « ouvertes » et ajouter « libres » à la fin.
        Je propose de remplacer « sont » par « restent », de supprimer « ouvertes » et d’ajouter « libres » à la fin.
        Remplacer « sont » par « restent ». Remplacer « ouvertes » par « libres ».""",
    (A1, "L’État paie tout et publie tout.", B1): """
        À l’alinéa 2, remplacer « les actions » par « tout » (deux fois).
        À l’alinéa 2, remplacer toutes les occurrences de « les actions » par « tout ».
        À l’alinéa 2, remplacer « les actions » par « tout » partout.""",
    ("Les données restent ouvertes.", "L’État paie les actions.", B1): """
        Remplacer « sont » par « restent » et, à l’alinéa 2, supprimer les mots de « et publie » à « les actions ».""",
}  # fmt: skip


def lines(said: str) -> list[str]:
    return [line.strip() for line in said.strip().split("\n")]


@pytest.mark.parametrize(
    ("instructions", "expected"), [(one, wanted) for wanted, said in WORDINGS.items() for one in lines(said)]
)
def test_a_wording_reads_as_the_change_that_it_says(instructions, expected):
    reading = read(instructions, TEXT, "a1")
    assert reading.refusals == ()
    assert tuple(unit.text for unit, _parent, _rank in apply(TEXT, reading.edits).alineas()) == expected


def test_the_words_of_a_title_are_no_words_of_what_it_heads():
    for said in (
        "Remplacer le titre de la proposition 3 par « Fermer ».",
        "Changer l’intitulé de la proposition 3 en « Fermer ».",
        "Rédiger ainsi le titre de la proposition 3 : « Fermer ».",
        "Dans le titre de la proposition 3, remplacer « Ouvrir » par « Fermer ».",
    ):
        changed = apply(TEXT, read(said, TEXT, "a1").edits)
        assert [unit.heading for unit in changed.units] == ["Fermer", "Former"], said
        assert [unit.text for unit, _parent, _rank in changed.alineas()] == [A1, A2, B1]


def test_a_list_under_a_place_is_read_there():
    for said in (
        "Alinéa 1 :\n- remplacer « sont » par « restent »\n- supprimer « ouvertes »",
        "L’alinéa 1 est ainsi modifié :\n1° Le mot « sont » est remplacé par « restent » ;\n2° Le mot « ouvertes » est supprimé.",
        "<p>À l’alinéa 1 :</p><p>1) Remplacez « sont » par « restent » ;</p><p>2) Retirez « ouvertes ».</p>",
    ):
        changed = apply(TEXT, read(said, TEXT, "p3").edits)
        assert [unit.text for unit, _parent, _rank in changed.alineas()] == ["Les données restent.", A2, B1], said


@pytest.mark.parametrize(
    "instructions",
    lines("""
        Supprimer l’alinéa 2 si possible.
        Ne pas supprimer l’alinéa 2.
        Supprimer l’alinéa 2 ?
        Supprimer l’alinéa 1 (sauf la première phrase).
        Remplacer « sont » par « restent » ou « demeurent ».
        Remplacer « sont » par rien.
        Remplacer « sont » par l’alinéa 2.
        Ajouter « publiques » après « données » ou avant « sont ».
        Ajouter « libres » à l’alinéa 1.
        Ajouter « libres ».
        Écrire « restent ».
        Mettre « sont » en gras.
        Substituer « restent » par « sont ».
        Retirer cet amendement.
        Supprimer tous les alinéas.
        Supprimer le titre.
        Remplacer le titre par « X ».
        Supprimer le chapitre.
        Supprimer cette priorité.
        Compléter ainsi l’alinéa 1 : « Marseille »
        Entre « données » et « ouvertes », insérer « publiques ».
        Supprimer les mots de « ouvertes » à « données ».
        L’alinéa 1 devient l’alinéa 2.
        L’alinéa 1 est ainsi modifié : « Tout est ouvert. »
        Déplacer l’alinéa 2.
        Déplacer l’alinéa 1 après l’alinéa 1.
        Je propose de réfléchir à l’alinéa 1.
        Supprimer « ouvertes » (ou « sont »).
        Supprimer 'sont' ou l'alinéa d'à côté'."""),
)
@pytest.mark.parametrize("place", ["a1", "p3"])
def test_what_says_something_else_is_refused(instructions, place):
    assert read(instructions, TEXT, place).refusals


def test_a_paragraph_is_no_alinea_where_paragraphs_are_numbered():
    text = Text("T", (Unit("u", "article", "1", children=(
        Unit("x", "alinea", text="I. – Les données sont ouvertes."), Unit("y", "alinea", text="II. – Tout est dit."))),))  # fmt: skip
    assert "« paragraphe »" in read("Supprimer le paragraphe 2.", text, "u").refusals[0].reason
    assert read("Supprimer l’alinéa 2.", text, "u").refusals == ()


def test_words_without_quotation_marks_are_asked_for_between_them():
    assert "entre guillemets" in read("remplacer sont par restent", TEXT, "a1").refusals[0].reason


def test_a_table_is_said_to_be_what_is_not_read():
    assert (
        "tableau"
        in read("Alinéa 1, tableau, première colonne\nSupprimer cette colonne.", TEXT, "p3").refusals[0].reason
    )


def test_a_sentence_that_quotes_without_end_is_refused_and_not_read_in_part():
    assert read("supprimer « données » et " * 2000, TEXT, "p3").refusals
    assert read("«" * 20_000, TEXT, "p3").refusals


WORD = st.text("abcdefghijklmnopqrstuvwxyzéèàç", min_size=2, max_size=9)
REPLACING = (
    "À l’alinéa {at}, substituer au mot : « {old} » le mot : « {new} ».",
    "Alinéa {at} : remplacez « {old} » par « {new} ».",
    "Au lieu de « {old} », lire « {new} » (alinéa {at}).",
    "À l’alinéa {at}, le mot « {old} » est remplacé par le mot « {new} ».",
    "Substituer le mot « {new} » au mot « {old} » à l’alinéa {at}.",
    "À l’alinéa {at}, écrire « {new} » au lieu de « {old} ».",
)


@given(st.lists(st.lists(WORD, min_size=1, max_size=6), min_size=1, max_size=4), WORD, st.data())
def test_all_the_wordings_of_one_change_read_alike(alineas, new, data):
    text = Text("T", (Unit("u", "proposition", "1", children=tuple(
        Unit(f"a{at}", "alinea", text=" ".join(words)) for at, words in enumerate(alineas, 1))),))  # fmt: skip
    at = data.draw(st.integers(1, len(alineas)))
    old = data.draw(st.sampled_from(alineas[at - 1]))
    assume(alineas[at - 1].count(old) == 1 and new != old)
    readings = [read(said.format(at=at, old=old, new=new), text, "u") for said in REPLACING]
    assert all(reading.refusals == () for reading in readings)
    assert {reading.edits for reading in readings} == {readings[0].edits}
    held = [new if word == old else word for word in alineas[at - 1]]
    assert apply(text, readings[0].edits).units[0].children[at - 1].text == " ".join(held)
