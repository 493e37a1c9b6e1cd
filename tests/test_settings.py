"""The production profile refuses to start unready."""

import os
import subprocess
import sys

import pytest

from tests.served import ROOT

READY = {"PORTEVOIX_PRODUCTION": "1", "PORTEVOIX_SECRET_KEY": "x" * 60, "PORTEVOIX_HOSTS": "portevoix.example.org"}


def started(**changed):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTEVOIX_")}
    wanted = {name: value for name, value in {**READY, **changed}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={**environment, **wanted, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
    )


def test_a_ready_production_starts():
    run = started()
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"PORTEVOIX_SECRET_KEY": None}, "PORTEVOIX_SECRET_KEY"),
        ({"PORTEVOIX_SECRET_KEY": "short"}, "PORTEVOIX_SECRET_KEY"),
        ({"PORTEVOIX_HOSTS": None}, "PORTEVOIX_HOSTS"),
        ({"PORTEVOIX_DEBUG": "1"}, "PORTEVOIX_DEBUG"),
    ],
)
def test_an_unready_production_names_what_it_misses(changed, named):
    run = started(**changed)
    assert run.returncode != 0 and named in run.stderr
