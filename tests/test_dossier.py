"""The demo's dossiers hold, and nothing in them changes unseen."""

import io
import json
import random
import subprocess
import sys
import zipfile

import pytest

from portevoix.engine import verification
from portevoix.publications.models import Publication
from portevoix.thread.disclosure import dossier
from portevoix.thread.queries import publication_called

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(demo):
    """The dossier of the publication that went the whole way: the one with most sendings."""
    address = max(Publication.objects.defer("pdf"), key=lambda one: one.sendings.count()).address
    return dossier(publication_called(address))


def files_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def resealed(files):
    files = {name: data for name, data in files.items() if name != "MANIFEST.json"}
    files["MANIFEST.json"] = verification.manifest(files)
    return verification.archive(files)


def test_the_dossier_of_each_publication_holds(demo):
    for address in Publication.objects.values_list("address", flat=True):
        assert verification.check(dossier(publication_called(address)))[0] == [], address


def test_two_thousand_random_single_byte_changes_are_each_found_and_named(whole):
    chosen = random.Random(20_260_301)
    for _turn in range(2000):
        place, other = chosen.randrange(len(whole)), chosen.randrange(1, 256)
        changed = bytearray(whole)
        changed[place] ^= other
        problems, _counts = verification.check(bytes(changed))
        assert problems, f"byte {place} xor {other}"
        assert all(" : " in problem for problem in problems)


def _journal_without(files, act):
    lines = files["journal.jsonl"].splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if json.loads(line)["act"] == act)
    return b"".join(lines[:number] + lines[number + 1 :]), number + 1


def test_a_removed_entry_is_found_and_named(whole):
    files = files_in(whole)
    files["journal.jsonl"], number = _journal_without(files, "ballots.closed")
    assert any(f"écriture {number} " in problem for problem in verification.check(resealed(files))[0])


@pytest.mark.parametrize(
    ("act", "name", "change"),
    [
        ("texts.amendment_decided", "outcome", lambda value: "rejected" if value == "adopted" else "adopted"),
        ("advocacy.answer_received", "words", lambda value: value + " Bien sûr."),
        ("evidence.excerpt_made", "start", lambda value: value + 1),
        ("ballots.closed", "for", lambda value: value + 1),
    ],
)
def test_a_swapped_outcome_an_altered_answer_a_moved_excerpt_are_found_and_named(whole, act, name, change):
    files = files_in(whole)
    entries = {str(e["number"]): e for e in map(json.loads, files["journal.jsonl"].splitlines())}
    values = json.loads(files["values.json"])
    number = next(n for n in values if entries[n]["act"] == act and name in values[n])
    values[number][name][1] = change(values[number][name][1])
    files["values.json"] = verification.canonical(values)
    found = verification.check(resealed(files))[0]
    assert any(f"écriture {number} ({act}" in problem and f"« {name} »" in problem for problem in found)


def test_the_program_in_the_dossier_checks_it_in_a_bare_python(whole, tmp_path):
    (tmp_path / "dossier.zip").write_bytes(whole)
    (tmp_path / "verify.py").write_bytes(files_in(whole)["verify.py"])
    run = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "dossier.zip"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
