"""Who is told of what happens to a text, and what it expects of whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from portevoix.commissions.models import AgendaItem, Commission, Mandate, Meeting
from portevoix.commissions.tests.people import seated
from portevoix.notices.actions import choose_delivery
from portevoix.notices.expected import count_expected, expected_of
from portevoix.notices.models import Delivery, Notice
from portevoix.texts.actions.amending import (
    declare_inadmissible,
    file_amendment,
    give_opinion,
    mend_amendment,
    withdraw_amendment,
)
from portevoix.texts.actions.drafting import freeze_version
from portevoix.texts.actions.examining import close_examination, decide_amendment, open_examination, vote_on_the_whole
from portevoix.texts.tests.test_amend import version  # noqa: F401
from portevoix.texts.tests.test_examine import AGAINST, FOR, ON, filed, meeting  # noqa: F401
from portevoix.ui.dates import written_day

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def told(person):
    return [(one.said, one.why) for one in Notice.objects.filter(person=person).order_by("pk")]


def acts(person, on=TODAY):
    return [(one.act, one.deadline) for one in expected_of(person, on)]


def test_those_who_may_amend_learn_that_a_version_is_open(draft, secretary, member, chair, rapporteur, outsider, at):
    freeze_version(draft, by=secretary, at=at)
    assert told(member) == [
        (
            "La version 1 est ouverte aux amendements.",
            "parce que vous siégez, avec voix délibérative, dans «\u202fCommission fictive\u202f»",
        )
    ]
    assert len(told(rapporteur)) == len(told(chair)) == 1
    assert told(outsider) == told(secretary) == []
    notice = Notice.objects.filter(person=member).get()
    assert (notice.about, notice.url) == (f"text:{draft.text.slug}", f"/textes/{draft.text.slug}/v1/")


def test_the_rapporteur_learns_of_amendments_in_one_notice_and_the_author_of_the_opinion(filed, member, rapporteur, at):
    first = filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    filed("À l’alinéa 1, après le mot : « données », insérer le mot : « publiques ».")
    assert told(rapporteur) == [
        (
            "Un amendement est déposé\u202f: votre avis est attendu. (2 fois)",
            "parce que vous rapportez pour «\u202fCommission fictive\u202f»",
        )
    ]
    give_opinion(first, kind="favourable", by=rapporteur, at=at)
    assert told(member) == [("Avis favorable sur l’amendement 1.", "parce que vous l’avez signé")]


def test_instructions_that_are_not_understood_are_told_to_those_who_can_mend_them(
    version, filed, member, rapporteur, secretary, at
):
    unread = filed("Faire mieux.", as_is=True)
    said = "L’amendement 1 n’est pas compris\u202f: il attend d’être rectifié."
    assert [one for one, _why in told(member)] == [one for one, _why in told(rapporteur)] == [said]
    mending = ("Rectifier l’amendement 1, qui n’est pas compris", None)
    assert mending in acts(member) and mending in acts(rapporteur) and mending not in acts(secretary)
    mend_amendment(unread, instructions="Supprimer l’alinéa 1.", by=member, at=at)
    assert mending not in acts(member) and mending not in acts(rapporteur)


def test_signatories_learn_the_fate_of_their_amendment_and_where_it_comes_from(
    version, filed, meeting, member, chair, rapporteur, secretary, at
):
    other = file_amendment(
        version, unit_key="a1", instructions="Supprimer l’alinéa 1.", rationale="…", by=rapporteur, at=at,
        cosignatories=[chair],
    )  # fmt: skip
    mine = filed("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    lost = filed("À l’alinéa 1, substituer au mot : « sont » le mot : « restent ».")
    withdraw_amendment(lost, by=member, at=at)
    assert told(member) == []
    open_examination(version, meeting=meeting, by=chair, at=ON)
    decide_amendment(other, FOR, by=secretary, at=ON)
    assert ("L’amendement 2 est tombé\u202f: le 1 porte sur les mêmes mots.", "parce que vous l’avez signé") in told(
        member
    )
    for one in (chair, rapporteur):
        assert ("L’amendement 1 est adopté.", "parce que vous l’avez signé") in told(one)
    assert mine.number == 2


def test_an_inadmissible_or_rejected_amendment_is_told(version, filed, meeting, member, chair, at):
    first, second = filed("Supprimer l’alinéa 1."), filed("Supprimer l’alinéa 2.")
    declare_inadmissible(first, reason="Sans rapport.", by=chair, at=at)
    open_examination(version, meeting=meeting, by=chair, at=ON)
    decide_amendment(second, AGAINST, by=chair, at=ON)
    assert [said for said, _why in told(member)] == [
        "L’amendement 1 est déclaré irrecevable.",
        "L’amendement 2 est rejeté.",
    ]


def meeting_to_come(commission, title, at, *, about=""):
    """A meeting convened for *at*, with one item on its agenda."""
    made = Meeting.objects.create(
        commission=commission, title=title, starts_at=at, place="Salle", members_with_vote=9, convened_at=timezone.now()
    )
    AgendaItem.objects.create(meeting=made, position=1, title="Un point", about=about)
    return made


def test_what_is_expected_follows_the_text_from_its_opening_to_its_examination(
    version, filed, member, rapporteur, chair, secretary, outsider, commission, at, meeting, django_assert_num_queries
):
    soon = timezone.now() + timedelta(days=9)
    day = timezone.localtime(soon).date()
    meeting_to_come(commission, "Sans ce texte", soon - timedelta(days=4))
    amend = f"Amender la version {version.number}, ouverte depuis le {written_day(version.frozen_at)}"
    assert acts(member) == [(amend, None)]
    coming = meeting_to_come(commission, "À venir", soon, about=f"text:{version.text.slug}")
    assert acts(member) == [(amend, day)]
    assert [one.note for one in expected_of(member, TODAY)] == ["À venir"]
    filed("Supprimer l’alinéa 1."), filed("Supprimer l’alinéa 2.")
    assert ("Donner un avis sur 2 amendements", day) in acts(rapporteur)
    assert acts(outsider) == [] and acts(secretary) == []
    Meeting.objects.filter(pk=coming.pk).update(convened_at=None)
    assert acts(member) == [(amend, None)]
    Meeting.objects.filter(pk=coming.pk).update(convened_at=soon, cancelled_at=soon)
    assert acts(member) == [(amend, None)]
    examination = open_examination(version, meeting=meeting, by=chair, at=ON)
    assert acts(member) == acts(secretary) == [("Suivre l’examen des amendements, en cours", TODAY)]
    with django_assert_num_queries(1):
        assert count_expected(secretary, TODAY) == 1
    for one in version.amendments.order_by("number"):
        decide_amendment(one, AGAINST, by=chair, at=ON)
    close_examination(examination, by=chair, at=ON)
    assert acts(member) == acts(secretary) == acts(rapporteur) == []


def test_a_seat_in_the_parent_opens_the_chair_of_its_children_but_asks_nothing_of_its_members(version, commission):
    parent = Commission.objects.create(name="Mère", slug="mere")
    Commission.objects.filter(pk=commission.pk).update(parent=parent)
    assert acts(seated(parent, "Membre de la mère")) == []
    reports = seated(parent, "Rapporteure générale", role=Mandate.Role.RAPPORTEUR)
    file_amendment(
        version, unit_key="a1", instructions="Supprimer l’alinéa 1.", rationale="…", by=seated(commission, "Une élue"),
        at=version.frozen_at,
    )  # fmt: skip
    assert ("Donner un avis sur 1 amendement", None) in acts(reports)


@pytest.mark.parametrize(("hands", "said"), [(FOR, "est adopté"), (AGAINST, "est rejeté")])
def test_those_who_sit_learn_what_the_vote_on_the_whole_decided(
    version, meeting, commission, member, chair, secretary, outsider, hands, said
):
    expert = seated(commission, "Edwige Experte", capacity="expert")
    silent = seated(commission, "Simon Silencieux")
    choose_delivery(silent, how=Delivery.How.NEVER)
    vote_on_the_whole(version, hands, meeting=meeting, by=chair, at=ON)
    for person in (member, expert):
        notice = Notice.objects.get(person=person, kind="texts.voted")
        assert notice.said == f"Le texte {said}, dans sa version 1."
        assert notice.why == "parce que vous siégez dans «\u202fCommission fictive\u202f»"
        with override("en"):
            assert f"The text is {'adopted' if hands is FOR else 'rejected'}, in its version 1." == notice.said
    told_of_it = Notice.objects.filter(kind="texts.voted")
    assert not told_of_it.filter(person__in=(chair, secretary, outsider, silent)).exists()
    assert (notice.about, notice.url) == (f"text:{version.text.slug}", f"/textes/{version.text.slug}/v1/")
