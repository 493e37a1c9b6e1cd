"""Publishing an adopted version."""

import io

import pikepdf
import pytest
from django.utils.translation import override

from portevoix.engine.verification import sha256
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.notices.models import Notice
from portevoix.publications.actions import print_version, proposed_address, publish
from portevoix.publications.models import Publication
from portevoix.publications.tests.conftest import ADOPTED_AT
from portevoix.texts.models import Version

pytestmark = pytest.mark.django_db


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def test_publishing_keeps_the_pdf_its_digest_and_an_entry(published):
    assert published.pdf_digest == sha256(bytes(published.pdf)) and published.pages >= 1
    entry = Entry.objects.get(act="publications.published")
    facts = {fact.name: fact.value for fact in Fact.objects.filter(entry=entry)}
    assert entry.subject == "publication:manifeste-2026"
    assert facts["digest"] == published.version.digest and facts["pdf_digest"] == published.pdf_digest


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("Manifeste pour l’accueil", "manifeste-2026-pour-l-accueil"),
        ("Manifeste", "manifeste-2026"),
        ("Manifestement à l’écoute", "manifeste-2026-manifestement-a-l-ecoute"),
        ("Agir ensemble", "manifeste-2026-agir-ensemble"),
        ("Agir " * 40, "manifeste-2026" + "-agir" * 11),
    ],
)
def test_the_address_proposed_is_made_of_the_title_that_was_adopted(adopted, title, proposed):
    adopted.title = title
    with override("en"):  # whatever the language of who publishes
        assert proposed_address(adopted, 2026) == proposed


def test_an_address_once_given_is_never_proposed_again_nor_changed(adopted, secretary, at):
    address = proposed_address(adopted, 2026)
    made = publish(adopted, address=address, colophon="…", by=secretary, at=ADOPTED_AT)
    assert proposed_address(adopted, 2026) == f"{address}-2"
    adopted.text.title = adopted.title = "Un autre titre"
    adopted.text.save()
    adopted.save()
    made.refresh_from_db()
    assert made.address == address


def test_a_member_does_not_publish(adopted, member):
    with pytest.raises(Forbidden):
        publish(adopted, address="x", colophon="…", by=member, at=ADOPTED_AT)
    assert not Publication.objects.exists() and not Entry.objects.filter(act="publications.published").exists()


def test_a_version_that_is_not_adopted_is_refused(adopted, secretary):
    Version.objects.filter(pk=adopted.pk).update(status=Version.Status.EXAMINED)
    with pytest.raises(Refused, match="n’est pas adopté"):
        publish(adopted, address="x", colophon="…", by=secretary, at=ADOPTED_AT)


def test_a_version_is_published_once(published, secretary):
    with pytest.raises(Refused, match="déjà publiée"):
        publish(published.version, address="autre", colophon="…", by=secretary, at=ADOPTED_AT)


def test_the_pdf_is_tagged_titled_and_claims_ua_1_and_a_2a(published):
    with opened(bytes(published.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "fr" and "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Manifeste pour l’accueil"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        with pdf.open_outline() as outline:
            assert next(item.title for item in outline.root).startswith("Priorité 1. Accueillir")


def test_the_same_text_on_the_same_date_gives_the_same_bytes(adopted):
    given = {"address": "a", "summary": "", "colophon": "…", "at": ADOPTED_AT}
    assert print_version(adopted, **given) == print_version(adopted, **given)


def test_what_people_wrote_is_never_read_as_markup(adopted):
    plain = print_version(adopted, address="a", summary="", colophon="…", at=ADOPTED_AT)
    hostile = print_version(
        adopted,
        address="a",
        summary='#import "/etc/passwd" *x* $y$ #panic() \x00\x07 😀 漢 \ue000',
        colophon="#eval(1)",
        at=ADOPTED_AT,
    )
    assert opened(plain) and opened(hostile)


def test_the_page_is_public_and_shows_words_as_words(client, published):
    page = client.get("/publications/manifeste-2026/").content.decode()
    assert "Manifeste pour l’accueil" in page and published.version.digest in page
    assert "&lt;b&gt;sans condition" in page and "<b>sans condition" not in page
    assert page.count('class="sentence"') == 4


@pytest.mark.parametrize("name", ["texte.pdf", "texte.md", "texte.docx", "texte.xml"])
def test_files_are_downloaded(client, published, name):
    response = client.get(f"/publications/manifeste-2026/{name}")
    assert response.status_code == 200 and "attachment" in response["Content-Disposition"]


def test_the_secretariat_publishes_from_the_page_after_a_look_at_the_pdf(as_, adopted, secretary):
    client = as_(secretary)
    page = f"/publications/publier/{adopted.text.slug}/v1/"
    assert "<h1>Publier <span>«\u202fManifeste pour l’accueil\u202f»</span></h1>" in client.get(page).content.decode()
    typed = {"address": "manifeste", "summary": "", "colophon": "Adopté en mai."}
    assert client.post(page, {**typed, "preview": "1"})["Content-Type"] == "application/pdf"
    assert not Publication.objects.exists()
    assert client.post(page, {**typed, "publish": "1"})["Location"] == "/publications/manifeste/"


def test_a_taken_address_is_refused_and_what_was_typed_is_kept(as_, published, adopted, secretary, at):
    other = Version.objects.get(pk=adopted.pk)
    other.pk, other.number, other.ballot = None, 2, None
    other.save()
    response = as_(secretary).post(
        f"/publications/publier/{adopted.text.slug}/v2/",
        {"address": "manifeste-2026", "summary": "Mon résumé tapé", "colophon": "…", "publish": "1"},
    )
    assert response.status_code == 422
    assert (
        "déjà celle d’une autre publication" in response.content.decode()
        and "Mon résumé tapé" in response.content.decode()
    )


def test_a_member_is_not_offered_to_publish(as_, adopted, member):
    assert as_(member).get(f"/publications/publier/{adopted.text.slug}/v1/").status_code == 403


def test_the_page_costs_few_queries(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/publications/manifeste-2026/")
    with django_assert_max_num_queries(4):
        client.get("/publications/")


def test_those_who_sit_learn_that_it_is_published_and_where(adopted, commission, chair, member, secretary):
    publish(adopted, address="manifeste-2026", colophon="…", by=chair, at=ADOPTED_AT)
    notice = Notice.objects.get(kind="publications.published", person=member)
    assert notice.said == "Le texte est publié\u202f: chaque phrase y mène à son fil."
    assert (notice.about, notice.url) == (f"text:{adopted.text.slug}", "/publications/manifeste-2026/")
    with override("en"):
        assert "The text is published" in notice.said and "because you sit in" in notice.why
    assert not Notice.objects.filter(kind="publications.published", person__in=(chair, secretary)).exists()
