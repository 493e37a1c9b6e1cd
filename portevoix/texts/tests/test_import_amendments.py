"""Sets of amendments filed elsewhere: read, shown, imported by the secretariat, mended by hand (R1, R3, R6)."""

import gzip
import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from portevoix.commissions.models import Meeting
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import Unit
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.texts.actions.amending import mend_amendment, withdraw_amendment
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.actions.examining import open_examination
from portevoix.texts.actions.importing import import_set, stage_set
from portevoix.texts.importing.plan import named, target
from portevoix.texts.importing.sets import read_set
from portevoix.texts.models import Amendment, AmendmentSet
from portevoix.texts.queries.listing import Asked, listing
from portevoix.texts.tests.sets import assembly_document, row, senate, sent, zipped

pytestmark = pytest.mark.django_db
DATA = settings.ROOT.parent / "shared" / "data"

CONTENT = EngineText("Manifeste", (
    Unit("p1", "proposition", "1", "Ouvrir", children=(
        Unit("a1", "alinea", text="Les données sont ouvertes."), Unit("a2", "alinea", text="L’État y contribue."))),
    Unit("p2", "proposition", "2", "Accueillir", children=(Unit("b1", "alinea", text="Un accueil est gardé."),)),
))  # fmt: skip

DELETES = ("Alinéa 2", "Supprimer cet alinéa.")
REPLACES = ("Alinéa 1", "Remplacer le mot :", "sont", "par les mots :", "peuvent être")
OBSCURE = ("Alinéa 1", "Revoir la rédaction de cet alinéa.")


@pytest.fixture
def version(commission, secretary, at):
    text = open_text(commission, kind="manifesto", title="Manifeste", content=CONTENT, by=secretary, at=at)
    return freeze_version(text.versions.get(), by=secretary, at=at)


@pytest.fixture
def imported(version, secretary, at):
    """Reads files, and imports what they hold."""

    def done(*files, **given):
        staged = stage_set(version, read_set(files), by=secretary, at=at)
        return import_set(staged, by=secretary, at=at, **given)

    return done


def called(number):
    return Amendment.objects.get(source_key=number)


def facts(act, subject=None):
    entries = Entry.objects.filter(act=act, **({"subject": subject} if subject else {}))
    return {one.name: one.value for one in Fact.objects.filter(entry=entries.latest("number"))}


# -- the act


def test_a_set_becomes_amendments_under_the_number_and_the_names_of_its_source(imported, version, secretary):
    imported(senate(row("I-4 rect. quater", *REPLACES), row("I-7", *OBSCURE, place="Proposition 2")))
    first, second = called("I-4"), called("I-7")
    assert (str(first), first.number, first.signed_by, first.group_name) == (
        "I-4 rect. quater", 4, "Mme LISERON", "groupe des Rives",
    )  # fmt: skip
    assert first.author is None and first.unit_key == "p1" and first.rationale == "Parce\xa0que."
    assert first.edits == [{"edit": "replace_words", "unit": "a1", "start": 12, "end": 16, "words": "peuvent être"}]
    assert second.edits is None and second.unit_key == "p2"
    filed = facts("texts.amendment_filed", f"amendment:{version.text.slug}/1/4")
    assert filed["by"] == secretary.name and filed["author"] == "Mme LISERON"
    assert filed["source_number"] == "I-4 rect. quater" and filed["imported_from"] == first.imported_from.digest
    whole = facts("texts.amendments_imported")
    assert whole["filed"] == [4, 7] and whole["unread"] == 1 and whole["source"] == "senate"


def test_the_same_file_twice_adds_nothing(imported):
    file = row("1", *REPLACES), row("2", *OBSCURE)
    imported(senate(*file))
    imported(senate(*file))
    assert Amendment.objects.count() == 2
    assert facts("texts.amendments_imported")["filed"] == []


def test_a_newer_correction_replaces_the_instructions_and_is_journaled(imported, version):
    imported(senate(row("1", *OBSCURE)))
    imported(senate(row("1 rect.", *REPLACES)))
    amendment = Amendment.objects.get()
    assert str(amendment) == "1 rect." and amendment.edits[0]["words"] == "peuvent être"
    mended = facts("texts.amendment_mended", f"amendment:{version.text.slug}/1/1")
    assert mended["source_number"] == "1 rect." and mended["edits"] == amendment.edits
    assert facts("texts.amendments_imported")["corrected"] == [1]


def test_a_correction_that_moves_to_a_place_that_is_not_there_is_read_nowhere_else(imported):
    imported(senate(row("1", *DELETES)))
    imported(senate(row("1 rect.", *DELETES, place="Article 12")))
    assert called("1").edits is None and called("1").unit_key == "" and called("1").source_place == "Article 12"


def test_a_correction_of_a_parent_reads_its_sub_amendments_again(imported):
    sub = row(
        "2", "Amendement n° 1", "Alinéa 5", "Remplacer le mot :", "peuvent", "par le mot :", "doivent", nature="S/Amt"
    )
    imported(senate(row("1", *REPLACES), sub))
    imported(senate(row("1 rect.", *DELETES)))
    assert called("1").edits == [{"edit": "delete_unit", "unit": "a2"}] and called("2").edits is None
    imported(senate(row("1 rect. bis", *REPLACES)))
    assert called("2").edits[0]["words"] == "doivent"


def test_an_older_one_or_another_one_under_the_same_number_changes_nothing(imported):
    imported(senate(row("1 rect. bis", *REPLACES)))
    before = Amendment.objects.values().get()
    imported(senate(row("1 rect.", *DELETES)))
    imported(senate(row("1 rect. bis", *DELETES)))
    assert Amendment.objects.values().get() == before


def test_what_was_mended_by_hand_stays_when_the_file_comes_again(imported, secretary, at):
    imported(senate(row("1", *OBSCURE)))
    mend_amendment(called("1"), instructions="Supprimer l’alinéa 2.", by=secretary, at=at)
    imported(senate(row("1", *OBSCURE)))
    assert called("1").instructions == "Supprimer l’alinéa 2."


def test_the_source_says_what_is_withdrawn_or_inadmissible_and_decides_nothing_else(imported):
    imported(senate(
        row("1", *REPLACES, outcome="Cet amendement est retiré avant séance"),
        row("2", *DELETES, outcome="Irrecevable art. 40 C"),
        row("3", *REPLACES, outcome="Adopté"),
        row("4", *REPLACES, outcome="Recevable art. 40 C / LOLF"),
    ))  # fmt: skip
    assert [one.outcome for one in Amendment.objects.order_by("number")] == ["withdrawn", "inadmissible", "", ""]
    assert called("2").inadmissible_reason == "Irrecevable art. 40 C"
    assert called("3").source_outcome == "Adopté"
    assert Entry.objects.filter(act="texts.amendment_decided").count() == 2


def test_a_fate_that_the_source_tells_later_is_written(imported):
    imported(senate(row("1", *REPLACES)))
    imported(senate(row("1", *REPLACES, outcome="Retiré")))
    assert called("1").outcome == "withdrawn"


def test_an_amendment_on_a_place_that_is_not_there_waits_or_is_left_as_one_chooses(imported, secretary, at):
    file = row("1", *DELETES, place="Article 12"), row("2", *REPLACES)
    imported(senate(*file), absent=False)
    assert [str(one) for one in Amendment.objects.all()] == ["2"]
    imported(senate(*file))
    waiting = called("1")
    assert waiting.edits is None and waiting.unit_key == "" and waiting.source_place == "Article 12"
    with pytest.raises(Refused, match="n’est pas dans la version"):
        mend_amendment(waiting, instructions="Supprimer cet alinéa.", unit_key="p9", by=secretary, at=at)
    mended = mend_amendment(waiting, instructions="Supprimer l’alinéa 2.", unit_key="p1", by=secretary, at=at)
    assert mended.edits == [{"edit": "delete_unit", "unit": "a2"}]


def test_a_sub_amendment_is_read_on_what_its_parent_gives_and_again_when_it_is_mended(imported, secretary, at):
    replaces = ("Remplacer le mot :", "peuvent", "par le mot :", "doivent")
    # The alinéas of an amendment are the paragraphs of its instructions.
    sub = row("I-2", "Amendement n° 1", "Alinéa 5", *replaces, nature="S/Amt")
    imported(senate(sub, row("I-1", *REPLACES)))
    assert called("I-2").parent == called("I-1") and called("I-2").edits[0]["words"] == "doivent"
    sub = row("I-4", "Amendement n° 3", "Alinéa 1", *replaces, nature="S/Amt")
    imported(senate(sub, row("I-3", *OBSCURE)))
    assert called("I-4").parent == called("I-3") and called("I-4").edits is None
    with pytest.raises(Refused, match="rectifiez-le d’abord"):
        mend_amendment(called("I-4"), instructions="Supprimer l’alinéa 1.", by=secretary, at=at)
    mend_amendment(called("I-3"), instructions="remplacer « sont » par « peuvent rester »", by=secretary, at=at)
    assert called("I-4").edits[0]["words"] == "doivent"


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("Article 1er", "a1"), ("Article premier", "a1"), ("art. add. après Article 2\xa0bis", "a2"),
        ("Articles additionnels après l’article 2 bis (nouveau)", "a2"), ("Article 2 bis du chapitre Ier", None),
        ("Article 2", None), ("ÉTAT B", None), ("", ""),
    ],
)  # fmt: skip
def test_the_place_that_a_source_names_is_found_or_told_absent(place, key):
    text = EngineText("T", (Unit("a1", "article", "1er"), Unit("a2", "article", "2 bis")))
    assert target(named(text), place) == key


def test_a_sub_amendment_of_what_is_not_there_is_left(imported):
    imported(senate(
        row("2", "Amendement n° 99", *DELETES, nature="S/Amt"),
        row("3", *REPLACES),
        row("4", "Amendement n° 4", *DELETES, nature="S/Amt"),
        row("6", "Amendement n° 5", *DELETES, nature="S/Amt"),
        row("5", "Amendement n° 3", "Alinéa 5", "Supprimer le mot :", "être", nature="S/Amt"),
    ))  # fmt: skip
    # One of what is not in the file, one of itself, one of a sub-amendment.
    assert [str(one) for one in Amendment.objects.order_by("number")] == ["3", "5"]


def test_numbers_already_taken_here_are_not_taken_twice(imported):
    imported(
        senate(row("I-1", *REPLACES)),
    )
    imported(senate(row("II-1", *DELETES), row("II-2", *OBSCURE)))
    assert dict(Amendment.objects.values_list("source_key", "number")) == {"I-1": 1, "II-2": 2, "II-1": 3}


def test_documents_of_the_assembly_come_alone_together_or_in_an_archive(imported):
    one = assembly_document("AS1", "Supprimer l&#8217;alin&#233;a 2.")
    two = assembly_document("AS2 (Rect)", "Revoir cet article.", outcome="Retiré")
    imported(sent("AS1.xml", one))
    imported(sent("AS1.xml", one), sent("AS2.xml", two))
    imported(zipped(a=one, b=assembly_document("AS3", "Supprimer l’alinéa 1.")))
    assert [str(one) for one in Amendment.objects.order_by("number")] == ["AS1", "AS2 (Rect)", "AS3"]
    assert (
        called("AS1").edits == [{"edit": "delete_unit", "unit": "a2"}] and called("AS1").signed_by == "Mme Ana Lézard"
    )
    assert called("AS2").outcome == "withdrawn" and called("AS3").imported_from.kind == "assembly"


@pytest.mark.parametrize("who", ["member", "chair", "rapporteur", "outsider"])
def test_only_the_secretariat_imports(request, version, at, who):
    with pytest.raises(Forbidden):
        stage_set(version, read_set([senate(row("1", *REPLACES))]), by=request.getfixturevalue(who), at=at)


def test_nothing_is_imported_once_the_examination_is_open(imported, version, commission, chair, secretary, at):
    staged = stage_set(version, read_set([senate(row("1", *REPLACES))]), by=secretary, at=at)
    meeting = Meeting.objects.create(
        commission=commission, title="Séance", starts_at=at, place="ici", members_with_vote=9, opened_at=at, present=7
    )
    open_examination(version, meeting=meeting, by=chair, at=at)
    with pytest.raises(Refused, match="clos"):
        import_set(staged, by=secretary, at=at)
    assert not Amendment.objects.exists()


def test_a_set_is_imported_once(version, secretary, at):
    staged = stage_set(version, read_set([senate(row("1", *REPLACES))]), by=secretary, at=at)
    import_set(staged, by=secretary, at=at)
    with pytest.raises(Refused, match="déjà importé"):
        import_set(AmendmentSet.objects.get(pk=staged.pk), by=secretary, at=at)


def test_the_chair_says_that_an_author_without_account_withdraws(imported, chair, member, at):
    imported(senate(row("1", *REPLACES)))
    with pytest.raises(Forbidden):
        withdraw_amendment(called("1"), by=member, at=at)
    withdraw_amendment(called("1"), by=chair, at=at)
    assert called("1").outcome == "withdrawn"


# -- the pages


def page(version, rest=""):
    return f"/textes/{version.text.slug}/v1/amendements/{rest}"


def uploaded(client, version, *files):
    return client.post(page(version, "importer/"), {"files": list(files)}, follow=True)


def test_the_secretariat_comes_from_the_version_sees_what_is_read_then_imports(as_, version, secretary):
    client = as_(secretary)
    assert page(version, "importer/") in client.get(f"/textes/{version.text.slug}/v1/").content.decode()
    file = senate(
        row("1", *REPLACES), row("2", *OBSCURE), row("3", *DELETES, place="Article 12"),
        row("4", *DELETES, outcome="Retiré"), row("5"),
    )  # fmt: skip
    shown = uploaded(client, version, file)
    words = shown.content.decode()
    assert not Amendment.objects.exists() and not Entry.objects.filter(act__startswith="texts.amendment").exists()
    assert shown.context["understood"] == 2 and shown.context["unread"] == 2 and shown.context["absent"] == 1
    for said in (
        "Rien n’est encore déposé",
        "Revoir la rédaction de cet alinéa.",
        "« Article 12 » n’est pas dans cette version",
        "Sans dispositif",
    ):
        assert said in words, said
    answer = client.post(shown.request["PATH_INFO"], {"absent": "on"}, follow=True)
    assert "Les amendements sont importés" in answer.content.decode()
    assert Amendment.objects.count() == 4
    again = uploaded(client, version, senate(row("1", *REPLACES)))
    assert "il n’y a rien à importer" in again.content.decode() and again.context["nothing"]


def test_a_set_is_left_aside_for_another_file(as_, version, secretary):
    client = as_(secretary)
    shown = uploaded(client, version, senate(row("1", *REPLACES)))
    answer = client.post(shown.request["PATH_INFO"], {"discard": "1"})
    assert answer["Location"] == page(version, "importer/")
    assert not AmendmentSet.objects.exists() and client.get(shown.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize("who", ["member", "chair"])
def test_the_pages_of_an_import_are_for_the_secretariat(request, as_, version, who):
    client = as_(request.getfixturevalue(who))
    assert client.get(page(version, "importer/")).status_code == 403
    assert "importer/" not in client.get(page(version)).content.decode()


def test_the_small_example_is_a_set_for_this_very_version(as_, version, secretary):
    client = as_(secretary)
    example = client.get(page(version, "importer/exemple.csv"))
    shown = uploaded(client, version, SimpleUploadedFile("exemple.csv", example.content))
    assert shown.context["total"] == 5 and shown.context["understood"] == 3 and shown.context["unread"] == 2


def test_the_small_example_names_a_part_that_has_a_number(as_, commission, secretary, at):
    facts = Unit("c", "section", "", "Constat", children=(Unit("c1", "alinea", text="Les fonds manquent."),))
    content = EngineText("Manifeste", (facts, *CONTENT.units))
    text = open_text(commission, kind="manifesto", title="Constat", content=content, by=secretary, at=at)
    version, client = freeze_version(text.versions.get(), by=secretary, at=at), as_(secretary)
    example = client.get(page(version, "importer/exemple.csv"))
    shown = uploaded(client, version, SimpleUploadedFile("exemple.csv", example.content))
    assert shown.context["understood"] == 3 and "Proposition 1" in example.content.decode()


def test_few_queries_show_a_set(as_, version, secretary, django_assert_num_queries):
    client = as_(secretary)
    shown = uploaded(client, version, senate(*(row(str(number), *OBSCURE) for number in range(1, 150))))
    with django_assert_num_queries(9):
        answer = client.get(shown.request["PATH_INFO"])
    assert answer.context["to_mend"].paginator.num_pages == 2


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.xml", "w") as part:
        for _ in range(200):
            part.write(bytes(1_000_000))
    return data.getvalue()


HOSTILE = {
    "of another kind": ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "a text": ("texte.md", b"# Texte"),
    "empty": ("vide.csv", b" "),
    "a CSV of another kind": ("autre.csv", b"a;b;c\r\n1;2;3\r\n"),
    "a CSV with a broken row": ("casse.csv", senate(row("1", *DELETES)).read() + b"\r\nAmt\t2"),
    "invalid UTF-8 in XML": ("a.xml", b"<amendement><numero>\xff\xfe\xfd</numero></amendement>"),
    "XML entities": ("a.xml", b'<!DOCTYPE a [<!ENTITY b "bbbb">]><amendement><numero>&b;</numero></amendement>'),
    "an outside entity": ("a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><amendement>&b;</amendement>'),
    "XML of another kind": ("a.xml", b"<html/>"),
    "broken XML": ("a.xml", b"<amendement>" + b"<a>" * 50_000),
    "not an archive": ("a.zip", b"PK\x03\x04 but no more"),
    "an archive without XML": ("a.zip", None),
    "a zip bomb": ("a.zip", bomb()),
    "a number without end": ("a.xml", assembly_document("9" * 200, "Supprimer cet article.")),
    "signs that nothing shows": ("a.csv", senate(row("1", "Supprimer\x01 cet alinéa.")).read()),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_gets_a_sentence_and_leaves_nothing(as_, version, secretary, case):
    name, data = HOSTILE[case]
    if data is None:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("a.txt", "rien")
        data = data.getvalue()
    answer = as_(secretary).post(page(version, "importer/"), {"files": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["files"]
    assert len(sentence) > 30 and name.split(".")[0] in sentence
    assert not AmendmentSet.objects.exists()


def test_a_file_over_the_limit_is_refused_by_its_size(as_, version, secretary, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    large = SimpleUploadedFile("jeu.csv", b"a" * 1_000_001)
    answer = as_(secretary).post(page(version, "importer/"), {"files": large})
    assert answer.status_code == 422 and "dépassent 1 Mo" in answer.content.decode()


def test_no_file_is_said(as_, version, secretary):
    answer = as_(secretary).post(page(version, "importer/"), {})
    assert answer.status_code == 422 and "Choisissez un fichier" in answer.content.decode()


def test_markup_in_a_set_is_only_words(as_, version, secretary):
    client = as_(secretary)
    shown = uploaded(
        client, version, senate(row("1", "Revoir &lt;script&gt;alert(1)&lt;/script&gt;.", author="<b>M. X</b>"))
    )
    client.post(shown.request["PATH_INFO"], {"absent": "on"})
    for address in (page(version), page(version, "1/"), page(version, "1/rectifier/")):
        words = client.get(address).content.decode()
        assert "<script>alert" not in words and "<b>M. X" not in words, address


def test_each_line_not_understood_is_mended_then_the_next_one(as_, version, secretary, imported):
    imported(senate(row("1", *OBSCURE), row("2", *REPLACES), row("3", *OBSCURE, place="Article 12")))
    client = as_(secretary)
    assert page(version, "1/rectifier/?suite=1") in client.get(page(version)).content.decode()
    shown = client.get(page(version, "1/rectifier/?suite=1"))
    words = shown.content.decode()
    assert "<mark>" in words and "1 autre à rectifier" in words and "Les données sont ouvertes." in words
    live = client.post(page(version, "1/rectifier/lecture/"), {"instructions": "Supprimer l’alinéa 2.", "place": "p1"})
    assert "<del>L’État y contribue.</del>" in live.content.decode()
    bad = client.post(
        page(version, "1/rectifier/?suite=1"), {"instructions": "Supprimer gentiment l’alinéa 2.", "place": "p1"}
    )
    assert bad.status_code == 422 and "<mark>gentiment</mark>" in bad.content.decode()
    good = client.post(page(version, "1/rectifier/?suite=1"), {"instructions": "Supprimer l’alinéa 2.", "place": "p1"})
    assert good["Location"] == page(version, "3/rectifier/?suite=1")
    last = client.post(good["Location"], {"instructions": "Supprimer l’alinéa 1.", "place": "p2"})
    assert last["Location"] == page(version) and called("3").unit_key == "p2"
    assert "aucun à rectifier" in client.get(page(version)).content.decode()


def test_the_pages_of_an_amendment_show_its_source(as_, version, secretary, member, imported):
    imported(senate(row("I-4 rect.", *REPLACES, outcome="Adopté")))
    words = as_(member).get(page(version, "4/")).content.decode()
    for said in (
        "Amendement I-4 rect.",
        "Mme LISERON",
        "Importé de « Sénat »",
        "groupe des Rives",
        "Adopté",
        "27 février 2026",
    ):
        assert said in words, said


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_real_sets_are_imported_whole_on_a_real_bill(as_, commission, secretary, at):
    from portevoix.engine.formats import bill_json

    content = bill_json.read(gzip.decompress((DATA / "bills-in-alineas" / "transparence-1005.json.gz").read_bytes()))
    text = open_text(commission, kind="bill", title="Un projet", content=content, by=secretary, at=at)
    version = freeze_version(text.versions.get(), by=secretary, at=at)
    data = gzip.decompress((DATA / "amendments-senate" / "jeu_complet_commission_2017-2018_583.csv.gz").read_bytes())
    file = SimpleUploadedFile("jeu_complet.csv", data)
    import_set(stage_set(version, read_set([file]), by=secretary, at=at), by=secretary, at=at)
    documents = [path.read_bytes() for path in sorted((DATA / "amendments-assembly-xml" / "269").glob("*.xml"))]
    archive = zipped(**{f"d{rank}": data for rank, data in enumerate(documents)})
    import_set(stage_set(version, read_set([archive]), by=secretary, at=at), by=secretary, at=at)
    page = listing(version, Asked())
    assert page["total"] == 392 + 8 and ("Les Républicains", 3) in page["groups"]
