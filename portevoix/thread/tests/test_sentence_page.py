"""The thread of a sentence, and of a word."""

import pytest

from portevoix.advocacy.tests.conftest import (  # noqa: F401
    adopted,
    at,
    chair,
    commission,
    keys,
    member,
    ministry,
    published,
    secretary,
    sending,
)
from portevoix.evidence.actions import correct_passage
from portevoix.evidence.models import Source
from portevoix.notices.models import Notice
from portevoix.texts.models import Amendment, Basis
from portevoix.texts.tests.conftest import excerpt_of

pytestmark = pytest.mark.django_db
PAGE = "/fil/manifeste-2026/"


@pytest.fixture
def key(published):
    return published.version.units.filter(kind="alinea").order_by("position").first().key


def rest_on(version, key, excerpt, person, when):
    Basis.objects.create(text=version.text, unit_key=key, excerpt=excerpt, attached_by=person, attached_at=when)


def test_a_sentence_shows_its_way_from_the_voice_to_the_answer(client, published, key, commission, member, sending, at):
    excerpt = excerpt_of(commission, "Sans accueil, on renonce.", by=member)
    rest_on(published.version, key, excerpt, member, at)
    page = client.get(f"{PAGE}{key}/").content.decode()
    for words in (
        "Sans accueil, on renonce.",
        "Écrite",
        "15 pour",
        "Publiée",
        "Ministère du Numérique",
        "attendue avant le",
    ):
        assert words in page, words


def test_the_second_sentence_and_one_word_are_told_apart(client, published, key):
    second = client.get(f"{PAGE}{key}/?de=36").content.decode()
    assert second.index("Chaque territoire") < second.index('class="chosen"')
    word = client.get(f"{PAGE}{key}/?mot=0").content.decode()
    assert "Le fil de ce mot" in word and 'aria-current="true">Chaque' in word


def test_words_brought_by_an_amendment_name_it(client, published, key, member, at):
    version = published.version
    amendment = Amendment.objects.create(
        version=version, number=7, author=member, unit_key=key, instructions="…", rationale="…", edits=[], filed_at=at,
        outcome="adopted", ballot=version.ballot, decided_at=at,
    )  # fmt: skip
    row = version.units.get(key=key)
    row.origins = [[0, 7, "amendment:1/7"], [7, len(row.words), None]]
    row.save()
    assert f"Amendement {amendment.number}" in client.get(f"{PAGE}{key}/?mot=0").content.decode()
    assert f"Amendement {amendment.number}" not in client.get(f"{PAGE}{key}/?mot=8").content.decode()


def test_all_the_authors_of_identical_amendments_are_named(client, published, key, member, chair, at):
    version = published.version
    for number, author in ((7, member), (8, chair)):
        Amendment.objects.create(
            version=version, number=number, author=author, unit_key=key, instructions="…", rationale="…", edits=[],
            filed_at=at, outcome="adopted", ballot=version.ballot, decided_at=at,
        )  # fmt: skip
    row = version.units.get(key=key)
    row.origins = [[0, 7, "amendment:1/7"], [7, len(row.words), None]]
    row.save()
    page = client.get(f"{PAGE}{key}/?mot=0").content.decode()
    assert page.count("<b>Proposée</b>") == 1
    assert "amendement 8</a>, " + chair.name in page and member.name in page
    assert "amendement 8" not in client.get(f"{PAGE}{key}/?mot=8").content.decode()


def test_masked_words_and_reserved_ones_are_not_shown(client, as_, published, key, commission, member, at):
    masked = excerpt_of(commission, "Paroles retirées.", "E-2", by=member)
    masked.masked_at = at
    masked.save()
    reserved = excerpt_of(commission, "Paroles confidentielles.", "E-3", access=Source.Access.MEMBERS, by=member)
    for excerpt in (masked, reserved):
        rest_on(published.version, key, excerpt, member, at)
    page = client.get(f"{PAGE}{key}/").content.decode()
    assert "Propos masqués" in page and "réservée aux membres" in page
    assert "Paroles" not in page
    assert "Paroles confidentielles." in as_(member).get(f"{PAGE}{key}/").content.decode()


def test_words_corrected_since_are_shown_as_such_and_who_relies_on_them_is_told(
    client, published, key, commission, member, chair, secretary, at
):
    excerpt = excerpt_of(commission, "Sans accueil, on renonce.", by=secretary)
    rest_on(published.version, key, excerpt, chair, at)
    amendment = Amendment.objects.create(
        version=published.version, number=7, author=member, unit_key=key, instructions="…", rationale="…", edits=[],
        filed_at=at, outcome="adopted", ballot=published.version.ballot, decided_at=at,
    )  # fmt: skip
    amendment.excerpts.add(excerpt)
    correct_passage(excerpt.passage, words="Sans accueil, on repart.", at=at)
    page = client.get(f"{PAGE}{key}/").content.decode()
    assert "Sans accueil, on renonce." in page and "à revoir" in page and "Sans accueil, on repart." in page
    told = {one.person: one.why for one in Notice.objects.filter(kind="evidence.excerpt_flagged")}
    assert set(told) == {secretary, chair, member}
    assert "fait cet extrait" in told[secretary] and "appuyée sur cet extrait" in told[chair]


@pytest.mark.parametrize("path", ["absente/x/", "manifeste-2026/x/", "manifeste-2026/prop_1/", "absente/dossier.zip"])
def test_what_is_not_there_is_said(client, published, path):
    assert client.get(f"/fil/{path}").status_code == 404


@pytest.mark.parametrize("asked", ["mot=99999999", "mot=-1", "mot=x", "de=9999999", "mot="])
def test_an_odd_offset_shows_the_sentence(client, published, key, asked):
    assert client.get(f"{PAGE}{key}/?{asked}").status_code == 200


def test_a_thread_costs_few_queries(client, published, key, sending, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(f"{PAGE}{key}/")
