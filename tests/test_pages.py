"""Every page of the demo that a link leads to: few queries, little weight, no script where one reads."""

import gzip
import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portevoix.people.models import User

QUERIES, WEIGHT = 12, 60_000
# Downloads are not pages; the reply link is walked by its own tests.
NOT_PAGES = re.compile(r"\.(zip|jsonl|pdf|md|xml|json|ics)$")
# Where one searches as one types; it works without its script.
TYPED = "/territoires/"
SEEN_ENOUGH = 6  # pages of one kind (same view) that one visitor opens

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.files, self.scripts, self.inline = [], [], [], []
        self.comes_back = []
        self.sent, self.typed = False, False  # in a form that is sent; whether someone types in one

    def handle_endtag(self, tag):
        if tag == "form":
            self.sent = False

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag == "form":
            self.sent = held.get("method") == "post"
        if self.sent and (
            tag in ("textarea", "select") or (tag == "input" and held.get("type") not in ("hidden", "submit"))
        ):
            self.typed = True
        if tag == "input" and held.get("name") == "next":
            self.comes_back.append(held.get("value"))
        if tag == "a" and "href" in held and "download" not in held:
            self.links.append(held["href"])
        if tag == "link" and held.get("rel") == "stylesheet":
            self.files.append(held["href"])
        if tag == "script" and held.get("type") == "application/json":
            return  # data: no browser runs it
        if tag == "script":
            self.scripts.append(held.get("src"))
            if held.get("src"):
                self.files.append(held["src"])
            else:
                self.inline.append(tag)
        if tag == "style" or "style" in held or any(name.startswith("on") for name in held):
            self.inline.append(tag)


def weight(body: bytes, files) -> int:
    total = len(gzip.compress(body))
    for name in files:
        path = finders.find(name.removeprefix("/static/"))
        assert path, f"{name} is not a file of ours"
        with open(path, "rb") as held:
            total += len(gzip.compress(held.read()))
    return total


def crawl(client):
    """(address, response, parsed, queries) of each page reached by links from the home page."""
    waiting, met, kinds = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop(0)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.status_code in (301, 302):
            waiting.insert(0, urldefrag(urljoin(address, response["Location"])).url)
            continue
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        parsed = Links()
        parsed.feed(response.content.decode())
        yield address, response, parsed, len(asked)
        for link in parsed.links:
            target = urldefrag(urljoin(address, link)).url
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or target in met or NOT_PAGES.search(parts.path):
                continue
            kind = re.sub(r"\d+|[a-z0-9]+(?:[-_][a-z0-9]+)+", "*", parts.path)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] <= SEEN_ENOUGH:
                met.add(target)
                waiting.append(target)


def visitor(name):
    client = Client()
    if name:
        client.force_login(User.objects.get(email=name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def accounts():
    return ["", *User.objects.order_by("pk").values_list("email", flat=True)]


@pytest.fixture(scope="module")
def pages(demo):
    return [(name or "a visitor", *page) for name in accounts() for page in crawl(visitor(name))]


def test_the_whole_demo_is_within_reach_of_links(pages):
    reached = {re.sub(r"[^/]*\d[^/]*", "*", page[1]) for page in pages}
    for start in (
        "/commission/",
        "/auditions/",
        "/textes/",
        "/seances/",
        "/publications/",
        "/suites/",
        "/fil/",
        "/registre/",
        "/territoires/",
    ):
        assert any(address.startswith(start) for address in reached), start


def test_every_link_of_the_demo_leads_somewhere(pages):
    broken = [
        (name, address, response.status_code)
        for name, address, response, *_ in pages
        if response.status_code not in (200, 403)
    ]
    assert broken == []


def test_no_link_leads_where_one_may_not_go(pages):
    assert [(name, address) for name, address, response, *_ in pages if response.status_code == 403] == []


def test_a_page_costs_few_queries(pages):
    heavy = {(name, address): asked for name, address, _r, _p, asked in pages if asked > QUERIES}
    assert heavy == {}


def test_a_page_weighs_little(pages):
    heavy = {
        (name, address): total
        for name, address, response, parsed, _asked in pages
        if (total := weight(response.content, parsed.files)) > WEIGHT
    }
    assert heavy == {}


def test_nothing_inline_and_a_strict_policy(pages):
    for name, address, response, parsed, _asked in pages:
        assert parsed.inline == [], (name, address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, address


def test_reading_pages_send_no_script(pages):
    assert [
        (address, parsed.scripts)
        for name, address, _r, parsed, _a in pages
        if name == "a visitor"
        and parsed.scripts
        and not parsed.typed
        and urlsplit(address).path != TYPED
        and not address.startswith("/compte/")  # where a passkey signs in
    ] == []


def test_pages_where_one_types_keep_it_when_their_language_changes_and_others_do_not(pages):
    wrong = [
        (name, address, parsed.typed)
        for name, address, _r, parsed, _a in pages
        if any("ui/typed." in one for one in parsed.scripts) != parsed.typed
    ]
    assert wrong == []


def test_changing_the_language_comes_back_to_the_page(pages):
    assert [
        (name, address, parsed.comes_back[-1])
        for name, address, _r, parsed, _a in pages
        if parsed.comes_back[-1] != address and "?" not in address
    ] == []


def test_every_page_says_that_the_commission_is_fictional(pages, settings):
    for _name, address, response, *_ in pages:
        assert "fictif" in response.content.decode(), address
