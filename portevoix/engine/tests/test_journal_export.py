"""An export of the journal, checked offline: what is altered, removed, moved, doubled or added is named (R100)."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portevoix.engine import verification as v

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
contents = st.fixed_dictionaries({"act": words, "subject": words, "facts": st.dictionaries(words, digests, max_size=3)})


def chained(made, first=1, previous=v.GENESIS):
    """The lines of a journal whose entries hold *made*."""
    lines = []
    for number, content in enumerate(made, first):
        entry = {"number": number, "at": "2026-03-01T09:00:00.000000+00:00", "previous": previous, **content}
        previous = entry["digest"] = v.entry_digest(entry)
        lines.append(v.canonical(entry) + b"\n")
    return lines


def problems_of(lines):
    problems = []
    held = v.check_chain(lines, problems)
    return len(held), problems


def resealed(line, **changed):
    """The entry of *line*, changed, with the digest of what it then holds."""
    entry = {**json.loads(line), **changed}
    return v.canonical({**entry, "digest": v.entry_digest(entry)}) + b"\n"


journals = st.lists(contents, min_size=2, max_size=6).map(chained)


@given(st.lists(contents, max_size=6))
def test_a_journal_that_nobody_touched_holds(made):
    assert problems_of(chained(made)) == (len(made), [])


@given(contents)
@example({"act": "texts.opened", "subject": "text:a\u2028b\x7f", "facts": {"é": "0" * 64, "z": "1" * 64}})
@example({"act": 'dit "oui"', "subject": "a\\b\n", "facts": {"": "0" * 64}})
def test_the_quick_reading_of_a_line_says_what_the_whole_reading_says(made):
    [line] = chained([made])
    quick = v._plain(line)
    assert quick is None or quick == v._read_whole(line)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.replace(b'"act"', b' "act"'),
        lambda line: line.replace(b'"facts":{"a"', b'"facts":{"b"').replace(b',"b":"1', b',"a":"1'),
        lambda line: line.replace(b',"b":"1', b'"b":"1'),
        lambda line: line.replace(b'"number":1', b'"number":01'),
        lambda line: line.replace(b'"number":1', b'"number":1.0'),
        lambda line: line.replace(b'"number":1', b'"number":true'),
        lambda line: line.replace(b"texts.opened", b"texts.\\u006fpened"),
        lambda line: line.replace(b"texts.opened", b"texts.\xffpened"),
        lambda line: line.replace(b"texts.opened", b"texts.\xed\xa0\x80pened"),
        lambda line: line.replace(b'"act":', b'"act":"x","act":'),
        lambda line: line[:-2] + b"\n",
        lambda line: b"\xef\xbb\xbf" + line,
        lambda line: b"\n" + line,
        lambda line: b"[]\n",
        lambda line: b"[" * 20_000 + b"\n",
        lambda line: b'"' + b"x" * v.LONGEST_LINE + b'"\n',
    ],
)
def test_a_line_that_is_not_in_the_canonical_form_is_refused_and_named(spoil):
    [line] = chained([{"act": "texts.opened", "subject": "text:a", "facts": {"a": "0" * 64, "b": "1" * 64}}])
    held, [problem] = problems_of([spoil(line)])
    assert held == 0 and problem.startswith("journal.jsonl, ligne 1, écriture 1 : illisible")


@given(journals, st.data())
def test_an_altered_entry_is_named(lines, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    entry = json.loads(lines[at])
    name = data.draw(st.sampled_from(["act", "subject", "at"]))
    altered = {**entry, name: entry[name] + "x"}
    held, [problem] = problems_of([*lines[:at], v.canonical(altered) + b"\n", *lines[at + 1 :]])
    assert held == at and f"ligne {at + 1}, écriture {at + 1} (" in problem and "elle a été modifiée" in problem


@given(journals, st.data())
def test_an_altered_entry_with_a_digest_of_its_own_is_betrayed_by_the_next(lines, data):
    at = data.draw(st.integers(0, len(lines) - 2))
    held, [problem] = problems_of([*lines[:at], resealed(lines[at], act="autre acte"), *lines[at + 1 :]])
    assert held == at + 1 and f"ne suit pas l’écriture {at + 1}" in problem


@given(journals, st.data())
def test_any_byte_changed_is_found_at_its_line_or_the_next(lines, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[at]) - 2))
    spoilt = bytearray(lines[at])
    spoilt[place] ^= data.draw(st.integers(1, 255))
    changed = b"".join([*lines[:at], bytes(spoilt), *lines[at + 1 :]]).splitlines(keepends=True)
    held, [problem] = problems_of(changed)
    assert held == at and f"écriture {at + 1}" in problem


@given(journals, st.data())
def test_a_removed_entry_is_named(lines, data):
    at = data.draw(st.integers(0, len(lines) - 2))
    held, [problem] = problems_of([*lines[:at], *lines[at + 1 :]])
    assert held == at and f"ligne {at + 1}, écriture {at + 1} : on trouve l’écriture {at + 2}" in problem
    assert f"l’écriture {at + 1} manque" in problem


@given(journals, st.data())
def test_a_doubled_entry_is_named(lines, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    to = data.draw(st.integers(at + 1, len(lines)))
    held, [problem] = problems_of([*lines[:to], lines[at], *lines[to:]])
    assert held == to and f"on trouve l’écriture {at + 1}, doublée" in problem


@given(journals, st.data())
def test_two_entries_that_changed_places_are_named(lines, data):
    one = data.draw(st.integers(0, len(lines) - 2))
    other = data.draw(st.integers(one + 1, len(lines) - 1))
    moved = list(lines)
    moved[one], moved[other] = moved[other], moved[one]
    held, [problem] = problems_of(moved)
    assert held == one and f"ligne {one + 1}, écriture {one + 1} : on trouve l’écriture {other + 1}" in problem


@given(journals, contents, st.data())
def test_an_added_entry_is_named_even_when_it_holds_by_itself(lines, made, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    before = json.loads(lines[at - 1])["digest"] if at else v.GENESIS
    [added] = chained([made], at + 1, before)
    held, [problem] = problems_of([*lines[:at], added, *lines[at:]])
    assert held == at + 1 and f"ligne {at + 2}, écriture {at + 2} : on trouve l’écriture {at + 1}, doublée" in problem


# -- files ------------------------------------------------------------------------------------------------------------


MADE = [{"act": "texts.opened", "subject": f"text:{n}", "facts": {"by": f"{n:064x}"}} for n in range(1, 10)]


def written(folder, name, lines):
    path = folder / name
    path.write_bytes(gzip.compress(b"".join(lines)) if name.endswith(".gz") else b"".join(lines))
    return str(path)


@pytest.mark.parametrize("name", ["registre.jsonl", "registre.jsonl.gz"])
def test_an_export_holds_plain_or_compressed_on_a_bare_python(tmp_path, name):
    path = written(tmp_path, name, chained(MADE))
    program = [sys.executable, "-I", "-S", v.__file__, path]
    run = subprocess.run(program, capture_output=True, text=True)
    assert run.returncode == 0 and "Tout tient : 9 écritures" in run.stdout, run.stdout + run.stderr


def test_an_export_resumed_later_is_checked_with_what_came_before(tmp_path, capsys):
    lines = chained(MADE)
    begun, resumed = written(tmp_path, "a.jsonl", lines[:4]), written(tmp_path, "b.jsonl.gz", lines[4:])
    assert v.main([begun, resumed]) == 0 and "9 écritures" in capsys.readouterr().out
    assert v.main([resumed, begun]) == 1
    assert "b.jsonl.gz, ligne 1, écriture 1 : on trouve l’écriture 5" in capsys.readouterr().out
    assert v.main([begun, begun]) == 1
    assert "a.jsonl, ligne 1, écriture 5 : on trouve l’écriture 1" in capsys.readouterr().out


def test_a_part_is_checked_alone_only_when_one_says_so(tmp_path, capsys):
    part = written(tmp_path, "part.jsonl", chained(MADE)[4:])
    assert v.main([part]) == 1 and "il manque 1 à 4" in capsys.readouterr().out
    assert v.main(["--from", "5", part]) == 0
    assert "5 écritures enchaînées, à partir de l’écriture 5 ; ce qui précède n’est pas vérifié" in (
        capsys.readouterr().out
    )
    assert v.main(["--from", "4", part]) == 1
    assert v.main(["--from", "zéro", part]) == 2
    assert v.main([part, str(Path(v.__file__))]) == 2


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda data: data[:-8] + b"\x00" * 8, lambda data: b"no"]
)
def test_a_compressed_file_that_is_cut_or_spoilt_gets_a_sentence(tmp_path, capsys, spoil):
    path = tmp_path / "registre.jsonl.gz"
    path.write_bytes(spoil(gzip.compress(b"".join(chained(MADE)))))
    assert v.main([str(path)]) == 1
    assert "le fichier compressé est abîmé ou coupé" in capsys.readouterr().out


def test_an_empty_file_holds_no_entry(tmp_path, capsys):
    assert v.main([written(tmp_path, "registre.jsonl", [])]) == 0
    assert f"0 écritures enchaînées.\nDernière écriture : {v.GENESIS}" in capsys.readouterr().out
