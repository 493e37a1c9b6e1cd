"""Beside git: how many pairs of versions each merges, one word a line, and whether into the same words.

Pairs are drawn from one seed. Where git merges cleanly and we do not, or not into the same words, is counted first.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portevoix.engine.tests.test_beside_git import compared

PAIRS = 2_000


def main():
    print(f"{'words':24} {'edits':>5} {'apart':>6} {'git alone':>10} {'both alike':>11} {'us alone':>9} {'neither':>8}")
    for said, vocabulary in (("all different", None), ("drawn among 30", 30), ("drawn among 5", 5)):
        for edits in (1, 3):
            with tempfile.TemporaryDirectory() as folder:
                count = compared(Path(folder), PAIRS, vocabulary, edits)
            shown = [count[name] for name in ("apart", "git", "both", "us", "neither")]
            print(f"{said:24} {edits:5} {shown[0]:6} {shown[1]:10} {shown[2]:11} {shown[3]:9} {shown[4]:8}", flush=True)


main()
