"""The list of amendments: searched, filtered, ordered, by pages, with the groups of R7 and R8."""

import re

import pytest

from portevoix.texts.actions.amending import file_amendment
from portevoix.texts.actions.importing import import_set, stage_set
from portevoix.texts.importing.sets import read_set
from portevoix.texts.models import Amendment, Arrangement
from portevoix.texts.queries.arranging import amendments_of, arrangement_of
from portevoix.texts.queries.listing import Asked, folded, listing, next_to_mend
from portevoix.texts.tests.sets import row, senate
from portevoix.texts.tests.test_import_amendments import DELETES, OBSCURE, REPLACES, version

pytestmark = pytest.mark.django_db
assert version

SET = (
    row("1", *REPLACES, author="Mme LISERON"),
    row("2", *REPLACES, author="M. ORME", group=""),
    row("3", *DELETES, author="Mme ÉGLANTINE"),
    row("4", "Alinéa 1", "Supprimer cet alinéa.", author="M. ORME", group=""),
    row("5", *OBSCURE, author="M. ORME", group=""),
    row("6", "Alinéa 1", "Remplacer le mot :", "gardé", "par le mot :", "ouvert", place="Proposition 2"),
    row("7", *OBSCURE, place="Article 12", author="M. ORME", group=""),
    row("8", *DELETES, outcome="Retiré"),
)


@pytest.fixture
def amendments(version, secretary, at):
    import_set(stage_set(version, read_set([senate(*SET)]), by=secretary, at=at), by=secretary, at=at)
    return version


def numbers(version, **asked):
    page = listing(version, Asked(**asked))
    return [str(line.amendment) for block in page["blocks"] for line in block["lines"]]


def test_they_stand_in_the_order_of_examination_and_what_is_not_understood_after_its_article(amendments):
    assert numbers(amendments) == ["4", "1", "2", "3", "8", "5", "6", "7"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"mots": "3"}, ["3"]),
        ({"mots": "eglantine"}, ["3"]),
        ({"mots": "ORME remplacer"}, ["2"]),
        ({"mots": "peuvent ETRE"}, ["1", "2"]),
        ({"mots": "chimère"}, []),
        ({"element": "a1"}, ["4", "1", "2"]),
        ({"element": "p1"}, ["4", "1", "2", "3", "8", "5"]),
        ({"element": "p2"}, ["6"]),
        ({"auteur": "M. ORME"}, ["4", "2", "5", "7"]),
        ({"groupe": "groupe des Rives"}, ["1", "3", "8", "6"]),
        ({"sort": "unread"}, ["5", "7"]),
        ({"sort": "withdrawn"}, ["8"]),
        ({"sort": "decided"}, ["8"]),
        ({"sort": "waiting"}, ["4", "1", "2", "3", "6"]),
        ({"ensemble": "identiques"}, ["1", "2", "3", "8"]),
        ({"ensemble": "identiques:1"}, ["1", "2"]),
        ({"ensemble": "commune"}, ["4", "1", "2"]),
        ({"tri": "depot"}, ["1", "2", "3", "4", "5", "6", "7", "8"]),
        ({"tri": "auteur", "element": "p1"}, ["3", "1", "8", "4", "2", "5"]),
        ({"tri": "etat", "element": "p1"}, ["5", "4", "1", "2", "3", "8"]),
        ({"tri": "chimère", "sort": "unread", "auteur": "M. ORME", "mots": "revoir", "element": "p1"}, ["5"]),
    ],
)
def test_the_address_says_which_are_shown_and_in_which_order(amendments, asked, found):
    assert numbers(amendments, **asked) == found


def test_a_discussion_in_common_is_one_block_and_the_filters_say_how_many_they_keep(amendments):
    page = listing(amendments, Asked())
    assert next((block["common"], len(block["lines"])) for block in page["blocks"]) == ((4, "4"), 3)
    assert page["homes"] == [("p1", "Proposition 1", 6), ("p2", "Proposition 2", 1)]
    assert ("M. ORME", "M. ORME", 4) in page["authors"] and page["groups"] == [("groupe des Rives", 4)]


def test_what_was_withdrawn_is_not_counted_as_decided_and_one_is_singular(as_, amendments, member):
    def figures():
        page = as_(member).get(f"/textes/{amendments.text.slug}/v{amendments.number}/amendements/").content.decode()
        found = page.partition('<div class="figures">')[2].partition("\n")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", found).split())

    assert figures().startswith("8 déposés 0 décidé 0 adopté 1 retiré, non défendu ou irrecevable")
    amendments.amendments.filter(number__in=(1, 2)).update(outcome=Amendment.Outcome.SATISFIED)
    amendments.amendments.filter(number=3).update(outcome=Amendment.Outcome.FELL)
    amendments.amendments.filter(number=4).update(outcome=Amendment.Outcome.NOT_DEFENDED)
    assert figures().startswith("8 déposés 3 décidés 0 adopté 2 retirés, non défendus ou irrecevables")
    amendments.amendments.exclude(number=3).update(outcome="")
    assert figures().startswith("8 déposés 1 décidé 0 adopté 2 à rectifier")


def test_the_page_keeps_its_filters_from_one_page_to_the_next(as_, version, member, secretary, at):
    rows = [row(str(number), *OBSCURE) for number in range(1, 121)]
    import_set(stage_set(version, read_set([senate(*rows)]), by=secretary, at=at), by=secretary, at=at)
    client = as_(member)
    address = f"/textes/{version.text.slug}/v1/amendements/"
    answer = client.get(f"{address}?sort=unread&auteur=&mots=revoir&page=2")
    words = answer.content.decode()
    assert "page 2 sur 3" in words and 'rel="next" href="?sort=unread&amp;mots=revoir&amp;page=3"' in words
    assert client.get(f"{address}?page=chimère").status_code == 200


def test_a_thousand_cost_no_more_queries_than_one(as_, version, member, secretary, at, django_assert_num_queries):
    client = as_(member)
    for count in (1, 60):
        rows = [row(f"{count}-{number}", *REPLACES) for number in range(1, count + 1)]
        import_set(stage_set(version, read_set([senate(*rows)]), by=secretary, at=at), by=secretary, at=at)
        with django_assert_num_queries(3):
            listing(version, Asked())
        with django_assert_num_queries(4):
            listing(version, Asked(mots="parce que"))
        address = f"/textes/{version.text.slug}/v1/"
        for rest in (
            "",
            "amendements/",
            "amendements/?mots=parce",
            "amendements/1/",
            "amender/a1/",
        ):
            client.get(address + rest)
            with django_assert_num_queries(12, exact=False):
                client.get(address + rest)
    mending = as_(secretary)
    with django_assert_num_queries(12, exact=False):
        assert mending.get(f"{address}amendements/1/rectifier/?suite=1").status_code == 200


def test_each_act_keeps_the_order_and_it_is_found_again_where_it_is_not_kept(
    amendments, member, at, django_assert_num_queries
):
    def now():
        return arrangement_of(amendments, {one.number for one in amendments_of(amendments)})

    file_amendment(amendments, unit_key="b1", instructions="Supprimer l’alinéa 1.", rationale="…", by=member, at=at)
    kept = now()
    assert len(kept.lines) == 9
    with django_assert_num_queries(1):
        arrangement_of(amendments, {line.number for line in kept.lines})
    Arrangement.objects.all().delete()
    assert now() == kept


def test_the_next_one_to_mend_goes_round(amendments):
    assert next_to_mend(amendments, 5) == (7, 1) and next_to_mend(amendments, 7) == (5, 1)
    Amendment.objects.filter(number__in=(5, 7)).update(outcome="withdrawn")
    assert next_to_mend(amendments, 5) == (None, 0)


def test_words_are_sought_without_accents_nor_case():
    assert folded("L’ÉLU") == folded("l'elu")


@pytest.mark.parametrize(
    "rest",
    ["?ensemble=commune:4", "?ensemble=identiques:1", "?ensemble=commune:x", "?element=a2", "?element=a9&groupe=x"],
)
def test_the_page_says_what_narrows_it(as_, amendments, member, rest):
    answer = as_(member).get(f"/textes/{amendments.text.slug}/v1/amendements/{rest}")
    words = answer.content.decode()
    assert (answer.status_code == 200 and "Tous les voir" in words) or "Voir tous les amendements" in words
    said = {"?ensemble=commune:4": "discussion commune avec le 4", "?ensemble=identiques:1": "identiques au 1"}
    assert said.get(rest, "") in words
