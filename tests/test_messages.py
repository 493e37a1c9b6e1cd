"""What is said on screen is all in the catalogues, and gathering it leaves what stands in its place."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("deploy_messages", ROOT / "deploy" / "messages.py")
messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messages)

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


@pytest.fixture(scope="module")
def found():
    return messages.gathered()


def held(language):
    with (messages.LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_message_of_the_sources_is_in_the_catalogue(found, language):
    catalogue = held(language)
    missing = []
    for message in messages.plurals(found) if language == "fr" else found:
        if message.id:
            kept = catalogue.get(message.id, message.context)
            if kept is None or (message.pluralizable and kept.id != message.id):
                missing.append((message.id, [place for place, _line in message.locations]))
    assert missing == []


def test_french_counts_are_said_as_their_own_key(found):
    for message in held("fr"):
        if message.id:
            assert message.string == message.id


def test_nothing_is_fuzzy():
    assert [message.id for language in ("en", "fr") for message in held(language) if message.id and message.fuzzy] == []


def test_every_name_that_marks_a_message_is_gathered():
    names = set()
    for path in messages.PACKAGE.rglob("*.py"):
        for line in re.findall(r"^from django\.utils\.translation import (.+)$", path.read_text("utf-8"), re.MULTILINE):
            for one in re.findall(r"\b(n?p?gettext\w*)(?: as (\w+))?", line):
                names.add(one[1] or one[0])
    assert names <= messages.KEYWORDS.keys()


def test_no_message_hides_in_a_string_that_is_computed():
    """What stands inside an f-string is not gathered by every Python."""
    hidden = []
    for path in messages.PACKAGE.rglob("*.py"):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.JoinedStr):
                called = {getattr(call.func, "id", "") for call in ast.walk(one) if isinstance(call, ast.Call)}
                if called & messages.KEYWORDS.keys():
                    hidden.append(f"{path.relative_to(ROOT)}:{one.lineno}")
    assert hidden == []


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """A place for catalogues of one's own: write(po) puts the English one there."""
    monkeypatch.setattr(messages, "LOCALE", tmp_path)

    def write(*blocks):
        path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([HEAD, *blocks]), "utf-8")

    return write


ONE = '#: portevoix/a.py\nmsgid "Zèle"\nmsgstr "Zeal"\n'
LONG = '#: portevoix/a.py\nmsgid "Ancien"\nmsgstr ""\n"Cut "\n"by hand"\n'
GONE = '#: portevoix/a.py\nmsgid "Parti"\nmsgstr "Gone"\n'


def said(*ids, place="portevoix/a.py"):
    catalogue = Catalog()
    for one in ids:
        catalogue.add(one, None, [(place, 1)])
    return catalogue


def test_what_stands_keeps_its_place_and_its_lines_and_what_is_new_comes_last(catalogues):
    catalogues(ONE, GONE, LONG)
    made = messages.brought_up("en", said("Abeille", "Ancien", "Zèle"))
    assert made == "\n".join([HEAD, ONE, LONG, '#: portevoix/a.py\nmsgid "Abeille"\nmsgstr ""\n'])
    catalogues(made.removeprefix(HEAD).lstrip("\n"))
    assert messages.brought_up("en", said("Abeille", "Ancien", "Zèle")) == made


def test_a_message_said_elsewhere_changes_its_place_only(catalogues):
    catalogues(ONE, LONG)
    made = messages.brought_up("en", said("Zèle", "Ancien", place="portevoix/b.html"))
    assert made == "\n".join([HEAD, ONE, LONG]).replace("portevoix/a.py", "portevoix/b.html")


def test_a_message_that_is_now_counted_keeps_its_translation_as_the_singular(catalogues):
    catalogues(ONE)
    made = messages.brought_up("en", said(("Zèle", "Zèles")))
    assert 'msgid_plural "Zèles"\nmsgstr[0] "Zeal"\nmsgstr[1] ""' in made
