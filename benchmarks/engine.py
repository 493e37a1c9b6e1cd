"""How fast the engine is, beside difflib and git, in one run.

    python benchmarks/engine.py                    1 000 alinéas of 80 words, 10 amendments each
    python benchmarks/engine.py --scale            from 1 000 to 100 000 amendments
    python benchmarks/engine.py --scale --plot docs/engine-scale.svg

The same text and amendments are made from one seed on every machine. An amendment is given as people give it: the
alinéa before and after. Measured: its difference, the competition of all, the consolidation of those that can be
adopted together, with the origin of every word.
"""

from __future__ import annotations

import argparse
import difflib
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

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


class Measure(NamedTuple):
    """Seconds for each step, and how much there was of each thing."""

    difference: float
    competition: float
    consolidation: float
    adopted: int
    runs: int

    @property
    def whole(self) -> float:
        return self.difference + self.competition + self.consolidation


def measured(made: Case) -> Measure:
    """The engine on *made*."""
    start = time.perf_counter()
    before = {unit.key: unit.text for unit, _ in made.text.walk() if unit.kind == LEAF}
    filed = [
        Amendment(str(rank), difference(before[key], after, key), rank)
        for rank, (key, after) in enumerate(made.proposals)
    ]
    compared = time.perf_counter()
    same, linked = groups(filed, made.text)
    leading: dict[int, int] = {}
    adopted = [
        one for one, alike, group in zip(filed, same, linked, strict=True) if leading.setdefault(group, alike) == alike
    ]
    grouped = time.perf_counter()
    reached = consolidate(made.text, adopted)
    done = time.perf_counter()
    runs = sum(map(len, reached.origins.values()))
    return Measure(compared - start, grouped - compared, done - grouped, len(adopted), runs)


def by_difflib(made: Case) -> float:
    """Seconds for difflib to find the differences alone, on the same tokens."""
    before = {unit.key: split(unit.text) for unit, _ in made.text.walk() if unit.kind == LEAF}
    start = time.perf_counter()
    for key, after in made.proposals:
        difflib.SequenceMatcher(None, before[key], split(after), autojunk=False).get_opcodes()
    return time.perf_counter() - start


def by_git(made: Case, sample: int) -> float:
    """Seconds for `git merge-file`, one word a line, to merge *sample* amendments one after another."""
    before = {unit.key: unit.text for unit, _ in made.text.walk() if unit.kind == LEAF}
    with tempfile.TemporaryDirectory() as folder:
        base, ours, theirs = (Path(folder, name) for name in ("base", "ours", "theirs"))
        spent, current = 0.0, ""
        for key, after in made.proposals[:sample]:
            if key != current:
                current = key
                base.write_text("\n".join(before[key].split()) + "\n")
                ours.write_text(base.read_text())
            theirs.write_text("\n".join(after.split()) + "\n")
            start = time.perf_counter()
            done = subprocess.run(
                ["git", "merge-file", "-p", "-q", ours, base, theirs], capture_output=True, check=False, text=True
            )
            spent += time.perf_counter() - start
            if done.returncode == 0:
                ours.write_text(done.stdout)
    return spent


def peak() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def plotted(points: list[tuple[int, float]]) -> str:
    """An SVG plot of seconds against amendments, both axes logarithmic, with the figures in it."""
    from math import log10

    width, height, left, bottom = 640, 400, 70, 340

    def x(amount: float) -> float:
        return left + (log10(amount) - 3) / 2 * (width - left - 40)

    low, high = log10(min(found for _, found in points)) - 0.2, log10(max(found for _, found in points)) + 0.2

    def y(seconds: float) -> float:
        return bottom - (log10(seconds) - low) / (high - low) * (bottom - 50)

    line = " ".join(f"{x(amount):.1f},{y(seconds):.1f}" for amount, seconds in points)
    first = points[0]
    ideal = f"{x(first[0]):.1f},{y(first[1]):.1f} {x(points[-1][0]):.1f},{y(first[1] * points[-1][0] / first[0]):.1f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Seconds against amendments, both logarithmic" font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        '<text x="20" y="28" font-size="16">Difference, competition, consolidation and origins: seconds</text>',
        f'<path d="M{left} 50V{bottom}H{width - 30}" fill="none" stroke="#555"/>',
        f'<polyline points="{ideal}" fill="none" stroke="#999" stroke-dasharray="5 4"/>',
        f'<polyline points="{line}" fill="none" stroke="#1d4f91" stroke-width="2"/>',
    ]
    for amount, seconds in points:
        parts.append(f'<circle cx="{x(amount):.1f}" cy="{y(seconds):.1f}" r="4" fill="#1d4f91"/>')
        parts.append(
            f'<text x="{x(amount) - 8:.1f}" y="{y(seconds) - 10:.1f}" text-anchor="end">{seconds:.2f} s</text>'
        )
        label = f"{amount:,}".replace(",", " ")
        parts.append(f'<text x="{x(amount):.1f}" y="{bottom + 22}" text-anchor="middle">{label}</text>')
    parts.append(f'<text x="{width - 40}" y="{height - 12}" text-anchor="end">amendments (dashed: linear)</text></svg>')
    return "\n".join(parts) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; with `--plot`, draws the scale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", action="store_true", help="from 1 000 to 100 000 amendments")
    parser.add_argument("--plot", type=Path, help="write an SVG of the scale there")
    parser.add_argument("--alone", action="store_true", help="leave difflib and git out")
    chosen = parser.parse_args(arguments)
    made = case(1000, 10)
    found = measured(made)
    print(
        f"portevoix       {len(made.proposals)} amendments: {found.whole:.2f} s = difference {found.difference:.2f} "
        f"+ competition {found.competition:.2f} + consolidation and origins {found.consolidation:.2f}; "
        f"{found.adopted} adopted, {found.runs} runs of origin; peak memory {peak()} MB"
    )
    if not chosen.alone:
        print(f"difflib         {len(made.proposals)} differences alone: {by_difflib(made):.2f} s")
        sample = 500
        spent = by_git(made, sample)
        whole = spent * len(made.proposals) / sample
        print(f"git merge-file  {sample} merges: {spent:.2f} s, so {whole:.1f} s for {len(made.proposals)}, no origins")
    if chosen.scale or chosen.plot:
        points = []
        for amount in (1_000, 3_000, 10_000, 30_000, 100_000):
            whole = measured(case(amount // 10, 10)).whole
            points.append((amount, whole))
            print(f"scale  {amount:>7} amendments: {whole:.2f} s, {whole / amount * 1e6:.0f} µs each, {peak()} MB")
        if chosen.plot:
            chosen.plot.write_text(plotted(points), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
