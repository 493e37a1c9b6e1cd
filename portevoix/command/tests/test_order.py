"""`portevoix order --from senate` puts a Senate set in the order of examination."""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from pathlib import Path

import pytest

from portevoix.command import order

DATA = Path(__file__).parents[4] / "shared" / "data"
HEADER = "Nature \tNuméro \tSubdivision \tAlinéa\tAuteur \tDispositif \tSort "
WORDS = "<p>Remplacer le mot&#160;:</p><p>peut</p><p>par le mot&#160;:</p><p>doit</p>"
ADDED = "<p>Insérer un article additionnel ainsi rédigé&#160;:</p><p>Un rapport est remis.</p>"
LOSS = "<p>II. – Pour compenser la perte de recettes résultant du I, compléter cet article&#160;:</p>"
SET = [
    ("Amt", "5", "art. add. après Article 2", " ", f"<p>Après l’article 2</p>{ADDED}"),
    ("Amt", "4", "Article 2", "3", f"<p>Alinéa 3</p>{WORDS}"),
    ("Amt", "3 rect.", "Article 2", "3", f"<p>I. – Alinéa 3</p><p>Supprimer cet alinéa.</p>{LOSS}"),
    ("Amt", "1", "Article 2", "3", "<p>Alin&eacute;a&nbsp;3</p><p>Supprimer cet alinéa.</p>"),
    ("S/Amt", "6", "Article 2", "1", "<p>Amendement n° 4</p><p>Alinéa 1</p><p>Supprimer cet alinéa.</p>"),
    ("Amt", "7", "Article 2", "", "<p>Supprimer cet article.</p>"),
    ("Amt", "8", "Article 1er", "2", "<p>Après l’alinéa 2</p><p>Insérer un alinéa ainsi rédigé :</p><p>Neuf.</p>"),
    ("Amt", "9", "Article 2 bis", "2", "<p>Alinéas 2 à 4</p><p>Supprimer ces alinéas.</p>"),
]


def run(path) -> int:
    parser = argparse.ArgumentParser()
    order.add_parser(parser.add_subparsers())
    return order.run(parser.parse_args(["order", "--from", "senate", str(path)]))


def written(rows) -> bytes:
    lines = ["\t".join((*row[:4], "Mme A", row[4], "")) for row in rows]
    return "\r\n".join(["sep=\t", HEADER, *lines]).encode("cp1252")


@pytest.fixture
def listed(tmp_path, capsys):
    path = tmp_path / "jeu.csv.gz"
    path.write_bytes(gzip.compress(written(SET)))
    assert run(path) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_articles_then_places_then_the_furthest_first_then_additions(listed):
    assert [row["number"] for row in listed] == ["8", "7", "1", "3 rect.", "6", "4", "5", "9"]


def test_what_compensates_a_loss_of_revenue_does_not_make_two_amendments_different(listed):
    groups = {row["number"]: row["identical"] for row in listed}
    assert groups["1"] == groups["3 rect."] == "1"
    assert groups["4"] is None


def test_amendments_on_one_alinea_are_discussed_together(listed):
    groups = {row["number"]: row["common_discussion"] for row in listed}
    assert groups["1"] == groups["3 rect."] == groups["4"] == "1"
    assert groups["7"] is None
    assert groups["9"] is None


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"a\tb\n1\t2\n", "Colonnes absentes"),
        ("a.csv", written(SET[:1]) + b"\r\nseul\tici", "Ligne 4"),
        ("a.csv.gz", b"not gzip", "abîmé"),
        ("a.csv.gz", gzip.compress(written(SET))[:-20], "abîmé"),
        ("a.csv", written(SET[:1]) + b"\r\n" + b"a" * 1_100_000, "Ligne 4"),
        ("a.csv", b"a" * 51_000_000, "50 Mo"),
        ("a.csv.gz", gzip.compress(b"\0" * 60_000_000), "50 Mo"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, capsys, name, data, reason):
    (tmp_path / name).write_bytes(data)
    assert run(tmp_path / name) == 2
    told = capsys.readouterr().err
    assert name in told
    assert reason in told


def test_a_compressed_file_is_read_whatever_its_name(tmp_path, capsys):
    (tmp_path / "jeu.csv").write_bytes(gzip.compress(written(SET)))
    assert run(tmp_path / "jeu.csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(SET)


def test_a_missing_file_or_a_folder_is_named(tmp_path, capsys):
    assert run(tmp_path / "absent.csv") == 2
    assert "absent.csv\u202f: ce fichier n’existe pas." in capsys.readouterr().err
    assert run(tmp_path) == 2
    assert "c’est un dossier" in capsys.readouterr().err


def base(number: str) -> str:
    return number.replace("\xa0", " ").split(" ")[0]


def together(groups: dict[str, str | None]) -> set[frozenset[str]]:
    """The pairs that stand in one group."""
    return {
        frozenset((one, two))
        for one, two in itertools.combinations(groups, 2)
        if groups[one] == groups[two] is not None
    }


def f1(found: set, known: set) -> float:
    return 2 * len(found & known) / (len(found) + len(known))


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside the project")
def test_the_official_order_of_a_finance_bill_is_mostly_found(capsys):
    folder = DATA / "amendments-senate"
    assert run(folder / "jeu_complet_2018-2019_146.csv.gz") == 0
    rows = {base(row["number"]): row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    official = json.loads(gzip.decompress((folder / "liste_discussion_103393.json.gz").read_bytes()))
    at = {number: rank for rank, number in enumerate(rows)}
    pairs, found, known = [], {"identical": set(), "common_discussion": set()}, {}
    for part in official["Subdivisions"]:
        listed = {base(one["num"]): one for one in part["Amendements"]}
        main = [number for number, one in listed.items() if one["typeAmdt"] == "Amt"]
        pairs += [at[one] < at[two] for one, two in itertools.combinations(main, 2)]
        for mine, theirs in (("identical", "idIdentique"), ("common_discussion", "idDiscussionCommune")):
            found[mine] |= together({number: rows[number][mine] for number in listed})
            known.setdefault(mine, set()).update(together({key: one.get(theirs) for key, one in listed.items()}))
    assert (len(rows), len(pairs)) == (1040, 16988)
    assert sum(pairs) / len(pairs) >= 0.95
    assert f1(found["identical"], known["identical"]) >= 0.97
    assert f1(found["common_discussion"], known["common_discussion"]) >= 0.93


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside the project")
def test_a_set_of_a_commission_is_read_whole(capsys):
    assert run(DATA / "amendments-senate" / "jeu_complet_commission_2017-2018_583.csv.gz") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len({row["number"] for row in rows}) == len(rows) == 434
    assert rows[0]["subdivision"] == "Article 1er"
