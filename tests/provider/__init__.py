"""A real OpenID Connect provider, started for the tests that sign in through it."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests.served import ROOT, free_port


@contextmanager
def provider_running(back: str, after_logout: str):
    """The provider, as a process of its own on loopback; yields its issuer. Stops it in the end."""
    port = free_port()
    process = subprocess.Popen(
        ["node", str(Path(__file__).with_name("provider.mjs")), str(port), back, after_logout],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stdout:
            if line.strip() == "ready":
                break
        else:
            raise RuntimeError(process.stderr.read())
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)
