"""No code of the journal reaches a reader: every act, fact and subject that the code names has its words."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

from portevoix.journal.words import act_words, acts, fact_words, subject_words, unsaid, value_words

HOUSE = Path(__file__).resolve().parents[2]
DOCS = HOUSE.parent / "docs" / "registre.md"


def _constants(node) -> list[str]:
    """The strings that *node* may be: a constant, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return _constants(node.body) + _constants(node.orelse) if isinstance(node, ast.IfExp) else []


def _recorded():
    """(act, names of facts) of each entry that the code writes, as far as they are written in full."""
    for path in sorted(HOUSE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record":
                facts = next((one.value for one in call.keywords if one.arg == "facts"), None)
                keys = facts.keys if isinstance(facts, ast.Dict) else []
                names = [key.value for key in keys if isinstance(key, ast.Constant)]
                for act in _constants(call.args[0]) if call.args else []:
                    if "." in act:
                        yield act, names


def test_every_act_and_fact_that_the_code_names_has_its_words():
    found = list(_recorded())
    assert len({act for act, _names in found}) > 60
    assert {one for act, names in found for one in unsaid(act, "person:1", names)} == set()


def test_every_act_is_in_the_table_of_the_docs():
    table = DOCS.read_text("utf-8")
    assert [act for act in acts() if f"`{act.partition('.')[2]}`" not in table and f"`{act}`" not in table] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_words(language):
    with override(language):
        assert [act for act, words in acts().items() if "_" in str(words) or "." in str(words)] == []


def test_codes_are_said_in_the_language_of_the_page():
    assert act_words("commissions.mandate_given") == "rôle confié"
    assert fact_words("commissions.mandate_given", "in_place_of") == "supplée"
    assert value_words("commissions.mandate_given", "role", "secretariat") == "secrétariat"
    assert subject_words("meeting:3") == "séance 3"
    with override("en"):
        assert act_words("commissions.mandate_given") == "role given"
        assert value_words("commissions.mandate_given", "role", "secretariat") == "secretariat"


def test_a_subject_may_be_more_than_a_number():
    assert subject_words("retention:notices") == "les avis, lus ou non"
    assert subject_words("register:2026-01-01") == "registre des territoires, édition du 1er janvier 2026"
    with override("en"):
        assert subject_words("register:2026-01-01") == "register of territories, edition of 1 January 2026"


def test_a_fact_that_was_changed_says_from_what_to_what():
    assert value_words("people.corrected", "name", {"from": "Ane", "to": "Anne"}) == "Ane → Anne"
    assert value_words("people.corrected", "email", {"from": "", "to": "a@example.org"}) == "– → a@example.org"
    assert fact_words("commissions.meeting_moved", "former_place") == "lieu ou lien, auparavant"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "oui"),
        (False, "non"),
        (None, "–"),
        (3, "3"),
        ("2026-03-05", "5 mars 2026"),
        ("2026-03-05T13:00:00+00:00", "5 mars 2026, 14:00"),
        ("2026-99-05", "2026-99-05"),
        (["une", "deux"], "une, deux"),
        ({"sièges": 2}, "sièges\u202f: 2"),
    ],
)
def test_values_are_said_plainly(value, said):
    assert value_words("people.entered", "name", value) == said


def test_what_no_room_says_any_more_shows_its_code():
    assert act_words("alliances.signed") == "alliances.signed"
    assert unsaid("alliances.signed", "alliance:1", ["by", "who"]) == [
        "alliances.signed",
        "alliance:",
        "alliances.signed who",
    ]
