import pytest

from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact
from portevoix.texts import drafts
from portevoix.texts.actions import drafting as actions
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.tests.conftest import SLUG

PAGE = f"/textes/{SLUG}/avant-texte/"


def seen(draft, key):
    row = draft.units.get(key=key)
    return drafts.seen(row.heading, row.words)


def order(draft, parent=""):
    return list(draft.units.filter(parent_key=parent).order_by("position").values_list("key", flat=True))


def form(draft, key, **changed):
    """What the page that writes container *key* sends when nothing is changed but *changed*."""
    rows = draft.units.filter(parent_key=key, kind="alinea")
    sent = {f"words {row.key}": row.words for row in rows} | {f"seen {row.key}": seen(draft, row.key) for row in rows}
    heading = draft.units.get(key=key).heading if key else draft.title
    return sent | {"heading": heading, "seen": drafts.seen(heading, "")} | changed


def test_an_alinea_is_rewritten_and_the_journal_keeps_its_words(draft, rapporteur, at):
    row = actions.write_unit(
        draft,
        "prop_1__al_1",
        words=" Chaque  territoire\nagit. ",
        seen=seen(draft, "prop_1__al_1"),
        by=rapporteur,
        at=at,
    )
    assert row.words == "Chaque territoire agit."
    assert draft.units.get(key="prop_1__al_1").origins == [[0, 23, None]]
    assert Fact.objects.filter(entry__act="texts.unit_written", name="words").get().value == "Chaque territoire agit."


def test_no_break_spaces_are_kept(draft, rapporteur, at):
    words = "Une question\u202f: laquelle\u00a0?"
    actions.write_unit(draft, "prop_1__al_1", words=words, seen=seen(draft, "prop_1__al_1"), by=rapporteur, at=at)
    assert draft.units.get(key="prop_1__al_1").words == words


def test_words_changed_meanwhile_are_never_written_over(draft, rapporteur, secretary, at):
    before = seen(draft, "prop_1__al_1")
    actions.write_unit(draft, "prop_1__al_1", words="Première main.", seen=before, by=rapporteur, at=at)
    with pytest.raises(actions.Overtaken) as overtaken:
        actions.write_unit(draft, "prop_1__al_1", words="Seconde main.", seen=before, by=secretary, at=at)
    assert overtaken.value.current == {"prop_1__al_1": "Première main."}
    assert draft.units.get(key="prop_1__al_1").words == "Première main."


def test_a_member_reads_the_draft_and_does_not_write_it(draft, member, at):
    with pytest.raises(Forbidden):
        actions.write_unit(draft, "prop_1__al_1", words="x", seen=seen(draft, "prop_1__al_1"), by=member, at=at)


def test_a_frozen_version_refuses_every_act_of_writing(frozen, secretary, at):
    acts = [
        lambda: actions.write_unit(frozen, "prop_1", heading="x", seen=seen(frozen, "prop_1"), by=secretary, at=at),
        lambda: actions.add_unit(frozen, kind="priority", by=secretary, at=at),
        lambda: actions.remove_unit(frozen, "prop_1", by=secretary, at=at),
        lambda: actions.move_unit(frozen, "prop_1", direction="down", by=secretary, at=at),
        lambda: actions.freeze_version(frozen, by=secretary, at=at),
    ]
    before = to_engine(frozen)
    for act in acts:
        with pytest.raises(Refused, match="figée"):
            act()
    assert to_engine(frozen) == before


def test_numbers_follow_what_is_added_and_keys_stay(draft, secretary, at):
    added = actions.add_unit(
        draft, kind="proposition", parent="prio_1", after="prop_1", heading="Former", by=secretary, at=at
    )
    assert (added.key, added.number) == ("prop_4", "2")
    assert dict(draft.units.filter(kind="proposition").values_list("key", "number")) == {
        "prop_1": "1", "prop_4": "2", "prop_2": "3", "prop_3": "4",
    }  # fmt: skip


def test_an_alinea_is_added_first_after_another_or_last(draft, secretary, at):
    for after in ("", "prop_1__al_1", None):
        actions.add_unit(draft, kind="alinea", parent="prop_1", after=after, words="x", by=secretary, at=at)
    assert order(draft, "prop_1") == ["prop_1__al_3", "prop_1__al_1", "prop_1__al_4", "prop_1__al_2", "prop_1__al_5"]


def test_a_last_alinea_of_a_priority_comes_before_its_propositions(draft, secretary, at):
    actions.add_unit(draft, kind="alinea", parent="prio_1", words="En tête.", by=secretary, at=at)
    assert order(draft, "prio_1") == ["prio_1__al_1", "prop_1", "prop_2"]


@pytest.mark.parametrize(
    ("kind", "parent"), [("priority", "prop_1"), ("proposition", "prop_1"), ("alinea", "prop_1__al_1"), ("poem", "")]
)
def test_what_has_no_place_there_is_refused(draft, secretary, at, kind, parent):
    with pytest.raises(Refused, match="prendre place"):
        actions.add_unit(draft, kind=kind, parent=parent, by=secretary, at=at)


def test_a_proposition_moves_among_its_like_then_into_the_next_priority(draft, secretary, at):
    actions.move_unit(draft, "prop_1", direction="down", by=secretary, at=at)
    assert order(draft, "prio_1") == ["prop_2", "prop_1"]
    actions.move_unit(draft, "prop_1", direction="down", by=secretary, at=at)
    assert (order(draft, "prio_1"), order(draft, "prio_2")) == (["prop_2"], ["prop_1", "prop_3"])
    actions.move_unit(draft, "prop_1", direction="up", by=secretary, at=at)
    assert order(draft, "prio_1") == ["prop_2", "prop_1"]
    assert draft.units.get(key="prop_1").number == "2"


def test_the_first_does_not_move_up_nor_the_last_down(draft, secretary, at):
    with pytest.raises(Refused, match="en tête"):
        actions.move_unit(draft, "prop_1", direction="up", by=secretary, at=at)
    with pytest.raises(Refused, match="en dernier"):
        actions.move_unit(draft, "prop_1__al_2", direction="down", by=secretary, at=at)


def test_removing_takes_what_is_inside_detaches_its_excerpts_and_leaves_its_words_in_the_journal(
    text, draft, excerpt, secretary, at
):
    actions.attach_excerpt(text, unit_key="prop_1__al_1", excerpt=excerpt, by=secretary, at=at)
    gone = actions.remove_unit(draft, "prio_1", by=secretary, at=at)
    assert set(gone) == {"prio_1", "prop_1", "prop_1__al_1", "prop_1__al_2", "prop_2", "prop_2__al_1"}
    assert not text.bases.exists()
    assert draft.units.get(kind="proposition").number == "1"
    facts = {fact.name: fact.value for fact in Fact.objects.filter(entry__act="texts.unit_removed")}
    assert facts["content"]["children"][0]["children"][1]["text"] == "L’État cofinance."
    assert facts["detached"] == [["prop_1__al_1", "E-1"]]


def test_removing_what_changed_since_it_was_shown_is_refused(draft, secretary, at):
    shown = drafts.seen_whole(to_engine(draft).unit("prop_1"))
    actions.add_unit(draft, kind="alinea", parent="prop_1", words="Ajouté.", by=secretary, at=at)
    with pytest.raises(actions.Overtaken):
        actions.remove_unit(draft, "prop_1", seen=shown, by=secretary, at=at)


def test_the_page_saves_a_proposition_and_opens_an_alinea_a_line(as_, draft, secretary):
    sent = form(draft, "prop_1", heading="Coordonner", new="Un.\n\nDeux.")
    sent["words prop_1__al_1"] = "Première ligne.\r\nSeconde ligne."
    answer = as_(secretary).post(f"{PAGE}prop_1/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}#p1")
    rows = draft.units.filter(parent_key="prop_1").order_by("position")
    assert [row.words for row in rows] == ["Première ligne.", "Seconde ligne.", "L’État cofinance.", "Un.", "Deux."]
    assert draft.units.get(key="prop_1").heading == "Coordonner"


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("up prop_1__al_2", ["L’État finance.", "Chaque territoire se dote d’une coordination."]),
        ("down prop_1__al_1", ["L’État finance.", "Chaque territoire se dote d’une coordination."]),
        ("after prop_1__al_1", ["Chaque territoire se dote d’une coordination.", "", "L’État finance."]),
        ("remove prop_1__al_1", ["L’État finance."]),
        ("more", ["Chaque territoire se dote d’une coordination.", "L’État finance."]),
    ],
)
def test_a_button_saves_what_was_typed_then_does_what_it_says(as_, draft, secretary, button, expected):
    sent = form(draft, "prop_1", do=button)
    sent["words prop_1__al_2"] = "L’État finance."
    assert as_(secretary).post(f"{PAGE}prop_1/", sent).status_code == 302
    assert (
        list(draft.units.filter(parent_key="prop_1").order_by("position").values_list("words", flat=True)) == expected
    )


def test_a_stale_form_shows_both_wordings_and_saves_nothing_until_sent_again(as_, draft, secretary, rapporteur, at):
    sent = form(draft, "prop_1", heading="Mon intitulé", new="Mon ajout.")
    sent["words prop_1__al_1"] = "Ma rédaction."
    actions.write_unit(
        draft, "prop_1__al_1", words="L’autre rédaction.", seen=seen(draft, "prop_1__al_1"), by=rapporteur, at=at
    )
    client = as_(secretary)
    page = client.post(f"{PAGE}prop_1/", sent)
    shown = page.content.decode()
    assert page.status_code == 422
    for words in ("Ma rédaction.", "L’autre rédaction.", "Mon intitulé", "Mon ajout.", "Rien n’est perdu"):
        assert words in shown
    assert draft.units.get(key="prop_1").heading == "Une coordination"
    sent["seen prop_1__al_1"] = seen(draft, "prop_1__al_1")
    assert f'value="{sent["seen prop_1__al_1"]}"' in shown
    assert client.post(f"{PAGE}prop_1/", sent).status_code == 302
    assert draft.units.get(key="prop_1__al_1").words == "Ma rédaction."


def test_a_form_that_left_the_changed_alinea_alone_does_not_undo_the_change(as_, draft, secretary, rapporteur, at):
    sent = form(draft, "prop_1")
    actions.write_unit(draft, "prop_1__al_1", words="Changé.", seen=seen(draft, "prop_1__al_1"), by=rapporteur, at=at)
    sent["words prop_1__al_2"] = "Autre alinéa."
    assert as_(secretary).post(f"{PAGE}prop_1/", sent).status_code == 422
    assert draft.units.get(key="prop_1__al_1").words == "Changé."


def test_words_typed_in_an_alinea_removed_meanwhile_come_back_as_a_new_one(as_, draft, secretary, rapporteur, at):
    sent = form(draft, "prop_1")
    sent["words prop_1__al_2"] = "Des mots à ne pas perdre."
    actions.remove_unit(draft, "prop_1__al_2", by=rapporteur, at=at)
    page = as_(secretary).post(f"{PAGE}prop_1/", sent)
    assert page.status_code == 422
    assert ">\nDes mots à ne pas perdre.</textarea>" in page.content.decode()


@pytest.mark.parametrize("meanwhile", ["removed", "frozen"])
def test_words_typed_in_what_is_gone_are_given_back(as_, draft, secretary, rapporteur, at, meanwhile):
    sent = form(draft, "prop_1", heading="Mon intitulé")
    sent["words prop_1__al_2"] = "Des mots à ne pas perdre."
    if meanwhile == "removed":
        actions.remove_unit(draft, "prop_1", by=rapporteur, at=at)
    else:
        actions.freeze_version(draft, by=rapporteur, at=at)
    page = as_(secretary).post(f"{PAGE}prop_1/", sent)
    assert page.status_code == 409
    assert "Des mots à ne pas perdre." in page.content.decode() and "Mon intitulé" in page.content.decode()


def test_what_is_typed_is_shown_as_words_never_as_markup(as_, draft, secretary):
    sent = form(draft, "prop_1", heading="<script>alert(1)</script>")
    sent["words prop_1__al_1"] = '</textarea><img src=x onerror="alert(1)">'
    client = as_(secretary)
    client.post(f"{PAGE}prop_1/", sent)
    for path in (PAGE, f"{PAGE}prop_1/", f"{PAGE}prop_1/supprimer/", f"/textes/{SLUG}/appuyer/prop_1__al_1/"):
        shown = client.get(path).content.decode()
        assert "&lt;img src=x" in shown
        assert "<img" not in shown and "<script>alert" not in shown


def test_containers_are_added_moved_and_removed_from_the_draft_s_page(as_, draft, secretary):
    client = as_(secretary)
    assert client.post(f"{PAGE}agencer/", {"add": "priority "})["Location"] == f"{PAGE}prio_3/"
    assert client.post(f"{PAGE}agencer/", {"move": "down prop_1"})["Location"] == f"{PAGE}#p2"
    page = client.get(f"{PAGE}prio_1/supprimer/")
    assert "3 alinéas s’en vont avec." in page.content.decode()
    client.post(f"{PAGE}prio_1/supprimer/", {"seen": page.context["seen"]})
    assert order(draft) == ["al_1", "prio_2", "prio_3"]


def test_the_title_and_the_preamble_are_written_on_their_page(as_, draft, secretary):
    sent = form(draft, "", heading="Agir tous ensemble", new="Un second alinéa.")
    assert as_(secretary).post(f"{PAGE}-/", sent).status_code == 302
    assert order(draft) == ["al_1", "al_2", "prio_1", "prio_2"]
    draft.refresh_from_db()
    assert (draft.title, draft.text.title, draft.text.slug) == ("Agir tous ensemble",) * 2 + (SLUG,)
    assert Fact.objects.filter(entry__act="texts.entitled", name="title").get().value == "Agir tous ensemble"


def test_a_title_changed_meanwhile_is_shown_not_written_over(as_, draft, secretary, rapporteur):
    sent = form(draft, "", heading="Mon titre")
    as_(rapporteur).post(f"{PAGE}-/", form(draft, "", heading="Son titre"))
    page = as_(secretary).post(f"{PAGE}-/", sent)
    assert page.status_code == 422
    assert "Mon titre" in page.content.decode() and "Son titre" in page.content.decode()


def test_a_text_does_not_lose_its_title(as_, draft, secretary):
    page = as_(secretary).post(f"{PAGE}-/", form(draft, "", heading=" ", new="Gardé."))
    assert page.status_code == 422 and "Gardé." in page.content.decode()


@pytest.mark.parametrize("path", ["", "-/", "prop_1/", "prop_1/supprimer/"])
def test_pages_of_a_draft_cost_few_queries(as_, draft, secretary, path, django_assert_max_num_queries):
    client = as_(secretary)
    with django_assert_max_num_queries(12):
        assert client.get(f"{PAGE}{path}").status_code == 200


def test_who_sees_and_who_writes_the_draft(as_, client, draft, member, outsider, chair):
    assert client.get(PAGE).status_code == 403
    assert as_(outsider).get(PAGE).status_code == 403
    shown = as_(member).get(PAGE)
    assert shown.status_code == 200 and "Écrire" not in shown.content.decode()
    assert as_(member).get(f"{PAGE}prop_1/").status_code == 403
    assert as_(member).post(f"{PAGE}prop_1/", {"heading": "x"}).status_code == 403
    assert "Écrire" in as_(chair).get(PAGE).content.decode()


def test_a_container_of_many_alineas_is_written_in_slices(as_, draft, secretary, at):
    words = "\n".join(f"Alinéa de rang {rank}." for rank in range(1, 121))
    client = as_(secretary)
    client.post(f"{PAGE}prop_3/", form(draft, "prop_3", new=words))
    assert client.get(f"{PAGE}prop_3/").content.decode().count("<textarea") == 101
    last = client.get(f"{PAGE}prop_3/?de=101").content.decode()
    assert last.count("<textarea") == 22 and "Alinéa de rang 120." in last
