"""Files that mean harm, sent as texts: a sentence, and memory bounded."""

import os
import subprocess
import sys

from django.conf import settings

MEASURED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from portevoix.command.tests.hostile import FILES, peak
from portevoix.evidence.uploads import read_upload
from portevoix.journal.acts import Refused
from portevoix.texts.importing import read_text
for name, made in FILES.items():
    if name != "half.jsonl":  # the command's alone
        try:
            read_text(read_upload(SimpleUploadedFile(name, made())))
            print("ACCEPTED", name)
        except Refused as refused:
            print(name, refused.sentence.replace("\\n", " "))
print(peak())
"""


def test_hostile_files_are_refused_with_a_sentence_and_take_less_than_500_megabytes():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=settings.ROOT, env={**os.environ}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *refusals, memory = done.stdout.strip().split("\n")
    assert len(refusals) > 20
    assert not [line for line in refusals if line.startswith("ACCEPTED") or not line.endswith(".")]
    assert int(memory) < 500, done.stdout
