"""`portevoix apply` and `portevoix write`, as one runs them."""

import json
import subprocess
import sys

CASE = {"id": "c", "text": "Les données sont ouvertes.\nL’État paie.", "amendments": [
    {"id": "12", "instructions": "À l’alinéa 1, substituer au mot : « sont » les mots : « peuvent être »."},
    {"id": "13", "instructions": "Supprimer l’alinéa 2."}]}  # fmt: skip


def portevoix(*arguments, feed=""):
    run = subprocess.run(
        [sys.executable, "-m", "portevoix.command", *arguments],
        input=feed,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return run.returncode, run.stdout, run.stderr


def applied(*cases):
    status, out, _err = portevoix(
        "apply", feed="\n".join(one if isinstance(one, str) else json.dumps(one) for one in cases)
    )
    return status, [json.loads(line) for line in out.splitlines()]


def test_an_article_is_amended_and_each_word_keeps_its_origin():
    status, (answer,) = applied(CASE)
    assert status == 0 and answer["status"] == "applied"
    assert answer["text"] == "Les données peuvent être ouvertes."
    parts = {answer["text"][start:end]: source for start, end, source in answer["origins"]}
    assert parts["peuvent être"] == "12" and "".join(parts) == answer["text"]
    assert [one["fate"] for one in answer["amendments"]] == ["adopted", "adopted"]


def test_one_amendment_that_is_not_read_leaves_the_article_as_it_was():
    other = {"id": "14", "instructions": "Faire mieux."}
    _status, (answer,) = applied({**CASE, "amendments": [*CASE["amendments"], other]})
    assert answer["status"] == "refused" and answer["text"] == CASE["text"]
    assert answer["amendments"][2]["fate"] == "refused" and answer["amendments"][2]["reason"]


def test_identical_ones_are_satisfied_and_competing_ones_fall():
    same = {**CASE["amendments"][0], "id": "15"}
    _status, (answer,) = applied({**CASE, "amendments": [CASE["amendments"][0], same]})
    assert answer["amendments"][1] == {"id": "15", "fate": "satisfied", "reason": "12"}
    against = {"id": "16", "instructions": "À l’alinéa 1, supprimer les mots : « sont ouvertes »."}
    _status, (answer,) = applied({**CASE, "amendments": [CASE["amendments"][0], against]})
    assert answer["status"] == "refused" and answer["amendments"][1]["fate"] == "fell"


def test_a_line_that_is_no_json_gets_its_number_and_the_rest_goes_on():
    status, answers = applied("{nonsense", CASE, json.dumps({"id": "x"}))
    assert status == 2
    assert answers[0]["line"] == 1 and answers[1]["status"] == "applied" and answers[2]["line"] == 3


def test_two_versions_of_an_alinea_give_the_instructions(tmp_path):
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text("Les données sont ouvertes.\n", encoding="utf-8")
    after.write_text("Les données restent ouvertes.\n", encoding="utf-8")
    status, out, _err = portevoix("write", str(before), str(after))
    assert status == 0 and "substituer" in out and "restent" in out
    status, _out, err = portevoix("write", str(before), str(tmp_path / "absent"))
    assert status == 2 and "absent" in err


def test_help_lists_every_command():
    status, out, _err = portevoix("--help")
    assert status == 0 and all(name in out for name in ("verify", "dossier", "apply", "write", "consolidate", "order"))
