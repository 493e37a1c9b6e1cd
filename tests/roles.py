"""Every address of the product, asked by every role (R102): what `docs/roles.md` holds and `make roles` prints afresh."""

import re
import time
from datetime import timedelta
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from django.urls.exceptions import Resolver404
from django.utils import timezone

from portevoix.advocacy.models import Sending
from portevoix.commissions.links import link_of
from portevoix.commissions.models import CalendarAddress, Convocation, MinutesPart
from portevoix.evidence.models import Source
from portevoix.hearings.actions import open_corrections
from portevoix.hearings.models import Hearing, WrittenContribution
from portevoix.notices.stopping import stop_link
from portevoix.people.actions import enter_person, open_account
from portevoix.people.invitations.actions import invite_person
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person, User
from portevoix.site.accounts import links, views
from portevoix.territories.models import Edition, Territory
from portevoix.texts.models import AmendmentSet, Text, Version
from tests.served import ROOT
from tests.test_pages import crawl, visitor

TABLE = ROOT / "docs" / "roles.md"
# The columns. Whoever holds a personal link (a person heard, an addressee, a guest) has no account: for the others, the
# same address is tried with a link that nobody was given.
LINK = "personal link"
ROLES = {
    "visitor": "",
    LINK: "",
    "respondent": "repondante@example.org",
    "elected member": "membre@example.org",
    "expert": "experte@example.org",
    "rapporteur": "rapporteure@example.org",
    "chair": "copresidence@example.org",
    "secretariat": "secretariat@example.org",
    "administrator": "administration@example.org",
}
PERSONAL = ("token", "secret", "key", "link")
INTRODUCTION = """# Who may open what (R102)

Every address, asked by every role in the demo, as `tests/test_roles.py` finds it: `make roles` writes this file afresh,
and its difference is what to read. A form is sent empty: 422 or 200 says that it may be sent, and asks for what is missing.

200 shown · 302 done, goes on · sign-in: the sign-in page first · 403 not for this role · 404 not there, or not for this
role to know · 405 not asked that way · 410 no longer · 422 may be sent, and something is missing.

- **visitor**: nobody signed in. **personal link**: a person heard, an addressee or a guest, by the link of a mail.
- **respondent**: an account that answers for a territory, without a seat. **elected member**, **expert**: a seat.
- **rapporteur**, **chair**, **secretariat**: a mandate in the commission. **administrator**: runs accounts, has no seat.
"""


def personal_links() -> dict[str, str]:
    """By name, what a personal link holds: made here where no page of the demo shows it."""
    guest = Person.objects.filter(account=None, memberships__commission__parent=None).order_by("pk").first()
    administrator = User.objects.get(email=ROLES["administrator"]).person
    _invitation, secret = invite_person(guest, email="invitee@example.org", by=administrator, at=timezone.now())
    holder = User.objects.exclude(email__in=ROLES.values()).order_by("pk").first()
    convened = Convocation.objects.filter(meeting__opened_at=None).order_by("pk").first()
    agenda = CalendarAddress.objects.create(person=guest, commission=convened.meeting.commission, token="a" * 43)
    heard = Hearing.objects.filter(transcript__isnull=False).order_by("pk").first()
    keeper = User.objects.get(email=ROLES["secretariat"]).person
    open_corrections(heard, until=timezone.localdate() + timedelta(days=9), by=keeper, at=timezone.now())
    return {
        "hearings:correct_by_link": heard.witnesses.exclude(token=None).order_by("pk").first().token,
        "commissions:reply": _last(link_of(convened)),
        "commissions:personal_calendar": agenda.token,
        "notices:stop": _last(stop_link(holder.person_id)),
        "advocacy:reply": Sending.objects.order_by("pk").first().token,
        "accounts:link": _last(links.address_for(holder, None, None)),
        "accounts:invitation": secret,
        "accounts:confirm_address": views.address_token(holder, "neuve@example.org"),
    }


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def addresses_to_add() -> dict[str, dict]:
    """By name, what stands for the parameters of an address that no page of the demo leads to."""
    part = MinutesPart.objects.select_related("minutes").order_by("pk").first()
    version = Version.objects.filter(status=Version.Status.OPEN).select_related("text").order_by("pk").first()
    keeper = User.objects.get(email=ROLES["secretariat"]).person
    given = AmendmentSet.objects.create(
        version=version,
        kind="senate",
        name="jeu.csv",
        digest="0" * 64,
        content=[],
        read_at=timezone.now(),
        read_by=keeper,
    )
    edition = Edition.objects.create(on="2026-01-01", source="inventée", digest="0" * 64, loaded_at=timezone.now())
    Territory.objects.create(kind="commune", code="00001", name="Rive-Haute", plain_name="rive haute", since=edition)
    place = {"kind": "commune", "code": "00001"}
    return {
        "commissions:write_part": {"pk": part.minutes.meeting_id, "part": part.pk},
        "texts:amendment_set": {"slug": version.text.slug, "number": version.number, "staged": given.pk},
        "territories:territory": place,
        "territories:export_members": {**place, "form": "csv"},
        "accounts:change_invitation": {"pk": Invitation.objects.get().pk},
        "accounts:unlink": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "account_reset_password_from_key": {"uidb36": "x", "key": "y"},
    }


def seen_otherwise() -> dict[str, tuple[str, dict]]:
    """By name, a second object to ask for, where who may open it depends on what it is: what to call it, its parameters."""
    draft = Text.objects.exclude(versions__number__isnull=False).order_by("pk").first()
    confidential = WrittenContribution.objects.filter(source__access=Source.Access.MEMBERS).order_by("pk").first()
    found = {}
    if draft:
        found["texts:text"] = ("a draft", {"slug": draft.slug})
    if confidential:
        found["hearings:contribution"] = ("a confidential one", {"pk": confidential.pk})
    return found


def enter_roles() -> None:
    """The role that the demo has nobody for."""
    now = timezone.now()
    person = enter_person(name="Une répondante", territory="Rive-Haute", by="x", at=now)
    open_account(person, email=ROLES["respondent"], by="x", at=now)


class Leads(HTMLParser):
    """Where the links and the forms of a page lead."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.found += [held[name] for name in ("href", "action", "formaction") if held.get(name)]


def every_address() -> list[tuple[str, str, list[str]]]:
    """(route, name, parameters) of each address that the product answers."""

    def walk(patterns, before, names):
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield here, ":".join([*names, one.name or ""]), re.findall(r"<(?:\w+:)?(\w+)>", here)
            else:
                yield from walk(one.url_patterns, here, [*names, one.namespace] if one.namespace else names)

    return list(walk(get_resolver().url_patterns, "", []))


def met_addresses() -> dict[str, dict]:
    """By route, the parameters of the first address that a page of the demo leads to, for a visitor first."""
    met = {}
    for email in dict.fromkeys(ROLES.values()):
        for address, response, _parsed, _asked in crawl(visitor(email)):
            leads = Leads()
            leads.feed(response.content.decode())
            for lead in [address, *leads.found]:
                parts = urlsplit(urldefrag(urljoin(address, lead)).url)
                if parts.netloc:
                    continue
                try:
                    found = resolve(parts.path)
                except Resolver404:
                    continue
                met.setdefault(found.route, found.kwargs)
    return met


def borrowed(name: str, parameters: list[str], met: dict[str, dict]) -> dict:
    """For an address that nothing leads to as things stand: what a neighbour was met with, of the same room if any."""
    rooms = {route: one.partition(":")[0] for route, one, _parameters in every_address()}
    enough = [route for route, values in met.items() if set(parameters) <= set(values)]
    neighbours = [route for route in enough if rooms.get(route) == name.partition(":")[0]]
    return met[(neighbours or enough)[0]] if enough else {}


def readable(route: str) -> str:
    """The address as people read it: `/textes/<slug>/v<number>/`."""
    plain = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route.replace("^", "").replace("$", ""))
    return "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", plain)


def filled(route: str, values: dict) -> str:
    return re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), readable(route))


def just_came_in(browser: Client) -> None:
    """As right after signing in: acts that touch the account ask for no further proof."""
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session.save()


class Asked:
    """The browsers of the roles; each request is undone."""

    def __init__(self):
        self.browsers = {role: visitor(email) for role, email in ROLES.items()}
        for role, browser in self.browsers.items():
            browser.raise_request_exception = False
            if ROLES[role]:
                just_came_in(browser)
        self.cookies = {role: browser.cookies.copy() for role, browser in self.browsers.items()}

    def status(self, role: str, method: str, address: str) -> str:
        browser = self.browsers[role]
        cache.clear()
        with transaction.atomic():
            response = getattr(browser, method.lower())(address)
            if response.streaming and not response.is_async:
                response.getvalue()
            transaction.set_rollback(True)
        browser.cookies = self.cookies[role].copy()
        if response.status_code in (301, 302, 303):
            return "sign-in" if response["Location"].startswith("/compte/connexion/?next=") else "302"
        return str(response.status_code)


def rows() -> list[tuple[str, list[str]]]:
    """(method and address, status of each role), in the order of addresses; LookupError names an address to give."""
    enter_roles()
    met, personal, given, otherwise = met_addresses(), personal_links(), addresses_to_add(), seen_otherwise()
    asked, found, unknown = Asked(), [], []
    for route, name, parameters in every_address():
        values = given.get(name) or met.get(route) or borrowed(name, parameters, met)
        if name in personal:
            values = {**values, **{one: personal[name] for one in parameters if one in PERSONAL}}
        if set(parameters) - set(values):
            unknown.append(f"{readable(route)} ({name})")
            continue
        cases = [("", values)]
        if name in otherwise:
            words, other = otherwise[name]
            cases.append((f", {words}", {**values, **other}))
        for words, case in cases:
            mine = filled(route, case)
            theirs = filled(route, {**case, **{one: "inconnu" for one in parameters if one in PERSONAL}})
            for method in ("GET", "POST"):
                statuses = [asked.status(role, method, mine if role == LINK else theirs) for role in ROLES]
                if set(statuses) != {"405"}:
                    found.append((f"{method} {readable(route)}{words}", statuses))
    if unknown:
        raise LookupError(
            "No page of the demo leads to these addresses: say in tests/roles.py (addresses_to_add, personal_links) what "
            "stands for their parameters.\n" + "\n".join(unknown)
        )
    return sorted(found, key=lambda row: row[0].split(" ", 1)[1])


def written(found: list[tuple[str, list[str]]]) -> str:
    """The whole file: a table for each room of the site, a line for each address and method."""
    head = ["", *ROLES]
    table = [[_cell(label), *statuses] for label, statuses in found]
    widths = [max(len(line[column]) for line in [head, *table]) for column in range(len(head))]
    parts = [INTRODUCTION]
    for room, lines in groupby(table, key=lambda line: line[0].strip("`").split("/")[1].partition("`")[0]):
        shown = [head, ["-" * width for width in widths], *lines]
        text = "\n".join(
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
            for line in shown
        )
        parts.append(f"## /{room}\n\n{text}\n")
    return "\n".join(parts)


def _cell(label: str) -> str:
    """The address in code; what is said of the object, after it, in words."""
    address, comma, words = label.partition(",")
    return f"`{address}`{comma}{words}"
