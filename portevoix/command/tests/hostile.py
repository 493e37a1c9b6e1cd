"""Files that mean harm, and what is run on each; run as a program, it runs them all and prints what came of each."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

MB = 1_000_000
AKN = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>%s</body></act></akomaNtoso>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (97 + rank, b"&%c;" % (96 + rank) * 10) for rank in range(1, 20)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def word(document: bytes) -> bytes:
    """A DOCX whose main part is *document*."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def unfolding(size: int) -> bytes:
    """*size* zeros, packed."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", mtime=0) as packed:
        for _ in range(size // MB):
            packed.write(bytes(MB))
    return made.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "line.md": lambda: b"x" * 100 * MB,
    "line.txt": lambda: b"x" * 100 * MB,
    "line.xml": lambda: AKN % (b"<p>" + b"x" * 100 * MB + b"</p>"),
    "line.json": lambda: b'{"title": "' + b"x" * 100 * MB + b'"}',
    "line.jsonl": lambda: b'{"id": "' + b"x" * 100 * MB + b'"}\n',
    "lines.txt": lambda: b"x\n" * 4 * MB,
    "bomb.docx": lambda: word(b"<a>" + b" " * 100 * MB + b"</a>"),
    "laughs.docx": lambda: word(LAUGHS + b"]><a>&t;</a>"),
    "broken.docx": lambda: b"PK\x03\x04 but no more",
    "laughs.xml": lambda: LAUGHS + b"]>" + AKN % b"<p>&t;</p>",
    "outside.xml": lambda: OUTSIDE + AKN % b"<p>&a;</p>",
    "bytes.md": lambda: b"un\n\xff\xfe\n",
    "bytes.txt": lambda: b"un\n\xff\xfe\n",
    "bytes.json": lambda: b"\xff\xfe{}",
    "bytes.jsonl": lambda: b'{"id": "\xff"}\n',
    "deep.xml": lambda: AKN % (b"<a>" * 100_000 + b"</a>" * 100_000),
    "tags.xml": lambda: AKN % (b"<p/>" * 1_200_000),
    "deep.json": lambda: b"[" * 4 * MB,
    "deep.jsonl": lambda: b"[" * 9 * MB + b"\n",
    "units.json": lambda: b'{"title": "", "units": [' + b'{"key": "a", "kind": "title", "children": [' * 100_000,
    "titles.md": lambda: b"".join(b"#" * level + b" x\n\n" for level in range(1, 3000)),
    "brackets.md": lambda: b"[" * 4 * MB,
    "signs.txt": lambda: b'\\{"level": 1000000}\nx\n',
    "bomb.md.gz": lambda: unfolding(300 * MB),
    "bomb.jsonl.gz": lambda: unfolding(300 * MB),
    "cut.jsonl.gz": lambda: unfolding(MB)[:-20],
    "half.jsonl": lambda: b'{"id": "1", "text": "\\ud800", "amendments": [], "edits": []}\n',
}
TEXTS = (".md", ".txt", ".xml", ".json", ".docx", ".md.gz")


class Came(NamedTuple):
    """What came of one run: its exit status, what was said, and its seconds."""

    what: str
    status: int
    said: str
    seconds: float


def arguments(name: str, folder: Path) -> dict[str, list[str]]:
    """What is run on the file called *name*, in *folder*, by the name of the sub-command."""
    path, text, none, to = (str(folder / one) for one in (name, "text.md", "none.jsonl", "to"))
    found = {}
    if name.endswith(TEXTS):
        found["consolidate"] = ["consolidate", path, none, "--to", to]
    if name.endswith((".jsonl", ".jsonl.gz")):
        found["apply"] = ["apply", path]
        found["consolidate"] = ["consolidate", text, path, "--to", to]
    if name.endswith((".md", ".txt")):
        found["write"] = ["write", path, text]
    return found


def run(name: str) -> list[Came]:
    """What comes of each sub-command that reads a file of that kind."""
    from portevoix.command import main

    came = []
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        (folder / "text.md").write_text("# Texte\n\nUn alinéa.\n", encoding="utf-8")
        (folder / "none.jsonl").write_text("", encoding="utf-8")
        (folder / name).write_bytes(FILES[name]())
        for command, given in arguments(name, folder).items():
            said, start = io.StringIO(), time.perf_counter()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                status = main(given)
            words = said.getvalue().replace(f"{folder}/", "")
            came.append(Came(f"{command} {name}", status, words, time.perf_counter() - start))
            assert not (folder / "to").exists(), name
    return came


def peak() -> int:
    """The most memory that this process has held, and the largest of those it waited for, in MB."""
    own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for asked in sys.argv[1:] or FILES:
        for one in run(asked):
            print(json.dumps([*one, peak()]), flush=True)
