"""The pages of excerpts: what each person reads there."""

import pytest
from django.urls import reverse

from portevoix.evidence.actions import erase_words, make_excerpt
from portevoix.evidence.models import Excerpt, Source
from portevoix.hearings.models import WrittenContribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def excerpt(source, passage, commission, voice, member, at):
    WrittenContribution.objects.create(commission=commission, person=voice, source=source)
    return make_excerpt(passage, start=0, end=28, note="Le constat", tags="argent, diagnostic", by=member, at=at)


def opened(source):
    Source.objects.filter(pk=source.pk).update(access=Source.Access.PUBLIC)


def test_an_excerpt_of_a_confidential_contribution_is_for_members_only(client, as_, excerpt, member, outsider):
    page = reverse("evidence:excerpt", args=[excerpt.reference])
    assert client.get(page).status_code == 403
    assert "finance" not in client.get(reverse("evidence:index")).content.decode()
    assert as_(outsider).get(page).status_code == 403
    assert "finance dans son coin" not in client.get(reverse("evidence:index") + "?q=finance").content.decode()
    assert "finance dans son coin" in as_(member).get(page).content.decode()


def test_everyone_reads_an_excerpt_of_a_public_source_with_its_digest(
    client, source, excerpt, django_assert_max_num_queries
):
    opened(source)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("evidence:excerpt", args=[excerpt.reference]))
    content = page.content.decode()
    assert "« Chacun finance dans son coin »".replace(" ", "") in content.replace(" ", "").replace("\u202f", "")
    assert source.digest in content
    assert "00:00:01" in content
    assert "<script" not in content


def test_a_masked_excerpt_says_so_and_shows_nothing(client, source, excerpt, voice, secretary, at):
    opened(source)
    erase_words(source, person=voice, reason="consentement retiré", by=secretary, at=at)
    for address in (reverse("evidence:excerpt", args=[excerpt.reference]), reverse("evidence:index")):
        content = client.get(address).content.decode()
        assert "finance" not in content
        assert "Le constat" not in content
        assert "retiré son consentement" in content


@pytest.mark.parametrize(
    ("asked", "found"), [("q=coin", 1), ("q=Belkacem", 1), ("q=rien", 0), ("mot-cle=argent", 1), ("mot-cle=arg", 0)]
)
def test_excerpts_are_found_by_words_or_by_whole_tag(client, source, excerpt, asked, found):
    opened(source)
    assert client.get(f"{reverse('evidence:index')}?{asked}").content.decode().count("<blockquote>") == found


def test_the_list_costs_the_same_for_one_excerpt_or_thirty(
    as_, source, passage, excerpt, member, at, django_assert_max_num_queries
):
    for end in range(29, 58):
        if passage.words[end - 1].strip():
            make_excerpt(passage, start=0, end=end, by=member, at=at)
    signed_in = as_(member)
    with django_assert_max_num_queries(12):
        assert signed_in.get(reverse("evidence:index")).status_code == 200


def test_a_member_quotes_from_the_page_without_a_script(as_, member, passage, source, commission, voice):
    WrittenContribution.objects.create(commission=commission, person=voice, source=source)
    page = reverse("evidence:cite", args=[passage.pk])
    assert passage.words in as_(member).get(page).content.decode()
    done = as_(member).post(page, {"words": "finance dans son coin", "start": "", "note": "", "tags": "Argent"})
    assert done.status_code == 302
    assert Excerpt.objects.get().words == "finance dans son coin"


def test_the_place_that_the_script_gives_is_taken_when_the_words_are_there(
    as_, member, passage, source, commission, voice
):
    WrittenContribution.objects.create(commission=commission, person=voice, source=source)
    page = reverse("evidence:cite", args=[passage.pk])
    as_(member).post(page, {"words": "refait", "start": "44"})
    assert Excerpt.objects.get().start == 44


def test_words_that_come_twice_are_offered_with_what_stands_around(as_, member, passage, source, commission, voice):
    WrittenContribution.objects.create(commission=commission, person=voice, source=source)
    page = reverse("evidence:cite", args=[passage.pk])
    sent = as_(member).post(page, {"words": "refait", "start": "", "note": "Gardée", "tags": ""})
    assert sent.status_code == 422
    assert sent.content.decode().count('name="occurrence"') == 2
    assert "Gardée" in sent.content.decode()
    assert as_(member).post(page, {"words": "refait", "start": "", "occurrence": "1"}).status_code == 302
    assert Excerpt.objects.get().start == 44


def test_a_form_that_fails_keeps_what_was_typed(as_, member, passage, source, commission, voice):
    WrittenContribution.objects.create(commission=commission, person=voice, source=source)
    sent = as_(member).post(
        reverse("evidence:cite", args=[passage.pk]), {"words": "rien de tel", "note": "Une note", "tags": "un"}
    )
    assert sent.status_code == 422
    assert "rien de tel" in sent.content.decode()
    assert "Une note" in sent.content.decode()


def test_only_members_reach_the_page_that_quotes(client, as_, outsider, passage):
    page = reverse("evidence:cite", args=[passage.pk])
    assert client.get(page).status_code == 302
    assert as_(outsider).get(page).status_code == 403
