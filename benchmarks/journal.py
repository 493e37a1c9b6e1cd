"""Checking an export of the journal: seconds, and memory, for a million entries (or the number given).

    .venv/bin/python benchmarks/journal.py [ENTRIES]

Makes a journal as the product writes it (eight kinds of acts, accents, two to eight facts), plain and compressed, then
has `portevoix verify` read each in a process of its own.
"""

import gzip
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portevoix.engine.verification import GENESIS, canonical, entry_digest

ACTS = (
    ("texts.amendment_filed", "amendment:manifeste/1/{}", ("by", "number", "author", "unit", "instructions", "edits")),
    ("texts.opinion_given", "amendment:manifeste/1/{}", ("by", "kind", "words")),
    ("texts.amendment_decided", "amendment:manifeste/1/{}", ("by", "outcome", "because", "ballot")),
    ("ballots.closed", "ballot:{}", ("by", "question", "present", "for", "against", "abstentions", "adopted")),
    ("evidence.excerpt_made", "excerpt:E-{}", ("by", "words", "position", "start", "end", "speaker", "note", "tags")),
    ("advocacy.answer_received", "item:{}", ("by", "words", "signed_by")),
    ("people.entered", "person:{}", ("by", "name")),
    ("hearings.opened", "hearing:école-numérique-{}", ("by", "title", "place")),
)


def journal(entries: int) -> Iterator[bytes]:
    """The lines of a journal of *entries* entries that holds."""
    previous = GENESIS
    for number in range(1, entries + 1):
        act, subject, facts = ACTS[number % len(ACTS)]
        entry = {
            "number": number,
            "at": f"2026-03-01T09:{number // 60 % 60:02}:{number % 60:02}.000000+00:00",
            "act": act,
            "subject": subject.format(number),
            "facts": {name: hashlib.sha256(b"%d%s" % (number, name.encode())).hexdigest() for name in facts},
            "previous": previous,
        }
        previous = entry["digest"] = entry_digest(entry)
        yield canonical(entry) + b"\n"


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "registre.jsonl"), Path(folder, "registre.jsonl.gz")
        with plain.open("wb") as one, gzip.open(packed, "wb", compresslevel=1) as other:
            for line in journal(entries):
                one.write(line)
                other.write(line)
        print(f"{'file':20} {'entries':>9} {'MB':>7} {'s':>7} {'MB of memory':>13}")
        for path in (plain, packed):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "portevoix.command", "verify", str(path)], check=True, stdout=subprocess.DEVNULL
            )
            spent = time.perf_counter() - start
            # The peak of the largest child so far: the same whichever file is larger, as long as reading streams.
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{path.name:20} {entries:9} {path.stat().st_size / 1e6:7.0f} {spent:7.1f} {peak:13.0f}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
