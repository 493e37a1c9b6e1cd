"""Amendments as the assemblies hand them over."""

import contextlib
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine import assembly
from portevoix.engine.formats import FormatError
from portevoix.engine.received import (
    INADMISSIBLE,
    WITHDRAWN,
    Received,
    from_senate,
    iso_day,
    numbered,
    with_groups,
    without_doubles,
)
from portevoix.engine.tests.shared_data import DATA

COLUMNS = "Nature \tNuméro \tSubdivision \tAlinéa\tAuteur \tAu nom de \tDate de dépôt \tDispositif \tObjet \tSort "
ROWS = [
    "Amt\tI-4 rect. quater\tArticle 2\xa0bis\t3\tMme LISERON\tgroupe des Rives\t2026-11-22\t"
    "<p>Alin&#233;a 3</p><p>Supprimer cet alin&#233;a.</p>\t<p>C&#8217;est &#171;&#160;dit&#160;&#187;.</p>\tRetiré",
    "S/Amt\tI-9\tArticle 2\xa0bis\t\tM. ORME\t\t2026-11-23\t<p>Amendement n° 4</p><p>Alinéa 1</p><p>Supprimer cet "
    "alinéa.</p>\t\t",
]


def csv(*rows, coding="cp1252"):
    return "\r\n".join(("sep=\t", COLUMNS, *rows)).encode(coding)


@pytest.mark.parametrize(
    ("number", "key", "times"),
    [
        ("12", "12", 0),
        ("I-4 rect.", "I-4", 1),
        ("I-4 rect. bis", "I-4", 2),
        ("COM-51 rect. quinquies", "COM-51", 5),
        ("II-1463 (2ème Rect)", "II-1463", 2),
        ("398 (Rect)", "398", 1),
        ("AS12", "AS12", 0),
        ("12 rect. chimere", "12", 10),
    ],
)
def test_a_number_says_what_it_names_and_how_often_it_was_corrected(number, key, times):
    assert numbered(number) == (key, times)


@given(st.text(max_size=60))
def test_whatever_is_written_as_a_number_is_read(number):
    key, times = numbered(number)
    assert isinstance(key, str) and times >= 0


def test_a_row_of_the_senate_gives_all_that_it_says():
    for coding in ("cp1252", "utf-8"):
        first, second = from_senate(csv(*ROWS, coding=coding))
        assert first == Received(
            "I-4 rect. quater", "I-4", 4, "Mme LISERON", group="groupe des Rives", place="Article 2 bis",
            instructions="Alinéa 3\nSupprimer cet alinéa.", rationale="C’est «\xa0dit\xa0».", outcome="Retiré",
            filed_on="2026-11-22",
        )  # fmt: skip
        assert first.fate == WITHDRAWN and second.fate == ""
        assert second.parent == "4" and first.parent == ""


@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        ("Cet amendement est retiré avant séance", WITHDRAWN),
        ("Retirée", WITHDRAWN),
        ("Irrecevable art. 40 C", INADMISSIBLE),
        ("Recevable art. 40 C / LOLF", ""),
        ("Adopté", ""),
        ("", ""),
    ],
)
def test_only_what_is_withdrawn_or_inadmissible_has_a_fate(outcome, fate):
    assert Received("1", "1", outcome=outcome).fate == fate


def test_days_are_read_and_what_is_no_day_is_nothing():
    assert iso_day("22/11/2018") == iso_day("2018-11-22") == "2018-11-22"
    assert iso_day("31/02/2018") == iso_day("bientôt") == iso_day("") == ""


def test_of_one_amendment_the_most_corrected_is_kept_at_the_place_of_the_first():
    found = without_doubles([Received("1 rect.", "1", 1), Received("2", "2"), Received("1", "1")])
    assert [one.number for one in found] == ["1 rect.", "2"]


AMENDMENT = """<?xml version="1.0" encoding="UTF-8"?>
<amendement xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><numero>7</numero><numeroLong>AS7 (Rect)</numeroLong>
<numeroParent xsi:nil="true"/><dispositif><![CDATA[<p>Supprimer l&#8217;alin&#233;a&#160;2.</p>]]></dispositif>
<exposeSommaire><![CDATA[<p>Il redit le premier.</p>]]></exposeSommaire><sortEnSeance>Retiré</sortEnSeance>
<dateDepot>21/11/2026</dateDepot><division><titre>Article&amp;#160;3</titre><avantApres>A</avantApres>
<divisionRattache>ARTICLE 3</divisionRattache></division><auteur><civilite>Mme</civilite><nom>L&amp;#233;zard</nom>
<prenom>Ana</prenom><estGouvernement>0</estGouvernement><estRapporteur>1</estRapporteur></auteur><cosignataires>
<cosignataire><civilite>M.</civilite><nom>Orme</nom><prenom>Luc</prenom></cosignataire></cosignataires></amendement>"""


def read(source):
    return assembly.read(assembly.kind_of(source.encode()))


def test_a_document_of_the_assembly_gives_all_that_it_says_whatever_its_entities():
    assert read(AMENDMENT) == Received(
        "AS7 (Rect)", "AS7", 1, "Mme Ana Lézard, rapporteur", ("M. Luc Orme",), place="Article 3",
        instructions="Supprimer l’alinéa\xa02.", rationale="Il redit le premier.", outcome="Retiré", filed_on="2026-11-21",
    )  # fmt: skip


def test_an_additional_article_says_where_it_goes():
    source = AMENDMENT.replace("<avantApres>A<", "<avantApres>Apres<").replace(
        "<divisionRattache>ARTICLE 3<", "<divisionRattache>APRÈS L'ARTICLE 3, insérer l'article suivant:<"
    ).replace("Supprimer l&#8217;alin&#233;a&#160;2.", "Un rapport est remis.")  # fmt: skip
    found = read(source)
    assert found.place == "après Article 3"
    assert found.instructions == "Après l’article 3, insérer l’article suivant :\n«\xa0Un rapport est remis.\xa0»"


def test_the_government_and_a_sub_amendment_are_told():
    source = AMENDMENT.replace("<estGouvernement>0", "<estGouvernement>1").replace(
        '<numeroParent xsi:nil="true"/>', "<numeroParent>155</numeroParent>"
    )
    found = read(source)
    assert found.author == "Gouvernement" and found.parent == "155"


def test_the_list_names_the_groups():
    source = '<amdtsParOrdreDeDiscussion><amendements><amendement numero="AS7" auteurGroupe="Les Rives"/></amendements></amdtsParOrdreDeDiscussion>'
    root = assembly.kind_of(source.encode())
    assert root.tag == assembly.LIST
    (one,) = with_groups([read(AMENDMENT)], assembly.group_names(root))
    assert one.group == "Les Rives"


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<amendement>",
        b"<html><body/></html>",
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><amendement><numero>&b;</numero></amendement>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><amendement><numero>&b;</numero></amendement>',
        b'<?xml version="1.0" encoding="chimere"?><amendement/>',
        b"<amendement><numero>\xff\xfe</numero></amendement>",
        b"<amendement>" + b"<a/>" * 100_001 + b"</amendement>",
        b"<amendement>" + b"a" * 5_000_001 + b"</amendement>",
        b"<amendement><numero/></amendement>",
    ],
)
def test_a_hostile_or_broken_document_is_refused_with_its_reason(source):
    with pytest.raises(FormatError) as refused:
        assembly.read(assembly.kind_of(source))
    assert len(refused.value.message_fr) > 20 and len(refused.value.message_en) > 20


def test_a_flood_of_rows_is_refused_before_it_is_read():
    with pytest.raises(FormatError, match="100000 lignes"):
        from_senate(csv(*["Amt\t1"] * 100_001))


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_otherwise(data):
    for reader in (lambda: assembly.read(assembly.kind_of(data)), lambda: from_senate(data)):
        with contextlib.suppress(FormatError):
            reader()


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_the_real_files_are_read_whole():
    found = [
        assembly.read(root)
        for path in sorted((DATA / "amendments-assembly-xml").rglob("*.xml"))
        if (root := assembly.kind_of(path.read_bytes())).tag == assembly.AMENDMENT
    ]
    assert len(found) == 14 and not any("&#" in f"{one.author}{one.instructions}{one.cosignatories}" for one in found)
    for name, count in (("jeu_complet_2018-2019_146", 1040), ("jeu_complet_commission_2017-2018_583", 434)):
        received = from_senate(gzip.decompress((DATA / "amendments-senate" / f"{name}.csv.gz").read_bytes()))
        assert len(received) == len(without_doubles(received)) == count
        assert not any("&#" in one.instructions or "<p" in one.instructions for one in received)
