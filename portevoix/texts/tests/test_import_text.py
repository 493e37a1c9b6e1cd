import gzip
import io
import json
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from portevoix.texts import importing
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Text, UnitRow, Version

DATA = settings.ROOT.parent / "shared" / "data"
NEW, CREATE = "/textes/nouveau/", "/textes/nouveau/importer/"

MARKDOWN = """# Agir ensemble

Un préambule.

## Priorité 1. Accompagner

### Proposition 1. Une coordination

Chaque territoire s’organise.

L’État **cofinance**.
"""

AKOMA_NTOSO = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="loi"><meta/><body>
<article eId="art_1"><num>Article 1er</num><paragraph eId="art_1__para_1"><content><p>Les données sont ouvertes.</p>
</content></paragraph></article></body></act></akomaNtoso>"""

BILL = "\n".join(
    json.dumps(line)
    for line in (
        {"type": "loi", "loi": "1", "titre": "Projet", "expose": "", "auteur": "", "date": "", "source": ""},
        {"type": "article", "loi": "1", "article": "1er", "ordre": "1"},
        {"type": "alinea", "loi": "1", "article": "1er", "alinea": "1", "texte": "<p>Les données sont ouvertes.</p>"},
    )
)


def docx(paragraphs):
    """A Word document of these paragraphs (style, words)."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    styles = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{related}">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{related}">'
        f'<Relationship Id="r2" Type="{styles}" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}"><w:style w:type="paragraph" w:styleId="Heading2">'
        '<w:name w:val="heading 2"/></w:style></w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return data.getvalue()


def sent(commission, name, data, **given):
    if isinstance(data, str):
        data = data.encode()
    fields = {"commission": commission.pk, "kind": "manifesto", "title": "", "majority": "simple", **given}
    return {**fields, "file": SimpleUploadedFile(name, data)}


def created(client, preview):
    """The text made from a preview, as its form is sent."""
    form = preview.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(CREATE, given)
    assert answer.status_code == 302, answer.content.decode()
    return Text.objects.get()


@pytest.mark.parametrize(
    ("name", "data", "kinds"),
    [
        ("texte.md", MARKDOWN, ["alinea", "priority", "proposition", "alinea", "alinea"]),
        ("loi.xml", AKOMA_NTOSO, ["article", "alinea"]),
        ("projet.json", BILL, ["article", "alinea"]),
        ("texte.txt", "Proposition 1. Former\nUn alinéa.\n", ["proposition", "alinea"]),
        (
            "texte.docx",
            docx([("Heading2", "Proposition 1. Former"), ("Normal", "Un alinéa.")]),
            ["proposition", "alinea"],
        ),
    ],
)
def test_a_file_is_shown_as_it_was_read_then_made_a_draft(as_, commission, secretary, name, data, kinds):
    client = as_(secretary)
    preview = client.post(NEW, sent(commission, name, data))
    assert preview.status_code == 200, preview.content.decode()
    assert "Rien n’est encore enregistré" in preview.content.decode()
    assert not Text.objects.exists()
    text = created(client, preview)
    assert list(text.versions.get().units.order_by("position").values_list("kind", flat=True)) == kinds
    assert client.get(f"/textes/{text.slug}/avant-texte/").status_code == 200


def test_the_title_of_the_file_is_offered_and_the_one_typed_wins(as_, commission, secretary):
    client = as_(secretary)
    assert client.post(NEW, sent(commission, "a.md", MARKDOWN)).context["form"]["title"].value() == "Agir ensemble"
    preview = client.post(NEW, sent(commission, "a.md", MARKDOWN, title="Un autre titre"))
    assert created(client, preview).title == "Un autre titre"


def test_marks_leave_their_words_and_propositions_are_numbered(as_, commission, secretary):
    text = created(
        as_(secretary), as_(secretary).post(NEW, sent(commission, "a.md", MARKDOWN.replace("on 1.", "on 7.")))
    )
    rows = text.versions.get().units
    assert rows.get(kind="proposition").number == "1"
    assert rows.filter(words="L’État cofinance.").count() == 1


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(bytes(1_000_000))
    return data.getvalue()


HOSTILE = {
    "of another kind": ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "an image called Markdown": ("photo.md", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "not UTF-8": ("latin.md", "été".encode("latin-1")),
    "a null character": ("nul.md", b"a\0b"),
    "empty": ("vide.md", b" \n"),
    "headings alone": ("titres.md", b"# Titre\n\n## Section\n"),
    "endless headings": ("profond.md", b"#" * 5000 + b" x\n\ny\n"),
    "XML entities": (
        "entites.xml",
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><akomaNtoso>&c;</akomaNtoso>',
    ),
    "an outside entity": (
        "hosts.xml",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><akomaNtoso>&b;</akomaNtoso>',
    ),
    "XML of another kind": ("page.xml", b"<html><body><p>x</p></body></html>"),
    "broken XML": ("casse.xml", b"<akomaNtoso>" + b"<a>" * 50_000),
    "broken JSON": ("casse.json", b"[" * 100_000),
    "JSON of another kind": ("autre.json", b'{"a": 1}'),
    "not a Word document": ("texte.docx", b"PK\x03\x04 but no more"),
    "a Word document without words": ("texte.docx", docx([])),
    "a zip bomb": ("bombe.docx", bomb()),
    "too many alinéas": ("long.txt", b"Un alinea.\n" * 20_000),
    "one line of 19 MB": ("ligne.md", b"a" * 19_000_000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_gets_a_sentence_and_leaves_nothing(as_, commission, secretary, case):
    name, data = HOSTILE[case]
    answer = as_(secretary).post(NEW, sent(commission, name, data, title="Mon titre"))
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["file"]
    assert len(sentence) > 30
    assert 'value="Mon titre"' in answer.content.decode()
    assert not Text.objects.exists() and not UnitRow.objects.exists()


def test_a_path_or_markup_in_the_name_is_only_a_name(as_, commission, secretary):
    answer = as_(secretary).post(NEW, sent(commission, "../../<script>alert(1)</script>.exe", b"x"))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_markup_in_the_file_is_only_words(as_, commission, secretary):
    client = as_(secretary)
    preview = client.post(NEW, sent(commission, "a.txt", "<script>alert(1)</script>\n"))
    assert "&lt;script&gt;alert(1)" in preview.content.decode()
    assert "<script>alert" not in preview.content.decode()


def test_a_preview_altered_or_gone_is_refused_and_what_was_chosen_is_kept(as_, commission, secretary):
    client = as_(secretary)
    form = client.post(NEW, sent(commission, "a.md", MARKDOWN)).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    for content in ("", given["content"][:-4] + "AAAA"):
        answer = client.post(CREATE, {**given, "content": content})
        assert answer.status_code == 422 and "Agir ensemble" in answer.content.decode()
    assert not Version.objects.exists()


def test_a_note_without_date_is_refused_after_its_preview_too_and_keeps_the_preview(as_, commission, secretary):
    client = as_(secretary)
    form = client.post(NEW, sent(commission, "a.md", MARKDOWN)).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(CREATE, {**given, "kind": "note"})
    assert answer.status_code == 422 and "Chaque territoire" in answer.content.decode()
    assert client.post(CREATE, {**given, "kind": "note", "elements_date": "2026-01-31"}).status_code == 302


def test_importing_costs_few_queries(as_, commission, secretary, django_assert_max_num_queries):
    client = as_(secretary)
    with django_assert_max_num_queries(12):
        assert client.post(NEW, sent(commission, "a.md", MARKDOWN)).status_code == 200


def test_what_is_sealed_comes_back_as_it_was():
    text = importing.tidy(importing.markdown.read(MARKDOWN))
    assert importing.unsealed(importing.sealed(text)) == text


REAL = {
    "bills-in-alineas/344-mariage.json.gz": ("bill", 23, 240),
    "bills-in-alineas/transparence-1005.json.gz": ("bill", 24, 133),
    "bills-in-alineas/transparence-r1109-a0.json.gz": ("bill", 29, 214),
    "akoma-ntoso/uk_pga-2014-27-enacted-data.xml.gz": ("bill", 0, 126),
    "akoma-ntoso/us_Act_2011-11-29.xml.gz": ("bill", 0, 20),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_bill_or_act_becomes_a_text(as_, commission, secretary, name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not beside the project")
    kind, articles, alineas = REAL[name]
    client = as_(secretary)
    preview = client.post(NEW, sent(commission, path.name, path.read_bytes(), kind=kind))
    assert preview.status_code == 200, preview.context["form"].errors
    rows = created(client, preview).versions.get().units
    assert rows.filter(kind="article").count() == articles
    assert rows.filter(kind="alinea").count() == alineas
    shown = client.get(f"/textes/{Text.objects.get().slug}/avant-texte/")
    assert len(gzip.compress(shown.content)) < 80_000


def test_a_debate_is_sent_to_the_hearings(as_, commission, secretary):
    path = DATA / "akoma-ntoso" / "ke_Debate_Bungeni_2011-06-10.xml.gz"
    if not path.exists():
        pytest.skip("the real debate is not beside the project")
    answer = as_(secretary).post(NEW, sent(commission, "debat.xml", gzip.decompress(path.read_bytes())))
    assert answer.status_code == 422 and "débat" in answer.context["form"].errors["file"][0]


def test_the_language_of_an_act_is_kept(as_, commission, secretary):
    path = DATA / "akoma-ntoso" / "uk_pga-2014-27-enacted-data.xml.gz"
    if not path.exists():
        pytest.skip("the real act is not beside the project")
    client = as_(secretary)
    preview = client.post(NEW, sent(commission, "act.xml", gzip.decompress(path.read_bytes()), kind="bill"))
    assert to_engine(created(client, preview).versions.get()).language == "en"
