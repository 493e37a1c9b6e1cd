"""Files that mean harm: a sentence that names the file, nothing written, memory bounded."""

from __future__ import annotations

import json
import subprocess
import sys

from portevoix.command.tests.hostile import FILES


def test_hostile_files_get_a_sentence_leave_nothing_and_take_less_than_500_megabytes():
    done = subprocess.run(
        [sys.executable, "-m", "portevoix.command.tests.hostile"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    came = [json.loads(line) for line in done.stdout.splitlines()]
    assert {what.split()[1] for what, *_ in came} == set(FILES)
    for what, status, said, _seconds, memory in came:
        name = what.split()[1]
        assert status == 2, what
        assert said.startswith(name) or name in json.loads(said.splitlines()[0])["error"], what
        assert "Traceback" not in said
        assert len(said) < 400, what
        assert memory < 500, what
