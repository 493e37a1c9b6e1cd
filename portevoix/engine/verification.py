"""Check a Portevoix dossier offline, with nothing but Python's standard library.

    python3 verify.py DOSSIER.zip               (or the folder where it was unpacked)
    python3 verify.py REGISTRE.jsonl [SUITE…]   (the journal alone, .jsonl or .jsonl.gz, whole or in parts in their order)
    python3 verify.py --from N SUITE.jsonl      (a part of it, from entry N on)

A dossier holds one published text and the whole way of each of its sentences: the voices heard, the versions, the
amendments and their votes, the publication, what was sent, answered and done. Every act is an entry of a journal, in
which each entry holds the digest of the one before (R100). An entry holds no value, only digests of salted values, so
that a personal datum can be erased without breaking the chain (R101); the dossier discloses the values it may.

What is checked: the archive, byte for byte; each file against the manifest; the chain; each disclosed value against
the chain; then the meaning: excerpts are in what was said, what the persons heard corrected is there and flags the excerpts
that it should, digests are those of the texts, the next version is what the adopted amendments make of the one before, votes
give the results announced, answers are unaltered, and the page `index.html` says what the record says. Exit status: 0 when all holds, 1 when something does not, 2 on bad usage.
"""

import gzip
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from html import escape
from itertools import pairwise
from pathlib import Path

GENESIS = "0" * 64
FORMAT = "portevoix-dossier-1"
ENTRY_FIELDS = {"number", "at", "act", "subject", "facts", "previous", "digest"}


# -- digests ----------------------------------------------------------------------------------------------------------


def canonical(value) -> bytes:
    """*value* as canonical JSON: sorted names, no spaces, UTF-8; strings are left as they are (no normalisation).

    Raises TypeError on a floating-point number (amounts are exact) or on what JSON does not hold, ValueError on a lone
    surrogate.
    """
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, float):
            raise TypeError(f"no floating-point number in a canonical form: {found!r}")
        if isinstance(found, dict):
            if odd := [name for name in found if not isinstance(name, str)]:
                raise TypeError(f"the names of a canonical form are strings: {odd[0]!r}")
            waiting.extend(found.values())
        elif isinstance(found, list | tuple):
            waiting.extend(found)
        elif not (found is None or isinstance(found, bool | int | str)):
            raise TypeError(f"no canonical form for {type(found).__name__}")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """The SHA-256 of *data*, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def fact_digest(salt: str, name: str, value) -> str:
    """The digest that the journal holds for a fact: of its salt, its name and its value (R101)."""
    return sha256(canonical([salt, name, value]))


def entry_digest(entry: dict) -> str:
    """The digest of a journal entry: of everything in it but the digest itself (R100)."""
    return sha256(canonical({key: value for key, value in entry.items() if key != "digest"}))


# -- the archive ------------------------------------------------------------------------------------------------------


def archive(files: dict[str, bytes]) -> bytes:
    """*files* as a ZIP whose bytes depend on nothing but *files*: stored, sorted, without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            made.writestr(info, files[name])
    return out.getvalue()


def manifest(files: dict[str, bytes]) -> bytes:
    """The manifest of *files*: the digest of each, and the digest of that list."""
    digests = {name: sha256(data) for name, data in sorted(files.items())}
    return canonical({"digest": sha256(canonical(digests)), "files": digests})


def _opened(data: bytes, problems: list) -> dict[str, bytes]:
    files = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            for info in held.infolist():
                try:
                    files[info.filename] = held.read(info)
                except Exception as error:
                    problems.append(f"{info.filename} : ce fichier de l’archive est abîmé ({error}).")
    except Exception as error:
        problems.append(f"archive : le fichier n’est pas une archive ZIP intacte ({error}).")
        return files
    if not problems and archive(files) != data:
        problems.append("archive : l’enveloppe ZIP a été modifiée (en-têtes, dates ou ordre des fichiers).")
    return files


def _check_manifest(files, problems):
    held = files.get("MANIFEST.json")
    others = {name: data for name, data in files.items() if name != "MANIFEST.json"}
    if held is None:
        problems.append("MANIFEST.json : absent du dossier.")
        return
    if held == manifest(others):
        return
    try:
        said = json.loads(held)["files"]
        named = {name: said.get(name) for name in {*said, *others}}
    except Exception:
        problems.append("MANIFEST.json : illisible.")
        return
    wrong = sorted(name for name in named if name not in others or named[name] != sha256(others[name]))
    problems.extend(
        f"{name} : "
        + (
            "ce fichier manque."
            if name not in others
            else "ce fichier a été ajouté."
            if named[name] is None
            else "le contenu n’est pas celui du manifeste."
        )
        for name in wrong
    )
    if not wrong:
        problems.append("MANIFEST.json : le manifeste lui-même a été modifié.")


# -- the chain, and the values ----------------------------------------------------------------------------------------


# The canonical form of an entry whose words need no escape: what the journal itself writes. Any other line is read in full.
_WORDS = rb'[^"\\\x00-\x1f]*'
_HEX = rb"[0-9a-f]{64}"
_PLAIN = re.compile(
    rb'(\{"act":"%(words)s","at":"%(words)s",)"digest":"(%(hex)s)",("facts":\{((?:%(fact)s(?:,%(fact)s)*)?)\},'
    rb'"number":([1-9][0-9]{0,17}),"previous":"(%(hex)s)","subject":"%(words)s"\})\n?'
    % {b"words": _WORDS, b"hex": _HEX, b"fact": rb'"%s":"%s"' % (_WORDS, _HEX)}
)
_NAMES = re.compile(rb'"(%s)":' % _WORDS)
LONGEST_LINE = 1_000_000


def _plain(line: bytes):
    """(number, previous, digest, digest computed) of a line in the plain canonical form; None for any other line.

    Nothing is parsed twice: when the line is canonical, what its digest covers is the line without the digest.
    """
    if (found := _PLAIN.fullmatch(line)) is None:
        return None
    before, digest, after, facts, number, previous = found.groups()
    names = _NAMES.findall(facts)
    if any(one >= two for one, two in pairwise(names)):
        return None
    if not line.isascii():
        line.decode()
    return int(number), previous.decode(), digest.decode(), hashlib.sha256(before + after).hexdigest()


def _read_whole(line: bytes):
    """The same of any line, read as JSON. ValueError when it is not an entry in its canonical form."""
    entry = json.loads(line)
    if not isinstance(entry, dict) or set(entry) != ENTRY_FIELDS or canonical(entry) != line.removesuffix(b"\n"):
        raise ValueError("forme inattendue")
    if type(entry["number"]) is not int:
        raise ValueError("numéro inattendu")
    return entry["number"], entry["previous"], entry["digest"], entry_digest(entry)


def follow_chain(lines, problems: list, *, first: int = 1, previous: str | None = GENESIS):
    """Check the entries of a journal one after the other (R100); yields (line, its digest) of each that holds.

    *lines* are pairs (where, bytes): where a line stands, to name it, and the line, one JSON object. *first* is the
    number of the first one, *previous* the digest that it follows (None: unknown, for a part of a journal).
    Stops at the first entry that does not hold, and says in *problems* where, which and why. Keeps nothing in memory.
    """
    for expected, (where, line) in enumerate(lines, first):
        place = f"{where}, écriture {expected}"
        try:
            if len(line) > LONGEST_LINE:
                raise ValueError("ligne trop longue")
            number, follows, digest, computed = _plain(line) or _read_whole(line)
        except Exception as error:
            problems.append(f"{place} : illisible ({error}).")
            return
        if number > expected:
            gone = f"l’écriture {expected} manque" if number == expected + 1 else f"il manque {expected} à {number - 1}"
            problems.append(f"{place} : on trouve l’écriture {number} ; {gone}, retirée ou déplacée.")
            return
        if number < expected:
            problems.append(f"{place} : on trouve l’écriture {number}, doublée, ajoutée ou déplacée.")
            return
        if digest != computed:
            said = json.loads(line)
            problems.append(
                f"{place} ({said['act']}, {said['subject']}) : son contenu n’est pas celui de son empreinte ; "
                "elle a été modifiée."
            )
            return
        if previous is not None and follows != previous:
            said = json.loads(line)
            problems.append(
                f"{place} ({said['act']}, {said['subject']}) : elle ne suit pas l’écriture {expected - 1} ; "
                "l’une des deux a été changée ou remplacée."
            )
            return
        previous = digest
        yield line, digest


def check_chain(lines, problems: list) -> list[dict]:
    """The entries of a journal read from *lines* (bytes, one JSON object each), up to the first that does not hold.

    That one is named in *problems* (R100).
    """
    placed = ((f"journal.jsonl, ligne {rank}", line) for rank, line in enumerate(lines, 1))
    return [json.loads(line) for line, _digest in follow_chain(placed, problems)]


def _check_values(entries, values, problems) -> list[tuple[dict, dict]]:
    """The disclosed facts of each entry, those that match the chain only."""
    known = {str(entry["number"]): entry for entry in entries}
    held = {number: {} for number in known}
    for number, facts in values.items():
        entry = known.get(number)
        if entry is None:
            problems.append(f"values.json : l’écriture {number} n’existe pas dans le journal.")
            continue
        for name, pair in facts.items():
            salt, value = pair
            if entry["facts"].get(name) != fact_digest(salt, name, value):
                problems.append(
                    f"values.json, écriture {number} ({entry['act']}, {entry['subject']}) : « {name} » "
                    "n’est pas ce qui a été enregistré."
                )
            else:
                held[number][name] = value
    return [(entry, held[str(entry["number"])]) for entry in entries]


class Record:
    """What the disclosed facts say of the publication at *address*, act by act.

    `of(act)` lists (entry, facts) of the subjects that the publication is about, whether or not their facts are
    disclosed; `at(act, subject)` is the last one, (None, {}) without any. *passages* are those disclosed, by the digest of
    the version of the source that holds them.
    """

    def __init__(self, facts, address, passages=None):
        self.facts, self.address, self.passages, self._by_act = facts, address, passages or {}, {}
        for entry, held in facts:
            self._by_act.setdefault(entry["act"], []).append((entry, held))
        self.publication = self.at("publications.published", f"publication:{address}")
        self.slug = self.publication[1].get("version", "").rpartition("/")[0]

    def of(self, act, subject=None):
        return [one for one in self._by_act.get(act, ()) if subject is None or one[0]["subject"] == subject]

    def at(self, act, subject=None):
        found = self.of(act, subject)
        return found[-1] if found else (None, {})

    def mine(self, act):
        """Those of the published text: its versions (`version:SLUG/…`), its amendments, the text itself."""
        kinds = tuple(f"{kind}:{self.slug}" for kind in ("text", "version", "amendment"))
        return [
            (entry, held)
            for entry, held in self.of(act)
            if entry["subject"] in kinds or entry["subject"].startswith(tuple(f"{kind}/" for kind in kinds))
        ]

    def shown(self, act):
        """Those whose facts are disclosed."""
        return [one for one in self.of(act) if one[1]]

    def passage(self, digest, position):
        """The passage at *position* in the version *digest* of a source, when it is disclosed; or None."""
        return next((one for one in self.passages.get(digest, ()) if one["position"] == position), None)

    def heard(self, digest):
        """(entry, facts) of the recording of the source of which *digest* is a version; (None, {}) when it is unknown."""
        subjects = {e["subject"] for e, facts in self.of("evidence.passage_corrected") if facts.get("digest") == digest}
        found = (
            one
            for one in self.of("evidence.source_recorded")
            if one[1].get("digest") == digest or one[0]["subject"] in subjects
        )
        return next(found, (None, {}))

    def corrections(self, digest, position):
        """(entry, facts) of the corrections of the passage at *position* made since the version *digest* (R33)."""
        entry, facts = self.heard(digest)
        made = self.of("evidence.passage_corrected", entry["subject"]) if entry else []
        known = [facts.get("digest"), *(one.get("digest") for _entry, one in made)]
        since = made[known.index(digest) :] if digest in known else made
        return [one for one in since if one[1].get("position") == position]


# -- what it means ----------------------------------------------------------------------------------------------------


def changed_text(text: dict, edits: list) -> dict:
    """*text* (its canonical form) once *edits* are applied, each read on *text* itself (R3). ValueError when one does not fit."""
    words, whole, headings, inserted = {}, {}, {}, {}
    for edit in edits:
        kind = edit["edit"]
        if kind == "replace_words":
            words.setdefault(edit["unit"], []).append(edit)
        elif kind == "insert_units":
            inserted.setdefault((edit["parent"], edit["after"]), []).extend(edit["units"])
        elif kind == "set_heading":
            headings[edit["unit"]] = edit["heading"]
        else:
            whole[edit["unit"]] = edit.get("units", [])
    met = set()

    def rebuilt(units, parent):
        made = list(inserted.get((parent, None), ()))
        met.add((parent, None))
        for unit in units:
            key = unit["key"]
            met.update((key, (parent, key)))
            if key in whole:
                made.extend(whole[key])
            else:
                new = dict(unit)
                if key in words:
                    new["text"] = _spliced(unit.get("text", ""), words[key])
                if key in headings:
                    new["heading"] = headings[key]
                if unit["kind"] != "alinea":
                    new["children"] = rebuilt(unit.get("children", ()), key)
                made.append({name: value for name, value in new.items() if value or name in ("key", "kind")})
            made.extend(inserted.get((parent, key), ()))
        return made

    result = {**text, "units": rebuilt(text["units"], None)}
    lost = [key for key in (*words, *whole, *headings, *inserted) if key not in met]
    if lost:
        raise ValueError(f"une modification porte sur une partie absente : {lost[0]}")
    return result


def _spliced(text, edits):
    parts, reached = [], 0
    for edit in sorted(edits, key=lambda edit: (edit["start"], edit["end"])):
        if not reached <= edit["start"] <= edit["end"] <= len(text):
            raise ValueError("deux modifications portent sur les mêmes mots")
        parts += (text[reached : edit["start"]], edit["words"])
        reached = edit["end"]
    return "".join((*parts, text[reached:]))


def carried_by(ballot: dict) -> bool:
    """Whether a vote is adopted, recounted from its figures in whole numbers (R44 to R46)."""
    votes_for, against = ballot["for"], ballot["against"]
    cast = votes_for + against
    majority = ballot["majority"]
    if majority == "simple":
        return votes_for > against or (votes_for == against and cast > 0 and ballot["chair_vote"] == "for")
    if majority == "absolute":
        return cast > 0 and 2 * votes_for > cast
    numerator, denominator = {"two_thirds": (2, 3), "three_fifths": (3, 5)}[majority]
    return cast > 0 and votes_for * denominator >= cast * numerator


def leaves_of(units, path=()):
    """Every unit of a canonical text in reading order, with the units that hold it."""
    for unit in units:
        yield unit, path
        yield from leaves_of(unit.get("children", ()), (*path, unit))


def still_said(before: str, after: str, start: int, end: int) -> bool:
    """Whether the words of *before* from *start* to *end* stand in *after* at the same place: the same signs, and at each
    end a word goes on, or stops, as it did (R34). Words that moved no longer stand there."""

    def cuts(words, at):
        return words[at - 1 : at].isalnum() and words[at : at + 1].isalnum() if at else False

    return before[start:end] == after[start:end] and all(cuts(before, at) == cuts(after, at) for at in (start, end))


def _check_meaning(record: Record, files, problems):
    for check in (
        _check_sources,
        _check_versions,
        _check_second_deliberations,
        _check_votes,
        _check_publication,
        _check_following,
    ):
        try:
            check(record, files, problems)
        except Exception as error:
            problems.append(f"contenu : une pièce ne peut pas être lue ({type(error).__name__}: {error}).")


def _check_sources(record, files, problems):
    passages = json.loads(files["passages.json"])
    leaves = _versions_heard(record, problems)
    for digest, held in passages.items():
        for passage in held:
            leaf = fact_digest(
                passage["salt"], "passage", [passage[k] for k in ("position", "speaker", "words", "start", "end")]
            )
            at = passage["position"]
            if digest not in leaves or not 0 <= at < len(leaves[digest]) or leaves[digest][at] != leaf:
                problems.append(f"passages.json : le passage {at} n’est pas celui du compte rendu enregistré.")
            for entry, facts in record.corrections(digest, at):
                if record.passage(facts["digest"], at) is None:
                    problems.append(
                        f"passages.json : la correction du passage {at} ({entry['subject']}, écriture "
                        f"{entry['number']}) manque au dossier."
                    )
    for entry, facts in record.of("evidence.excerpt_made"):
        if "words" not in facts:
            continue
        found = record.passage(facts["source_digest"], facts["position"])
        if not found or found["words"][facts["start"] : facts["end"]] != facts["words"]:
            problems.append(f"{entry['subject']} : ces mots ne sont pas à cette place dans ce qui a été dit.")
        elif found["speaker"] != facts["speaker"]:
            problems.append(f"{entry['subject']} : ce passage n’est pas de la personne citée.")
        else:
            _check_flags(record, entry["subject"], facts, found, problems)


def _versions_heard(record, problems):
    """The leaves of each version of what was heard, by its digest: as it was recorded, then as each correction makes it."""
    versions, latest = {}, {}
    for entry, facts in record.of("evidence.source_recorded"):
        if "leaves" in facts:
            versions[facts["digest"]] = facts["leaves"]
            latest[entry["subject"]] = facts["digest"]
            if sha256(canonical(facts["leaves"])) != facts["digest"]:
                problems.append(f"{entry['subject']} : l’empreinte du compte rendu n’est pas celle de ses passages.")
    for entry, facts in record.of("evidence.passage_corrected"):
        subject = entry["subject"]
        if subject not in latest:
            continue
        at, leaves = facts.get("position", -1), list(versions[latest[subject]])
        if facts.get("previous") != latest[subject] or not 0 <= at < len(leaves):
            problems.append(
                f"{subject}, écriture {entry['number']} : cette correction manque, ou ne suit pas la précédente."
            )
            continue
        leaves[at] = facts.get("leaf")
        if sha256(canonical(leaves)) != facts.get("digest"):
            problems.append(f"{subject} : l’empreinte du compte rendu corrigé n’est pas celle de ses passages.")
        versions[facts.get("digest")], latest[subject] = leaves, facts.get("digest")
    return versions


def _check_flags(record, subject, quoted, passage, problems):
    """An excerpt is flagged by each correction that takes its words from their place, and by no other (R34)."""
    wanted, flagged = [], False
    for _entry, facts in record.corrections(quoted["source_digest"], quoted["position"]):
        corrected = record.passage(facts["digest"], quoted["position"])
        if corrected is None:
            return  # said already
        stands = still_said(passage["words"], corrected["words"], quoted["start"], quoted["end"])
        if stands is flagged:
            flagged = not stands
            wanted.append((flagged, facts["digest"]))
    acts = {"evidence.excerpt_flagged": True, "evidence.excerpt_stands": False}
    made = sorted(
        ((entry["number"], acts[act], facts.get("digest")) for act in acts for entry, facts in record.of(act, subject)),
    )
    if [one[1:] for one in made] != wanted:
        problems.append(f"{subject} : il n’est pas signalé comme les corrections de la personne entendue le demandent.")


def _check_versions(record, files, problems):
    texts = {}
    for entry, facts in (*record.mine("texts.version_frozen"), *record.mine("texts.version_consolidated")):
        if "text" not in facts:
            problems.append(f"{entry['subject']} : le texte de cette version manque au dossier.")
            continue
        texts[entry["subject"]] = facts["text"]
        if sha256(canonical(facts["text"])) != facts["digest"]:
            problems.append(f"{entry['subject']} : l’empreinte n’est pas celle du texte.")
    for entry, facts in record.mine("texts.version_consolidated"):
        slug = entry["subject"].rpartition("/")[0]
        base = f"{slug}/{facts['base']}"
        prefix = f"amendment:{base.partition(':')[2]}/"
        adopted = {
            int(decided["subject"].removeprefix(prefix))
            for decided, held in record.of("texts.amendment_decided")
            if decided["subject"].startswith(prefix) and held.get("outcome") in ("adopted", "coordination")
        }
        if adopted != set(facts["adopted"]):
            problems.append(f"{entry['subject']} : les amendements appliqués ne sont pas ceux qui ont été adoptés.")
        edits = [edit for _number, one in facts["applied"] for edit in one]
        try:
            same = changed_text(texts[base], edits) == facts["text"]
        except (KeyError, ValueError) as error:
            problems.append(f"{entry['subject']} : les amendements adoptés ne s’appliquent pas ({error}).")
            continue
        if not same:
            problems.append(
                f"{entry['subject']} : le texte n’est pas ce que les amendements adoptés font de la version précédente."
            )
        subs = {
            held.get("parent")
            for filed, held in record.of("texts.amendment_filed")
            if filed["subject"].startswith(prefix)
        }
        for number, one in facts["applied"]:
            filed = record.at("texts.amendment_filed", f"{prefix}{number}")[1]
            mended = record.at("texts.amendment_mended", f"{prefix}{number}")[1]
            known = (mended or filed).get("edits") or []
            if number not in subs and any(edit not in known for edit in one):
                problems.append(f"amendement {number} : ce qui a été appliqué n’est pas ce qui a été déposé.")
        again = record.at("texts.second_deliberation_asked", base)[1]
        reopened = _reopened(texts[base], again["units"]) if "units" in again else None
        for number, one in facts["applied"]:
            decided = record.at("texts.amendment_decided", f"{prefix}{number}")[1]
            if reopened is not None and decided.get("outcome") == "adopted" and not _within(one, reopened):
                problems.append(f"amendement {number} : il sort de ce que la seconde délibération examine à nouveau.")
        for unit, _path in leaves_of(facts["text"]["units"]):
            if unit["kind"] == "alinea" and not _covers(facts["origins"].get(unit["key"]), len(unit.get("text", ""))):
                problems.append(f"{entry['subject']}, {unit['key']} : l’origine des mots ne couvre pas l’alinéa.")


def _reopened(text, articles):
    """The keys of the units that a second deliberation on *articles* opens again; None for the head of the text (R28)."""
    keys = set()

    def gather(units, inside):
        for unit in units:
            head = units is text["units"] and "*" in articles and unit["kind"] == "alinea"
            taken = inside or head or unit["key"] in articles
            if taken:
                keys.add(unit["key"])
            gather(unit.get("children", ()), taken)

    gather(text["units"], False)
    return keys | ({None} if "*" in articles else set())


def _within(edits, keys):
    for edit in edits:
        inserts = edit["edit"] == "insert_units"
        if (edit["parent"] if inserts else edit["unit"]) not in keys:
            return False
        if inserts and edit["parent"] is None and any(unit["kind"] != "alinea" for unit in edit["units"]):
            return False
    return True


def _check_second_deliberations(record, files, problems):
    for version, _facts in record.mine("texts.version_consolidated"):
        asked, _facts = record.at("texts.second_deliberation_asked", version["subject"])
        prefix = "amendment:" + version["subject"].partition(":")[2] + "/"
        for filed, _facts in record.mine("texts.amendment_filed"):
            if not filed["subject"].startswith(prefix):
                continue
            decided = record.at("texts.amendment_decided", filed["subject"])[1]
            before = asked is None or filed["number"] < asked["number"]
            if before and decided.get("outcome") != "coordination":
                problems.append(
                    f"{filed['subject']} : déposé sur un texte déjà examiné, sans seconde délibération demandée."
                )


def _covers(runs, length):
    reached = 0
    for start, end, _source in runs or ():
        if start != reached or end <= start:
            return False
        reached = end
    return reached == length


def _check_votes(record, files, problems):
    ballots = {}
    for entry, facts in record.shown("ballots.closed"):
        ballots[entry["subject"].partition(":")[2]] = facts
        if facts["adopted"] != carried_by(facts):
            problems.append(
                f"{entry['subject']} ({facts['question']}) : le résultat n’est pas celui des voix comptées."
            )
        proxies = facts.get("proxies", 0)
        hands = facts["for"] + facts["against"] + facts["abstentions"] + facts["not_voting"]
        if hands > facts["present"] + proxies:
            problems.append(f"{entry['subject']} : il y a plus de voix que de présents et de procurations.")
        counted = facts["present"] + (proxies if facts.get("proxies_count") else 0)
        if counted < facts.get("quorum", facts["members_with_vote"] // 2 + 1):
            problems.append(f"{entry['subject']} : le quorum n’était pas atteint.")
    outcomes = {}
    for entry, facts in record.mine("texts.amendment_decided"):
        outcomes[entry["subject"]] = facts.get("outcome")
    closed = min((entry["number"] for entry, _facts in record.mine("texts.examination_closed")), default=None)
    voted = min((entry["number"] for entry, _facts in record.mine("texts.version_adopted")), default=None)
    for entry, facts in record.mine("texts.amendment_decided"):
        subject, outcome = entry["subject"], facts.get("outcome")
        if outcome not in OUTCOMES:
            problems.append(f"{subject} : son sort manque au dossier.")
        elif outcome in ("adopted", "rejected"):
            ballot = ballots.get(str(facts.get("ballot")))
            if ballot is None or ballot["adopted"] != (outcome == "adopted"):
                problems.append(f"{subject} : son sort n’est pas celui du vote.")
        elif outcome == "coordination":
            if closed is None or entry["number"] < closed or (voted is not None and entry["number"] > voted):
                problems.append(
                    f"{subject} : une modification de coordination se place entre l’examen et le vote sur l’ensemble."
                )
        elif outcome == "fell" and facts.get("because") is not None:
            cause = f"{subject.rpartition('/')[0]}/{facts['because']}"
            if outcomes.get(cause) not in (
                "adopted",
                "rejected",
                "withdrawn",
                "not_defended",
                "inadmissible",
                "fell",
                "satisfied",
            ):
                problems.append(f"{subject} : l’amendement qui l’a fait tomber n’a pas de sort.")
    for entry, facts in record.mine("texts.version_adopted"):
        ballot = ballots.get(str(facts.get("ballot")))
        if ballot is None or not ballot["adopted"]:
            problems.append(f"{entry['subject']} : aucun vote ne l’a adoptée.")


def _check_publication(record, files, problems):
    entry, facts = record.publication
    if not facts:
        problems.append("publication : l’acte de publication manque au dossier.")
        return
    if sha256(files.get("publication.pdf", b"")) != facts["pdf_digest"]:
        problems.append("publication.pdf : ce n’est pas le document publié.")
    adopted = record.at("texts.version_adopted", f"version:{facts['version']}")[1]
    if adopted.get("digest") != facts["digest"] or published_text(record) is None:
        problems.append(f"{entry['subject']} : le texte publié n’est pas la version adoptée.")


def _check_following(record, files, problems):
    submitted = {entry["subject"]: facts for entry, facts in record.shown("advocacy.answer_submitted")}
    for entry, facts in record.shown("advocacy.answer_received"):
        sent = submitted.get(entry["subject"], {})
        if (sent.get("words"), sent.get("signed_by")) != (facts.get("words"), facts.get("signed_by")):
            problems.append(f"{entry['subject']} : la réponse publiée n’est pas celle qui a été reçue.")
    for entry, facts in record.shown("advocacy.followed_up"):
        if facts.get("status") != "no_answer" and not facts.get("source"):
            problems.append(f"{entry['subject']} : une suite est annoncée sans source.")


def published_text(record):
    """The canonical text that the publication binds by its digest, or None."""
    digest = record.publication[1].get("digest")
    for _entry, facts in (*record.mine("texts.version_consolidated"), *record.mine("texts.version_frozen")):
        if digest and facts.get("digest") == digest:
            return facts.get("text")
    return None


# -- the page ---------------------------------------------------------------------------------------------------------

OUTCOMES = {
    "adopted": "adopté",
    "rejected": "rejeté",
    "withdrawn": "retiré",
    "not_defended": "non défendu",
    "fell": "tombé",
    "satisfied": "satisfait",
    "inadmissible": "irrecevable",
    "coordination": "modification de coordination",
}
FOLLOW_UPS = {
    "taken_up": "reprise",
    "partly_taken_up": "reprise en partie",
    "refused": "refusée",
    "no_answer": "sans réponse",
    "in_progress": "en cours",
    "done": "réalisée",
    "abandoned": "abandonnée",
}
STYLE = """body{font:1.05rem/1.6 Charter,Cambria,Georgia,serif;color:#16213e;background:#fbfaf6;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.2}code{font-size:.8em;overflow-wrap:anywhere}.n{color:#5b6478;font:.75rem sans-serif;margin-right:.6rem}
details{border-left:2px solid #1f6f78;margin:.2rem 0 1.2rem 1.2rem;padding:.1rem 0 .1rem 1rem;font-size:.93rem}summary{cursor:pointer;color:#1f6f78}
mark{background:none;text-decoration:underline 2px #1f6f78;color:inherit}blockquote{margin:.3rem 0;border-left:3px solid #b3361e;padding-left:.7rem;font-style:italic}
.meta{color:#5b6478;font-size:.85rem}"""


def index_page(record: Record, about: dict) -> str:
    """The page that a person reads: the text, and under each alinéa its thread. Made from the checked record alone."""
    entry, publication = record.publication
    text = published_text(record) or {"title": "", "units": []}
    made = [
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(text['title'])} · dossier</title><style>{STYLE}</style>"
    ]
    if about.get("notice"):
        made.append(f"<p><strong>{escape(about['notice'])}</strong></p>")
    made.append(
        f"<h1>{escape(text['title'])}</h1><p class=meta>Publié le {_day(entry['at'])} à l’adresse "
        f"{escape(about['url'])}. Empreinte du texte : <code>{publication.get('digest', '')}</code>. "
        f"Registre : {about['head']['number']} écritures, la dernière <code>{about['head']['digest']}</code>.</p>"
        "<p>Sous chaque alinéa, son fil : les voix entendues, les amendements et les votes, l’envoi, la réponse, la suite. "
        "Pour vérifier l’ensemble sans rien installer : <code>python3 verify.py DOSSIER.zip</code>.</p>"
    )
    ranks = {}
    for unit, path in leaves_of(text["units"]):
        if unit["kind"] != "alinea":
            level = min(2 + len(path), 6)
            name = " ".join(filter(None, (_label(unit), unit.get("heading"))))
            made.append(f'<h{level} id="{escape(unit["key"])}">{escape(name)}</h{level}>')
            continue
        place = path[-1]["key"] if path else ""
        ranks[place] = ranks.get(place, 0) + 1
        made.append(f'<p id="{escape(unit["key"])}"><span class=n>{ranks[place]}</span>{_marked(record, unit)}</p>')
        made.append(
            "<details><summary>Le fil</summary><ol>"
            + "".join(f"<li>{step}</li>" for step in _steps(record, unit, path))
            + "</ol></details>"
        )
    return "\n".join(made) + "\n</html>\n"


def _label(unit):
    kinds = {
        "priority": "Priorité",
        "proposition": "Proposition",
        "article": "Article",
        "chapter": "Chapitre",
        "title": "Titre",
    }
    return f"{kinds.get(unit['kind'], '')} {unit['number']}.".strip() if unit.get("number") else ""


def _day(at):
    return f"{at[8:10]}/{at[5:7]}/{at[:4]}"


def _runs(record, key):
    version = "version:" + record.publication[1].get("version", "")
    return record.at("texts.version_consolidated", version)[1].get("origins", {}).get(key, ())


def _marked(record, unit):
    text = unit.get("text", "")
    runs = _runs(record, unit["key"]) or ((0, len(text), None),)
    return "".join(
        f'<mark title="{escape(source)}">{escape(text[start:end])}</mark>' if source else escape(text[start:end])
        for start, end, source in runs
    )


def _steps(record, unit, path):
    slug = record.slug
    numbers = sorted({source.partition(":")[2] for _s, _e, source in _runs(record, unit["key"]) if source})
    filed = [(n, *record.at("texts.amendment_filed", f"amendment:{slug}/{n}")) for n in numbers]
    cited = [f["excerpt"] for _e, f in record.mine("texts.excerpt_attached") if f.get("unit") == unit["key"]]
    cited += [reference for _n, _e, facts in filed for reference in facts.get("excerpts", ())]
    for reference in dict.fromkeys(cited):
        yield _voice(record, reference)
    entry, frozen = next(iter(record.mine("texts.version_frozen")), (None, {}))
    if entry:
        yield f"Écrite dans la version {frozen.get('number')}, arrêtée le {_day(entry['at'])}"
    for number, entry, facts in filed:
        if entry:
            version = f"version:{slug}/{number.rpartition('/')[0]}"
            second = " en seconde délibération" if record.of("texts.second_deliberation_asked", version) else ""
            who = ", ".join([facts.get("author") or "(nom effacé)", *(facts.get("cosignatories") or [])])
            decided = record.at("texts.amendment_decided", entry["subject"])[1]
            outcome, called = decided.get("outcome"), escape(facts.get("source_number") or number.rpartition("/")[2])
            told = (
                f"{escape(facts.get('instructions', ''))} <span class=meta>{escape(facts.get('rationale', ''))}</span>"
            )
            again, mended = record.at("texts.amendment_mended", entry["subject"])
            if mended:
                told += (
                    f"<br>Rectifié le {_day(again['at'])} par {escape(mended.get('by') or '(nom effacé)')} : "
                    f"{escape(mended.get('instructions', ''))}"
                )
            if outcome == "coordination":
                yield f"Modification de coordination {called}, portée le {_day(entry['at'])} par {escape(who)}, sans vote : {told}"
                continue
            yield (
                f"Amendement {called}, déposé{second} le {_day(entry['at'])} par {escape(who)} : {told}"
                f"<br>{_vote(record, decided.get('ballot'))} : {OUTCOMES.get(outcome, '')}"
            )
    entry, adopted = record.at("texts.version_adopted", f"version:{record.publication[1].get('version')}")
    if entry:
        yield f"Texte adopté le {_day(entry['at'])}, {_vote(record, adopted.get('ballot'))}"
    entry, published = record.publication
    yield f"Publiée le {_day(entry['at'])}, empreinte <code>{published.get('digest', '')}</code>"
    holders = {unit["key"], *(holder["key"] for holder in path)}
    for _entry, facts in record.shown("advocacy.sent"):
        for key, item in zip(facts.get("units", ()), facts.get("ids", ()), strict=False):
            if key in holders:
                yield f"Portée le {_day(facts['sent_on'])}, destinataire : {escape(facts['addressee'])}, réponse attendue avant le {_day(facts['due_on'])}"
                yield from _answers(record, f"item:{item}")


def _voice(record, reference):
    _entry, facts = record.at("evidence.excerpt_made", f"excerpt:{reference}")
    masked, _facts = record.at("evidence.excerpt_masked", f"excerpt:{reference}")
    if masked:
        return f"Extrait {escape(reference)} : propos masqués le {_day(masked['at'])}, le consentement ayant été retiré"
    if "words" not in facts:
        return f"Extrait {escape(reference)} : réservé aux membres de la commission"
    _entry, source = record.heard(facts["source_digest"])
    return (
        f"<blockquote>« {escape(facts['words'])} »</blockquote><span class=meta>{escape(facts['speaker'])} · "
        f"{escape(source.get('title', ''))}, {_day(source.get('heard_on', ' ' * 10))} · extrait {escape(reference)}</span>"
        + _corrected(record, facts)
    )


def _corrected(record, quoted):
    """What the person heard made since of the passage quoted, or nothing (R33, R34)."""
    made = record.corrections(quoted["source_digest"], quoted["position"])
    if not made:
        return ""
    entry, facts = made[-1]
    was, now = (record.passage(d, quoted["position"]) for d in (quoted["source_digest"], facts.get("digest")))
    if was is None or now is None:  # a dossier that does not hold
        return ""
    told = f"<br>Passage corrigé par la personne entendue le {_day(entry['at'])} ; "
    if still_said(was["words"], now["words"], quoted["start"], quoted["end"]):
        return f"{told}la correction ne touche pas les mots cités."
    return f"{told}les mots cités n’y sont plus à leur place. Passage publié : <q>{escape(now['words'])}</q>"


def _vote(record, ballot):
    entry, facts = record.at("ballots.closed", f"ballot:{ballot}")
    if not entry:
        return "vote"
    return f"{facts['for']} pour, {facts['against']} contre, {facts['abstentions']} abstentions"


def _answers(record, subject):
    entry, facts = record.at("advocacy.answer_received", subject)
    if entry:
        yield f"Réponse reçue le {_day(entry['at'])} : <blockquote>{escape(facts['words'])}</blockquote><span class=meta>{escape(facts['signed_by'])}</span>"
    for _entry, facts in record.of("advocacy.followed_up", subject):
        source = f" (source : {escape(facts['source'])})" if facts.get("source") else ""
        yield f"Suite au {_day(facts['on'])} : {FOLLOW_UPS.get(facts['status'], '')}{source} {escape(facts.get('note', ''))}"


# -- all of it --------------------------------------------------------------------------------------------------------


def check_files(files: dict[str, bytes], problems: list) -> dict:
    """Check the *files* of a dossier, adding to *problems* what does not hold; returns counts for people."""
    _check_manifest(files, problems)
    entries = check_chain(files.get("journal.jsonl", b"").splitlines(keepends=True), problems)
    try:
        about = json.loads(files["dossier.json"])
        head = entries[-1] if entries else {"number": 0, "digest": GENESIS}
        if about["format"] != FORMAT:
            raise ValueError(f"format inconnu, {about['format']}")
        if about["head"] != {"number": head["number"], "digest": head["digest"]}:
            problems.append(
                "journal.jsonl : le registre ne s’arrête pas à l’écriture annoncée ; des écritures manquent."
            )
        facts = _check_values(entries, json.loads(files["values.json"]), problems)
        record = Record(facts, about["address"], json.loads(files["passages.json"]))
    except Exception as error:
        problems.append(f"dossier.json, values.json ou passages.json : illisible ({type(error).__name__}: {error}).")
        return {"entries": len(entries)}
    _check_meaning(record, files, problems)
    try:
        if index_page(record, about).encode() != files.get("index.html"):
            problems.append("index.html : la page ne dit pas ce que disent les pièces.")
    except Exception as error:
        problems.append(f"index.html : la page ne peut pas être refaite ({type(error).__name__}: {error}).")
    return {"entries": len(entries), "values": sum(len(held) for _entry, held in facts), "head": head["digest"]}


def check(data: bytes) -> tuple[list[str], dict]:
    """Check a dossier given as the bytes of its ZIP: (what does not hold, counts). All holds when the list is empty."""
    problems: list[str] = []
    files = _opened(data, problems)
    counts = check_files(files, problems) if files else {}
    return problems, counts


def _lines_of(paths):
    """The lines of journals that follow one another, each with its place; plain or compressed (.gz), one at a time."""
    for path in paths:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as held:
            rank = 0
            while line := held.readline(LONGEST_LINE + 2):
                rank += 1
                yield f"{path.name}, ligne {rank}", line


def check_journals(paths, first: int = 1) -> tuple[list[str], dict]:
    """Check an export of the journal, whole or in parts given in their order; streams, whatever the size.

    *first* is the number of the first entry: from 2 on, what came before is not checked. OSError when one cannot be read.
    """
    problems: list[str] = []
    counts = {"entries": 0, "head": GENESIS, "first": first}
    try:
        for _line, digest in follow_chain(
            _lines_of(paths), problems, first=first, previous=GENESIS if first == 1 else None
        ):
            counts["entries"] += 1
            counts["head"] = digest
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        number = counts["first"] + counts["entries"]
        problems.append(f"après l’écriture {number - 1} : le fichier compressé est abîmé ou coupé ({error}).")
    return problems, counts


def is_journal(path: Path) -> bool:
    """Whether *path* is named as an export of the journal: .jsonl, or .jsonl.gz."""
    return path.name.endswith((".jsonl", ".jsonl.gz"))


def check_path(path: str) -> tuple[list[str], dict]:
    """Check a dossier (.zip, or its folder) or a journal (.jsonl, .jsonl.gz) at *path*. OSError when it cannot be read."""
    place = Path(path)
    problems: list[str] = []
    if place.is_dir():
        files = {
            str(f.relative_to(place)): f.read_bytes()
            for f in sorted(place.rglob("*"))
            if f.is_file() and "__pycache__" not in f.parts
        }
        return problems, check_files(files, problems)
    if is_journal(place):
        return check_journals([place])
    return check(place.read_bytes())


def main(arguments: list[str]) -> int:
    """The command: prints what holds and what does not; returns 0, 1, or 2 on bad usage."""
    first, paths = 1, list(arguments)
    if paths[:1] == ["--from"] and len(paths) > 2 and paths[1].isdecimal() and int(paths[1]) >= 1:
        first, paths = int(paths[1]), paths[2:]
    several = first > 1 or len(paths) > 1
    if not paths or paths[0].startswith("-") or (several and not all(is_journal(Path(one)) for one in paths)):
        print(__doc__)
        return 2
    try:
        problems, counts = check_journals([Path(one) for one in paths], first) if several else check_path(paths[0])
    except OSError as error:
        print(f"{error.filename or paths[0]} : ce fichier ne peut pas être lu ({error.strerror}).", file=sys.stderr)
        return 2
    for problem in problems:
        print(f"NE TIENT PAS  {problem}")
    if problems:
        print(f"{len(problems)} point(s) ne tiennent pas.")
        return 1
    print(
        f"Tout tient : {counts['entries']} écritures enchaînées"
        + (f", {counts['values']} valeurs conformes" if "values" in counts else "")
        + (f", à partir de l’écriture {first} ; ce qui précède n’est pas vérifié" if first > 1 else "")
        + "."
    )
    print(f"Dernière écriture : {counts['head']} (à comparer avec la page « Registre des actes »).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
