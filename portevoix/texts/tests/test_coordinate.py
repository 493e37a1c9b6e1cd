"""Coordination edits: between the examination and the vote on the whole, made by a person, in the open (R26, R27)."""

import pytest

from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact
from portevoix.notices.models import Notice
from portevoix.texts.actions.amending import Unread, file_amendment
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.actions.examining import (
    close_examination,
    decide_amendment,
    open_examination,
    vote_on_the_whole,
)
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Version
from portevoix.texts.tests.test_amend import version  # noqa: F401
from portevoix.texts.tests.test_examine import AGAINST, FOR, ON, filed, meeting  # noqa: F401
from portevoix.ui.dates import written_day

pytestmark = pytest.mark.django_db
INSERTED = "À l’alinéa 1, après le mot : « données », insérer les mots : « et les codes »."
WORDS = "À l’alinéa 1, substituer au mot : « ouvertes » le mot : « ouverts »."
MADE = {"unit_key": "a1", "instructions": WORDS, "reason": "Les codes sont masculins."}


@pytest.fixture
def examined(filed, meeting, version, secretary):
    """Version 2: « Les données et les codes sont ouvertes. »"""
    amendment = filed(INSERTED)
    examination = open_examination(version, meeting=meeting, by=secretary, at=ON)
    decide_amendment(amendment, FOR, by=secretary, at=ON)
    return close_examination(examination, by=secretary, at=ON)


def test_the_version_that_follows_says_which_words_a_person_coordinated(
    examined, rapporteur, member, meeting, secretary
):
    made = coordinate(examined, **MADE, by=rapporteur, at=ON)
    row = made.units.get(key="a1")
    assert (made.number, made.status, row.words) == (3, "examined", "Les données et les codes sont ouverts.")
    assert {row.words[start:end].strip(): source for start, end, source in row.origins} == {
        "Les données": None, "et les codes": "amendment:1/1", "sont": None, "ouverts": "amendment:2/1", ".": None,
    }  # fmt: skip
    assert [words for _at, words, _source in row.removals] == ["ouvertes"]
    edit = Amendment.objects.get(version=examined)
    assert (edit.outcome, edit.ballot, edit.author, str(edit)) == ("coordination", None, rapporteur, "coord. 1")
    told = Notice.objects.filter(person=member, kind="texts.coordinated").get().said
    assert told == "Raphaël Rapporteur a coordonné le texte : la version 3 attend le vote sur l’ensemble."
    facts = dict(
        Fact.objects.filter(entry__act="texts.version_consolidated", entry__subject__endswith="/3").values_list(
            "name", "value"
        )
    )
    assert (facts["base"], facts["adopted"]) == (2, [1])
    assert vote_on_the_whole(made, FOR, meeting=meeting, by=secretary, at=ON).status == Version.Status.ADOPTED


def test_it_is_made_after_the_examination_and_before_the_vote(filed, version, examined, meeting, secretary, rapporteur):
    with pytest.raises(Refused, match="après l’examen"):
        coordinate(version, **MADE, by=rapporteur, at=ON)  # not the last one
    made = coordinate(examined, **MADE, by=secretary, at=ON)
    with pytest.raises(Refused, match="après l’examen"):
        coordinate(examined, **MADE, by=rapporteur, at=ON)
    vote_on_the_whole(made, AGAINST, meeting=meeting, by=secretary, at=ON)
    with pytest.raises(Refused, match="avant le vote"):
        coordinate(made, **MADE, by=rapporteur, at=ON)


def test_whoever_votes_does_not_coordinate_and_nothing_is_guessed(examined, member, outsider, chair, rapporteur):
    for by in (member, outsider):
        with pytest.raises(Forbidden):
            coordinate(examined, **MADE, by=by, at=ON)
    for given, error, said in (
        ({"reason": " "}, Refused, "motif"),
        ({"instructions": "Arranger tout cela au mieux."}, Unread, "pas comprises"),
        ({"instructions": ""}, Refused, "Écrivez"),
        ({"instructions": "remplacer « ouvertes » par « ouvertes »"}, Refused, "ne change rien"),
    ):
        with pytest.raises(error, match=said):
            coordinate(examined, **MADE | given, by=rapporteur, at=ON)
    assert not Amendment.objects.filter(version=examined).exists() and not examined.successors.exists()
    assert coordinate(examined, **MADE, by=chair, at=ON).number == 3


@pytest.fixture
def numbered(commission, secretary, at):
    """A text whose first alinéa announces the one that follows it."""
    from portevoix.engine.text import Text, Unit

    content = Text("Charte", (Unit("p1", "proposition", "1", "Écrire", children=(
        Unit("a1", "alinea", text="Il est ajouté un alinéa ainsi rédigé :"), Unit("a2", "alinea", text="« Les codes sont ouverts. »"))),
    ))  # fmt: skip
    text = open_text(commission, kind="manifesto", title="Charte", content=content, by=secretary, at=at)
    return freeze_version(text.versions.get(), by=secretary, at=at)


@pytest.fixture
def at_odds(numbered, meeting, member, secretary, at):
    """Its second version, where two alinéas follow the one that announces one."""
    amendment = file_amendment(
        numbered, unit_key="a2", instructions="Après l’alinéa 2, insérer un alinéa ainsi rédigé : « « Les données aussi. » »",
        rationale="…", by=member, at=at,
    )  # fmt: skip
    examination = open_examination(numbered, meeting=meeting, by=secretary, at=ON)
    decide_amendment(amendment, FOR, by=secretary, at=ON)
    return close_examination(examination, by=secretary, at=ON)


def test_the_rapporteur_mends_from_the_page_what_amendments_left_at_odds(
    as_, at_odds, member, rapporteur, django_assert_max_num_queries
):
    slug = at_odds.text.slug
    client = as_(rapporteur)
    client.get("/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/textes/{slug}/examen/").content.decode()
    assert "annonce 1 alinéa, 2 suivent" in page and f'href="/textes/{slug}/v2/coordonner/a1/"' in page
    assert f'href="/textes/{slug}/v2/coordonner/a2/"' in client.get(f"/textes/{slug}/v2/").content.decode()

    address = f"/textes/{slug}/v2/coordonner/a1/"
    assert "annonce 1 alinéa, 2 suivent" in client.get(address).content.decode()
    typed = {"change": "words", "words": "Sont ajoutés deux alinéas ainsi rédigés :"}
    assert "deux alinéas" in client.post(f"{address}lecture/", typed).content.decode()
    refused = client.post(address, typed)
    assert refused.status_code == 422 and "Sont ajoutés deux alinéas" in refused.content.decode()
    assert client.post(address, typed | {"look": "1"}).status_code == 200
    done = client.post(address, typed | {"rationale": "Deux alinéas suivent."})
    assert done["Location"] == f"/textes/{slug}/examen/"
    page = client.get(f"/textes/{slug}/examen/").content.decode()
    assert "Modifications de coordination" in page and "annonce 1 alinéa" not in page
    assert "Raphaël Rapporteur, sur la version 2" in page
    assert to_engine(Version.objects.get(text=at_odds.text, number=3)).unit("a1").text == typed["words"]
    page = client.get(f"/textes/{slug}/v3/?vue=origine").content.decode()
    assert "Modification de coordination 1" in page and "coord. 1" in page
    page = client.get(f"/textes/{slug}/v2/amendements/1/").content.decode()
    assert "Modification de coordination" in page and "Deux alinéas suivent." in page
    assert client.get(address)["Location"] == f"/textes/{slug}/examen/"  # there is a version after it
    assert as_(member).get(f"/textes/{slug}/v3/coordonner/a1/").status_code == 403


def test_what_would_mend_it_is_shown_and_fills_the_form_that_a_person_confirms(as_, at_odds, member, rapporteur):
    slug, mended = at_odds.text.slug, "Sont ajoutés deux alinéas ainsi rédigés :"
    address = f"/textes/{slug}/v2/coordonner/a1/?proposition=1"
    client = as_(rapporteur)
    page = client.get(f"/textes/{slug}/examen/").content.decode()
    assert f'href="{address}"' in page and "<ins>Sont ajoutés deux alinéas ainsi rédigés</ins>" in page
    assert f'href="{address}"' not in as_(member).get(f"/textes/{slug}/examen/").content.decode()

    client = as_(rapporteur)
    page = client.get(address)
    assert page.status_code == 200 and page.context["form"]["words"].value() == mended
    assert page.context["form"]["rationale"].value().endswith("annonce 1 alinéa, 2 suivent.")
    assert "<ins>Sont ajoutés deux alinéas ainsi rédigés</ins>" in page.content.decode()  # nothing is done yet
    assert not Amendment.objects.filter(version=at_odds).exists()

    typed = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    refused = client.post(address, typed | {"rationale": ""})
    assert refused.status_code == 422 and refused.context["form"]["words"].value() == mended
    assert client.post(address, typed)["Location"] == f"/textes/{slug}/examen/"
    made = Version.objects.get(text=at_odds.text, number=3)
    assert to_engine(made).unit("a1").text == mended
    assert "en désaccord" not in client.get(f"/textes/{slug}/examen/").content.decode().split("<table")[0]


def test_what_coordinates_a_version_is_counted_among_no_amendments(as_, examined, member, rapporteur):
    coordinate(examined, **MADE, by=rapporteur, at=ON)
    client, slug = as_(member), examined.text.slug
    listed = client.get(f"/textes/{slug}/v2/amendements/")
    assert (listed.context["total"], listed.context["dropped"], listed.context["coordinated"]) == (0, 0, 1)
    page = listed.content.decode()
    assert "elle a été coordonnée" in page and "déposé<" not in page and "coord. 1" in page
    page = client.get(f"/textes/{slug}/v2/").content.decode()
    assert "amendement</div>" not in page and "Sa modification de coordination" in page
    page = client.get(f"/textes/{slug}/v3/").content.decode()
    assert "La modification de coordination de la version 2" in page and "Les amendements à la version 2" not in page
    page = client.get(f"/textes/{slug}/v2/").content.decode()
    assert "Les amendements à la version 1" in page


def test_the_examination_says_once_that_the_text_is_adopted(as_, examined, meeting, member, secretary):
    vote_on_the_whole(examined, FOR, meeting=meeting, by=secretary, at=ON)
    page = as_(member).get(f"/textes/{examined.text.slug}/examen/").content.decode()
    assert "texte adopté" in page and "Adopté\u202f:" not in page


def test_a_version_is_said_examined_the_day_its_examination_was_closed(as_, examined, version, member):
    page = as_(member).get(f"/textes/{version.text.slug}/v1/").content.decode()
    day = written_day(version.examination.closed_at)
    assert f"amendements examinés le {day}" in page and "amendements examinés depuis" not in page
