"""English complete: every message, and pages in it."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+")


@pytest.fixture(scope="module")
def messages():
    with CATALOGUE.open("rb") as held:
        return [message for message in read_po(held) if message.id]


def test_every_message_has_its_english(messages):
    missing = [m.id for m in messages if not m.string or (not isinstance(m.string, str) and not all(m.string))]
    assert missing == []


def test_what_is_filled_in_stands_on_both_sides(messages):
    for message in messages:
        if isinstance(message.id, str):
            assert sorted(PLACES.findall(message.id)) == sorted(PLACES.findall(message.string)), message.id
        else:
            assert sorted(PLACES.findall(message.id[1])) == sorted(PLACES.findall(message.string[1])), message.id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/publications/", "Nothing is published yet."),
        ("/seances/", "No meeting has been convened yet."),
        ("/suites/", "What the State did with it"),
        ("/a-propos/", "Accessibility and restraint"),
        ("/nulle-part/", "This page does not exist"),
    ],
)
def test_pages_speak_english_once_it_is_chosen(client, address, said):
    client.cookies["django_language"] = "en"
    assert said in client.get(address).content.decode()
