"""The product as people meet it: a demo on a database of its own, served by its own process."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def _database(folder: Path) -> str:
    """The address of an empty database beside the one under test, of the same kind."""
    tested = settings.DATABASES["default"]
    if tested["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{folder / 'served.sqlite3'}"
    name = f"served_{os.getpid()}"
    with psycopg.connect(
        host=tested["HOST"],
        port=tested["PORT"] or None,
        user=tested["USER"],
        password=tested["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    address = os.environ["DATABASE_URL"]
    place, _, query = address.partition("?")
    return f"{place.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def letters(environment: dict[str, str], address: str) -> list[EmailMessage]:
    """The messages written to *address* by the product served in *environment*, the oldest first."""
    folder = Path(environment["PORTEVOIX_EMAIL_URL"].removeprefix("filemail:///"))
    files = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    found = [
        message_from_bytes(part.lstrip(), policy=policy.default)
        for file in files
        for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
        if part.strip()
    ]
    return [message for message in found if message["To"] == address]


@contextmanager
def demo_served(folder: Path):
    """Build the demo, serve it; yields (address, environment of the process). Stops it in the end."""
    address = f"http://localhost:{free_port()}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PORTEVOIX_")},
        "DATABASE_URL": _database(folder),
        "PORTEVOIX_DEMO": "1",
        "PORTEVOIX_PUBLIC_URL": address,
        "PORTEVOIX_EMAIL_URL": f"filemail:///{folder / 'mails'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    with serving(environment, folder):
        yield address, environment


@contextmanager
def serving(environment: dict, folder: Path):
    """The product served at its PORTEVOIX_PUBLIC_URL, until the end."""
    address = environment["PORTEVOIX_PUBLIC_URL"]
    port = address.rpartition(":")[2]
    log = (folder / f"server-{port}.log").open("wb")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "config.asgi:application",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--log-level",
            "warning",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        for _attempt in range(300):
            if server.poll() is not None:
                raise RuntimeError((folder / f"server-{port}.log").read_text())
            try:
                urllib.request.urlopen(address, timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def last_mail(environment: dict, to: str) -> str:
    """The words of the last mail that the served product sent to *to*."""
    folder = Path(environment["PORTEVOIX_EMAIL_URL"].removeprefix("filemail:///"))
    for path in sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        for raw in reversed(path.read_text("utf-8").split("-" * 79)):
            mail = message_from_string(raw.strip(), policy=policy.default)
            if to in str(mail["To"]):
                return mail.get_payload(decode=False)
    raise AssertionError(f"no mail to {to}")
