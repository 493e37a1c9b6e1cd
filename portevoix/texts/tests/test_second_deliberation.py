"""The second deliberation: an article examined again before the vote on the whole, from the version reached (R28)."""

from dataclasses import asdict

import pytest

from portevoix.engine.edits import InsertUnits, ReplaceWords
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import Unit
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.notices.expected import expected_of
from portevoix.notices.models import Notice
from portevoix.texts.actions.amending import file_amendment, mend_amendment, take_over_amendment, withdraw_amendment
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.deliberating import ask_second_deliberation
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.actions.examining import (
    close_examination,
    decide_amendment,
    open_examination,
    vote_on_the_whole,
)
from portevoix.texts.models import Amendment, Version
from portevoix.texts.scope import HEAD, articles_of, reopened, within
from portevoix.texts.tests.test_examine import AGAINST, FOR, ON, meeting  # noqa: F401

pytestmark = pytest.mark.django_db
CONTENT = EngineText("Charte", (
    Unit("a0", "alinea", text="Le numérique nous oblige."),
    Unit("p1", "proposition", "1", "Ouvrir", children=(
        Unit("a1", "alinea", text="Les données sont ouvertes."), Unit("a2", "alinea", text="L’État y contribue."))),
    Unit("p2", "proposition", "2", "Accueillir", children=(Unit("a3", "alinea", text="Un accueil est gardé."),)),
))  # fmt: skip
OPENED = "À l’alinéa 1, substituer au mot : « ouvertes » le mot : « partagées »."
AGAIN = "À l’alinéa 1, substituer au mot : « partagées » le mot : « libres »."
ASKED = {"articles": ["p1"], "reason": "« Partagées » ne dit pas par qui."}


@pytest.fixture
def version(commission, secretary, at):
    text = open_text(commission, kind="manifesto", title="Charte", content=CONTENT, by=secretary, at=at)
    return freeze_version(text.versions.get(), by=secretary, at=at)


@pytest.fixture
def file(member):
    def filed(version, instructions, unit="a1", **given):
        given = {"by": member, "rationale": "…"} | given
        return file_amendment(version, unit_key=unit, instructions=instructions, at=ON, **given)

    return filed


@pytest.fixture
def examine(meeting, secretary):
    """Examines each amendment of a version, all of them adopted, or rejected; returns the version reached."""

    def examined(version, hands=FOR):
        examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
        for one in version.amendments.filter(outcome="").order_by("number"):
            one.refresh_from_db()
            if not one.outcome:
                decide_amendment(one, hands, by=secretary, at=ON)
        return close_examination(examination, by=secretary, at=ON)

    return examined


@pytest.fixture
def reached(version, file, examine):
    """Version 2: « Les données sont partagées. »"""
    file(version, OPENED)
    return examine(version)


def words_of(version, key="a1"):
    return version.units.get(key=key).words


def test_what_can_be_taken_up_again_and_what_stands_in_it():
    assert articles_of(CONTENT) == [
        (HEAD, "Préambule"),
        ("p1", "Proposition 1. Ouvrir"),
        ("p2", "Proposition 2. Accueillir"),
    ]
    inner = reopened(CONTENT, ["p1"])
    assert inner == {"p1", "a1", "a2"}
    assert within([ReplaceWords("a1", 0, 3, "Des"), InsertUnits("p1", "a2", (Unit("n", "alinea", text="."),))], inner)
    assert not within([ReplaceWords("a3", 0, 2, "Nul")], inner)
    assert not within([InsertUnits(None, "p1", (Unit("n", "proposition"),))], inner)  # an additional article
    head = reopened(CONTENT, [HEAD])
    assert head == {None, "a0"}
    assert within([InsertUnits(None, "a0", (Unit("n", "alinea", text="."),))], head)
    assert not within([InsertUnits(None, "a0", (Unit("n", "proposition"),))], head)


def test_an_article_is_examined_again_from_the_version_reached_then_the_whole_is_voted(
    reached, rapporteur, member, file, examine, meeting, secretary
):
    made = ask_second_deliberation(reached, **ASKED, by=rapporteur, at=ON)
    assert (made.version, made.version.number, made.version.status) == (reached, 2, "open")
    facts = dict(Fact.objects.filter(entry__act="texts.second_deliberation_asked").values_list("name", "value"))
    assert facts == {"by": "Raphaël Rapporteur", "units": ["p1"], "places": "Proposition 1", "reason": ASKED["reason"]}
    told = Notice.objects.get(person=member, kind="texts.deliberated_again").said
    assert told == (
        "Raphaël Rapporteur demande une seconde délibération : Proposition 1 s’amende à nouveau, dans la version 2."
    )
    amendment = file(made.version, AGAIN)
    with pytest.raises(Refused, match="s’examinent avant le vote"):
        vote_on_the_whole(made.version, FOR, meeting=meeting, by=secretary, at=ON)
    after = examine(Version.objects.get(pk=made.version.pk))
    assert (after.number, after.status, words_of(after)) == (3, "examined", "Les données sont libres.")
    row = after.units.get(key="a1")
    assert {row.words[start:end].strip(): source for start, end, source in row.origins} == {
        "Les données sont": None, "libres": f"amendment:2/{amendment.number}", ".": None,
    }  # fmt: skip
    assert vote_on_the_whole(after, FOR, meeting=meeting, by=secretary, at=ON).status == Version.Status.ADOPTED


def test_nothing_but_what_is_taken_up_again_is_amended(reached, chair, file, member, secretary):
    version = ask_second_deliberation(reached, **ASKED, by=chair, at=ON).version
    for instructions, unit, given in (
        ("À l’alinéa 1, substituer au mot : « gardé » le mot : « ouvert ».", "a3", {}),
        (f"{AGAIN}\nSupprimer la proposition 2.", "a1", {}),
        ("Après la proposition 1, insérer une proposition ainsi rédigée :\n\n« Autre chose. »", "p1", {}),
        ("Mieux dire.", "a3", {"as_is": True}),
    ):
        with pytest.raises(Refused, match="ne porte que sur Proposition 1"):
            file(version, instructions, unit, **given)
    unread = file(version, "Mieux dire.", as_is=True)
    with pytest.raises(Refused, match="ne porte que sur Proposition 1"):
        mend_amendment(unread, instructions="Supprimer cet alinéa.", unit_key="a3", by=member, at=ON)
    assert mend_amendment(unread, instructions="Supprimer l’alinéa 2.", by=member, at=ON).edits
    parent = file(version, AGAIN)
    file(version, "À l’alinéa 1, substituer au mot : « libres » le mot : « ouvertes ».", parent=parent)
    with pytest.raises(Refused, match="ne porte que sur Proposition 1"):
        file(version, "Supprimer la proposition 2.", parent=parent)
    withdraw_amendment(parent, by=member, at=ON)
    assert take_over_amendment(parent, by=chair, at=ON).edits == parent.edits


def test_the_head_of_the_text_is_taken_up_too(reached, chair, file, examine):
    version = ask_second_deliberation(reached, articles=[HEAD], reason="Trop vague.", by=chair, at=ON).version
    with pytest.raises(Refused, match="ne porte que sur Préambule"):
        file(version, AGAIN)
    file(version, "remplacer « oblige » par « engage »", "a0")
    assert words_of(examine(version), "a0") == "Le numérique nous engage."


def test_nothing_adopted_leaves_the_version_and_another_deliberation_takes_the_same_words(
    version, file, examine, chair, meeting, secretary, rapporteur
):
    file(version, OPENED)
    assert examine(version, AGAINST).number == 1
    again = ask_second_deliberation(Version.objects.get(pk=version.pk), **ASKED, by=chair, at=ON).version
    version.refresh_from_db()
    assert (version.status, again.number, again.status, again.digest) == ("examined", 2, "open", version.digest)
    assert again.amendments.count() == 0 and words_of(again) == "Les données sont ouvertes."
    file(again, OPENED)
    assert examine(again, AGAINST).number == 2
    third = ask_second_deliberation(Version.objects.get(pk=again.pk), **ASKED, by=rapporteur, at=ON).version
    assert third.number == 3
    file(third, OPENED)
    last = examine(third)
    assert (last.number, words_of(last)) == (4, "Les données sont partagées.")
    assert vote_on_the_whole(last, FOR, meeting=meeting, by=secretary, at=ON).status == "adopted"


def test_the_vote_may_come_when_nothing_is_filed(reached, chair, meeting, secretary):
    version = ask_second_deliberation(reached, **ASKED, by=chair, at=ON).version
    assert vote_on_the_whole(version, FOR, meeting=meeting, by=secretary, at=ON).status == "adopted"


def test_who_asks_when_and_for_what(version, reached, chair, member, secretary, outsider, meeting):
    for by in (member, secretary, outsider):
        with pytest.raises(Forbidden):
            ask_second_deliberation(reached, **ASKED, by=by, at=ON)
    for given, said in (
        ({"articles": []}, "dans la liste"),
        ({"articles": ["p1", "p9"]}, "dans la liste"),
        ({"reason": " "}, "motif"),
    ):
        with pytest.raises(Refused, match=said):
            ask_second_deliberation(reached, **ASKED | given, by=chair, at=ON)
    with pytest.raises(Refused, match="dernière version"):
        ask_second_deliberation(version, **ASKED, by=chair, at=ON)
    assert not Entry.objects.filter(act="texts.second_deliberation_asked").exists()
    vote_on_the_whole(reached, AGAINST, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="avant le vote"):
        ask_second_deliberation(reached, **ASKED, by=chair, at=ON)


def test_a_version_coordinated_is_taken_up_and_may_be_coordinated_after(reached, chair, file, examine, rapporteur):
    edit = {"unit_key": "a1", "instructions": "remplacer « sont » par « restent »", "reason": "Le temps."}
    version = ask_second_deliberation(coordinate(reached, **edit, by=chair, at=ON), **ASKED, by=chair, at=ON).version
    assert version.number == 3
    with pytest.raises(Refused, match="après l’examen"):
        coordinate(version, **edit, by=chair, at=ON)
    file(version, AGAIN)
    assert examine(version, AGAINST).number == 3
    elsewhere = {"unit_key": "a3", "instructions": "remplacer « gardé » par « tenu »", "reason": "Le mot."}
    after = coordinate(Version.objects.get(pk=version.pk), **elsewhere, by=rapporteur, at=ON)
    assert words_of(after, "a3") == "Un accueil est tenu."
    assert Amendment.objects.get(version=version, outcome="coordination").number == 2


def test_from_the_examination_to_the_vote_on_the_pages(
    as_, reached, chair, member, secretary, file, meeting, django_assert_max_num_queries
):
    slug = reached.text.slug
    asking, examination = f"/textes/{slug}/examen/seconde-deliberation/", f"/textes/{slug}/examen/"
    for person in (member, secretary):
        client = as_(person)
        assert f'href="{asking}"' not in client.get(examination).content.decode()
        assert client.get(asking).status_code == 403
    client = as_(chair)
    assert f'href="{asking}"' in client.get(examination).content.decode()
    refused = client.post(asking, {"articles": ["p1"], "reason": ""})
    assert refused.status_code == 422 and 'value="p1"' in refused.content.decode()
    assert refused.context["form"]["articles"].value() == ["p1"]
    done = client.post(asking, ASKED, follow=True)
    page = done.content.decode()
    assert "Seconde délibération demandée par Chantal Présidente" in page and ASKED["reason"] in page
    assert f'href="/textes/{slug}/v1/amendements/"' in page and "Aucun amendement n’est encore déposé" in page
    assert client.get(asking)["Location"] == examination

    client = as_(member)
    assert any("en seconde délibération" in one.act for one in expected_of(member, ON.date()))
    with django_assert_max_num_queries(12):
        page = client.get(f"/textes/{slug}/v2/").content.decode()
    assert "Ne s’amende que" in page
    assert [f"/v2/amender/{key}/" in page for key in ("p1", "a1", "a2", "p2", "a3", "a0")] == [True] * 3 + [False] * 3
    asked = {"change": "delete", "rationale": "…"}
    seen = client.post(f"/textes/{slug}/v2/amender/a3/lecture/", asked).content.decode()
    assert "ne porte que sur Proposition 1" in seen
    refused = client.post(f"/textes/{slug}/v2/amender/a3/", asked)
    assert refused.status_code == 422 and "ne porte que sur Proposition 1" in refused.content.decode()
    instructed = {"change": "instructions", "instructions": AGAIN, "rationale": "Le mot juste."}
    assert client.post(f"/textes/{slug}/v2/amender/a1/", instructed).status_code == 302

    client = as_(secretary)
    assert "importer" not in client.get(f"/textes/{slug}/v2/").content.decode()
    client.post(f"/textes/{slug}/examen/ouvrir/", {"meeting": meeting.pk})
    assert "/amender/" not in as_(member).get(f"/textes/{slug}/v2/").content.decode()
    client = as_(secretary)
    voted = client.post(f"/textes/{slug}/v2/amendements/1/examiner/", asdict(FOR) | {"present": 14}, follow=True)
    assert "Adopté" in voted.content.decode()
    page = client.post(f"/textes/{slug}/examen/clore/", follow=True).content.decode()
    assert "La version 3 attend le vote" in page and "Seconde délibération demandée par" in page
    with django_assert_max_num_queries(14):
        client.get(examination)
    assert "les amendements à la version 2" in client.get(f"/textes/{slug}/v3/").content.decode().lower()
