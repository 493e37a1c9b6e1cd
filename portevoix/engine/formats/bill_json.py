"""Bills cut into articles and alinéas: one JSON object a line, of type `loi`, `section`, `article` or `alinea`."""

from __future__ import annotations

import json
import re
from typing import Any

from portevoix.engine.formats.errors import FormatError, decoded
from portevoix.engine.formats.headings import nested
from portevoix.engine.formats.hypertext import words_of
from portevoix.engine.text import LEAF, Text, Unit, keyed

_LEVELS = {"livre": "title", "partie": "title", "titre": "title", "chapitre": "chapter", "section": "section"}
_LEVELS["sous-section"] = "section"
_ARTICLE = 9


def read(data: bytes | str) -> Text:
    """The bill that *data* holds. HTML in alinéas leaves its words: a row of a table is a line, its cells a tab apart.

    Raises FormatError, with the line, on what is not JSON, a type or a level that is not known, or an alinéa that
    comes out of its order or outside its article.
    """
    title = ""
    found: list[tuple[int, Unit]] = []
    article, rank = None, 0
    for number, line in enumerate(decoded(data).split("\n"), 1):
        if not line.strip():
            continue
        item = _item(line, number)
        kind = item.get("type")
        if kind == "loi":
            title = _words(_field(item, "titre", number))
        elif kind == "section":
            level = _field(item, "leveltype", number).lower()
            if level not in _LEVELS:
                raise _refused(number, f"le niveau «\u202f{level}\u202f» est inconnu", f"level {level!r} is unknown")
            said = _field(item, "level", number)
            depth = int(said) if re.fullmatch("[1-8]", said) else 1
            own = _field(item, f"level{min(depth, 4)}", number)
            found.append((depth, Unit("", _LEVELS[level], own, _words(_field(item, "titre", number)))))
            article = None
        elif kind == "article":
            article, rank = _field(item, "article", number), 0
            found.append((_ARTICLE, Unit("", "article", article, _words(str(item.get("titre") or "")))))
        elif kind == "alinea":
            rank += 1
            if article is None or item.get("article") != article or str(item.get("alinea")) != str(rank):
                raise _refused(number, "cet alinéa n’est pas à sa place", "this alinéa is out of place")
            found.append((-1, Unit("", LEAF, text=_words(_field(item, "texte", number)))))
        else:
            raise _refused(number, f"le type {kind!r} est inconnu", f"type {kind!r} is unknown")
    return Text(title, keyed(nested(found)))


def _refused(line: int, fr: str, en: str) -> FormatError:
    return FormatError(f"Ligne {line}\u202f: {fr}.", f"Line {line}: {en}.", line)


def _item(line: str, number: int) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(number, "ce n’est pas du JSON", "this is not JSON") from error
    if not isinstance(item, dict):
        raise _refused(number, "un objet JSON est attendu", "a JSON object is expected")
    return item


def _field(item: dict[str, Any], name: str, number: int) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise _refused(number, f"le champ «\u202f{name}\u202f» manque", f"field {name!r} is missing")
    return value


def _words(source: str) -> str:
    return "\n".join(re.sub(r" *\t *", "\t", line) for line in words_of(source))
