"""Texts offered to an agenda: open, or waiting for the vote; of the commission and its sub-commissions."""

from portevoix.commissions.models import Commission
from portevoix.texts.works import texts_to_examine


def test_a_text_is_offered_from_its_first_version_until_it_is_decided(
    commission, text, frozen, django_assert_num_queries
):
    with django_assert_num_queries(1):
        works = list(texts_to_examine(commission))
    assert [(work.kind, work.about, work.address) for work in works] == [
        ("text", f"text:{text.slug}", f"/textes/{text.slug}/")
    ]
    frozen.status = "adopted"
    frozen.save()
    assert list(texts_to_examine(commission)) == []


def test_a_draft_is_not_offered_nor_the_text_of_another_commission(commission, draft, outsider):
    assert list(texts_to_examine(commission)) == []
    draft.status, draft.number, draft.digest = "open", 1, "0" * 64
    draft.save()
    assert list(texts_to_examine(Commission.objects.get(slug="une-autre-commission"))) == []
    Commission.objects.filter(pk=commission.pk).update(parent=Commission.objects.get(slug="une-autre-commission"))
    assert len(list(texts_to_examine(Commission.objects.get(slug="une-autre-commission")))) == 1
