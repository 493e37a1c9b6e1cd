"""What an examination leaves in the record that minutes are drafted from."""

import pytest

from portevoix.commissions.models import AgendaItem
from portevoix.commissions.queries.minutes import record_of
from portevoix.texts.actions.amending import withdraw_amendment
from portevoix.texts.actions.examining import decide_amendment, open_examination
from portevoix.texts.tests.test_examine import AGAINST, FOR, ON, filed, meeting, version  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_record_says_what_was_examined_and_voted_under_its_item(
    version, meeting, filed, member, secretary, django_assert_num_queries
):
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, kind="text", title="Le texte", about=f"text:{version.text.slug}"
    )
    withdrawn, adopted, rejected = (
        filed(words)
        for words in (
            "remplacer « sont » par « restent »",
            "Après le mot : « données », insérer le mot : « publiques ».",
            "compléter l’alinéa 1 par les mots : « et gratuites »",
        )
    )
    withdraw_amendment(withdrawn, by=member, at=ON)
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    decide_amendment(adopted, FOR, by=secretary, at=ON)
    decide_amendment(rejected, AGAINST, by=secretary, at=ON)
    with django_assert_num_queries(6):  # nobody was convened: no presences to read
        record = record_of(meeting)
    (examined,) = record["examinations"]
    assert (examined["item"], examined["version"]) == (item.pk, str(version))
    assert sorted(examined["fates"]) == [["adopté", 1], ["rejeté", 1], ["retiré", 1]]
    assert [(vote["item"], vote["question"], vote["adopted"]) for vote in record["votes"]] == [
        (item.pk, "Amendement 2", True),
        (item.pk, "Amendement 3", False),
    ]


def test_members_are_led_to_the_examination_from_the_item_under_way(version, meeting, as_, member, secretary):
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, kind="text", title="Le texte", about=f"text:{version.text.slug}"
    )
    page = as_(member).get(f"/seances/{meeting.pk}/points/{item.pk}/").content.decode()
    assert "Suivre l’examen des amendements" not in page
    open_examination(version, meeting=meeting, by=secretary, at=ON)
    page = as_(member).get(f"/seances/{meeting.pk}/points/{item.pk}/").content.decode()
    assert "Suivre l’examen des amendements" in page
    page = as_(secretary).get(f"/seances/{meeting.pk}/points/{item.pk}/").content.decode()
    assert "Suivre l’examen des amendements" not in page and "Conduire l’examen des amendements" in page
