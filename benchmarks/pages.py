"""Server time, SQL queries and weight of each kind of page of the demo.

Builds the demo in a temporary database, then asks for each page that a visitor reaches by links: once to warm up, then
five times; the median is kept. Weight is the page, its style sheet and its scripts, compressed, without images.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATABASE_URL": f"sqlite:///{folder.name}/bench.sqlite3",
    "PORTEVOIX_DEMO": "1",
    "PORTEVOIX_EMAIL_URL": "dummymail://",
}

import django

django.setup()

from django.core.management import call_command

from tests.test_pages import accounts, crawl, visitor, weight


def main():
    call_command("demo", verbosity=0)
    worst: dict[str, tuple] = {}
    for name in accounts()[:4]:
        client = visitor(name)
        for address, response, parsed, queries in crawl(client):
            times = []
            for _turn in range(5):
                start = time.perf_counter()
                client.get(address)
                times.append(time.perf_counter() - start)
            kind = response.resolver_match.view_name
            found = (statistics.median(times) * 1000, queries, weight(response.content, parsed.files), address)
            worst[kind] = max(worst.get(kind, (0,)), found)
    print(f"{'page':32} {'ms':>6} {'SQL':>4} {'bytes':>7}  the slowest of its kind")
    for kind, (spent, queries, size, address) in sorted(worst.items(), key=lambda one: -one[1][0]):
        print(f"{kind:32} {spent:6.1f} {queries:4} {size:7}  {address}")


main()
