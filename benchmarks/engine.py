"""How fast the engine is, beside difflib and git, in one run.

    python benchmarks/engine.py             1 000 alinéas of 80 words, 10 amendments each, then the scale
    python benchmarks/engine.py --docs      the same, and writes the figures and the plot in docs/

The same text and amendments are made from one seed on every machine, with the apostrophes and accents of French. An
amendment is given as people give it: the alinéa before and after. Measured: its difference, the competition of all, the
consolidation of those that can be adopted together, with the origin of every word. Each point is the best of three
runs, in a process of its own, whose peak of memory holds the interpreter, the text and the amendments themselves.
Seconds are those of the processor, which are those of the clock on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from math import log10
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from portevoix.engine.amendments import Amendment, groups
from portevoix.engine.consolidation import consolidate
from portevoix.engine.edits import difference
from portevoix.engine.text import LEAF, Text, Unit
from portevoix.engine.tokens import split

WORDS = (  # noqa: SIM905
    "la commune les données une métropole chaque territoire peut doit ouvre publie dans avec pour sans "
    "l’usage numérique, l’école service public habitant habitante élue élu conseil vote plan budget carte "
    "réseau d’eau énergie transport l’accès formation médiation; aide agent agente projet quartier village "
    "région département l’État ministère loi décret l’avis "
).split()


class Case(NamedTuple):
    """A text, and for each amendment the key of its alinéa and what the alinéa becomes."""

    text: Text
    proposals: list[tuple[str, str]]


def case(alineas: int, each: int, words: int = 80, seed: int = 20250331) -> Case:
    """*alineas* alinéas of *words* words, *each* amendments on each: replacements, insertions, deletions, twins."""
    chance = random.Random(seed)
    articles, proposals = [], []
    for number in range(0, alineas, 10):
        held = []
        for rank in range(min(10, alineas - number)):
            chosen = [chance.choice(WORDS) for _ in range(words)]
            key = f"a{number}.{rank}"
            held.append(Unit(key, LEAF, text=" ".join(chosen) + "."))
            for _ in range(each):
                start = chance.randrange(words - 4)
                new = [chance.choice(WORDS) + "s" for _ in range(chance.randint(0, 4))]
                end = start + chance.randint(0 if new else 1, 4)
                if chance.random() < 0.1 and proposals and proposals[-1][0] == key:
                    proposals.append(proposals[-1])
                else:
                    proposals.append((key, " ".join([*chosen[:start], *new, *chosen[end:]]) + "."))
        articles.append(Unit(f"a{number}", "article", str(number + 1), "", "", tuple(held)))
    return Case(Text("Texte", tuple(articles)), proposals)


def spent() -> float:
    """Seconds of processor used by this process and those it waited for: what else the machine does is left out."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


class Measure(NamedTuple):
    """Seconds of processor for each step, how much there was of each thing, and seconds on the clock for all."""

    difference: float
    competition: float
    consolidation: float
    adopted: int
    runs: int
    clock: float

    @property
    def whole(self) -> float:
        """Seconds for all three."""
        return self.difference + self.competition + self.consolidation


def measured(made: Case) -> Measure:
    """The engine on *made*."""
    start, began = spent(), time.perf_counter()
    before = {unit.key: unit.text for unit, _ in made.text.walk() if unit.kind == LEAF}
    filed = [
        Amendment(str(rank), difference(before[key], after, key), rank)
        for rank, (key, after) in enumerate(made.proposals)
    ]
    compared = spent()
    same, linked = groups(filed, made.text)
    leading: dict[int, int] = {}
    adopted = [
        one for one, alike, group in zip(filed, same, linked, strict=True) if leading.setdefault(group, alike) == alike
    ]
    grouped = spent()
    reached = consolidate(made.text, adopted)
    done = spent()
    runs = sum(map(len, reached.origins.values()))
    clock = time.perf_counter() - began
    return Measure(compared - start, grouped - compared, done - grouped, len(adopted), runs, clock)


def by_difflib(made: Case) -> float:
    """Seconds for difflib to find the differences alone, on the same tokens."""
    before = {unit.key: split(unit.text) for unit, _ in made.text.walk() if unit.kind == LEAF}
    start = spent()
    for key, after in made.proposals:
        difflib.SequenceMatcher(None, before[key], split(after), autojunk=False).get_opcodes()
    return spent() - start


def by_git(made: Case, sample: int) -> float:
    """Seconds for `git merge-file`, one word a line, to merge *sample* amendments one after another."""
    before = {unit.key: unit.text for unit, _ in made.text.walk() if unit.kind == LEAF}
    with tempfile.TemporaryDirectory() as folder:
        base, ours, theirs = (Path(folder, name) for name in ("base", "ours", "theirs"))
        whole, current = 0.0, ""
        for key, after in made.proposals[:sample]:
            if key != current:
                current = key
                base.write_text("\n".join(before[key].split()) + "\n")
                ours.write_text(base.read_text())
            theirs.write_text("\n".join(after.split()) + "\n")
            start = spent()
            done = subprocess.run(
                ["git", "merge-file", "-p", "-q", ours, base, theirs], capture_output=True, check=False, text=True
            )
            whole += spent() - start
            if done.returncode == 0:
                ours.write_text(done.stdout)
    return whole


def peak() -> int:
    """The most memory that this process has held since it started, in MB."""
    try:
        # What getrusage says would count the process that started this one.
        return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Point(NamedTuple):
    """What one size costs, and memory in MB before the engine began and at its most."""

    amendments: int
    cost: Measure
    given: int
    memory: int


def point(amount: int) -> Point:
    """*amount* amendments, measured in a process of its own: the best of three runs."""
    done = subprocess.run(
        [sys.executable, __file__, "--point", str(amount)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    amendments, cost, given, memory = json.loads(done.stdout)
    return Point(amendments, Measure(*cost), given, memory)


def measured_here(amount: int) -> Point:
    """What `point` asks for, in this process."""
    made = case(amount // 10, 10)
    given = peak()
    best = min((measured(made) for _ in range(3)), key=lambda found: found.whole)
    return Point(len(made.proposals), best, given, peak())


SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
TEAL, INK, GREY = "#0f6b66", "#1b1b1b", "#767676"


def french(number: float, digits: int = 0) -> str:
    return f"{number:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def plotted(points: list[Point]) -> str:
    """An SVG of seconds, then of memory, against amendments; axes are logarithmic, so that linear is a straight line."""
    width, height = 720, 330
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="t" font-family="system-ui, sans-serif" font-size="12" fill="' + INK + '">',
        '<title id="t">Secondes et mémoire selon le nombre d’amendements ; les chiffres sont dans le tableau.</title>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    seconds = [(found.amendments, found.cost.whole, f"{french(found.cost.whole, 2)} s") for found in points]
    memory = [(found.amendments, found.memory, f"{found.memory} Mo") for found in points]
    parts += panel(70, "Secondes", seconds, ideal=True)
    parts += panel(420, "Mémoire au plus haut, en Mo", memory, ideal=False)
    parts.append(f'<text x="70" y="{height - 10}" fill="{GREY}">Pointillés\u202f: exactement proportionnel.</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def panel(left: int, title: str, points: list[tuple[int, float, str]], *, ideal: bool) -> list[str]:
    """One curve with its figures, from *left*."""
    width, top, bottom = 270, 60, 260
    low, high = (log10(pick(found[1] for found in points)) for pick in (min, max))
    low, high = low - 0.1, high + 0.15

    def x(amount: float) -> float:
        return left + (log10(amount) - 3) / 2 * (width - 20) + 10

    def y(value: float) -> float:
        return bottom - (log10(value) - low) / (high - low) * (bottom - top)

    found = [
        f'<text x="{left}" y="34" font-size="15" font-weight="600">{title}</text>',
        f'<path d="M{left} {bottom}H{left + width}" stroke="{GREY}"/>',
    ]
    if ideal:
        first, last = points[0], points[-1]
        found.append(
            f'<path d="M{x(first[0]):.1f} {y(first[1]):.1f}L{x(last[0]):.1f} {y(first[1] * last[0] / first[0]):.1f}" '
            f'stroke="{GREY}" stroke-dasharray="4 4"/>'
        )
    line = " ".join(f"{x(amount):.1f},{y(value):.1f}" for amount, value, _ in points)
    found.append(f'<polyline points="{line}" fill="none" stroke="{TEAL}" stroke-width="2"/>')
    for amount, value, shown in points:
        found.append(f'<circle cx="{x(amount):.1f}" cy="{y(value):.1f}" r="3.5" fill="{TEAL}"/>')
        found.append(f'<text x="{x(amount) - 8:.1f}" y="{y(value) - 6:.1f}" text-anchor="end">{shown}</text>')
        found.append(
            f'<text x="{x(amount):.1f}" y="{bottom + 18}" text-anchor="middle" fill="{GREY}">{french(amount)}</text>'
        )
    return found


def table(points: list[Point], beside: list[str]) -> str:
    """The figures in French, in Markdown."""
    rows = [
        "| amendements | différence | concurrence | consolidation et origines | en tout | par amendement | mémoire |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for found in points:
        cost = found.cost
        each = f"{french(cost.whole / found.amendments * 1e6)} µs"
        steps = [french(one, 2) + " s" for one in cost[:3]]
        rows.append(
            f"| {french(found.amendments)} | {' | '.join(steps)} | **{french(cost.whole, 2)} s** | {each} "
            f"| {found.memory} Mo, dont {found.given} avant de commencer |"
        )
    return "\n".join([*rows, "", *(f"- {line}" for line in beside)]) + "\n"


def written_in_docs(points: list[Point], beside: list[str]) -> None:
    """The plot in docs/images, the figures between their marks in docs/moteur.md."""
    (ROOT / "docs" / "images" / "engine-scale.svg").write_text(plotted(points), encoding="utf-8")
    page = ROOT / "docs" / "moteur.md"
    marks = r"(<!-- benchmarks/engine.py --docs -->\n).*?(<!-- fin -->)"
    shown = table(points, beside)
    source = page.read_text(encoding="utf-8")
    page.write_text(re.sub(marks, lambda found: found[1] + shown + found[2], source, flags=re.DOTALL), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; with `--docs`, writes them too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", action="store_true", help="write the figures in docs/moteur.md, the plot beside it")
    parser.add_argument("--point", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.point:
        print(json.dumps(measured_here(chosen.point)))
        return 0
    points = []
    for amount in SIZES:
        found = point(amount)
        cost = found.cost
        points.append(found)
        print(
            f"{amount:>7} amendments: {cost.whole:.2f} s ({cost.clock:.2f} on the clock) = difference "
            f"{cost.difference:.2f} + competition {cost.competition:.2f} + consolidation and origins "
            f"{cost.consolidation:.2f}; {cost.adopted} adopted, {cost.runs} runs; "
            f"{cost.whole / amount * 1e6:.0f} µs each; memory {found.memory} MB ({found.given} MB of them before the "
            "engine began)",
            flush=True,
        )
    made, ours = case(1000, 10), points[SIZES.index(10_000)].cost.whole
    by_python = min(by_difflib(made) for _ in range(2))
    sample = 500
    git = by_git(made, sample) * len(made.proposals) / sample
    print(f"difflib: {by_python:.2f} s for the 10000 differences alone, {by_python / ours:.0f} times ours for all")
    print(f"git merge-file: {git:.1f} s for 10000 merges (from {sample}), {git / ours:.0f} times ours, no origins")
    if chosen.docs:
        beside = [
            f"`difflib`, pour les 10\u202f000 différences seules\u202f: {french(by_python, 1)} s, soit "
            f"{french(by_python / ours)} fois le tout.",
            f"`git merge-file`, un mot par ligne, pour 10\u202f000 fusions (mesuré sur {sample})\u202f: "
            f"{french(git, 1)} s, soit {french(git / ours)} fois le tout, et sans l’origine des mots.",
        ]
        written_in_docs(points, beside)
    return 0


if __name__ == "__main__":
    sys.exit(main())
