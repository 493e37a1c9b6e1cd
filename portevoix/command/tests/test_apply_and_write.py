"""`portevoix apply` and `portevoix write`, as one runs them."""

import contextlib
import gzip
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

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


def test_what_amendments_leave_at_odds_is_named_with_what_would_mend_it_where_that_is_certain():
    text = "I. – Il est inséré un alinéa ainsi rédigé :\n« Les données sont ouvertes. »\nII. – L’État paie."
    more = {"id": "1", "instructions": "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « « Les codes aussi. » »"}
    twice = {"id": "2", "instructions": "Compléter cet article par un alinéa ainsi rédigé : « II. – Fin. »"}
    _status, (answer,) = applied({"id": "c", "text": text, "amendments": [more, twice]})
    assert [(one["alinea"], one["proposal"]) for one in answer["coordination"]] == [
        (1, "I. – Sont insérés deux alinéas ainsi rédigés :"),
        (5, None),
    ]
    assert "annonce 1 alinéa, 2 suivent" in answer["coordination"][0]["reason"]


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


def test_what_is_wrong_with_a_line_is_said_with_the_file_and_the_line(tmp_path):
    path = tmp_path / "articles.jsonl"
    wrong = [
        ("[1]", "un objet JSON est attendu"),
        ('{"id": "1", "text": "", "amendments": [{"id": "2"}]}', "« amendments », rang 1 : le champ « instructions » manque"),
        ('{"id": "1", "text": 3, "amendments": []}', "valeur inattendue pour « text »"),
        ('{"id": "1", "text": "a" "amendments": []}', "ce n’est pas du JSON (colonne 25)"),
    ]  # fmt: skip
    path.write_text("\n".join(line for line, _ in wrong) + "\n\n" + json.dumps(CASE) + "\n", encoding="utf-8")
    status, out, err = portevoix("apply", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    for number, (_line, reason) in enumerate(wrong, 1):
        assert answers[number - 1] == {"line": number, "error": f"{path}, ligne {number} : {reason}."}
    assert answers[-1]["status"] == "applied"
    assert err == f"{path} : 4 lignes sans réponse, dont l’erreur est dite.\n"


def test_a_packed_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(CASE).encode()))
    status, out, _err = portevoix("apply", str(path))
    assert (status, json.loads(out)["status"]) == (0, "applied")


def test_a_missing_file_and_a_wrong_option_are_said_in_french():
    status, _out, err = portevoix("apply", "absent.jsonl")
    assert (status, err) == (2, "absent.jsonl : ce fichier ne peut pas être lu (No such file or directory).\n")
    for given, said in (
        (["consolidate", "t.md"], "portevoix consolidate : il manque : AMENDEMENTS, --to"),
        (["write", "--colour"], "portevoix write : il manque : AVANT, APRÈS"),
        (["order", "--from", "moon", "x"], "portevoix order : --from : « moon » n’est pas connu ; au choix : "),
        (["appliquer"], "portevoix : COMMANDE : « appliquer » n’est pas connu ; au choix : "),
    ):
        status, _out, err = portevoix(*given)
        assert status == 2
        assert err.startswith(said), err
        assert err.endswith("--help en dit plus.\n")


def test_each_command_has_its_help_in_french():
    for name in ("apply", "write", "consolidate", "order", "verify", "dossier"):
        status, out, _err = portevoix(name, "--help")
        assert status == 0
        assert out.startswith(f"usage : portevoix {name} ")
        assert not [word for word in ("positional", "show this", "optional arguments") if word in out]


def test_the_examples_of_the_help_do_what_they_say(tmp_path):
    for name in ("apply", "write", "consolidate"):
        _status, out, _err = portevoix(name, "--help")
        example = out.split("exemple :\n")[1].split("\n\n")[0]
        around = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        run = subprocess.run(["bash", "-e", "-c", example], cwd=tmp_path, capture_output=True, text=True, env=around)
        assert run.returncode == 0, run.stderr
        assert run.stdout.strip()


def test_two_same_versions_need_no_instruction(tmp_path):
    path = tmp_path / "alinea.txt"
    path.write_text("Un.", encoding="utf-8")
    status, out, err = portevoix("write", str(path), str(path))
    assert (status, out) == (0, "") and "les mêmes" in err


def test_a_bar_is_shown_on_a_terminal_only(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text((json.dumps(CASE) + "\n") * 6000, encoding="utf-8")
    _status, _out, err = portevoix("apply", str(path))
    assert err == ""
    controller, terminal = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "portevoix.command", "apply", str(path)], stdout=subprocess.DEVNULL, stderr=terminal
    )
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # what Linux says when the other side is closed
        while more := os.read(controller, 65536):
            shown += more
    os.close(controller)
    assert run.wait() == 0
    assert "Articles : " in shown.decode()
