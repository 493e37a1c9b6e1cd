"""A list of members: what is read, what is refused, who is known already."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from portevoix.administration import members_file
from portevoix.administration.members_file import matching
from portevoix.administration.members_file.columns import read_day
from portevoix.commissions.tests.people import association, commission, member, other, sits, someone  # noqa: F401
from portevoix.evidence.uploads import Upload
from portevoix.journal.acts import Refused
from portevoix.people.models import Person

START = date(2026, 1, 1)
HEADINGS = [
    "NOM",
    "Prenom",
    "Fonction",
    "Collectivité",
    "E-mail",
    "Qualité",
    "Association",
    "Rôle",
    "Depuis",
    "Jusqu'au",
]
LEA = ["Rivière", "Léa", "maire", "Roche-Claire", "Lea@Example.org", "Élue", "UR", "co-présidente", "01/03/2026", ""]


def as_csv(*rows, separator=";", coding="utf-8"):
    return Upload("membres.csv", "\r\n".join(separator.join(row) for row in rows).encode(coding))


def as_xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return Upload("membres.xlsx", data.getvalue())


def as_ods(*rows):
    def cell(value):
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}T00:00:00"/>'
        return f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" if value else "<table:table-cell/>"

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table>{body}<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped("membres.ods", {"content.xml": content})


def zipped(name, members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return Upload(name, data.getvalue())


def read(upload, **given):
    return members_file.read_sheet(members_file.read_rows(upload), **{"capacity": "elected", "start": START, **given})


@pytest.mark.parametrize(
    "upload",
    [
        as_csv(HEADINGS, LEA),
        as_csv(HEADINGS, LEA, separator=","),
        as_csv(HEADINGS, LEA, separator="\t"),
        as_csv(HEADINGS, LEA, coding="cp1252"),
        as_csv(HEADINGS, LEA, coding="utf-8-sig"),
        as_csv(HEADINGS, LEA, coding="utf-16"),
        as_xlsx(HEADINGS, LEA),
        as_xlsx(HEADINGS, [*LEA[:8], date(2026, 3, 1), None]),
        as_ods(HEADINGS, LEA),
        as_ods(HEADINGS, [*LEA[:8], date(2026, 3, 1), ""]),
    ],
    ids=["csv ;", "csv ,", "tabs", "Windows", "mark", "UTF-16", "xlsx", "xlsx date", "ods", "ods date"],
)
def test_the_same_list_is_read_the_same_from_each_kind_of_file(upload):
    sheet = read(upload)
    assert sheet.problems == [] and sheet.ignored == []
    (one,) = sheet.entries
    assert (one.line, one.name, one.function, one.territory) == (2, "Léa Rivière", "maire", "Roche-Claire")
    assert (one.email, one.capacity, one.association, one.role) == ("lea@example.org", "elected", "UR", "co_chair")
    assert (one.start, one.end) == (date(2026, 3, 1), None)


def test_columns_come_in_any_order_and_what_they_do_not_say_is_given():
    sheet = read(as_csv(["Téléphone", "qualite", "Nom et prénom"], ["06", "", "Ana Courcel"]), capacity="expert")
    assert sheet.ignored == ["Téléphone"]
    (one,) = sheet.entries
    assert (one.name, one.capacity, one.start) == ("Ana Courcel", "expert", START)


def test_each_thing_wrong_is_said_with_its_line_and_its_column():
    rows = [list(LEA) for _ in range(9)]
    for rank, row in enumerate(rows):
        row[0], row[4] = f"Nom{rank}", f"m{rank}@example.org"
    rows[0][4] = "pas une adresse"
    rows[1][5] = "sénateur"
    rows[2][7] = "suppléante"
    rows[3][8] = "1/3/26"
    rows[4][9] = "01/01/2020"
    rows[5][0] = rows[5][1] = ""
    rows[6][4] = "m7@example.org"
    rows[8][0] = "x" * 130
    said = [(one.line, one.column, one.sentence) for one in read(as_csv(HEADINGS, *rows)).problems]
    expected = [
        (2, "E-mail", "n’est pas une adresse"),
        (3, "Qualité", "n’est pas une qualité"),
        (4, "Rôle", "qui est suppléé"),
        (5, "Depuis", "n’est pas une date"),
        (6, "Jusqu'au", "précède"),
        (7, "NOM", "Le nom manque"),
        (10, "NOM", "Plus de 120 signes"),
        (9, "E-mail", "déjà à la ligne 8"),
    ]
    assert [(line, column) for line, column, _said in said] == [(line, column) for line, column, _part in expected]
    assert all(part in sentence for (_l, _c, sentence), (_line, _column, part) in zip(said, expected, strict=True))


def test_a_line_that_says_another_again_by_name_and_by_address_is_told_once():
    other = [*LEA]
    other[0], other[4] = "Autre", "autre@example.org"
    again = [*LEA]
    again[4] = "autre@example.org"
    problems = read(as_csv(HEADINGS, LEA, LEA, other, again)).problems
    assert [(one.line, one.column, one.sentence) for one in problems] == [
        (3, "NOM", "C’est déjà à la ligne 2."),
        (5, "NOM", "C’est déjà à la ligne 2."),
        (5, "E-mail", "C’est déjà à la ligne 4."),
    ]


def test_lines_are_those_of_the_file_empty_ones_counted():
    text = 'Nom;Courriel\r\n\r\nA;\r\n;;\r\n"B\nC";\r\nD;faux\r\n'
    sheet = read(Upload("m.csv", text.encode()))
    assert [one.line for one in sheet.entries] == [3, 5] and [one.line for one in sheet.problems] == [7]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("01/03/2026", date(2026, 3, 1)), ("1.3.2026", date(2026, 3, 1)), ("2026-03-01", date(2026, 3, 1)),
        ("1er mars 2026", date(2026, 3, 1)), ("15 Août 2025", date(2025, 8, 15)), ("01/03/26", None),
        ("31/02/2026", None), ("mars 2026", None), ("45000", None),
    ],
)  # fmt: skip
def test_a_day_is_read_or_not_guessed(typed, day):
    assert read_day(typed) == day


def bomb():
    return zipped("m.xlsx", {"xl/worksheets/sheet1.xml": b"0" * 45_000_000})


def entities():
    """A workbook whose sheet defines entities that swell."""
    good = zipfile.ZipFile(io.BytesIO(as_xlsx(HEADINGS, LEA).data))
    members = {name: good.read(name) for name in good.namelist()}
    swollen = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = swollen + sheet.replace(b"<sheetData>", b"<sheetData><!-- &b; -->")
    return zipped("m.xlsx", members)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload("m.pdf", b"%PDF-1.7"), "n’est pas une liste lue ici"),
        (Upload("m.xls", b"\xd0\xcf\x11\xe0"), "n’est pas une liste lue ici"),
        (Upload("m.csv", b"PK\x03\x04"), "n’est pas une liste lue ici"),
        (Upload("m.csv", b"Nom\n\x00\x01\x02"), "pas un texte lisible"),
        (Upload("m.csv", b'Nom;Qualite\n"A;B\n'), "guillemet"),
        (Upload("m.csv", b"\r\n;;\r\n"), "aucune ligne"),
        (Upload("m.csv", b"Courriel\na@example.org\n"), "aucune colonne n’est intitulée « nom »"),
        (Upload("m.csv", b"Nom;NOM\nA;B\n"), "deux colonnes disent la même chose"),
        (Upload("m.csv", b"Nom\n"), "n’a que ses titres"),
        (Upload("m.csv", b"Nom\n" + b"A\n" * 502), "dépasse 500 lignes"),
        (Upload("m.csv", b"Nom" + b";x" * 60 + b"\n"), "plus de 40 colonnes"),
        (Upload("m.csv", b"Nom\n" + b"A" * 501), "plus de 500 signes"),
        (Upload("m.xlsx", b"pas un zip"), "n’est pas un classeur lisible"),
        (zipped("m.xlsx", {"rien.xml": "<a/>"}), "classeur abîmé"),
        (zipped("m.ods", {"content.xml": "<a>"}), "classeur abîmé"),
        (zipped("m.ods", {"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "classeur abîmé"),
        (bomb(), "trop gros"),
        (entities(), "classeur abîmé"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(upload, said):
    with pytest.raises(Refused) as refused:
        read(upload)
    assert said in refused.value.sentence.replace("\u202f", " ") and refused.value.field == "file"


def test_the_model_is_read_back_as_empty_with_every_column_known():
    for name, data in (("m.csv", members_file.model_csv()), ("m.xlsx", members_file.model_xlsx())):
        ((line, headings),) = members_file.read_rows(Upload(name, data))
        assert line == 1 and len(headings) == len(members_file.HEADINGS)
        with pytest.raises(Refused, match="n’a que ses titres"):
            read(Upload(name, data))
        with pytest.raises(Refused, match="deux colonnes"):
            members_file.read_sheet([(1, [*headings, "Nom"]), (2, ["A"])], capacity="elected", start=START)


# -- who is known


def placed(rows, commission, people, answers=None):
    return members_file.place(read(as_csv(HEADINGS, *rows)), commission, people, answers or {})


def row(name, first, territory="", email="", **given):
    return [name, first, "", territory, email, "élu", given.get("association", ""), "", "", ""]


@pytest.mark.django_db
def test_people_are_recognised_asked_about_or_new(commission, member, association):
    lea = Person.objects.create(name="Léa Rivière", territory="Roche-Claire", email="lea@example.org")
    ugo = Person.objects.create(name="Ugo Lorme", territory="Val", email="ugo@example.org")
    everyone = list(Person.objects.all())
    found, problems = placed(
        [
            row("RIVIERE", "Lea", email="LEA@example.org"),
            row("Lorme", "Ugo", "val"),
            row("Lorme", "Ugo", "Ailleurs"),
            row("Autre", "Nom", email="ugo@example.org"),
            row("Membre", "Maël", "Val", association="UR"),
            row("Inconnue", "Rose", association="ZZZ"),
        ],
        commission,
        everyone,
    )
    assert [one.state for one in found] == ["known", "ask", "new", "ask", "ask", "new"]
    assert found[0].person == lea and found[1].candidates == [ugo] and found[4].association == association
    assert [(one.line, one.column) for one in problems] == [(7, "Association")]


@pytest.mark.django_db
def test_what_one_answers_decides_and_who_sits_already_is_left_alone(commission, other, member):
    rows = [row("Membre", "Maël", "Val")]
    everyone = list(Person.objects.all())
    ((one,), _none) = placed(rows, commission, everyone, {"who-2": "new"})
    assert one.state == matching.NEW
    ((one,), _none) = placed(rows, commission, everyone, {"who-2": str(member.pk)})
    assert (one.state, one.seat) == (matching.SEATED, member.memberships.get())
    ((one,), _none) = placed(rows, other, everyone, {"who-2": str(member.pk)})
    assert (one.state, one.person) == (matching.KNOWN, member)
    ((one,), _none) = placed(rows, other, everyone, {"who-2": "999999"})
    assert one.state == matching.ASK


@pytest.mark.django_db
def test_two_lines_are_not_the_same_person(other):
    known = sits(someone("Ana Courcel", territory="Val"), other)
    rows = [row("Courcel", "Ana", "Val"), row("Courcel", "Ana", "")]
    answers = {"who-2": str(known.pk), "who-3": str(known.pk)}
    _found, problems = placed(rows, other, [known], answers)
    assert [(one.line, "déjà à la ligne 2" in one.sentence) for one in problems] == [(3, True)]
