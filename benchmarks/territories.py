"""How fast the register loads, and the type-ahead answers, on the database that DATABASE_URL names.

    python benchmarks/territories.py                                    a temporary SQLite database
    deploy/with-postgresql .venv/bin/python benchmarks/territories.py   a temporary PostgreSQL cluster

Loads the installed register whole, then asks what people type: names letter after letter, without their accents, their
words in another order, `St` for `Saint`, postal and INSEE codes, and the shortest beginnings, which find the most.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder.name}/bench.sqlite3")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client

from portevoix.territories.models import PostalCode, Territory
from portevoix.territories.names import plain
from portevoix.territories.queries import suggested

NAMES = 150


def asked() -> list[str]:
    """What people type, each state of the field a query; drawn from the register, the same at each run."""
    chance = random.Random(2026)
    names = chance.sample(
        list(Territory.objects.filter(kind="commune").order_by("pk").values_list("name", flat=True)), NAMES
    )
    names += chance.sample(
        list(Territory.objects.filter(kind="epci").order_by("pk").values_list("name", flat=True)), 40
    )
    names += ["Saint-Denis", "Le Havre", "L'Haÿ-les-Roses", "Paris", "Lyon", "Nord", "La Réunion", "Saint-Étienne"]
    typed = []
    for name in names:
        typed += [name[:end] for end in range(1, min(len(name), 14) + 1)]
        words = plain(name).split()
        typed += [" ".join(words), " ".join(reversed(words)), " ".join(words).replace("saint", "st")]
    codes = list(PostalCode.objects.order_by("pk").values_list("code", flat=True))
    for code in chance.sample(codes, 40):
        typed += [code[:end] for end in range(2, 6)]
    typed += [f"{a}{b}" for a in "abcdeghlmnprstv" for b in "aeiour"] + list("abcdefghijlmnoprstuv")
    typed += [f"saint {letter}" for letter in "abcdefghijlmnoprstuv"] + ["sa d", "s s", "la s", "de l", "com de c"]
    return typed


def spent(call, queries) -> list[float]:
    """Milliseconds that each of *queries* takes, once each is warm."""
    times = []
    for text in queries:
        start = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def say(label: str, times: list[float]):
    def at(share):
        return times[min(len(times) - 1, int(len(times) * share))]

    print(
        f"{label:32} {len(times):5} queries   p50 {at(0.5):6.1f} ms   p95 {at(0.95):6.1f} ms   worst {times[-1]:6.1f} ms"
    )


def main():
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    call_command("load_register", verbosity=0)
    print(f"{connection.vendor}: the register loads in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    call_command("load_register", verbosity=0)
    print(f"{connection.vendor}: a second time, where it is loaded, {time.perf_counter() - start:.2f} s")
    typed = asked()
    for text in typed[:50]:
        suggested(text)
    say("the query", spent(suggested, typed))
    client = Client(headers={"HX-Request": "true"})
    say("the whole answer, over HTTP", spent(lambda text: client.get("/territoires/", {"q": text}), typed))


main()
