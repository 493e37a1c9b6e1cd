"""Pages of hearings: statuses, what each person reads, costs, masks, scripts in a record."""

import gzip

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portevoix.hearings.actions import add_contribution, keep_reading, withdraw_consent
from portevoix.hearings.models import Hearing, Reading, Transcript, Witness, WrittenContribution
from portevoix.hearings.tests.conftest import RECORD

SITTING = settings.ROOT.parent / "shared" / "data" / "debates-tei" / "20130142.xml.gz"


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


def test_the_agenda_is_open_and_says_in_whose_name(
    client, witness, another, hearing, secretary, at, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = client.get(url("index")).content.decode()
    for said in (
        "Audition des centres sociaux",
        "une directrice de centre social",
        "Fédération des Vergers",
        "H123456789",
    ):
        assert said in page
    assert "Nadia Belkacem" not in page
    assert "<script" not in page
    assert "Ouvrir une audition" not in page


def test_names_are_shown_with_consent_to_the_name(client, witness, hearing, allow):
    allow(witness, "name")
    assert "Nadia Belkacem" in client.get(url("index")).content.decode()
    assert "Nadia Belkacem" in client.get(url("hearing", hearing.slug)).content.decode()


PAGES_OF_THE_SECRETARIAT = ["new", "invite", "upload", "contribute_to", "contribute"]


@pytest.mark.parametrize("name", PAGES_OF_THE_SECRETARIAT)
def test_pages_that_write_are_the_secretariat_s(client, as_, hearing, secretary, member, name):
    page = url(name, *(() if name in ("new", "contribute") else (hearing.slug,)))
    assert client.get(page).status_code == 302
    assert as_(secretary).get(page).status_code == 200
    assert as_(member).get(page).status_code == 403


def test_the_secretariat_opens_a_hearing_from_the_page(as_, secretary, commission):
    sent = {
        "commission": commission.pk,
        "title": "Audition des maires",
        "starts_at": "2026-05-04T14:00",
        "place": "En ligne",
    }
    assert as_(secretary).post(url("new"), {**sent, "title": ""}).status_code == 422
    done = as_(secretary).post(url("new"), sent)
    assert done.status_code == 302
    assert Hearing.objects.get().place == "En ligne"


def test_a_person_is_invited_with_her_consents_from_the_page(as_, secretary, hearing):
    sent = {"name": "Ines Faure", "function": "une maire", "body_kind": "local", "body_name": "Ville de Marle",
            "allows_transcribe": "on", "wording_transcribe": "J’accepte la transcription."}  # fmt: skip
    assert as_(secretary).post(url("invite", hearing.slug), sent).status_code == 302
    witness = Witness.objects.get()
    assert witness.allows("transcribe") and not witness.allows("name")
    page = as_(secretary).get(url("consents", hearing.slug, witness.pk)).content.decode()
    assert "J’accepte la transcription." in page


def test_a_withdrawal_says_what_it_does_then_does_it(as_, secretary, member, recorded, witness, hearing, allow):
    allow(witness, "transcribe", "publish", "name")
    recorded()
    page = url("withdraw", hearing.slug, witness.pk, "publish")
    assert as_(member).get(page).status_code == 403
    assert "1 passage" in as_(secretary).get(page).content.decode()
    assert as_(secretary).post(page).status_code == 302
    assert not Witness.objects.get().allows("publish")
    assert as_(secretary).get(page).status_code == 404


def test_a_record_is_uploaded_then_each_voice_is_placed(as_, secretary, hearing, witness, allow):
    allow(witness, "transcribe", "publish", "name")
    signed_in = as_(secretary)
    sent = signed_in.post(
        url("upload", hearing.slug), {"file": SimpleUploadedFile("../../séance.txt", RECORD.encode())}
    )
    assert sent.status_code == 302
    page = signed_in.get(url("speakers", hearing.slug)).content.decode()
    assert "séance.txt" in page and ".." not in page.split("séance.txt")[0][-20:]
    assert f'<option value="{witness.pk}" selected>' in page  # the family name is in the label
    placed = {"who_0": "nobody", "who_1": "nobody", "who_2": "nobody"}
    assert (
        signed_in.post(url("speakers", hearing.slug), placed).status_code == 422
    )  # she is nowhere, and nobody said so
    assert signed_in.post(url("speakers", hearing.slug), {**placed, "who_1": witness.pk}).status_code == 302
    assert Transcript.objects.get().source.passages.filter(person=witness.person).count() == 1
    assert not Reading.objects.exists()


def test_a_refused_record_says_why_and_a_reading_can_be_forgotten(as_, secretary, hearing, witness, at):
    keep_reading(hearing, file_name="a.txt", data=RECORD.encode(), by=secretary, at=at)
    Reading.objects.update(read_at="2100-01-01T00:00:00Z")
    signed_in = as_(secretary)
    placed = {"who_0": "nobody", "who_1": witness.pk, "who_2": "nobody"}
    refused = signed_in.post(url("speakers", hearing.slug), placed)
    assert refused.status_code == 422
    assert "Nadia Belkacem n’a pas accepté que ses propos soient transcrits" in refused.content.decode()
    assert signed_in.post(url("speakers", hearing.slug), {"discard": "1"}).status_code == 302
    assert not Reading.objects.exists()


@pytest.mark.parametrize(("name", "data"), [
    ("a.docx", b"PK\x03\x04"), ("a.txt", "Été : oui".encode("latin-1")), ("a.pdf", b"%PDF"),
    ("a.txt", b""), ("a.xml", b"<TEI>"),
])  # fmt: skip
def test_a_broken_upload_gets_a_sentence_beside_the_field(as_, secretary, hearing, name, data):
    sent = as_(secretary).post(url("upload", hearing.slug), {"file": SimpleUploadedFile(name, data)})
    assert sent.status_code == 422
    assert 'id="id_file-error"' in sent.content.decode()
    assert not Reading.objects.exists()


def test_an_upload_over_the_limit_is_refused_with_the_limit(as_, secretary, hearing, settings):
    settings.UPLOAD_LIMIT = 1000
    sent = as_(secretary).post(url("upload", hearing.slug), {"file": SimpleUploadedFile("a.txt", b"x" * 1001)})
    assert sent.status_code == 422
    assert "limite" in sent.content.decode()


def test_the_record_shows_by_speaker_with_anchors_and_no_script_from_the_file(
    client, recorded, witness, hearing, allow, django_assert_max_num_queries
):
    allow(witness, "transcribe", "publish", "name")
    recorded()
    with django_assert_max_num_queries(12):
        page = client.get(url("record", hearing.slug)).content.decode()
    assert 'id="p2"' in page
    assert "&lt;script&gt;alert(&quot;voix&quot;)&lt;/script&gt; &amp; l’été." in page
    assert "<script" not in page
    assert "Citer" not in page


def test_the_record_is_filtered_by_voice_and_by_words(client, recorded, witness, hearing, allow):
    allow(witness, "transcribe", "publish", "name")
    recorded()
    page = client.get(url("record", hearing.slug) + "?personne=PAUL LIN").content.decode()
    assert "Je confirme." in page and "diagnostic" not in page
    page = client.get(url("record", hearing.slug) + "?q=DIAGNOSTIC").content.decode()
    assert "chacun finance" in page and "Je confirme." not in page
    assert client.get(url("record", hearing.slug) + "?page=abc").status_code == 200


def test_words_not_published_are_masked_to_the_public_even_in_searches(
    client, as_, recorded, witness, hearing, allow, member, outsider
):
    allow(witness, "transcribe", "name")
    recorded()
    for search in ("", "?q=diagnostic"):
        assert "chacun finance" not in client.get(url("record", hearing.slug) + search).content.decode()
    assert "1 passage<" not in client.get(url("record", hearing.slug) + "?q=diagnostic").content.decode()
    assert "chacun finance" not in as_(outsider).get(url("record", hearing.slug)).content.decode()
    assert "chacun finance" in as_(member).get(url("record", hearing.slug)).content.decode()


def test_words_withdrawn_are_masked_to_all(as_, recorded, witness, hearing, allow, member, secretary, at):
    allow(witness, "transcribe", "publish", "name")
    recorded()
    withdraw_consent(witness, use="publish", by=secretary, at=at)
    page = as_(member).get(url("record", hearing.slug)).content.decode()
    assert "chacun finance" not in page
    assert "a retiré son consentement" in page


def test_a_confidential_contribution_is_for_the_members(
    client, as_, commission, another, secretary, member, outsider, hearing, at
):
    made = add_contribution(commission, hearing=hearing, person=another, title="Lettre fermée", received_on=at.date(),
                            words="Secret.",
                            confidential=True, by=secretary, at=at)  # fmt: skip
    for address in (url("contributions"), url("hearing", hearing.slug)):
        assert "Lettre fermée" not in client.get(address).content.decode()
    assert client.get(url("contribution", made.pk)).status_code == 403
    assert "Secret." in as_(member).get(url("contribution", made.pk)).content.decode()
    assert "Lettre fermée" in as_(member).get(url("contributions")).content.decode()
    assert as_(outsider).get(url("contribution", made.pk)).status_code == 403


def test_a_contribution_is_pasted_or_sent_as_a_file(as_, secretary, hearing, commission):
    sent = {"title": "Lettre", "received_on": "2026-02-01", "name": "Ines Faure", "body_kind": "other"}
    signed_in = as_(secretary)
    assert signed_in.post(url("contribute_to", hearing.slug), sent).status_code == 422
    assert signed_in.post(url("contribute_to", hearing.slug), {**sent, "words": "Un.\r\n\r\nDeux."}).status_code == 302
    assert WrittenContribution.objects.get().source.passages.count() == 2
    file = SimpleUploadedFile("lettre.md", "Été.\n\nHiver.\n\nFin.".encode())
    assert signed_in.post(url("contribute"), {**sent, "commission": commission.pk, "file": file}).status_code == 302
    assert WrittenContribution.objects.order_by("pk").last().source.passages.count() == 3


def test_the_page_of_a_hearing_costs_at_most_twelve_queries(
    as_, recorded, witness, hearing, allow, secretary, member, at, django_assert_max_num_queries
):
    allow(witness, "transcribe", "publish", "name")
    for person in (secretary, member):
        signed_in = as_(person)
        with django_assert_max_num_queries(12):
            assert signed_in.get(url("hearing", hearing.slug)).status_code == 200
    recorded()
    signed_in = as_(secretary)
    for name in ("hearing", "record"):
        with django_assert_max_num_queries(12):
            assert signed_in.get(url(name, hearing.slug)).status_code == 200
    for name in ("index", "contributions"):
        with django_assert_max_num_queries(12):
            assert signed_in.get(url(name)).status_code == 200


@pytest.mark.skipif(not SITTING.exists(), reason="../shared/data/debates-tei is not on this machine")
def test_a_real_sitting_is_imported_from_the_page_and_its_pages_stay_light(
    as_, secretary, hearing, django_assert_max_num_queries
):
    signed_in = as_(secretary)
    sent = signed_in.post(
        url("upload", hearing.slug), {"file": SimpleUploadedFile("20130142.xml", gzip.decompress(SITTING.read_bytes()))}
    )
    assert sent.status_code == 302
    page = signed_in.get(url("speakers", hearing.slug))
    assert len(gzip.compress(page.content)) < 60_000
    placed = {f"who_{rank}": "nobody" for rank in range(page.content.count(b'name="who_'))}
    assert signed_in.post(url("speakers", hearing.slug), placed).status_code == 302
    source = Transcript.objects.get().source
    assert source.passages.exclude(speaker="").count() >= 768
    for number in range(1, source.passages.count() // 50 + 2):
        with django_assert_max_num_queries(12):
            page = signed_in.get(url("record", hearing.slug) + f"?page={number}")
        assert len(gzip.compress(page.content)) < 60_000
