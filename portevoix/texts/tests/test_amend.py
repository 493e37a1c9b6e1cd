"""Filing, mending, commenting, withdrawing (R1 to R6, R21)."""

import pytest

from portevoix.commissions.tests.people import seated
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import Unit
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.texts.actions.amending import (
    Unread,
    declare_inadmissible,
    file_amendment,
    give_opinion,
    mend_amendment,
    take_over_amendment,
    withdraw_amendment,
)
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.models import Amendment

pytestmark = pytest.mark.django_db

WORDS = "Les données sont ouvertes."
CONTENT = EngineText("Manifeste", (
    Unit("p1", "proposition", "1", "Ouvrir", children=(
        Unit("a1", "alinea", text=WORDS), Unit("a2", "alinea", text="L’État y contribue."))),
))  # fmt: skip


@pytest.fixture
def version(commission, secretary, at):
    text = open_text(commission, kind="manifesto", title="Manifeste", content=CONTENT, by=secretary, at=at)
    return freeze_version(text.versions.get(), by=secretary, at=at)


@pytest.fixture
def file(version, member, at):
    def filed(instructions, unit="a1", by=member, **given):
        return file_amendment(
            version, unit_key=unit, instructions=instructions, rationale="Parce que.", by=by, at=at, **given
        )

    return filed


def test_instructions_are_read_into_edits_and_journaled(file):
    amendment = file("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    assert amendment.number == 1
    assert amendment.edits == [{"edit": "replace_words", "unit": "a1", "start": 12, "end": 16, "words": "peuvent être"}]
    facts = {f.name: f.value for f in Fact.objects.filter(entry__act="texts.amendment_filed")}
    assert facts["edits"] == amendment.edits and facts["author"] == "Maël Membre"


def test_edited_words_write_their_own_instructions(version, member, at):
    from portevoix.engine.edits import difference

    edits = difference(WORDS, "Les données publiques sont ouvertes.", "a1")
    amendment = file_amendment(version, unit_key="a1", edits=edits, rationale="…", by=member, at=at)
    assert "publiques" in amendment.instructions and "données" in amendment.instructions


@pytest.mark.parametrize(
    ("instructions", "reason"),
    [
        ("À l’alinéa 7, supprimer le mot : « sont ».", "n’existe pas"),
        ("À l’alinéa 1, supprimer le mot : « fermées ».", "ne sont pas dans"),
        ("Il faudrait mieux écouter les territoires.", "instruction"),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_is_written(file, instructions, reason):
    with pytest.raises(Unread) as refused:
        file(instructions)
    assert reason in refused.value.refusals[0].reason
    assert not Amendment.objects.exists() and not Entry.objects.filter(act="texts.amendment_filed").exists()


def test_it_may_be_filed_as_it_is_and_mended_once(file, secretary, at):
    amendment = file("Il faudrait mieux écouter les territoires.", as_is=True)
    assert amendment.edits is None
    with pytest.raises(Unread):
        mend_amendment(amendment, instructions="Encore des mots.", by=secretary, at=at)
    mended = mend_amendment(amendment, instructions="Supprimer l’alinéa 2.", by=secretary, at=at)
    assert mended.edits == [{"edit": "delete_unit", "unit": "a2"}]
    with pytest.raises(Refused, match="est compris"):
        mend_amendment(amendment, instructions="Supprimer l’alinéa 1.", by=secretary, at=at)


def test_words_that_someone_else_mended_are_said_to_be_hers(as_, file, version, secretary, member, at):
    amendment = file("Il faudrait mieux écouter les territoires.", as_is=True)
    mend_amendment(amendment, instructions="Supprimer l’alinéa 2.", by=secretary, at=at)
    amendment.refresh_from_db()
    assert (amendment.author, amendment.mended_by, amendment.mended_at) == (member, secretary, at)
    page = as_(member).get(f"/textes/{version.text.slug}/v1/amendements/1/").content.decode()
    assert "Rectifié par Sonia Secrétaire le 2 mars 2026." in page
    assert "Il faudrait mieux écouter les territoires." in page and "Supprimer l’alinéa 2." in page


def test_an_amendment_that_changes_nothing_is_refused(file):
    with pytest.raises(Refused, match="ne change rien"):
        file("À l’alinéa 1, substituer au mot : « sont » le mot : « sont ».")


def test_experts_and_outsiders_do_not_amend(file, commission, outsider):
    for person in (seated(commission, "Experte", capacity="expert"), outsider):
        with pytest.raises(Forbidden):
            file("Supprimer l’alinéa 2.", by=person)


def test_a_sub_amendment_is_read_on_what_its_parent_would_give(file):
    parent = file("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    sub = file("À l’alinéa 1, substituer au mot : « peuvent » le mot : « doivent ».", parent=parent)
    assert sub.parent == parent and sub.edits[0]["words"] == "doivent"
    with pytest.raises(Unread):
        file("À l’alinéa 1, supprimer le mot : « sont ».", parent=parent)
    with pytest.raises(Refused, match="ne se sous-amende pas"):
        file("Supprimer l’alinéa 2.", parent=sub)


def test_only_the_author_withdraws_and_only_another_takes_over(file, member, rapporteur, at):
    amendment = file("Supprimer l’alinéa 2.")
    with pytest.raises(Forbidden):
        withdraw_amendment(amendment, by=rapporteur, at=at)
    withdraw_amendment(amendment, by=member, at=at)
    amendment.refresh_from_db()
    with pytest.raises(Refused, match="un autre membre"):
        take_over_amendment(amendment, by=member, at=at)
    taken = take_over_amendment(amendment, by=rapporteur, at=at)
    assert taken.number == 2 and taken.edits == amendment.edits and taken.author == rapporteur
    with pytest.raises(Refused, match="déjà repris"):
        take_over_amendment(amendment, by=rapporteur, at=at)


def test_the_rapporteur_gives_an_opinion_until_the_vote(file, member, rapporteur, secretary, at):
    amendment = file("Supprimer l’alinéa 2.")
    with pytest.raises(Forbidden):
        give_opinion(amendment, kind="favourable", by=member, at=at)
    give_opinion(amendment, kind="wisdom", words="À voir.", by=rapporteur, at=at)
    assert give_opinion(amendment, kind="favourable", by=rapporteur, at=at).words == ""
    declare_inadmissible(amendment, reason="Hors du champ.", by=secretary, at=at)
    with pytest.raises(Refused, match="déjà irrecevable"):
        give_opinion(amendment, kind="wisdom", by=rapporteur, at=at)


def test_inadmissible_is_said_with_its_reason(file, secretary, at):
    amendment = file("Supprimer l’alinéa 2.")
    with pytest.raises(Refused, match="motif"):
        declare_inadmissible(amendment, reason=" ", by=secretary, at=at)


# -- pages


def page_of(version, rest=""):
    return f"/textes/{version.text.slug}/v1/{rest}"


def typed(**changed):
    return {"change": "words", "words": WORDS, "added": "", "instructions": "", "rationale": "Pour voir", **changed}


def test_a_member_amends_from_the_alinea_by_editing_its_words(as_, version, member):
    client = as_(member)
    address = page_of(version, "amender/a1/")
    seen = client.post(address, typed(words="Les données restent ouvertes.", look="1"))
    assert "<del>sont</del>" in seen.content.decode() and "substituer" in seen.content.decode()
    assert not Amendment.objects.exists()
    response = client.post(address, typed(words="Les données restent ouvertes.", file="1"))
    assert response.status_code == 302
    shown = client.get(response["Location"]).content.decode()
    assert "<ins>restent</ins>" in shown and "Pour voir" in shown


def test_instructions_typed_show_what_they_would_do_or_why_not(as_, version, member):
    client = as_(member)
    address = page_of(version, "amender/a1/lecture/")
    good = client.post(address, typed(change="instructions", instructions="remplacer « sont » par « restent »"))
    assert "<ins>restent</ins>" in good.content.decode()
    bad = client.post(address, typed(change="instructions", instructions="remplacer « fermées » par « x »"))
    shown = bad.content.decode()
    assert '<span class="doubt">remplacer « </span><mark>fermées</mark><span class="doubt"> » par « x »</span>' in shown


def test_a_refused_form_keeps_what_was_typed(as_, version, member):
    response = as_(member).post(
        page_of(version, "amender/a1/"),
        typed(change="instructions", instructions="Mieux <b>écouter</b>", rationale="Mes motifs"),
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mes motifs" in page and "Mieux &lt;b&gt;écouter" in page and "<b>écouter" not in page
    assert "Déposer quand même" in page


def test_a_member_sub_amends_withdraws_and_another_takes_over_from_the_page(as_, file, version, member, rapporteur):
    amendment = file("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    client = as_(rapporteur)
    sub = client.post(
        page_of(version, f"amender/a1/?sous={amendment.number}"), typed(words="Les données doivent être ouvertes.")
    )
    assert sub.status_code == 302 and Amendment.objects.get(number=2).parent == amendment
    client, withdrawing = as_(member), page_of(version, "amendements/1/retirer/")
    assert f'href="{withdrawing}"' in client.get(page_of(version, "amendements/1/")).content.decode()
    page = client.get(withdrawing).content.decode()
    assert "ne se reprend pas" in page and "tombe avec lui\u202f: le 2." in page and "Le garder" in page
    amendment.refresh_from_db()
    assert amendment.outcome == ""  # reading the page does nothing
    client.post(withdrawing)
    again = client.get(withdrawing, follow=True)
    assert again.redirect_chain and "est déjà retiré" in again.content.decode()
    amendment.refresh_from_db()
    assert amendment.outcome == "withdrawn" and Amendment.objects.get(number=2).outcome == "fell"
    as_(rapporteur).post(page_of(version, "amendements/1/reprendre/"))
    assert Amendment.objects.get(number=3).taken_over_from == amendment


def test_roles_are_held_on_the_pages(as_, file, version, member, outsider, secretary, rapporteur):
    file("Supprimer l’alinéa 2.")
    assert as_(outsider).get(page_of(version, "amendements/")).status_code == 403
    assert as_(member).get(page_of(version, "amendements/1/avis/")).status_code == 403
    assert as_(rapporteur).get(page_of(version, "amendements/1/avis/")).status_code == 200
    assert as_(secretary).get(page_of(version, "amendements/1/recevabilite/")).status_code == 200
    assert as_(member).get(page_of(version, "amendements/1/recevabilite/")).status_code == 403
    assert as_(rapporteur).get(page_of(version, "amendements/1/retirer/")).status_code == 403


def test_the_list_is_searched_and_filtered(as_, file, version, member):
    file("Supprimer l’alinéa 2.")
    file("À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être ».")
    client = as_(member)
    page = client.get(page_of(version, "amendements/?mots=peuvent")).content.decode()
    assert "1 amendement" in page and "peuvent être" in page and "Supprimer l’alinéa 2" not in page
    assert (
        "Aucun amendement ne correspond" in client.get(page_of(version, "amendements/?sort=adopted")).content.decode()
    )


def test_pages_cost_few_queries_whatever_the_number(as_, file, version, member, django_assert_max_num_queries):
    for rank in range(12):
        file(f"À l’alinéa 1, substituer au mot : « sont » les mots : « restent {rank} ».")
    client = as_(member)
    for page in ("amendements/", "amendements/3/", "amender/a1/"):
        with django_assert_max_num_queries(12):
            client.get(page_of(version, page))
