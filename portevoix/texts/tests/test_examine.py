"""The examination, the next version, the vote on the whole (R7 to R9, R20 to R29)."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from portevoix.ballots.actions import ShowOfHands
from portevoix.commissions.models import Meeting
from portevoix.engine.verification import canonical, changed_text, sha256
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact
from portevoix.texts.actions.amending import file_amendment, withdraw_amendment
from portevoix.texts.actions.examining import (
    call_not_defended,
    close_examination,
    decide_amendment,
    open_examination,
    vote_on_the_whole,
)
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.lineage import carried
from portevoix.texts.models import Amendment, Version
from portevoix.texts.tests.test_amend import version  # noqa: F401

pytestmark = pytest.mark.django_db
ON = datetime(2026, 4, 1, 14, 0, tzinfo=UTC)
FOR, AGAINST = ShowOfHands(9, 4, 1), ShowOfHands(4, 9, 1)


@pytest.fixture
def meeting(commission):
    return Meeting.objects.create(
        commission=commission,
        title="Plénière",
        starts_at=ON,
        place="Salle",
        members_with_vote=27,
        present=14,
        opened_at=ON,
    )


@pytest.fixture
def filed(version, member, at):
    def file(instructions, **given):
        return file_amendment(
            version, unit_key="a1", instructions=instructions, rationale="…", by=member, at=at, **given
        )

    return file


@pytest.fixture
def worked_example(filed):
    """A to E of the worked example of the rules, section 2."""
    return {
        name: filed(instructions)
        for name, instructions in {
            "A": "Supprimer l’alinéa 1.",
            "B": "À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».",
            "C": "À l’alinéa 1, substituer aux mots : « sont ouvertes » les mots : « restent fermées ».",
            "D": "À l’alinéa 1, après le mot : « données », insérer le mot : « publiques ».",
            "E": "remplacer « sont » par « peuvent être »",
        }.items()
    }


def outcomes():
    return dict(Amendment.objects.values_list("number", "outcome"))


def test_the_order_and_the_marks_of_the_worked_example(as_, worked_example, version, member):
    page = as_(member).get(f"/textes/{version.text.slug}/v1/amendements/").content.decode()
    order = [page.index(f'/amendements/{worked_example[name].number}/"') for name in "ACBED"]
    assert order == sorted(order) and page.count('href="?ensemble=identiques:') == 2


def test_identical_ones_take_one_vote_competing_ones_fall_and_the_rest_makes_the_next_version(
    worked_example,
    version,
    meeting,
    secretary,
):
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    decide_amendment(worked_example["A"], AGAINST, by=secretary, at=ON)
    decide_amendment(worked_example["B"], FOR, by=secretary, at=ON)
    found = outcomes()
    assert [found[worked_example[name].number] for name in "ABCDE"] == ["rejected", "adopted", "fell", "", "adopted"]
    fallen = Amendment.objects.get(pk=worked_example["C"].pk)
    assert fallen.because == worked_example["B"]
    b, e = (Amendment.objects.get(pk=worked_example[name].pk) for name in "BE")
    assert b.ballot == e.ballot
    with pytest.raises(Refused, match="attend son sort"):
        close_examination(examination, by=secretary, at=ON)
    decide_amendment(worked_example["D"], FOR, by=secretary, at=ON)
    following = close_examination(examination, by=secretary, at=ON)
    row = following.units.get(key="a1")
    assert row.words == "Les données publiques peuvent être ouvertes."
    parts = [(row.words[start:end], source) for start, end, source in row.origins]
    assert ("peuvent être", "amendment:1/2") in parts
    assert [source for words, source in parts if "publiques" in words] == ["amendment:1/4"]
    assert "".join(words for words, _source in parts) == row.words
    assert [(words, source) for _at, words, source in row.removals] == [("sont", "amendment:1/2")]
    facts = {f.name: f.value for f in Fact.objects.filter(entry__act="texts.version_consolidated")}
    frozen = Fact.objects.get(entry__act="texts.version_frozen", name="text").value
    edits = [edit for _number, one in facts["applied"] for edit in one]
    assert changed_text(frozen, edits) == facts["text"] and sha256(canonical(facts["text"])) == following.digest


def test_a_vote_is_announced_once_with_all_that_it_decided_and_twins_are_credited_together(
    as_, worked_example, version, meeting, secretary, chair
):
    twin = worked_example["E"]
    Amendment.objects.filter(pk=twin.pk).update(author=chair)
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    client, slug = as_(secretary), version.text.slug
    voted = f"/textes/{slug}/v1/amendements/{worked_example['B'].number}/examiner/"
    page = client.post(voted, asdict(FOR) | {"present": 14}, follow=True).content.decode()
    assert "Amendements identiques 2, 5, décidés par un seul vote. Adopté\u202f: 9 pour, 4 contre." in page
    assert "En conséquence, n’ont plus d’objet" in page and page.count("Adopté\u202f:") == 1
    voted = f"/textes/{slug}/v1/amendements/{worked_example['D'].number}/examiner/"
    page = client.post(voted, asdict(AGAINST) | {"present": 14}, follow=True).content.decode()
    assert "Amendement 4. Rejeté\u202f: 4 pour, 9 contre." in page
    close_examination(examination, by=secretary, at=ON)
    page = client.get(f"/textes/{slug}/v2/?vue=origine").content.decode()
    legend = page[page.index('class="legend"') :]
    assert "Maël Membre" in legend and f'v1/amendements/{twin.number}/">amendement 5</a>, Chantal Présidente' in legend


def test_two_paragraphs_lettered_by_dots_take_numbers_that_follow(filed, version, meeting, secretary):
    end = "Compléter cette proposition par un paragraphe ainsi rédigé :\n\n... . - "
    first, second = filed(f"{end}Un bilan est publié."), filed(f"{end}Une carte est tenue à jour.")
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    for one in (first, second):
        decide_amendment(one, FOR, by=secretary, at=ON)
    following = close_examination(examination, by=secretary, at=ON)
    words = list(following.units.filter(kind="alinea").order_by("position").values_list("words", flat=True))
    assert words[0].startswith("I. - ")
    assert words[-2:] == ["II. - Un bilan est publié.", "III. - Une carte est tenue à jour."]
    facts = {f.name: f.value for f in Fact.objects.filter(entry__act="texts.version_consolidated")}
    frozen = Fact.objects.get(entry__act="texts.version_frozen", name="text").value
    edits = [edit for _number, one in facts["applied"] for edit in one]
    assert changed_text(frozen, edits) == facts["text"] and sha256(canonical(facts["text"])) == following.digest


def test_what_the_text_already_says_is_satisfied_and_names_by_whom(filed, version, meeting, secretary):
    whole = filed(
        "À l’alinéa 1, substituer aux mots : « sont ouvertes » les mots : « restent fermées ».\nSupprimer l’alinéa 2."
    )
    part = filed("Supprimer l’alinéa 2.")
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    decide_amendment(whole, FOR, by=secretary, at=ON)
    part.refresh_from_db()
    assert (part.outcome, part.because) == ("satisfied", whole)


def test_sub_amendments_come_first_and_rewrite_or_fall_with_their_parent(filed, version, meeting, secretary):
    parent = filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    kept = filed("À l’alinéa 1, substituer au mot : « peuvent » le mot : « doivent ».", parent=parent)
    lost = filed("À l’alinéa 1, substituer au mot : « être » le mot : « rester ».", parent=parent)
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="sous-amendements s’examinent d’abord"):
        decide_amendment(parent, FOR, by=secretary, at=ON)
    decide_amendment(kept, FOR, by=secretary, at=ON)
    decide_amendment(lost, AGAINST, by=secretary, at=ON)
    decide_amendment(parent, FOR, by=secretary, at=ON)
    following = close_examination(examination, by=secretary, at=ON)
    row = following.units.get(key="a1")
    assert row.words == "Les données doivent être ouvertes."
    sources = {row.words[start:end].strip(): source for start, end, source in row.origins}
    assert sources["doivent"] == f"amendment:1/{kept.number}"


def test_sub_amendments_fall_with_a_rejected_parent(filed, version, meeting, secretary, member, at):
    parent = filed("Supprimer l’alinéa 2.")
    other = filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    sub = filed("À l’alinéa 1, substituer au mot : « être » le mot : « rester ».", parent=other)
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    withdraw_amendment(other, by=member, at=ON)
    sub.refresh_from_db()
    assert sub.outcome == "fell" and sub.because == other
    call_not_defended(parent, by=secretary, at=ON)
    assert outcomes()[parent.number] == "not_defended"


def test_what_is_not_understood_is_not_put_to_the_vote(filed, version, meeting, secretary):
    unread = filed("Mieux écouter.", as_is=True)
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="n’est pas compris"):
        decide_amendment(unread, FOR, by=secretary, at=ON)


def test_counts_quorum_and_ties(filed, version, meeting, secretary):
    amendment = filed("Supprimer l’alinéa 2.")
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="vérifiez le compte"):
        decide_amendment(amendment, ShowOfHands(10, 5, 0), by=secretary, at=ON)
    with pytest.raises(Refused, match="quorum n’est plus atteint"):
        decide_amendment(amendment, ShowOfHands(5, 5, 0, present=13), by=secretary, at=ON)
    assert outcomes() == {1: ""}
    decide_amendment(amendment, ShowOfHands(7, 7, 0, chair_vote="for"), by=secretary, at=ON)
    assert outcomes() == {1: "adopted"}


def test_members_do_not_run_the_examination(filed, version, meeting, member):
    with pytest.raises(Forbidden):
        open_examination(version, meeting=meeting, by=member, at=ON)


def test_no_amendment_is_filed_once_the_examination_is_open(filed, version, meeting, secretary):
    filed("Supprimer l’alinéa 2.")
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="dépôt d’amendements est clos"):
        filed("Supprimer l’alinéa 1.")


def test_the_vote_on_the_whole_adopts_or_rejects_under_the_chosen_majority(version, meeting, secretary):
    version.text.majority = "two_thirds"
    version.text.save()
    done = vote_on_the_whole(version, ShowOfHands(8, 6, 0), meeting=meeting, by=secretary, at=ON)
    assert done.status == Version.Status.REJECTED
    with pytest.raises(Refused, match="déjà mise aux voix"):
        vote_on_the_whole(version, FOR, meeting=meeting, by=secretary, at=ON)


def test_a_text_with_amendments_waits_for_their_examination(filed, version, meeting, secretary):
    filed("Supprimer l’alinéa 2.")
    with pytest.raises(Refused, match="s’examinent avant"):
        vote_on_the_whole(version, FOR, meeting=meeting, by=secretary, at=ON)


def test_origins_are_carried_from_version_to_version():
    before = [[0, 4, None], [4, 12, "amendment:1/3"], [12, 20, None]]
    runs, removals = [(0, 6, None), (6, 9, "amendment:2/1"), (9, 19, None)], [(6, "abcd", "amendment:2/1")]
    assert carried(runs, removals, before) == [
        [0, 4, None], [4, 6, "amendment:1/3"], [6, 9, "amendment:2/1"], [9, 11, "amendment:1/3"], [11, 19, None]
    ]  # fmt: skip


def test_the_chair_examines_from_the_pages_to_the_adopted_text(as_, filed, version, meeting, secretary):
    filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    filed("Supprimer l’alinéa 2.")
    client, slug = as_(secretary), version.text.slug
    assert "Ouvrir l’examen" in client.get(f"/textes/{slug}/examen/").content.decode()
    client.post(f"/textes/{slug}/examen/ouvrir/", {"meeting": meeting.pk})
    hands = asdict(FOR) | {"present": 14}
    wrong = client.post(f"/textes/{slug}/v1/amendements/1/examiner/", {**hands, "votes_for": 13})
    assert wrong.status_code == 422 and 'value="13"' in wrong.content.decode()
    client.post(f"/textes/{slug}/v1/amendements/1/examiner/", hands)
    client.post(f"/textes/{slug}/v1/amendements/2/examiner/", {"not_defended": "1"})
    page = client.get(f"/textes/{slug}/examen/").content.decode()
    assert "Clore l’examen" in page
    client.post(f"/textes/{slug}/examen/clore/")
    assert to_engine(Version.objects.get(number=2)).unit("a1").text == "Les données peuvent être ouvertes."
    vote = {**hands, "meeting": meeting.pk}
    response = client.post(f"/textes/{slug}/examen/vote/", vote)
    assert response.status_code == 302 and Version.objects.get(number=2).status == "adopted"
    assert "Publier le texte adopté" in client.get(f"/textes/{slug}/examen/").content.decode()


def test_examination_pages_cost_few_queries(filed, version, meeting, secretary, as_, django_assert_max_num_queries):
    for rank in range(8):
        filed(f"À l’alinéa 1, substituer au mot : « sont » les mots : « restent {rank} ».")
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    client, slug = as_(secretary), version.text.slug
    client.get("/")  # what is expected of someone is counted once after an act, then kept
    for page in (f"/textes/{slug}/examen/", f"/textes/{slug}/v1/amendements/3/examiner/", f"/seances/{meeting.pk}/"):
        with django_assert_max_num_queries(12):
            client.get(page)


def test_a_tie_is_not_recorded_before_the_chair_was_asked(as_, filed, version, meeting, secretary):
    filed("Supprimer l’alinéa 2.")
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    client, address = as_(secretary), f"/textes/{version.text.slug}/v1/amendements/1/examiner/"
    level = asdict(ShowOfHands(6, 6, 0)) | {"present": 14}
    asked = client.post(address, level)
    page = asked.content.decode()
    assert asked.status_code == 422 and "Les voix sont à égalité" in page and 'name="tie" value="6"' in page
    assert outcomes() == {1: ""}
    assert client.post(address, level | {"votes_for": 7, "votes_against": 7, "tie": "6"}).status_code == 422
    assert client.post(address, level | {"tie": "6"}).status_code == 302
    assert outcomes() == {1: "rejected"}
