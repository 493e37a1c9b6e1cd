"""A competing amendment put to the vote all the same, and adopted: a person says how the text reads (R26)."""

from dataclasses import asdict

import pytest

from portevoix.engine.verification import canonical, changed_text, sha256
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact
from portevoix.notices.expected import expected_of
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.deliberating import ask_second_deliberation
from portevoix.texts.actions.examining import (
    call_not_defended,
    close_examination,
    decide_amendment,
    open_examination,
    vote_on_the_whole,
)
from portevoix.texts.models import Amendment, Version
from portevoix.texts.tests.test_amend import version  # noqa: F401
from portevoix.texts.tests.test_examine import (  # noqa: F401
    AGAINST,
    FOR,
    ON,
    filed,
    meeting,
    outcomes,
    worked_example,
)

pytestmark = pytest.mark.django_db
SETTLED = {
    "unit_key": "a1",
    "instructions": "remplacer « sont ouvertes » par « peuvent rester fermées »",
    "reason": "Les deux votes se tiennent ainsi.",
}


@pytest.fixture
def examination(worked_example, version, meeting, secretary):
    """B is adopted, with its twin E: C has fallen, A too; D is not voted yet."""
    opened = open_examination(version, meeting=meeting, by=secretary, at=ON)
    decide_amendment(worked_example["B"], FOR, by=secretary, at=ON)
    return opened


@pytest.fixture
def contradictory(worked_example, examination, secretary):
    """B, C and D are adopted; the examination is closed."""
    decide_amendment(worked_example["C"], FOR, all_the_same=True, by=secretary, at=ON)
    decide_amendment(worked_example["D"], FOR, by=secretary, at=ON)
    return close_examination(examination, by=secretary, at=ON)


def test_one_that_fell_is_put_to_the_vote_only_when_asked_so(worked_example, examination, secretary, filed):
    fallen = worked_example["C"]
    with pytest.raises(Refused, match="déjà tombé"):
        decide_amendment(fallen, FOR, by=secretary, at=ON)
    decide_amendment(fallen, AGAINST, all_the_same=True, by=secretary, at=ON)
    assert outcomes()[fallen.number] == "rejected"
    with pytest.raises(Refused, match="déjà rejeté"):
        decide_amendment(fallen, FOR, all_the_same=True, by=secretary, at=ON)
    call_not_defended(worked_example["D"], by=secretary, at=ON)
    following = close_examination(examination, by=secretary, at=ON)
    assert following.units.get(key="a1").words == "Les données peuvent être ouvertes."


def test_a_sub_amendment_that_fell_with_its_parent_does_not_stand_alone(filed, version, meeting, secretary):
    parent = filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    sub = filed("À l’alinéa 1, substituer au mot : « être » le mot : « rester ».", parent=parent)
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    call_not_defended(parent, by=secretary, at=ON)
    with pytest.raises(Refused, match="déjà tombé"):
        decide_amendment(sub, FOR, all_the_same=True, by=secretary, at=ON)


def test_both_adopted_make_no_version_until_a_person_says_how_the_text_reads(
    contradictory, version, meeting, secretary, chair, rapporteur, member
):
    assert (contradictory.pk, contradictory.status) == (version.pk, "examined") and not version.successors.exists()
    with pytest.raises(Refused, match="mêmes mots"):
        vote_on_the_whole(contradictory, FOR, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="mêmes mots"):
        ask_second_deliberation(contradictory, articles=["p1"], reason="…", by=chair, at=ON)
    elsewhere = {"unit_key": "a2", "instructions": "remplacer « contribue » par « aide »", "reason": "…"}
    with pytest.raises(Refused, match="ne dit pas comment ils se lisent"):
        coordinate(contradictory, **elsewhere, by=rapporteur, at=ON)
    with pytest.raises(Forbidden):
        coordinate(contradictory, **SETTLED, by=member, at=ON)
    assert not Amendment.objects.filter(outcome="coordination").exists()

    assert all(any("se contredisent" in one.act for one in expected_of(by, ON.date())) for by in (chair, rapporteur))
    assert not any("se contredisent" in one.act for one in expected_of(member, ON.date()))
    made = coordinate(contradictory, **SETTLED, by=rapporteur, at=ON)
    assert not any("se contredisent" in one.act for one in expected_of(rapporteur, ON.date()))
    row = made.units.get(key="a1")
    assert (made.number, row.words) == (2, "Les données publiques peuvent rester fermées.")
    assert {row.words[start:end].strip(): source for start, end, source in row.origins if row.words[start:end] != " "} == {
        "Les données": None, "publiques": "amendment:1/4", "peuvent rester fermées": "amendment:1/6", ".": None,
    }  # fmt: skip
    assert [(words, source) for _at, words, source in row.removals] == [("sont ouvertes", "amendment:1/6")]
    facts = {fact.name: fact.value for fact in Fact.objects.filter(entry__act="texts.version_consolidated")}
    assert (facts["adopted"], [number for number, _edits in facts["applied"]]) == ([2, 3, 4, 5, 6], [4, 6])
    frozen = Fact.objects.get(entry__act="texts.version_frozen", name="text").value
    edits = [edit for _number, one in facts["applied"] for edit in one]
    assert changed_text(frozen, edits) == facts["text"] and sha256(canonical(facts["text"])) == made.digest
    assert vote_on_the_whole(made, FOR, meeting=meeting, by=secretary, at=ON).status == Version.Status.ADOPTED


def test_two_places_take_two_coordinations(filed, version, meeting, secretary, rapporteur):
    pairs = [
        [filed("remplacer « sont » par « restent »"), filed("remplacer « sont ouvertes » par « s’ouvrent »")],
        [
            filed("À l’alinéa 2, substituer aux mots : « y contribue » le mot : « paie »."),
            filed("À l’alinéa 2, substituer au mot : « contribue » le mot : « participe »."),
        ],
    ]
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    for first, second in pairs:
        decide_amendment(first, FOR, by=secretary, at=ON)
        decide_amendment(second, FOR, all_the_same=True, by=secretary, at=ON)
    reached = close_examination(examination, by=secretary, at=ON)
    one = {"unit_key": "a1", "instructions": "remplacer « sont ouvertes » par « restent libres »", "reason": "…"}
    assert coordinate(reached, **one, by=rapporteur, at=ON) == version and not version.successors.exists()
    other = {"unit_key": "a2", "instructions": "remplacer « y contribue » par « participe et paie »", "reason": "…"}
    made = coordinate(reached, **other, by=rapporteur, at=ON)
    words = list(made.units.filter(kind="alinea").order_by("position").values_list("words", flat=True))
    assert words == ["Les données restent libres.", "L’État participe et paie."]


def test_on_the_pages_from_the_vote_to_the_coordination(as_, worked_example, examination, version, secretary, member):
    slug = version.text.slug
    fallen = worked_example["C"].number
    one, voting = (f"/textes/{slug}/v1/amendements/{fallen}/{end}" for end in ("", "examiner/"))
    assert voting not in as_(member).get(one).content.decode()
    client = as_(secretary)
    assert voting in client.get(one).content.decode()
    page = client.get(voting).content.decode()
    assert "Le mettre aux voix quand même" in page and "porte sur les mêmes mots que le 2, adopté" in page
    hands = asdict(FOR) | {"present": 14, "all_the_same": "1"}
    assert client.post(voting, hands | {"votes_for": 99}).status_code == 422
    assert "Adopté" in client.post(voting, hands, follow=True).content.decode()
    client.post(f"/textes/{slug}/v1/amendements/{worked_example['D'].number}/examiner/", {"not_defended": "1"})
    page = client.post(f"/textes/{slug}/examen/clore/", follow=True).content.decode()
    assert "attend une modification de coordination" in page and "Adoptés sur les mêmes mots" in page
    assert f"/textes/{slug}/v1/coordonner/a1/" in page and "/examen/vote/" not in page
    assert "seconde-deliberation" not in page
    assert "/v1/coordonner/a1/" not in as_(member).get(f"/textes/{slug}/examen/").content.decode()
    client = as_(secretary)
    address = f"/textes/{slug}/v1/coordonner/a1/"
    page = client.get(address).content.decode()
    assert "Adoptés sur les mêmes mots" in page and "<ins>restent fermées</ins>" in page
    assert 'amendements/2/">Amendement 2</a>' in page
    typed = {"change": "words", "words": "Les données peuvent rester fermées.", "rationale": "Les deux votes."}
    page = client.post(address, typed, follow=True).content.decode()
    assert "La version 2 attend le vote" in page and "/examen/vote/" in page
