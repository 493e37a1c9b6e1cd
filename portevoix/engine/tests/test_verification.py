"""A dossier that holds, and each way it can stop holding (R100, R101, R34, R52)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from portevoix.engine import verification as v

TEXT = {
    "title": "Manifeste",
    "language": "fr",
    "units": [
        {
            "key": "p1",
            "kind": "proposition",
            "number": "1",
            "heading": "Ouvrir",
            "children": [{"key": "p1a1", "kind": "alinea", "text": "Les données sont ouvertes."}],
        }
    ],
}
EDITS = [{"edit": "replace_words", "unit": "p1a1", "start": 12, "end": 16, "words": "restent"}]
NEXT = v.changed_text(TEXT, EDITS)
PDF = b"%PDF-1.7 small"
PASSAGE = {
    "position": 0,
    "speaker": "Une directrice",
    "words": "Sans diagnostic commun, chacun finance dans son coin.",
    "start": 1000,
    "end": 4000,
    "salt": "ab" * 16,
}


def ballot(votes_for, against, adopted):
    return {
        "question": "Amendement 1",
        "about": "amendment:m/1/1",
        "majority": "simple",
        "present": 14,
        "members_with_vote": 27,
        "for": votes_for,
        "against": against,
        "abstentions": 0,
        "not_voting": 0,
        "chair_vote": "",
        "adopted": adopted,
    }


def acts():
    leaf = v.fact_digest(
        PASSAGE["salt"], "passage", [PASSAGE[k] for k in ("position", "speaker", "words", "start", "end")]
    )
    source = v.sha256(v.canonical([leaf]))
    digest, following = v.sha256(v.canonical(TEXT)), v.sha256(v.canonical(NEXT))
    return [
        (
            "evidence.source_recorded",
            "source:1",
            {"title": "Audition", "kind": "transcript", "heard_on": "2026-03-12", "leaves": [leaf], "digest": source},
        ),
        (
            "evidence.excerpt_made",
            "excerpt:E-1",
            {
                "words": "diagnostic commun",
                "position": 0,
                "start": 5,
                "end": 22,
                "speaker": "Une directrice",
                "source_digest": source,
                "note": "",
                "tags": "",
            },
        ),
        ("texts.opened", "text:m", {"title": "Manifeste", "kind": "manifesto", "commission": "c"}),
        ("texts.excerpt_attached", "text:m", {"unit": "p1a1", "excerpt": "E-1"}),
        ("texts.version_frozen", "version:m/1", {"number": 1, "base": None, "text": TEXT, "digest": digest}),
        (
            "texts.amendment_filed",
            "amendment:m/1/1",
            {
                "number": 1,
                "author": "A",
                "cosignatories": [],
                "unit": "p1a1",
                "instructions": "…",
                "rationale": "…",
                "edits": EDITS,
                "parent": None,
                "excerpts": [],
            },
        ),
        ("ballots.closed", "ballot:1", ballot(9, 4, True)),
        ("texts.amendment_decided", "amendment:m/1/1", {"outcome": "adopted", "because": None, "ballot": 1}),
        (
            "texts.version_consolidated",
            "version:m/2",
            {
                "number": 2,
                "base": 1,
                "adopted": [1],
                "applied": [[1, EDITS]],
                "text": NEXT,
                "digest": following,
                "origins": {"p1a1": [[0, 12, None], [12, 19, "amendment:1/1"], [19, 29, None]]},
                "removals": {},
            },
        ),
        ("ballots.closed", "ballot:2", ballot(12, 0, True)),
        ("texts.version_adopted", "version:m/2", {"ballot": 2, "digest": following}),
        (
            "publications.published",
            "publication:m-2026",
            {
                "address": "m-2026",
                "title": "Manifeste",
                "version": "m/2",
                "digest": following,
                "pdf_digest": v.sha256(PDF),
            },
        ),
        (
            "advocacy.sent",
            "sending:1",
            {
                "publication": "m-2026",
                "addressee": "Ministère",
                "items": ["1. Ouvrir"],
                "units": ["p1"],
                "ids": [1],
                "sent_on": "2026-06-01",
                "channel": "letter",
                "due_on": "2026-08-01",
            },
        ),
        ("advocacy.answer_submitted", "item:1", {"words": "Nous étudions.", "signed_by": "Le cabinet"}),
        ("advocacy.answer_received", "item:1", {"words": "Nous étudions.", "signed_by": "Le cabinet"}),
        (
            "advocacy.followed_up",
            "item:1",
            {"status": "taken_up", "on": "2026-09-01", "source_kind": "law", "source": "article 4", "note": ""},
        ),
    ]


def entries_and_values(made):
    entries, values, previous = [], {}, v.GENESIS
    for number, (act, subject, facts) in enumerate(made, 1):
        salted = {name: [f"{number:032x}", value] for name, value in facts.items()}
        entry = {
            "number": number,
            "at": f"2026-03-{number:02}T09:00:00.000000+00:00",
            "act": act,
            "subject": subject,
            "previous": previous,
            "facts": {name: v.fact_digest(salt, name, value) for name, (salt, value) in salted.items()},
        }
        entry["digest"] = previous = v.entry_digest(entry)
        entries.append(entry)
        values[str(number)] = salted
    return entries, values


def files_of(made=None, corrected=None, **replaced):
    entries, values = entries_and_values(made or acts())
    about = {
        "format": v.FORMAT,
        "address": "m-2026",
        "url": "http://localhost/m-2026",
        "title": "Manifeste",
        "notice": "",
        "head": {"number": entries[-1]["number"], "digest": entries[-1]["digest"]},
    }
    source = v.sha256(v.canonical(acts()[0][2]["leaves"]))
    files = {
        "dossier.json": v.canonical(about),
        "journal.jsonl": b"".join(v.canonical(entry) + b"\n" for entry in entries),
        "values.json": v.canonical(values),
        "passages.json": v.canonical({source: [PASSAGE], **(corrected or {})}),
        "publication.pdf": PDF,
        "verify.py": b"# here stands the program\n",
        **replaced,
    }
    record = v.Record(
        [(e, {k: p[1] for k, p in values[str(e["number"])].items()}) for e in entries],
        "m-2026",
        json.loads(files["passages.json"]),
    )
    files.setdefault("index.html", v.index_page(record, about).encode())
    files["MANIFEST.json"] = v.manifest(files)
    return files


def problems_of(files):
    return v.check(v.archive(files))[0]


def forged(act, **facts):
    """The files of someone who rewrote the facts of *act* and the whole chain after it."""
    return files_of([(a, s, {**f, **facts} if a == act else f) for a, s, f in acts()])


def resealed(files):
    files = {name: data for name, data in files.items() if name != "MANIFEST.json"}
    return {**files, "MANIFEST.json": v.manifest(files)}


def test_a_whole_dossier_holds():
    problems, counts = v.check(v.archive(files_of()))
    assert problems == [] and counts["entries"] == len(acts())


def test_the_same_content_gives_the_same_bytes():
    assert v.archive(files_of()) == v.archive(dict(reversed(files_of().items())))


def test_a_removed_entry_is_named():
    files = files_of()
    lines = files["journal.jsonl"].splitlines(keepends=True)
    files["journal.jsonl"] = b"".join(lines[:6] + lines[7:])
    assert any("écriture 7" in problem for problem in problems_of(resealed(files)))


def test_a_chain_cut_short_is_found():
    files = files_of()
    files["journal.jsonl"] = b"".join(files["journal.jsonl"].splitlines(keepends=True)[:-1])
    assert any("des écritures manquent" in problem for problem in problems_of(resealed(files)))


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        ("8", "outcome", "rejected"),
        ("15", "words", "Nous refusons."),
        ("2", "start", 6),
        ("2", "words", "diagnostic faux"),
    ],
)
def test_a_value_that_is_not_the_recorded_one_is_named_with_its_entry(number, name, value):
    files = files_of()
    values = json.loads(files["values.json"])
    values[number][name][1] = value
    files["values.json"] = v.canonical(values)
    found = problems_of(resealed(files))
    assert any(f"écriture {number} " in problem and f"« {name} »" in problem for problem in found)


@pytest.mark.parametrize(
    ("act", "facts", "said"),
    [
        ("texts.amendment_decided", {"outcome": "rejected"}, "son sort n’est pas celui du vote"),
        ("texts.amendment_decided", {"outcome": "coordination", "ballot": None}, "entre l’examen et le vote"),
        ("ballots.closed", {"adopted": False}, "le résultat n’est pas celui des voix"),
        ("ballots.closed", {"present": 13}, "quorum"),
        ("evidence.excerpt_made", {"start": 6, "end": 23}, "ne sont pas à cette place"),
        ("evidence.excerpt_made", {"speaker": "Un autre"}, "n’est pas de la personne citée"),
        ("texts.version_consolidated", {"applied": []}, "n’est pas ce que les amendements adoptés font"),
        ("texts.version_consolidated", {"adopted": []}, "ne sont pas ceux qui ont été adoptés"),
        ("texts.version_consolidated", {"origins": {}}, "l’origine des mots"),
        ("texts.version_frozen", {"digest": "0" * 64}, "l’empreinte n’est pas celle du texte"),
        ("advocacy.answer_received", {"words": "Autre chose."}, "n’est pas celle qui a été reçue"),
        ("advocacy.followed_up", {"source": ""}, "sans source"),
        ("publications.published", {"pdf_digest": "0" * 64}, "publication.pdf"),
    ],
)
def test_a_chain_rewritten_whole_still_betrays_what_does_not_agree(act, facts, said):
    assert any(said in problem for problem in problems_of(forged(act, **facts)))


def test_what_a_person_coordinates_holds_between_the_examination_and_the_vote_and_is_said_so():
    made = [
        (
            act,
            subject,
            facts | {"outcome": "coordination", "ballot": None} if act == "texts.amendment_decided" else facts,
        )
        for act, subject, facts in acts()
        if subject != "ballot:1"
    ]
    filed = next(rank for rank, one in enumerate(made) if one[0] == "texts.amendment_filed")
    closed = ("texts.examination_closed", "version:m/1", {})
    files = files_of([*made[:filed], closed, *made[filed:]])
    assert problems_of(files) == []
    assert "Modification de coordination 1, portée le" in files["index.html"].decode()
    for late in (len(made), filed + 2):
        moved = files_of([*made[:late], closed, *made[late:]])
        assert any("entre l’examen et le vote" in problem for problem in problems_of(moved))


def corrected_by(words, *, flagged=None, salt="cd"):
    """The acts and the passages once the person heard corrected hers to *words*; *flagged* defaults to what it asks for."""
    made = acts()
    passage = {**PASSAGE, "words": words, "salt": salt * 16}
    leaf = v.fact_digest(
        passage["salt"], "passage", [passage[k] for k in ("position", "speaker", "words", "start", "end")]
    )
    former, digest = made[0][2]["digest"], v.sha256(v.canonical([leaf]))
    facts = {"by": "la personne entendue", "position": 0, "leaf": leaf, "previous": former, "digest": digest}
    made.append(("evidence.passage_corrected", "source:1", facts))
    if flagged if flagged is not None else not v.still_said(PASSAGE["words"], words, 5, 22):
        made.append(("evidence.excerpt_flagged", "excerpt:E-1", {"digest": digest}))
    return made, {digest: [passage]}


def test_a_correction_that_changes_the_words_quoted_is_told_and_holds():
    files = files_of(*corrected_by("Sans diagnostic partagé, chacun finance seul."))
    assert problems_of(files) == []
    page = files["index.html"].decode()
    assert "« diagnostic commun »" in page and "Passage corrigé par la personne entendue le" in page
    assert "les mots cités n’y sont plus à leur place" in page and "diagnostic partagé" in page


def test_a_correction_beside_the_words_quoted_is_told_as_such():
    files = files_of(*corrected_by("Sans diagnostic commun, rien ne tient."))
    assert problems_of(files) == []
    assert "la correction ne touche pas les mots cités" in files["index.html"].decode()


def test_an_excerpt_of_the_corrected_words_holds_and_is_not_moved_back():
    made, corrected = corrected_by("Sans diagnostic partagé, chacun finance seul.")
    [digest] = corrected
    quoted = {
        **made[1][2],
        "words": "diagnostic partagé",
        "end": 23,
        "source_digest": digest,
    }
    made.append(("evidence.excerpt_made", "excerpt:E-2", quoted))
    assert problems_of(files_of(made, corrected)) == []
    first = made[0][2]["digest"]
    moved = [*made[:-1], (*made[-1][:2], {**quoted, "source_digest": first})]
    assert any(
        "E-2 : ces mots ne sont pas à cette place" in problem for problem in problems_of(files_of(moved, corrected))
    )


@pytest.mark.parametrize("words", ["Sans diagnostic partagé, chacun finance seul.", "Sans diagnostic commun, rien."])
def test_a_flag_left_out_or_added_is_found(words):
    made, corrected = corrected_by(words)
    other = any(act == "evidence.excerpt_flagged" for act, _s, _f in made)
    made, corrected = corrected_by(words, flagged=not other)
    assert any("E-1 : il n’est pas signalé" in problem for problem in problems_of(files_of(made, corrected)))


def test_a_correction_changed_hidden_or_cut_from_its_chain_is_found():
    made, corrected = corrected_by("Sans diagnostic partagé, chacun finance seul.")
    [(digest, [passage])] = corrected.items()
    changed = files_of(made, {digest: [{**passage, "words": "Sans diagnostic partagé, tout va bien."}]})
    assert any("le passage 0 n’est pas celui" in problem for problem in problems_of(changed))
    hidden = files_of(made, corrected)
    hidden["passages.json"] = v.canonical({made[0][2]["digest"]: [PASSAGE]})
    found = problems_of(resealed(hidden))
    assert any("la correction du passage 0" in problem and "manque" in problem for problem in found)
    number = str(1 + next(i for i, (act, _s, _f) in enumerate(made) if act == "evidence.passage_corrected"))
    silenced = files_of(made, corrected)
    values = json.loads(silenced["values.json"])
    del values[number]
    silenced["values.json"] = v.canonical(values)
    assert any("cette correction manque" in problem for problem in problems_of(resealed(silenced)))
    for name, other in (("previous", "0" * 64), ("digest", "1" * 64), ("position", 7)):
        wrong = [(a, s, {**f, name: other} if a == "evidence.passage_corrected" else f) for a, s, f in made]
        assert problems_of(files_of(wrong, corrected)), name


def test_an_excerpt_stands_again_when_its_words_come_back():
    made, corrected = corrected_by("Sans diagnostic partagé.")
    [former] = corrected
    passage = {**PASSAGE, "salt": "ef" * 16}
    leaf = v.fact_digest(
        passage["salt"], "passage", [passage[k] for k in ("position", "speaker", "words", "start", "end")]
    )
    digest = v.sha256(v.canonical([leaf]))
    made.append(
        (
            "evidence.passage_corrected",
            "source:1",
            {"by": "la personne entendue", "position": 0, "leaf": leaf, "previous": former, "digest": digest},
        )
    )
    corrected[digest] = [passage]
    assert any("E-1 : il n’est pas signalé" in problem for problem in problems_of(files_of(made, corrected)))
    made.append(("evidence.excerpt_stands", "excerpt:E-1", {"digest": digest}))
    assert problems_of(files_of(made, corrected)) == []


def test_a_page_that_says_something_else_is_found():
    files = files_of()
    files["index.html"] = files["index.html"].replace(b"ouvertes", "fermées".encode())
    assert any(problem.startswith("index.html") for problem in problems_of(resealed(files)))


def test_a_masked_excerpt_leaves_the_dossier_holding():
    made = [*acts(), ("evidence.excerpt_masked", "excerpt:E-1", {"reason": "consentement retiré"})]
    files = files_of(made)
    values = json.loads(files["values.json"])
    del values["2"], values["1"]["leaves"]
    files["values.json"], files["passages.json"] = v.canonical(values), b"{}"
    entries = [json.loads(line) for line in files["journal.jsonl"].splitlines()]
    record = v.Record([(e, {k: p[1] for k, p in values.get(str(e["number"]), {}).items()}) for e in entries], "m-2026")
    files["index.html"] = v.index_page(record, json.loads(files["dossier.json"])).encode()
    assert problems_of(resealed(files)) == []
    assert "propos masqués" in files["index.html"].decode()


def test_words_and_tags_in_the_record_stay_words_on_the_page():
    page = files_of(
        [
            (a, s, {**f, "words": "<script>alert(1)</script>"} if a == "advocacy.answer_received" else f)
            for a, s, f in acts()
        ]
    )
    assert b"<script>" not in page["index.html"]


def test_any_byte_of_the_envelope_counts():
    whole = v.archive(files_of())
    for place in range(0, len(whole), 97):
        changed = bytearray(whole)
        changed[place] ^= 0x20
        assert v.check(bytes(changed))[0], f"byte {place}"


def test_the_program_runs_alone_on_a_bare_python(tmp_path):
    dossier = tmp_path / "dossier.zip"
    dossier.write_bytes(v.archive(files_of()))
    program = tmp_path / "verify.py"
    program.write_text(Path(v.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    run = subprocess.run([sys.executable, "-I", "-S", str(program), str(dossier)], capture_output=True, text=True)
    assert run.returncode == 0 and "Tout tient" in run.stdout, run.stdout + run.stderr


def test_a_file_that_is_no_dossier_gets_a_sentence(tmp_path, capsys):
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    assert v.main([str(tmp_path / "x.zip")]) == 1
    assert "archive" in capsys.readouterr().out
    assert v.main([str(tmp_path / "absent.zip")]) == 2


def deliberated_again(*, asked=("p1",), edits=None):
    """The same acts with a second deliberation on *asked* (none when it is None), where *edits* are adopted."""
    edits = edits or [{"edit": "replace_words", "unit": "p1a1", "start": 20, "end": 28, "words": "libres"}]
    last = v.changed_text(NEXT, edits)
    digest = v.sha256(v.canonical(last))
    made = []
    for act, subject, facts in acts():
        if act in ("texts.version_adopted", "publications.published"):
            facts = facts | {"digest": digest} | ({"version": "m/3"} if "version" in facts else {})
        made.append((act, subject if act != "texts.version_adopted" else "version:m/3", facts))
        if act == "texts.amendment_filed":
            filed = facts | {"edits": edits}
        if act == "texts.version_consolidated":
            if asked is not None:
                made.append(("texts.second_deliberation_asked", subject, {"units": list(asked), "reason": "…"}))
            following = facts | {
                "number": 3,
                "base": 2,
                "applied": [[1, edits]],
                "text": last,
                "digest": digest,
                "origins": {
                    unit["key"]: [[0, len(unit["text"]), None]]
                    for unit, _path in v.leaves_of(last["units"])
                    if unit["kind"] == "alinea"
                },
            }
            made += [
                ("texts.amendment_filed", "amendment:m/2/1", filed),
                ("ballots.closed", "ballot:3", ballot(9, 4, True)),
                ("texts.amendment_decided", "amendment:m/2/1", {"outcome": "adopted", "because": None, "ballot": 3}),
                ("texts.version_consolidated", "version:m/3", following),
            ]
    return made


def test_a_second_deliberation_holds_when_it_was_asked_for_and_keeps_to_it():
    assert problems_of(files_of(deliberated_again())) == []
    unasked = problems_of(files_of(deliberated_again(asked=None)))
    assert any("sans seconde délibération demandée" in problem for problem in unasked)
    made = deliberated_again()
    asked = next(rank for rank, one in enumerate(made) if one[0] == "texts.second_deliberation_asked")
    late = [*made[:asked], *made[asked + 1 :], made[asked]]
    assert any("sans seconde délibération demandée" in problem for problem in problems_of(files_of(late)))
    head = [
        {
            "edit": "insert_units",
            "parent": None,
            "after": None,
            "units": [{"key": "n", "kind": "alinea", "text": "Tous."}],
        }
    ]
    for articles, edits in ((["p2"], None), (["p1"], head), (["*"], None)):
        found = problems_of(files_of(deliberated_again(asked=articles, edits=edits)))
        assert any("il sort de ce que la seconde délibération" in problem for problem in found)
    assert problems_of(files_of(deliberated_again(asked=["*"], edits=head))) == []
    article = [head[0] | {"units": [{"key": "n", "kind": "proposition", "children": head[0]["units"]}]}]
    head[0]["units"][0]["key"] = "m"
    found = problems_of(files_of(deliberated_again(asked=["*"], edits=article)))
    assert any("il sort de ce que la seconde délibération" in problem for problem in found)
