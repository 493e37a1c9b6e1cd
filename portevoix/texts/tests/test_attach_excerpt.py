from datetime import date

import pytest
from django.utils import timezone

from portevoix.evidence.models import Source
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.texts.actions.drafting import attach_excerpt, detach_excerpt, open_text
from portevoix.texts.models import Version
from portevoix.texts.tests.conftest import SLUG, excerpt_of, manifesto_content

PAGE = f"/textes/{SLUG}/appuyer/prop_1__al_1/"


def attach(text, excerpt, by, at, unit="prop_1__al_1"):
    return attach_excerpt(text, unit_key=unit, excerpt=excerpt, by=by, at=at)


def test_a_member_attaches_an_excerpt_and_the_journal_says_it(text, excerpt, member, at):
    attach(text, excerpt, member, at)
    entry = Entry.objects.get(act="texts.excerpt_attached")
    assert entry.subject == f"text:{SLUG}"
    assert {fact.name: fact.value for fact in entry.values.all()} == {
        "by": "Maël Membre", "unit": "prop_1__al_1", "excerpt": "E-1",
    }  # fmt: skip


def test_someone_from_elsewhere_does_not(text, excerpt, outsider, at):
    with pytest.raises(Forbidden):
        attach(text, excerpt, outsider, at)
    assert not text.bases.exists()


def test_it_is_attached_once(text, excerpt, member, at):
    attach(text, excerpt, member, at)
    with pytest.raises(Refused, match="déjà"):
        attach(text, excerpt, member, at)


def test_a_heading_or_a_missing_alinea_rests_on_nothing(text, excerpt, member, at):
    for unit in ("prop_1", "prop_9__al_1"):
        with pytest.raises(Refused):
            attach(text, excerpt, member, at, unit)


def test_a_note_refuses_what_was_heard_after_its_elements_were_closed(commission, secretary, member, at):
    note = open_text(
        commission, kind="note", title="Note", elements_date=date(2026, 1, 15), content=manifesto_content(),
        by=secretary, at=at,
    )  # fmt: skip
    attach(note, excerpt_of(commission, "Le jour même.", "E-1", heard_on=date(2026, 1, 15), by=secretary), member, at)
    late = excerpt_of(commission, "Le lendemain.", "E-2", heard_on=date(2026, 1, 16), by=secretary)
    with pytest.raises(Refused, match="16 janvier 2026, après le 15 janvier 2026"):
        attach(note, late, member, at)


def test_a_masked_excerpt_is_refused(text, excerpt, member, at):
    excerpt.masked_at = timezone.now()
    with pytest.raises(Refused, match="masqué"):
        attach(text, excerpt, member, at)


def test_an_excerpt_reserved_to_another_commission_is_refused(text, outsider, member, at):
    other = outsider.memberships.get().commission
    reserved = excerpt_of(other, "Confidentiel.", access=Source.Access.MEMBERS, by=outsider)
    with pytest.raises(Forbidden):
        attach(text, reserved, member, at)


def test_excerpts_are_attached_while_amendments_are_open_and_no_longer_after(
    text, frozen, excerpt, member, secretary, at
):
    attach(text, excerpt, member, at)
    with pytest.raises(Refused, match="figée"):
        detach_excerpt(text, unit_key="prop_1__al_1", excerpt=excerpt, by=secretary, at=at)
    Version.objects.update(status=Version.Status.EXAMINED)
    with pytest.raises(Refused, match="plus ouvert"):
        attach(text, excerpt, member, at, "prop_1__al_2")


def test_in_a_draft_it_is_detached_by_whom_attached_it_or_writes_the_draft(text, excerpt, member, chair, secretary, at):
    from portevoix.commissions.tests.people import seated

    other = seated(text.commission, "Inès Autre")
    attach(text, excerpt, member, at)
    with pytest.raises(Forbidden):
        detach_excerpt(text, unit_key="prop_1__al_1", excerpt=excerpt, by=other, at=at)
    detach_excerpt(text, unit_key="prop_1__al_1", excerpt=excerpt, by=member, at=at)
    attach(text, excerpt, member, at)
    detach_excerpt(text, unit_key="prop_1__al_1", excerpt=excerpt, by=chair, at=at)
    assert not text.bases.exists()
    assert Entry.objects.filter(act="texts.excerpt_detached").count() == 2


def test_the_page_offers_searches_attaches_and_detaches(as_, text, excerpt, secretary, member):
    excerpt_of(text.commission, "Le car ne passe que le mardi.", "E-2", by=secretary)
    client = as_(member)
    shown = client.get(PAGE).content.decode()
    assert "Sans diagnostic commun" in shown and "Le car ne passe" in shown
    found = client.get(PAGE, {"q": "mardi"}).content.decode()
    assert "Le car ne passe" in found and "Sans diagnostic commun" not in found
    assert client.post(PAGE, {"excerpt": "E-2"}).status_code == 302
    assert "Maël Membre" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"detach": "E-2"}).status_code == 302
    assert not text.bases.exists()
    again = client.post(PAGE, {"excerpt": "E-404"})
    assert again.status_code == 422 and "Aucun extrait ne porte cette référence" in again.content.decode()


def test_the_page_does_not_offer_what_may_not_be_attached(as_, text, excerpt, secretary, member, outsider):
    other = outsider.memberships.get().commission
    excerpt_of(other, "D’une autre commission.", "E-2", by=outsider)
    excerpt_of(text.commission, "Masqué depuis.", "E-3", by=secretary)
    text.commission.sources.get(passages__excerpts__reference="E-3").passages.update(masked_at=timezone.now())
    shown = as_(member).get(PAGE).content.decode()
    assert "Sans diagnostic commun" in shown
    assert "D’une autre commission." not in shown and "Masqué depuis." not in shown


def test_the_page_costs_few_queries_and_is_for_members(
    as_, text, excerpt, member, outsider, django_assert_max_num_queries
):
    client = as_(member)
    with django_assert_max_num_queries(12):
        assert client.get(PAGE, {"q": "diagnostic"}).status_code == 200
    assert as_(outsider).get(PAGE).status_code == 403
    assert as_(member).get(f"/textes/{SLUG}/appuyer/prop_1/").status_code == 404
