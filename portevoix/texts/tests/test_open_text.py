from datetime import date

import pytest

from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.texts.actions.drafting import open_text
from portevoix.texts.models import Text, Version


def opened(commission, by, at, **given):
    return open_text(commission, **{"kind": "manifesto", "title": "Agir", **given}, by=by, at=at)


def test_a_text_opens_blank_with_its_draft_and_a_journal_entry(commission, secretary, at):
    text = opened(commission, secretary, at)
    draft = text.versions.get()
    assert (text.slug, draft.status, draft.number, draft.units.count()) == ("agir", "draft", None, 0)
    entry = Entry.objects.get(act="texts.opened")
    assert entry.subject == "text:agir"
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


def test_two_texts_of_one_title_have_two_addresses_and_none_takes_a_page_s_own(commission, secretary, at):
    titles = ["Agir", "Agir", "Nouveau", "???"]
    assert [opened(commission, secretary, at, title=title).slug for title in titles] == [
        "agir", "agir-2", "nouveau-2", "texte",
    ]  # fmt: skip


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
    assert done["Location"] == "/textes/note-brareb/avant-texte/"
    assert Version.objects.get().text.elements_date == date(2026, 1, 31)


def test_a_member_and_a_visitor_do_not_see_the_page_that_opens_texts(as_, client, member):
    assert client.get("/textes/nouveau/").status_code == 302
    assert as_(member).get("/textes/nouveau/").status_code == 403
