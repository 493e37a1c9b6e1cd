"""What is said on screen: gathered from code and templates, compiled for Django, by Babel alone.

python deploy/messages.py gather     sources → portevoix/locale/*/LC_MESSAGES/django.po, what was translated is kept
python deploy/messages.py compile    django.po → django.mo
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "portevoix"
LOCALE = PACKAGE / "locale"
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def as_python(template: str, origin: str) -> str:
    """The template as Django's own extractor rewrites it, each line at the margin so that it can be tokenized."""
    return "\n".join(line.strip() for line in templatize(template, origin=origin).splitlines())


def sources() -> Iterator[tuple[Path, str]]:
    """Each file that may say something on screen, as Python source; tests say nothing there."""
    for path in sorted(PACKAGE.rglob("*")):
        place = path.relative_to(PACKAGE).parts
        if "tests" in place or "static" in place or "migrations" in place:
            continue
        if path.suffix == ".py":
            yield path, path.read_text("utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in place:
            yield path, as_python(path.read_text("utf-8"), str(path))


def gathered() -> Catalog:
    """Every message of the sources, keyed by its French, in the order of the files."""
    found = Catalog(project="Portevoix")
    for path, source in sources():
        for line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            if not message or not all([message] if isinstance(message, str) else message):
                continue
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def key_of(message: Message) -> tuple[str, str | None]:
    """What a message is found by: its French (of a count, the singular) and its context."""
    return message.id if isinstance(message.id, str) else message.id[0], message.context


def held_in(path: Path, language: str) -> tuple[str, list[tuple[Message, str]]]:
    """The catalogue as it is written: its header, then each message with its lines."""
    head, *blocks = path.read_text("utf-8").strip("\n").split("\n\n")
    held = []
    for block in blocks:
        catalog = read_po(io.BytesIO(f"{head}\n\n{block}\n".encode()), locale=language)
        held += [(message, block) for message in catalog if message.id]
    return head, held


def written(messages: list[Message], language: str) -> str:
    """*messages* as a catalogue writes them."""
    catalog = Catalog(locale=language)
    for message in messages:
        catalog[message.id] = message
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, omit_header=True)
    return out.getvalue().decode().strip("\n")


def renewed(message: Message, block: str, said: Message, language: str) -> str:
    """The lines of a message that is still said: those of its words as they were, its places as they are."""
    if message.pluralizable != said.pluralizable:
        # What is now counted keeps its translation as the singular: gettext finds it for the bare word too.
        words = (message.string, "") if said.pluralizable else message.string[0]
        said.string = said.id if language == "fr" else words
        return written([said], language)
    places = {place for place, _line in message.locations}
    if places == {place for place, _line in said.locations}:
        return block
    comments = [line for line in written([said], language).splitlines() if line.startswith("#:")]
    kept = [line for line in block.splitlines() if not line.startswith("#:")]
    first = next(i for i, line in enumerate(kept) if line.startswith(("msg", "#,")))
    return "\n".join([*kept[:first], *comments, *kept[first:]])


def brought_up(language: str, found: Catalog) -> str:
    """The catalogue of *language*, brought up to *found*: what stands keeps its place and its lines, what is new comes last.

    What nothing says any more leaves it. French is its own key: its catalogue holds the plurals only, for
    « 0 proposition » to be singular.
    """
    wanted = {key_of(message): message for message in (plurals(found) if language == "fr" else found) if message.id}
    head, held = held_in(LOCALE / language / "LC_MESSAGES" / "django.po", language)
    blocks = []
    for message, block in held:
        said = wanted.pop(key_of(message), None)
        if said is not None:
            blocks.append(renewed(message, block, said, language))
    for message in wanted.values():
        message.string = message.id if language == "fr" else message.string
    if wanted:
        blocks.append(written(list(wanted.values()), language))
    return "\n\n".join([head, *blocks]) + "\n"


def plurals(found: Catalog) -> Catalog:
    """Those of the messages that count something."""
    kept = Catalog(project="Portevoix")
    for message in found:
        if message.id and message.pluralizable:
            kept.add(message.id, None, message.locations, context=message.context)
    return kept


def is_said(message) -> bool:
    """Whether the message has its translation, whole."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(strings)


def gather() -> int:
    """Write the catalogues; 1 when a translation would break its page (a lost placeholder), 0 otherwise."""
    found, wrong = gathered(), 0
    for language in ("en", "fr"):
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.write_text(brought_up(language, found), "utf-8")
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        messages = [message for message in catalog if message.id]
        missing = [message for message in messages if not is_said(message)]
        print(f"{path.relative_to(ROOT)}: {len(messages)} messages, {len(missing)} not translated")
        for message in messages:
            if is_said(message):
                for error in message.check(catalog):
                    print(f"{path.relative_to(ROOT)}: {message.id!r}: {error}", file=sys.stderr)
                    wrong = 1
    return wrong


def compile_all() -> int:
    """Compile each catalogue beside itself; 0."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    return 0


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    verbs = {"gather": gather, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    sys.exit(verbs[sys.argv[1]]())
