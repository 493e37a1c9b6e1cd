"""`portevoix consolidate` writes the next version and where all of it comes from."""

from __future__ import annotations

import argparse
import json

import pytest

from portevoix.command import consolidate
from portevoix.engine.formats import akn, markdown

TEXT = "# Un texte\n\n## Proposition 1. Ouvrir\n\nLes données sont ouvertes.\n\nElles durent.\n"
KEY = "prop_1__al_1"


@pytest.fixture
def command(tmp_path):
    """Runs the command on *TEXT* and amendments; returns the status and the folder written."""
    parser = argparse.ArgumentParser()
    consolidate.add_parser(parser.add_subparsers())

    def run(*amendments, text=TEXT, name="texte.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        lines = [one if isinstance(one, str) else json.dumps(one) for one in amendments]
        (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
        folder = tmp_path / "sortie"
        chosen = [
            "consolidate",
            str(tmp_path / name),
            str(tmp_path / "a.jsonl"),
            "--to",
            str(folder),
            "--date",
            "2025-03-31",
        ]
        return consolidate.run(parser.parse_args(chosen)), folder

    return run


def test_the_next_version_is_written_in_two_formats_with_its_origins(command):
    status, folder = command(
        {"id": "1", "unit": KEY, "words": "Les données publiques sont ouvertes.", "author": "A. B."},
        {"id": "2", "unit": KEY, "words": "Les données peuvent être ouvertes."},
        {"id": "3", "unit": KEY, "words": "Les données étaient ouvertes.", "adopted": False},
    )
    assert status == 0
    text = markdown.read((folder / "texte.md").read_text(encoding="utf-8"))
    assert text.unit(KEY).text == "Les données publiques peuvent être ouvertes."
    assert akn.read((folder / "texte.akn.xml").read_bytes()) == text
    origins = json.loads((folder / "origins.json").read_text(encoding="utf-8"))
    assert [run[2] for run in origins["origins"][KEY]] == [None, "1", None, "2", None]
    assert origins["removals"][KEY] == [{"at": 22, "words": "sont", "source": "2"}]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert [row["fate"] for row in report["amendments"]] == ["adopted", "adopted", "fell"]
    assert report["amendments"][2]["because"] == "2"


def test_the_page_shows_text_changes_and_origins_in_one_file_without_script(command):
    _, folder = command({"id": "1<b>", "unit": KEY, "words": "Les données sont <i>ouvertes.", "author": "Mme <A>"})
    shown = (folder / "index.html").read_text(encoding="utf-8")
    assert "Les données sont <ins>&lt;i&gt;</ins>" in shown
    assert 'aria-label="amendement 1&lt;b&gt;"' in shown
    assert "Mme &lt;A&gt;" in shown
    assert not [sign for sign in ("<script", "http", "<link", "<i>", "src=") if sign in shown]
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.html", "origins.json", "report.json", "texte.akn.xml", "texte.md",
    ]  # fmt: skip


def test_what_an_amendment_removes_is_shown_where_it_stood(command):
    _, folder = command({"id": "7", "edits": [{"edit": "delete_unit", "unit": KEY}]})
    shown = (folder / "index.html").read_text(encoding="utf-8")
    assert f'<p class="gone" id="u-{KEY}">' in shown
    assert "<del>Les données sont ouvertes.</del>" in shown
    assert "Proposition 1, alinéa 1</a> (supprimé ou réécrit)" in shown


def test_adopted_amendments_that_compete_are_none_of_them_applied_and_are_named(command, capsys):
    status, folder = command(
        {"id": "1", "unit": KEY, "words": "Les données restent fermées."},
        {"id": "2", "unit": KEY, "words": "Les données peuvent être ouvertes."},
        {"id": "3", "unit": "prop_1__al_2", "words": "Elles durent longtemps."},
    )
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (status, report["complete"]) == (1, False)
    assert report["competing"] == [{"amendments": ["1", "2"], "units": [KEY], "places": ["Proposition 1, alinéa 1"]}]
    assert [row["fate"] for row in report["amendments"]] == ["competing", "competing", "adopted"]
    text = markdown.read((folder / "texte.md").read_text(encoding="utf-8"))
    assert (text.unit(KEY).text, text.unit("prop_1__al_2").text) == (
        "Les données sont ouvertes.",
        "Elles durent longtemps.",
    )
    assert "1, 2 se contredisent (Proposition 1, alinéa 1)" in capsys.readouterr().err
    assert "n’est pas complète" in (folder / "index.html").read_text(encoding="utf-8")


def test_instructions_that_are_not_understood_are_named_with_their_line_and_the_rest_is_applied(command, capsys):
    status, folder = command(
        {"id": "1", "instructions": "Embellir tout."},
        {"id": "1.1", "parent": "1", "instructions": "Supprimer cet alinéa."},
        {"id": "2", "unit": KEY, "words": "Les données restent ouvertes."},
    )
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (status, report["counts"]) == (1, {"not_understood": 2, "adopted": 1})
    assert [(one["id"], one["line"], one["sentence"]) for one in report["not_understood"]] == [
        ("1", 1, "Embellir tout."),
        ("1.1", 2, "Embellir tout."),
    ]
    assert "ligne 1\u202f: l’amendement 1 n’est pas compris" in capsys.readouterr().err
    assert "Embellir tout." in (folder / "index.html").read_text(encoding="utf-8")


def test_an_amendment_not_adopted_and_not_understood_leaves_the_version_complete(command):
    status, folder = command({"id": "1", "instructions": "Embellir tout.", "adopted": False})
    assert status == 0
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["counts"] == {"not_understood": 1}


def test_a_coordination_edit_resolves_it(command):
    status, folder = command(
        {"id": "1", "unit": KEY, "words": "Les données restent fermées."},
        {"id": "2", "unit": KEY, "words": "Les données peuvent être ouvertes."},
        {"id": "c", "unit": KEY, "words": "Les données peuvent rester fermées.", "coordination": True},
    )
    assert status == 0
    assert len(json.loads((folder / "report.json").read_text(encoding="utf-8"))["superseded"]) == 2


def test_what_amendments_leave_at_odds_is_in_the_report_with_what_would_mend_it(command):
    text = "# Un texte\n\n## Article 1er\n\nIl est inséré un alinéa ainsi rédigé :\n\n« Les données sont ouvertes. »\n"
    said = "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « « Les codes aussi. » »"
    _status, folder = command({"id": "1", "instructions": said, "place": "art_1er"}, text=text)
    (odd,) = json.loads((folder / "report.json").read_text(encoding="utf-8"))["at_odds"]
    assert (odd["unit"], odd["proposal"]) == ("art_1er__al_1", "Sont insérés deux alinéas ainsi rédigés :")


def test_instructions_in_french_are_read_where_they_are_filed(command):
    said = "À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être »."
    status, folder = command({"id": "1", "instructions": said, "place": "prop_1"})
    assert status == 0
    text = markdown.read((folder / "texte.md").read_text(encoding="utf-8"))
    assert text.unit(KEY).text == "Les données peuvent être ouvertes."


def test_a_sub_amendment_is_read_on_its_parent_and_credited(command):
    status, folder = command(
        {"id": "1", "unit": KEY, "words": "Les données peuvent être ouvertes."},
        {"id": "1.1", "parent": "1", "unit": KEY, "words": "Les données doivent être ouvertes."},
    )
    assert status == 0
    origins = json.loads((folder / "origins.json").read_text(encoding="utf-8"))["origins"][KEY]
    assert [run[2] for run in origins] == [None, "1.1", "1", None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "pas du JSON"),
        ("[]", "objet JSON"),
        ('{"unit": "x", "words": ""}', "«\u202fid\u202f» manque"),
        ('{"id": "1"}', "soit «\u202fedits\u202f»"),
        ('{"id": "1", "colour": "red", "edits": []}', "champs inconnus"),
        ('{"id": "1", "edits": [' + "[" * 9000, "emboîte"),
        ('{"id": "1", "instructions": "Supprimer cet article.", "place": "x"}', "«\u202fplace\u202f»"),
        ('{"id": "1", "unit": "x", "words": ""}', "aucun alinéa"),
        ('{"id": "1", "parent": "0", "edits": []}', "sous-amende"),
        ('{"id": "1", "edits": [{"edit": "delete_unit", "unit": "x"}]}', "clé «\u202fx\u202f»"),
        ('{"id": "1", "rank": "2", "edits": []}', "«\u202frank\u202f»"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_written(command, capsys, line, reason):
    status, folder = command({"id": "0", "edits": []} if '"0"' not in line else {"id": "00", "edits": []}, line)
    told = capsys.readouterr().err
    assert (status, folder.exists()) == (2, False)
    assert "ligne 2" in told
    assert reason in told


@pytest.mark.parametrize(("text", "name"), [("{", "t.json"), ("x", "t.docx"), ("x", "t.odt"), ("<a/>", "t.xml")])
def test_a_text_that_cannot_be_read_is_named(command, capsys, text, name):
    status, _ = command(text=text, name=name)
    assert status == 2
    assert name in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    consolidate.add_parser(parser.add_subparsers())
    chosen = parser.parse_args(
        ["consolidate", str(tmp_path / "no.md"), str(tmp_path / "no.jsonl"), "--to", str(tmp_path / "o")]
    )
    assert consolidate.run(chosen) == 2
    assert "no.md" in capsys.readouterr().err
