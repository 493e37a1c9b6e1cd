"""Two commissions on one installation: nothing of one that is not public reaches the people of the other (R102).

Each has its people, drafts, amendments, hearings, meetings, sendings. The people of B open every page that links lead
them to, and send none of its forms; then those of A open the same addresses and send the same forms. What everyone takes
away (the journal, the calendars, open data, a dossier) says nothing of what pages keep.
"""

import io
import json
import re
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from portevoix.advocacy import actions as advocacy
from portevoix.advocacy.models import Addressee
from portevoix.commissions.actions import convene_meeting, draft_meeting, open_meeting
from portevoix.commissions.actions.meetings import add_item
from portevoix.commissions.models import AgendaItem, Commission, Mandate, Meeting, Membership
from portevoix.commissions.tests.people import keeps, sits, someone
from portevoix.engine.formats import markdown
from portevoix.engine.verification import check_chain
from portevoix.evidence.actions import make_excerpt
from portevoix.evidence.models import Source
from portevoix.hearings import actions as hearings
from portevoix.hearings.actions import WORDINGS
from portevoix.hearings.models import Hearing, WrittenContribution
from portevoix.journal.acts import Refused
from portevoix.journal.models import Entry
from portevoix.people.actions import enter_person
from portevoix.people.invitations.actions import invite_person
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person, User
from portevoix.publications.actions import publish
from portevoix.publications.models import Publication
from portevoix.texts.actions import amending, examining
from portevoix.texts.actions.drafting import attach_excerpt, freeze_version, open_text
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Amendment, Text, Version
from tests.crawled import crawl, signed_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# What the journal may call a thing: a kind and numbers, or a name that is public from its first day.
TEXT = r"(manifeste|guide|propositions|note|texte-de-loi)-\d+"
SUBJECT = re.compile(
    rf"text:{TEXT}|version:{TEXT}/\d+|amendment:{TEXT}/\d+/\d+|hearing:audition-\d+|excerpt:E-\d+-\d+"
    r"|(meeting|person|invitation|source|ballot|sending|item|addressee|association|body):\d+"
    r"|commission:commission-[AB]|publication:manifeste-[AB]"
)
# What everyone may send, wherever they sit.
EVERYONES = re.compile(r"^/(langue|compte|essayer)/")


class Undo(Exception):
    pass


@contextmanager
def undone():
    """What is written inside is undone."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def written(mark, nature):
    return f"# {nature} {mark}\n\n### Proposition 1. Un accueil\n\nAlinéa {mark} tel quel.\n\n### Proposition 2. Une date\n\nChaque service publie.\n"


def build(letter):
    """A commission at work; what is not public in it carries the word `enclos` and its letter."""
    mark = f"enclos{letter}"
    commission = Commission.objects.create(name=f"Commission {letter}", slug=f"commission-{letter}")
    people = {
        role: sits(someone(f"{role} {letter}"), commission) for role in ("member", "second", "chair", "rapporteur")
    }
    people["secretary"] = keeps(someone(f"secretary {letter}"), commission)
    keeps(people["chair"], commission, "chair")
    keeps(people["rapporteur"], commission, "rapporteur")
    by, at = people["secretary"], AT
    Person.objects.filter(pk=people["member"].pk).update(email=f"{mark}@example.org")
    enter_person(name=f"Entrée {mark}", email=f"{mark}.entree@example.org", by=by, at=at)
    newcomer = sits(Person.objects.create(name=f"Invitée {letter}"), commission)
    invite_person(newcomer, email=f"{mark}.invitee@example.org", by=by, at=at)

    hearing = hearings.open_hearing(commission, title=f"Audition {letter}", starts_at=at, place="Salle", by=by, at=at)
    heard = enter_person(name=f"Personne {mark}", function=f"fonction {letter}", by=by, at=at)
    witness = hearings.invite_witness(hearing, person=heard, body=None, by=by, at=at)
    for use in ("record", "transcribe", "publish"):  # and not her name
        hearings.give_consent(witness, use=use, wording=str(WORDINGS[use]), by=by, at=at)
    transcript = hearings.record_transcript(
        hearing, file_name="a.txt", data=f"ELLE : Le guichet {letter} est loin.\n".encode(), speakers={"ELLE": witness},
        by=by, at=at,
    )  # fmt: skip
    passage = transcript.source.passages.exclude(speaker="").first()
    quoted = make_excerpt(passage, start=0, end=10, by=people["member"], at=at)
    hearings.add_contribution(
        commission, person=enter_person(name=f"Auteur {mark}", by=by, at=at), title=f"Contribution {mark}",
        received_on=date(2026, 2, 1), words=f"Confidence {mark}.", confidential=True, by=by, at=at,
    )  # fmt: skip

    content = markdown.read(written(mark, "Avant-texte"))
    draft = open_text(commission, kind="guide", title=content.title, content=content, by=by, at=at)
    leaf = next(unit.key for unit, _up, _rank in to_engine(draft.versions.get()).alineas())
    attach_excerpt(draft, unit_key=leaf, excerpt=quoted, by=people["member"], at=at)
    content = markdown.read(written(mark, "Texte amendé"))
    text = open_text(commission, kind="manifesto", title=content.title, content=content, by=by, at=at)
    version = freeze_version(text.versions.get(), by=by, at=at)
    keys = [unit.key for unit, _up, _rank in to_engine(version).alineas()]
    for key, words in zip(
        keys, (f"Compléter l’alinéa 1 par les mots : « {mark} ».", "Supprimer l’alinéa 1."), strict=True
    ):
        amending.file_amendment(
            version, unit_key=key, instructions=words, rationale=f"Motif {mark}", by=people["member"], at=at
        )
    content = markdown.read(written(mark, "Texte examiné"))
    examined = open_text(commission, kind="manifesto", title=content.title, content=content, by=by, at=at)
    examined = freeze_version(examined.versions.get(), by=by, at=at)
    amending.file_amendment(
        examined, unit_key=next(unit.key for unit, _up, _rank in to_engine(examined).alineas()),
        instructions="Supprimer l’alinéa 1.", rationale=f"Motif {mark}", by=people["member"], at=at,
    )  # fmt: skip
    drafted = draft_meeting(
        commission, title=f"Séance {letter}", starts_at=at + timedelta(10), place="Salle", by=by, at=at
    )
    add_item(drafted, title=f"Point {letter}", by=by, at=at)
    meeting = convene_meeting(drafted, by=by, at=at)
    closed = draft_meeting(
        commission, title=f"Huis clos {mark}", starts_at=at + timedelta(2000), place=f"Salle {mark}", public=False,
        by=by, at=at,
    )  # fmt: skip
    add_item(closed, title=f"Point {mark}", by=by, at=at)
    convene_meeting(closed, by=by, at=at)
    draft_meeting(
        commission, title=f"En préparation {mark}", starts_at=at + timedelta(2000), place=f"Lieu {mark}", by=by, at=at
    )
    meeting = open_meeting(meeting, present=3, by=by, at=at + timedelta(10))
    examining.open_examination(examined, meeting=meeting, by=by, at=at + timedelta(10))

    public = open_text(commission, kind="manifesto", title=f"Manifeste public {letter}", by=by, at=at,
                       content=markdown.read(written(f"public{letter}", "Manifeste")))  # fmt: skip
    adopted = freeze_version(public.versions.get(), by=by, at=at)
    Version.objects.filter(pk=adopted.pk).update(status="adopted", decided_at=at)
    adopted.refresh_from_db()
    publication = publish(adopted, address=f"manifeste-{letter}", colophon="…", by=by, at=at)
    office = advocacy.add_addressee(
        commission,
        name=f"Ministère {letter}",
        short_name=f"M{letter}",
        email=f"{mark}.ministere@example.org",
        by=by,
        at=at,
    )
    sending = advocacy.carry(
        publication, addressee=office, unit_keys=[row.key for row in advocacy.items_of(adopted)], sent_on=at.date(),
        channel="letter", by=by, at=at,
    )  # fmt: skip
    advocacy.submit_answer(sending.items.first(), words=f"Réponse {mark} non reçue", signed_by="Le cabinet", at=at)
    return people


@pytest.fixture(scope="module")
def two(django_db_setup, django_db_blocker):
    """The people of A, every page that those of B reach, and those that A and visitors reach; undone afterwards."""
    with django_db_blocker.unblock(), undone():
        people, others = build("A"), build("B")
        theirs = {}
        for role in ("secretary", "rapporteur"):
            theirs |= crawl(others[role])
        yield people, theirs, {role: crawl(people.get(role)) for role in ("visitor", "member", "secretary")}


def held_by(letter):
    """What a commission holds, counted, for what would be written in it to show."""
    commission = Commission.objects.get(slug=f"commission-{letter}")
    held = [Text, Hearing, Meeting, Membership, Mandate, Addressee, WrittenContribution, Source]
    return [model.objects.filter(commission=commission).count() for model in held] + [
        Version.objects.filter(text__commission=commission).count(),
        Amendment.objects.filter(version__text__commission=commission).count(),
        Commission.objects.filter(parent=commission).count(),
    ]


def test_what_is_not_public_in_one_commission_is_shown_to_its_people_only(two):
    people, theirs, reached = two
    assert sum("enclosB" in page.body for page in theirs.values()) > 20  # the walk meets what is to be kept
    for role, own in reached.items():
        client = signed_in(people.get(role))
        leaks = [address for address, page in own.items() if "enclosb" in page.body.lower()]
        for address in theirs.keys() - own.keys():
            body = client.get(address, follow=True).content.decode()
            # An address that says what it holds was known before it was opened.
            if "enclosb" in body.replace(address, "").replace(address.split("?")[0], "").lower():
                leaks.append(address)
        assert leaks == [], (role, leaks)


def exported():
    """The journal, as anyone takes it away."""
    return b"".join(Client().get("/registre.jsonl"))


def typed():
    """Every title, name and address that someone typed, and how an address would spell it."""
    held = (
        (Text, "title"), (Version, "title"), (Hearing, "title"), (Meeting, "title"), (Meeting, "place"),
        (AgendaItem, "title"), (Source, "title"), (Person, "name"), (Person, "email"), (User, "email"),
        (Invitation, "email"), (Addressee, "name"), (Addressee, "email"),
    )  # fmt: skip
    words = {word for model, field in held for word in model.objects.values_list(field, flat=True) if word}
    return words | {slugify(word) for word in words}


def test_the_journal_names_things_by_a_number_and_holds_no_word_that_someone_typed(two):
    copy, problems = exported(), []
    entries = [json.loads(line) for line in copy.splitlines()]
    assert len(check_chain(copy.splitlines(keepends=True), problems)) == len(entries) > 60 and problems == []
    assert {entry["subject"] for entry in entries if not SUBJECT.fullmatch(entry["subject"])} == set()
    for entry in entries:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", entry["act"]), entry
        for name, digest in entry["facts"].items():
            assert re.fullmatch("[a-z_]+", name) and re.fullmatch("[0-9a-f]{64}", digest), entry
    words = typed()
    assert len(words) > 60
    assert [word for word in words if word.lower() in copy.decode().lower()] == []


def test_what_everyone_takes_away_says_nothing_of_what_pages_keep(two):
    client, taken = Client(), {"/registre.jsonl": exported().decode()}
    pages = -(-Entry.objects.count() // 100)
    for address in (
        *(f"/registre/?page={number}" for number in range(1, pages + 1)),
        *(f"/commission/commission-{letter}/{name}" for letter in "AB" for name in ("agenda.ics", "seances.ics")),
        *(f"/commission/commission-{letter}/popolo.json" for letter in "AB"),
        *(f"/publications/manifeste-{letter}/texte.{form}" for letter in "AB" for form in ("md", "xml")),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        taken[address] = response.content.decode().replace("\r\n ", "")
    for letter in "AB":
        with zipfile.ZipFile(io.BytesIO(client.get(f"/fil/manifeste-{letter}/dossier.zip").content)) as dossier:
            for name in dossier.namelist():
                taken[f"{letter}/{name}"] = dossier.read(name).decode(errors="ignore")
    assert "Séance B" in taken["/commission/commission-B/agenda.ics"]
    assert [address for address, body in taken.items() if "enclos" in body.lower()] == []


def test_the_journal_leads_nobody_where_she_may_not_go(two):
    people, *_pages = two
    for role in ("visitor", "member", "secretary"):
        client, links = signed_in(people.get(role)), set()
        for number in range(1, -(-Entry.objects.count() // 100) + 1):
            body = client.get(f"/registre/?page={number}").content.decode()
            links |= set(re.findall(r'<td title="[^"]+"><a href="([^"]+)"', body))
        assert len(links) > 12
        for address in links:
            response = client.get(address, follow=True)
            assert response.status_code == 200 and not response.request["PATH_INFO"].startswith("/compte/"), address
            assert "enclosb" not in response.content.decode().lower(), (role, address)


def test_refusals_say_nothing_of_what_they_keep(two):
    people, *_pages = two
    for text in Text.objects.filter(commission__slug="commission-B").exclude(versions__status="adopted"):
        for client in (Client(), signed_in(people["secretary"])):
            for rest in ("", "avant-texte/", "v1/", "v1/amendements/", "v1/texte.docx", "examen/", "figer/"):
                response = client.get(f"/textes/{text.slug}/{rest}")
                assert response.status_code in (302, 403, 404), (text.slug, rest)
                said = f"{response.content.decode()} {response.headers}".lower()
                assert "enclos" not in said and slugify(text.title) not in said, (text.slug, rest)


def test_every_form_of_one_commission_is_refused_to_the_people_of_the_other(two):
    people, theirs, reached = two
    forms = {}
    for page in theirs.values():
        for action, fields in page.forms:
            if not EVERYONES.match(action):
                forms.setdefault((action, tuple(sorted(fields))), fields)
    assert len(forms) > 30
    before = held_by("B")
    for role, shared in reached.items():
        client = signed_in(people.get(role))
        for (action, _names), fields in forms.items():
            with undone():
                entries = Entry.objects.count()
                response = client.post(action, fields)
                if action not in shared:
                    assert response.status_code in (302, 403, 404, 422), (role, action, response.status_code)
                    assert Entry.objects.count() == entries, (role, action, Entry.objects.last())
                assert held_by("B") == before, (role, action)


def test_choices_are_those_of_ones_own_commissions(two):
    people, *_pages = two
    for address in (
        "/auditions/ouvrir/",
        "/textes/ouvrir/",
        "/seances/convoquer/",
        "/auditions/contributions/ajouter/",
    ):
        response = signed_in(people["secretary"]).get(address)
        if response.status_code == 200:
            assert "Commission A" in response.content.decode() and "Commission B" not in response.content.decode(), (
                address
            )


def test_nobody_carries_to_an_office_of_another_commission(two):
    people, *_pages = two
    publication = Publication.objects.get(address="manifeste-A")
    with pytest.raises(Refused, match="autre commission"):
        advocacy.carry(
            publication, addressee=Addressee.objects.get(name="Ministère B"), sent_on=timezone.localdate(),
            unit_keys=[row.key for row in advocacy.items_of(publication.version)], channel="letter",
            by=people["secretary"], at=timezone.now(),
        )  # fmt: skip


def test_each_commission_is_reached_from_the_home_page(two):
    home = Client().get("/").content.decode()
    assert "/commission/commission-A/" in home and "/commission/commission-B/" in home
    assert Client().get("/commission/")["Location"] == "/"
    assert Membership.objects.filter(commission__slug="commission-B").count() == 5
