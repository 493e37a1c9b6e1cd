"""The pages of corrections: her own, by link or account; the record; the secretariat's (R33, R34)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portevoix.evidence.actions import find_span, make_excerpt
from portevoix.evidence.queries import wordings_of
from portevoix.hearings.actions import correct_words, open_corrections, withdraw_consent
from portevoix.hearings.models import Transcript
from portevoix.hearings.queries import corrections_page, hearing_called, own_words
from portevoix.people.models import User
from portevoix.people.rights.held import holdings
from portevoix.people.rights.queries import rows_of

SAID = "Sans diagnostic partagé, chacun finance dans son coin."


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


@pytest.fixture
def opened(recorded, witness, allow, hearing, secretary):
    allow(witness, "transcribe", "publish", "name")
    recorded()
    now = timezone.now()
    open_corrections(hearing, until=timezone.localdate() + timedelta(days=10), by=secretary, at=now)
    witness.refresh_from_db()
    return witness


@pytest.fixture
def hers(opened, voice):
    return voice.passages.get()


@pytest.fixture
def link(opened):
    return url("correct_by_link", opened.token)


@pytest.fixture
def excerpt(hers, member, at):
    start, end = find_span(hers, "Sans diagnostic commun")
    return make_excerpt(hers, start=start, end=end, by=member, at=at)


def test_by_her_link_she_sees_her_own_passages_only(client, link, hers, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get(link)
    content = page.content.decode()
    assert f'name="passage_{hers.pk}"' in content and content.count("<textarea") == 1
    assert "Je confirme." not in content and "<script>alert" not in content
    assert page["Referrer-Policy"] == "same-origin" and "noindex" in page["X-Robots-Tag"]


def test_what_she_corrects_is_published_with_what_was_first_said(client, link, hearing, hers, excerpt):
    done = client.post(link, {f"passage_{hers.pk}": SAID}, follow=True)
    assert "1 passage est corrigé et publié." in done.content.decode()
    record = client.get(url("record", hearing.slug)).content.decode()
    assert "Corrigé par la personne entendue" in record and "<del>commun</del><ins>partagé</ins>" in record
    assert hers.words.split("\n")[0] in record  # the first words, one click away
    assert f'href="/extraits/{excerpt.reference}/"' not in record  # the excerpt does not move onto other words
    assert client.get(url("record", hearing.slug) + "?q=partagé").content.decode().count('<li id="p2"') == 1
    assert '<li id="p2"' not in client.get(url("record", hearing.slug) + "?q=diagnostic commun").content.decode()


def test_a_flagged_excerpt_says_so_everywhere_and_is_quoted_anew(client, as_, link, hearing, hers, excerpt, member):
    client.post(link, {f"passage_{hers.pk}": SAID})
    page = client.get(f"/extraits/{excerpt.reference}/").content.decode()
    assert "À revoir." in page and "Sans diagnostic commun" in page and "Citer à nouveau" not in page
    for address in ("/extraits/", url("hearing", hearing.slug)):
        assert "à revoir" in client.get(address).content.decode(), address
    assert "Citer à nouveau" in as_(member).get(f"/extraits/{excerpt.reference}/").content.decode()
    cite = reverse("evidence:cite", args=[hers.pk])
    assert SAID in as_(member).get(cite).content.decode()
    made = as_(member).post(cite, {"words": "Sans diagnostic partagé"}, follow=True).content.decode()
    assert "Tel que corrigé par la personne entendue" in made


def test_an_excerpt_that_the_correction_does_not_touch_says_so(client, link, hers, excerpt):
    client.post(link, {f"passage_{hers.pk}": "Sans diagnostic commun, rien ne tient."})
    page = client.get(f"/extraits/{excerpt.reference}/").content.decode()
    assert "la correction ne touche pas ces mots" in page and "À revoir" not in page
    assert "rien ne tient" in page


def test_refusals_keep_what_was_typed(client, link, hers):
    typed = f"{SAID} [hors compte rendu] jamais fermé"
    page = client.post(link, {f"passage_{hers.pk}": typed})
    assert page.status_code == 422 and "jamais fermé" in page.content.decode()
    Transcript.objects.update(corrections_until=timezone.localdate() - timedelta(days=1))
    late = client.post(link, {f"passage_{hers.pk}": SAID})
    content = late.content.decode()
    assert late.status_code == 422 and "arrive trop tard" in content and SAID in content
    assert "Publier mes corrections" not in content
    read = client.get(link).content.decode()
    assert "étaient ouvertes jusqu’au" in read and "<textarea" not in read
    assert not hers.corrections.exists()


def test_unchanged_words_are_said_to_write_nothing(client, link, hers):
    done = client.post(link, {f"passage_{hers.pk}": hers.words}, follow=True).content.decode()
    assert "Rien n’est changé" in done and not hers.corrections.exists()


def test_words_masked_meanwhile_are_not_corrected(client, link, opened, hers, secretary, at):
    withdraw_consent(opened, use="publish", by=secretary, at=at)
    page = client.post(link, {f"passage_{hers.pk}": SAID})
    assert page.status_code == 422 and "masqué ou effacé" in page.content.decode()


def test_a_link_that_opens_nothing_says_so(client, opened):
    page = client.get(url("correct_by_link", "inconnu"))
    assert page.status_code == 404


def test_with_an_account_only_she_opens_her_page(client, as_, opened, hearing, hers, voice, secretary, member):
    page = url("correct", hearing.slug, opened.pk)
    User.objects.create_user("voix@example.org", person=voice)
    assert client.get(page).status_code == 302
    for other in (secretary, member):
        assert as_(other).get(page).status_code == 403
    assert "Relire et corriger mes propos" in as_(voice).get(url("hearing", hearing.slug)).content.decode()
    assert as_(voice).post(page, {f"passage_{hers.pk}": SAID}).status_code == 302
    assert hers.corrections.get().words == SAID


def test_the_secretariat_sets_the_day_gives_the_links_and_sees_what_is_flagged(
    client, as_, opened, hearing, hers, excerpt, voice, secretary, member, at
):
    page = url("corrections", hearing.slug)
    assert client.get(page).status_code == 302
    assert as_(member).get(page).status_code == 403
    correct_words(opened, words={hers.pk: SAID}, by=voice, at=at)
    shown = as_(secretary).get(page).content.decode()
    assert opened.token in shown and excerpt.reference in shown and "1 corrigé" in shown
    later = timezone.localdate() + timedelta(days=30)
    assert as_(secretary).post(page, {"until": "2020-01-01"}).status_code == 422
    assert as_(secretary).post(page, {"until": later.isoformat()}).status_code == 302
    assert Transcript.objects.get().corrections_until == later
    assert as_(secretary).post(page, {"renew": opened.pk}).status_code == 302
    assert client.get(url("correct_by_link", opened.token)).status_code == 404
    assert as_(secretary).post(page, {"renew": "x"}).status_code == 404


def test_what_the_pages_ask_is_counted(opened, hearing, hers, voice, secretary, at, django_assert_num_queries):
    correct_words(opened, words={hers.pk: SAID}, by=voice, at=at)
    with django_assert_num_queries(4):
        found = own_words(opened, 1)
        assert [wordings_of(one) for one in found["passages"]] and found["masked"] == 0
    called = hearing_called(hearing.slug)
    with django_assert_num_queries(2):
        page = corrections_page(called)
    assert [(one.said, one.corrected) for one in page["witnesses"]] == [(1, 1)]


def test_her_data_show_her_corrections(opened, hers, voice, at):
    correct_words(opened, words={hers.pk: SAID}, by=voice, at=at)
    [(shown, _link)] = rows_of(holdings()["evidence.passage.person"], voice)
    assert SAID in shown.values()
