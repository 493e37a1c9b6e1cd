"""Server time, SQL queries and weight of pages: each kind of page of the demo, then a text of parliamentary size.

    python benchmarks/pages.py            both
    python benchmarks/pages.py --large    a text of 1 000 alinéas of 80 words with 1 000 amendments, alone

Builds everything in a temporary database, then asks for each page: once to warm up, then several times; the median is
kept. Weight is the page, its style sheet and its scripts, compressed, without images. The large text is imported as a
file of the Senate would be. Its limits: first byte under 150 ms, 80 kB, 12 SQL queries; a page that passes one
(the time being that of the server's own work) is said,
and the exit status is then 1.
"""

import csv
import io
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "PORTEVOIX_DEMO": "1",
    "PORTEVOIX_EMAIL_URL": "dummymail://",
}
# A database may be given, as deploy/with-postgresql does; what it holds is not kept.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder.name}/bench.sqlite3")

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.engine import WORDS, case
from portevoix.engine.text import LEAF
from portevoix.people.models import Person
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.actions.importing import import_set, stage_set
from portevoix.texts.importing.sets import read_set
from portevoix.texts.models import Text
from tests.test_pages import Links, accounts, crawl, visitor, weight

ALINEAS, AMENDMENTS, WORDS_EACH = 1_000, 1_000, 80
FIRST_BYTE, WEIGHT, QUERIES = 150, 80_000, 12


def timed(client, address, turns=5):
    """The median, in milliseconds, of the server's time until the page is whole (it is sent in one piece), and of what
    it works in that time: where other work waits for the same processors, the first says more of them than of it."""
    times, works = [], []
    for _turn in range(turns):
        start, work = time.perf_counter(), time.process_time()
        client.get(address)
        times.append(time.perf_counter() - start)
        works.append(time.process_time() - work)
    return statistics.median(times) * 1000, statistics.median(works) * 1000


def demo_pages():
    worst: dict[str, tuple] = {}
    for name in accounts()[:4]:
        client = visitor(name)
        for address, response, parsed, queries in crawl(client):
            kind = response.resolver_match.view_name
            found = (timed(client, address)[0], queries, weight(response.content, parsed.files), address)
            worst[kind] = max(worst.get(kind, (0,)), found)
    print(f"{'page':32} {'ms':>6} {'SQL':>4} {'bytes':>7}  the slowest of its kind")
    for kind, (spent, queries, size, address) in sorted(worst.items(), key=lambda one: -one[1][0]):
        print(f"{kind:32} {spent:6.1f} {queries:4} {size:7}  {address}")


def amendments_file(text):
    """A set of AMENDMENTS, as the Senate hands it over: words replaced, inserted, alinéas deleted; some twins, some
    that nobody understands."""
    chance = random.Random(11)
    made = io.StringIO()
    rows = csv.writer(made, delimiter="\t", lineterminator="\r\n")
    rows.writerow(
        (
            "Nature",
            "Numéro",
            "Subdivision",
            "Alinéa",
            "Auteur",
            "Au nom de",
            "Date de dépôt",
            "Dispositif",
            "Objet",
            "Sort",
        )
    )
    alineas = list(text.alineas())
    last = None
    for number in range(1, AMENDMENTS + 1):
        unit, article, rank = chance.choice(alineas)
        words = unit.text.rstrip(".").split()
        at = chance.randrange(len(words) - 4)
        sought, new = " ".join(words[at : at + 4]), " ".join(chance.choice(WORDS) for _ in range(3))
        order = f"<p>Alinéa {rank}</p><p>Remplacer les mots :</p><p>{sought}</p><p>par les mots :</p><p>{new}</p>"
        if chance.random() < 0.1:
            order = f"<p>Alinéa {rank}</p><p>Supprimer cet alinéa.</p>"
        elif chance.random() < 0.05:
            order = f"<p>Alinéa {rank}</p><p>Revoir la rédaction.</p>"
        if last and chance.random() < 0.1:
            article, order = last
        last = article, order
        why = " ".join(chance.choice(WORDS) for _ in range(60))
        author = f"Mme AUTRICE{number % 150}"
        rows.writerow(
            (
                "Amt",
                f"I-{number}",
                f"Article {article.number}",
                rank,
                author,
                f"groupe {number % 9}",
                "2026-10-01",
                order,
                f"<p>{why}.</p>",
                "",
            )
        )
    return SimpleUploadedFile("jeu.csv", made.getvalue().encode())


def large_text():
    """The address of a text of ALINEAS alinéas, AMENDMENTS imported on its first version, and who runs it."""
    secretary = Person.objects.filter(account__isnull=False, mandates__role="secretariat").earliest("pk")
    made = case(ALINEAS, 0, WORDS_EACH).text
    commission = secretary.mandates.filter(role="secretariat").first().commission
    opened = open_text(
        commission, kind="bill", title="Texte de grande taille", content=made, by=secretary, at=timezone.now()
    )
    version = freeze_version(opened.versions.get(), by=secretary, at=timezone.now())
    file = amendments_file(made)
    start = time.perf_counter()
    staged = stage_set(version, read_set([file]), by=secretary, at=timezone.now())
    read = time.perf_counter() - start
    start = time.perf_counter()
    import_set(staged, by=secretary, at=timezone.now())
    print(f"{AMENDMENTS} amendments read and shown in {read:.1f} s, imported in {time.perf_counter() - start:.1f} s")
    return f"/textes/{opened.slug}/v1/", made, secretary.account.email


def a_member(base):
    """The account of an elected member of the commission whose text is at *base*."""
    text = Text.objects.get(slug=base.split("/")[2])
    return (
        text.commission.memberships.filter(capacity="elected", person__account__isnull=False)
        .first()
        .person.account.email
    )


def large_pages():
    base, text, who = large_text()
    client, member = visitor(who), visitor(a_member(base))
    unit = next(unit for unit, _up in text.walk() if unit.kind == LEAF)
    several = f"{base}amendements/"
    pages = {
        "the text": base,
        "the text, its last part": f"{base}?partie=99",
        "the list": several,
        "the list, its last page": f"{several}?page=99",
        "the list, words sought": f"{several}?mots=numérique+école",
        "the list, one alinéa": f"{several}?element={unit.key}",
        "the list, to mend, by author": f"{several}?sort=unread&tri=auteur",
        "the list, common discussion": f"{several}?ensemble=commune",
        "an amendment": f"{several}500/",
        "the examination": f"{base.partition('/v1/')[0]}/examen/",
        "amending an alinéa": f"{base}amender/{unit.key}/",
    }
    over = []
    print(
        f"{'page of the large text':32} {'ms':>6} {'work':>6} {'SQL':>4} {'bytes':>7}  (at most {FIRST_BYTE} ms, {QUERIES}, {WEIGHT})"
    )
    for name, address in pages.items():
        client = member if name == "amending an alinéa" else client
        client.get(address)
        reset_queries()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        queries = len(asked)
        assert answer.status_code == 200, (address, answer.status_code)
        parsed = Links()
        parsed.feed(answer.content.decode())
        (spent, work), size = timed(client, address, 15), weight(answer.content, parsed.files)
        print(f"{name:32} {spent:6.1f} {work:6.1f} {queries:4} {size:7}  {address}")
        if work > FIRST_BYTE or size > WEIGHT or queries > QUERIES:
            over.append(name)
    print("over a limit: " + ", ".join(over) if over else "all within the limits")
    return not over


def main():
    if os.environ["DATABASE_URL"].startswith("postgres"):
        call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    if "--large" not in sys.argv:
        demo_pages()
    sys.exit(0 if large_pages() else 1)


main()
