"""Seconds and memory of each refusal of a hostile file by the command, each in a process of its own.

Memory holds the file itself, which the process makes first, and pandoc beside it.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portevoix.command.tests.hostile import FILES


def main():
    print(f"{'what':32} {'s':>6} {'MB':>5}  what is said")
    for name in FILES:
        done = subprocess.run(
            [sys.executable, "-m", "portevoix.command.tests.hostile", name],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        for line in done.stdout.splitlines():
            what, _status, said, seconds, memory = json.loads(line)
            print(f"{what:32} {seconds:6.2f} {memory:5}  {said.splitlines()[0][:110]}", flush=True)


main()
