import pytest

from portevoix.engine.digest import version_digest
from portevoix.engine.text import canonical
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.texts.actions.drafting import Overtaken, add_unit, freeze_version, open_text
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.tests.conftest import SLUG


def test_freezing_numbers_the_version_and_journals_its_digest(draft, secretary, at):
    version = freeze_version(draft, by=secretary, at=at)
    text = to_engine(version)
    assert (version.number, version.status, version.base) == (1, "open", None)
    assert version.digest == version_digest(text)
    entry = Entry.objects.get(act="texts.version_frozen")
    assert entry.subject == f"version:{SLUG}/1"
    facts = {fact.name: fact.value for fact in entry.values.all()}
    assert facts == {
        "by": "Sonia Secrétaire", "number": 1, "base": None, "text": canonical(text), "digest": version.digest,
    }  # fmt: skip


def test_the_words_of_a_first_version_have_no_origin_but_itself(frozen):
    row = frozen.units.get(key="prop_1__al_2")
    assert (row.origins, row.removals) == ([[0, len(row.words), None]], [])
    assert frozen.units.get(key="prop_1").origins == []


def test_a_member_does_not_freeze(draft, member, at):
    with pytest.raises(Forbidden):
        freeze_version(draft, by=member, at=at)


def test_an_empty_text_an_empty_alinea_and_an_empty_proposition_are_refused(commission, draft, secretary, at):
    blank = open_text(commission, kind="guide", title="Guide", by=secretary, at=at).versions.get()
    with pytest.raises(Refused, match="aucun alinéa"):
        freeze_version(blank, by=secretary, at=at)
    added = add_unit(draft, kind="proposition", parent="prio_2", by=secretary, at=at)
    with pytest.raises(Refused, match="Proposition 4\u202f: aucun alinéa"):
        freeze_version(draft, by=secretary, at=at)
    add_unit(draft, kind="alinea", parent=added.key, by=secretary, at=at)
    with pytest.raises(Refused, match="Proposition 4, alinéa 1\u202f: il est vide"):
        freeze_version(draft, by=secretary, at=at)


def test_the_page_shows_the_digest_to_be_and_freezes_only_what_it_showed(as_, draft, secretary, at):
    client = as_(secretary)
    shown = client.get(f"/textes/{SLUG}/figer/")
    digest = shown.context["digest"]
    assert digest in shown.content.decode()
    add_unit(draft, kind="alinea", parent="prop_1", words="Ajouté depuis.", by=secretary, at=at)
    assert client.post(f"/textes/{SLUG}/figer/", {"seen": digest}).status_code == 422
    with pytest.raises(Overtaken):
        freeze_version(draft, seen=digest, by=secretary, at=at)
    digest = client.get(f"/textes/{SLUG}/figer/").context["digest"]
    done = client.post(f"/textes/{SLUG}/figer/", {"seen": digest})
    assert done["Location"] == f"/textes/{SLUG}/v1/"
    assert draft.text.versions.get().digest == digest


def test_the_page_lists_what_prevents_it(as_, draft, secretary, at, django_assert_max_num_queries):
    add_unit(draft, kind="proposition", parent="prio_2", by=secretary, at=at)
    client = as_(secretary)
    with django_assert_max_num_queries(12):
        shown = client.get(f"/textes/{SLUG}/figer/").content.decode()
    assert "Proposition 4\u202f: aucun alinéa." in shown and "Figer cette version" not in shown
