"""The demo's dossiers hold, and nothing in them changes unseen."""

import io
import json
import random
import subprocess
import sys
import zipfile

import pytest
from django.test import Client

from portevoix.engine import verification
from portevoix.evidence.models import Excerpt
from portevoix.publications.models import Publication
from portevoix.site.demo.heard import CORRECTION
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
        ("evidence.passage_corrected", "leaf", lambda value: value[::-1]),
        ("evidence.excerpt_flagged", "digest", lambda value: value[::-1]),
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


def test_a_correction_is_in_the_dossier_and_cannot_be_changed_nor_left_out(demo, whole):
    files = files_in(whole)
    first, corrected = CORRECTION
    assert "Passage corrigé par la personne entendue le" in files["index.html"].decode()
    passages = json.loads(files["passages.json"])
    [digest] = [key for key, held in passages.items() if any(corrected in one["words"] for one in held)]
    assert any(first in one["words"] for held in passages.values() for one in held)
    other = json.loads(files["passages.json"])
    for one in other[digest]:
        one["words"] = one["words"].replace(corrected, "que tout le monde pouvait lire")
    found = verification.check(resealed({**files, "passages.json": verification.canonical(other)}))[0]
    assert any("n’est pas celui du compte rendu enregistré" in problem for problem in found)
    without = {key: held for key, held in passages.items() if key != digest}
    found = verification.check(resealed({**files, "passages.json": verification.canonical(without)}))[0]
    assert any("la correction du passage" in problem and "manque au dossier" in problem for problem in found)


def test_the_thread_shows_the_correction(demo):
    excerpt = Excerpt.objects.get(flagged_at__isnull=False)
    basis = excerpt.bases.first()
    page = Client().get(f"/fil/vingt-propositions/{basis.unit_key}/").content.decode()
    assert excerpt.words in page and "à revoir" in page and CORRECTION[1] in page


def test_the_program_in_the_dossier_checks_it_in_a_bare_python(whole, tmp_path):
    (tmp_path / "dossier.zip").write_bytes(whole)
    (tmp_path / "verify.py").write_bytes(files_in(whole)["verify.py"])
    run = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "dossier.zip"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_withdrawn_words_are_nowhere_and_the_dossier_holds(demo, whole):
    words = "Un registre public des usages, tenu par chaque"
    files = files_in(whole)
    assert not any(words.encode() in data for data in files.values())
    assert "propos masqués" in files["index.html"].decode()
    client = Client()
    excerpt = Excerpt.objects.get(masked_at__isnull=False)
    hearing = excerpt.passage.source.transcript.hearing
    for page in (
        f"/extraits/{excerpt.reference}/",
        "/extraits/?q=registre",
        f"/auditions/{hearing.slug}/",
        f"/auditions/{hearing.slug}/compte-rendu/",
        "/publications/vingt-propositions/",
    ):
        assert words not in client.get(page).content.decode(), page
    basis = excerpt.bases.first()
    thread = client.get(f"/fil/vingt-propositions/{basis.unit_key}/").content.decode()
    assert "Propos masqués" in thread and words not in thread


def test_the_command_lists_writes_and_verifies(served, tmp_path):
    _address, environment = served

    def portevoix(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "portevoix.command", *arguments], env=environment, capture_output=True, text=True
        )

    listed = portevoix("dossier")
    assert listed.returncode == 0 and "vingt-propositions\t" in listed.stdout
    target = tmp_path / "dossier.zip"
    assert portevoix("dossier", "vingt-propositions", "--to", str(target)).returncode == 0
    assert portevoix("verify", str(target)).returncode == 0
    changed = bytearray(target.read_bytes())
    changed[len(changed) // 2] ^= 1
    target.write_bytes(changed)
    assert portevoix("verify", str(target)).returncode == 1
    unknown = portevoix("dossier", "nulle-part", "--to", str(tmp_path / "x.zip"))
    assert unknown.returncode == 2 and "nulle-part" in unknown.stderr and not (tmp_path / "x.zip").exists()
