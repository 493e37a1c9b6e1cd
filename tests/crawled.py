"""Every page that links lead someone to, with its links and its forms."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

from portevoix.people.models import User

NOT_PAGES = re.compile(r"\.(zip|jsonl|pdf|md|xml|xlsx|csv)$")
SEEN_ENOUGH = 3  # addresses that differ by what they ask for alone


def signed_in(person):
    client = Client()
    if person:
        user = User.objects.get(person=person)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class Page(HTMLParser):
    """The links and the forms of a page."""

    def __init__(self, address, body):
        super().__init__()
        self.address, self.links, self.forms, self._select, self._area = address, [], [], None, None
        self.feed(body)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag == "a" and held.get("href"):
            self.links.append(urldefrag(urljoin(self.address, held["href"])).url)
        if tag == "form" and held.get("method", "get").lower() == "post":
            self.forms.append((urljoin(self.address, held.get("action") or self.address), {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        if tag in ("input", "button") and held.get("name") and held["name"] != "csrfmiddlewaretoken":
            usual = {
                "date": "2026-03-02",
                "datetime-local": "2099-03-02T10:00",
                "number": "1",
                "email": "x@example.org",
            }
            fields.setdefault(held["name"], held.get("value") or usual.get(held.get("type"), "essai"))
        if tag == "textarea" and held.get("name"):
            fields.setdefault(held["name"], "Supprimer l’alinéa 1.")
        if tag == "select":
            self._select = held.get("name")
        if tag == "option" and self._select and held.get("value"):
            fields.setdefault(self._select, held["value"])


def crawl(person, start="/"):
    """{address: Page} of everything that links lead *person* to."""
    client, waiting, met, found, kinds = signed_in(person), [start], {start}, {}, {}
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        kind = response.get("Content-Type", "")
        if response.status_code != 200 or not kind.startswith(("text/html", "text/calendar", "application/json")):
            continue
        page = found[address] = Page(address, response.content.decode())
        page.body = response.content.decode()
        for target in page.links:
            parts = urlsplit(target)
            if parts.netloc or target in met or NOT_PAGES.search(parts.path):
                continue
            met.add(target)
            shape = re.sub(r"=[^&]*", "=", target)
            kinds[shape] = kinds.get(shape, 0) + 1
            if kinds[shape] <= SEEN_ENOUGH:
                waiting.append(target)
    return found
