"""What is said on screen: gathered from code and templates, compiled for Django, by Babel alone.

python deploy/messages.py gather     sources → portevoix/locale/*/LC_MESSAGES/django.po, what was translated is kept
python deploy/messages.py compile    django.po → django.mo
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
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
    """Every message of the sources, keyed by its French."""
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


def translated(language: str, found: Catalog) -> Catalog:
    """The catalogue of *language*, brought up to *found*; what nothing says any more leaves it.

    French is its own key: its catalogue holds the plurals only, for « 0 proposition » to be singular.
    """
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    catalog = Catalog(locale=language, project="Portevoix", header_comment="# Portevoix", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    begun = catalog.creation_date
    catalog.update(plurals(found) if language == "fr" else found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    # A date that moves at each gathering would hide what changed.
    catalog.creation_date = begun
    if language == "fr":
        for message in catalog:
            if message.id:
                message.string = message.id
    return catalog


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
        catalog = translated(language, found)
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
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
