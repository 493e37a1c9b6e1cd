import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from portevoix.commissions.models import Commission, Mandate
from portevoix.commissions.tests.people import START
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.texts.actions.drafting import open_text
from portevoix.texts.models import Text, Version

OPENERS = 4


def opened(commission, by, at, **given):
    return open_text(commission, **{"kind": "manifesto", "title": "Agir", **given}, by=by, at=at)


def test_a_text_opens_blank_with_its_draft_and_a_journal_entry(commission, secretary, at):
    text = opened(commission, secretary, at)
    draft = text.versions.get()
    assert (draft.status, draft.number, draft.units.count()) == ("draft", None, 0)
    entry = Entry.objects.get(act="texts.opened")
    assert entry.subject == f"text:{text.slug}"
    assert {fact.name: fact.value for fact in entry.values.all()} == {
        "by": "Sonia Secrétaire", "title": "Agir", "kind": "manifesto", "commission": "commission-fictive",
    }  # fmt: skip


@pytest.mark.parametrize("role", ["secretary", "chair", "rapporteur"])
def test_secretariat_chair_and_rapporteur_open_texts(request, commission, at, role):
    assert opened(commission, request.getfixturevalue(role), at).pk


def test_a_member_does_not_open_a_text(commission, member, at):
    with pytest.raises(Forbidden):
        opened(commission, member, at)
    assert not Text.objects.exists() and not Entry.objects.exists()


def test_a_contribution_note_needs_the_date_of_its_elements(commission, secretary, at):
    with pytest.raises(Refused, match="à quelle date") as refused:
        opened(commission, secretary, at, kind="note")
    assert refused.value.field == "elements_date"
    assert opened(commission, secretary, at, kind="note", elements_date=date(2026, 1, 31)).elements_date


def test_a_text_is_named_by_its_kind_and_a_number_of_the_installation_never_by_its_title(
    commission, secretary, outsider, at
):
    elsewhere = Commission.objects.get(slug="une-autre-commission")
    Mandate.objects.create(person=outsider, commission=elsewhere, role=Mandate.Role.SECRETARIAT, start=START)
    named = [
        opened(commission, secretary, at, title="Agir"),
        opened(elsewhere, outsider, at, title="Agir"),
        opened(commission, secretary, at, title="Nouveau", kind="bill"),
        opened(commission, secretary, at, title="???", kind="propositions"),
        opened(elsewhere, outsider, at, title="Noter", kind="note", elements_date=date(2026, 1, 31)),
        opened(elsewhere, outsider, at, title="Guider", kind="guide"),
    ]
    assert [text.slug for text in named] == [
        "manifeste-1", "manifeste-2", "texte-de-loi-1", "propositions-1", "note-1", "guide-1",
    ]  # fmt: skip


def test_a_number_that_a_former_title_took_is_passed_over_and_former_addresses_last(as_, commission, secretary, at):
    for slug in ("manifeste-3", "agir-ensemble"):  # as titles made them, before
        former = opened(commission, secretary, at)
        Text.objects.filter(pk=former.pk).update(slug=slug)
    assert [opened(commission, secretary, at).slug for _turn in range(2)] == ["manifeste-4", "manifeste-5"]
    assert as_(secretary).get("/textes/agir-ensemble/avant-texte/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_texts_opened_at_the_same_moment_have_a_number_each(commission, secretary, at):
    together = threading.Barrier(OPENERS)

    def several():
        together.wait()
        try:
            return [opened(commission, secretary, at).slug for _turn in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(OPENERS) as pool:
        slugs = [slug for opening in [pool.submit(several) for _one in range(OPENERS)] for slug in opening.result()]
    assert sorted(slugs) == sorted(f"manifeste-{number}" for number in range(1, 3 * OPENERS + 1))
    assert Entry.objects.filter(act="texts.opened").values("subject").distinct().count() == 3 * OPENERS


def test_an_unknown_nature_or_an_empty_title_is_refused(commission, secretary, at):
    for given in ({"kind": "poem"}, {"title": "  "}):
        with pytest.raises(Refused):
            opened(commission, secretary, at, **given)


def test_propositions_of_the_content_are_numbered_through_the_text(draft):
    numbers = list(draft.units.filter(kind="proposition").values_list("number", "key"))
    assert numbers == [("1", "prop_1"), ("2", "prop_2"), ("3", "prop_3")]
    assert list(draft.units.filter(kind="alinea").values_list("rank", flat=True)) == [1, 1, 2, 1, 1]


def test_the_page_opens_a_text_and_keeps_what_was_typed_when_it_cannot(as_, secretary, commission):
    client = as_(secretary)
    sent = {"commission": commission.pk, "kind": "note", "title": "Note <b>rare</b>", "majority": "simple"}
    refused = client.post("/textes/nouveau/", sent)
    assert refused.status_code == 422
    assert "Note &lt;b&gt;rare&lt;/b&gt;" in refused.content.decode()
    assert "à quelle date" in refused.content.decode()
    done = client.post("/textes/nouveau/", {**sent, "elements_date": "2026-01-31"})
    text = Version.objects.get().text
    assert done["Location"] == f"/textes/{text.slug}/avant-texte/"
    assert text.elements_date == date(2026, 1, 31)


def test_a_member_and_a_visitor_do_not_see_the_page_that_opens_texts(as_, client, member):
    assert client.get("/textes/nouveau/").status_code == 302
    assert as_(member).get("/textes/nouveau/").status_code == 403
