"""The page where an amendment that was not understood is mended says what is wanting, and where to say it."""

import re

import pytest

from portevoix.texts.tests.sets import row, senate
from portevoix.texts.tests.test_import_amendments import OBSCURE, imported, page, version

pytestmark = pytest.mark.django_db
assert version and imported


def read(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def lost(imported):
    """Amendment 3 names an article that is not there, amendment 4 no place at all."""
    imported(
        senate(
            row("3", "Supprimer cet article.", place="Article 12"), row("4", *OBSCURE, place=""), row("5", *OBSCURE)
        ),
        absent=True,
    )


def test_an_instruction_refused_for_want_of_a_part_tells_where_to_choose_it(as_, version, secretary, lost):
    client, address = as_(secretary), page(version, "3/rectifier/")
    advice = "Si les instructions visent une partie du texte sans la nommer, choisissez-la dans « Il porte sur »."
    shown = read(client.get(address))
    assert "Article 12 (absent de cette version)" in shown and advice in shown
    refused = client.post(address, {"instructions": "Supprimer cet article.", "place": ""})
    assert refused.status_code == 422
    assert "Si les instructions visent une partie du texte sans la nommer, choisissez-la ici." in read(refused)
    live = client.post(page(version, "3/rectifier/lecture/"), {"instructions": "Supprimer cet article.", "place": ""})
    assert advice in read(live)
    chosen = client.post(page(version, "3/rectifier/lecture/"), {"instructions": "Revoir cela.", "place": "p1"})
    assert "Pas encore compris" in read(chosen) and advice not in read(chosen)
    good = client.post(address, {"instructions": "Supprimer cet article.", "place": "p1"})
    assert good.status_code == 302


def test_a_refusal_is_said_in_sentences_not_in_a_row_of_colons(as_, version, secretary, lost):
    refused = read(
        as_(secretary).post(page(version, "5/rectifier/"), {"instructions": "Revoir la rédaction.", "place": "p1"})
    )
    said = refused.partition("Ces instructions ne sont pas comprises")[2].partition("Rien n’est enregistré")[0]
    assert said.startswith(". On y cherche en vain une instruction") and "choisissez-la" not in refused


def test_a_part_that_is_there_is_not_said_to_be_absent(as_, version, secretary, lost):
    assert "absent de cette version" not in read(as_(secretary).get(page(version, "5/rectifier/")))


def test_a_trail_that_has_no_place_ends_where_it_ends(as_, version, secretary, lost):
    for rest in ("4/", "4/rectifier/"):
        trail = as_(secretary).get(page(version, rest)).content.decode()
        trail = trail.partition('<p class="eyebrow">')[2].partition("</p>")[0]
        assert trail.endswith("</a>"), rest
    whole = as_(secretary).get(page(version, "5/")).content.decode()
    assert "· Proposition 1" in whole
