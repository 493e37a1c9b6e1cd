"""Plain lines: a title underlined, numbered headings, one line an alinéa.

    Agir ensemble
    =============

    Article 1er. Du vote
    Chaque commune vote.

What lines have no sign for (a key that is not the usual one, an alinéa on two lines, a part without a number) is said
before, or instead, by a line of its own that begins with `\\{`. A text written and read back is the same text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from portevoix.engine.formats.errors import FormatError, decoded
from portevoix.engine.formats.headings import LEVELS, nested, read_heading, written_heading
from portevoix.engine.text import CONTAINERS, LEAF, Text, Unit, keyed, usual_keys

_DEPTH = 60
_RULE = re.compile(r"={3,}")
_FIELDS = {
    "title": str,
    "language": str,
    "key": str,
    "kind": str,
    "number": str,
    "heading": str,
    "text": str,
    "level": int,
}


def read(data: bytes | str, title: str = "") -> Text:
    """The text that plain lines *data* hold, called *title* when they do not say how.

    A first line underlined by `===` is the title. A line that is a numbered heading (`Article 1er`, `Proposition n° 3 –
    Former`) opens a container; any other line that is not empty is an alinéa. A backslash before a line makes an alinéa
    of it, whatever it says. Raises FormatError on what is not UTF-8, a sign that is not one, a key given twice.
    """
    found: list[tuple[int, Unit]] = []
    language = "fr"
    said: dict[str, Any] = {}
    lines = decoded(data).replace("\r\n", "\n").split("\n")
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t")
        if line.startswith("\\{"):
            said |= _said(line[1:], number)
            title, language = said.pop("title", title), said.pop("language", language)
            if "text" not in said and "kind" not in said:
                continue
        elif not line:
            continue
        elif not (found or said) and number < len(lines) and _RULE.fullmatch(lines[number].strip(" \t")):
            title = line
            continue
        elif not found and _RULE.fullmatch(line) and number > 1 and lines[number - 2].strip(" \t") == title:
            continue
        found.append(_unit(line, said))
        said = {}
    if said:
        raise _refused(len(lines), "rien ne suit ce qui est annoncé", "nothing follows what is announced")
    keys = [unit.key for _, unit in found if unit.key]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FormatError(
            f"La clé «\u202f{twice}\u202f» est donnée à deux éléments.", f"Key {twice!r} is given to two units."
        )
    return Text(title, keyed(nested(found)), language)


def _unit(line: str, said: dict[str, Any]) -> tuple[int, Unit]:
    """The level and the unit that *line* is, once what was *said* of it is known."""
    key = said.get("key", "")
    if "text" in said:
        return said.get("level", -1), Unit(key, LEAF, text=said["text"])
    if "kind" in said:
        unit = Unit(key, said["kind"], said.get("number", ""), said.get("heading", ""))
    elif heading := read_heading(line):
        unit = Unit(key, *heading)
    else:
        return said.get("level", -1), Unit(key, LEAF, text=line.removeprefix("\\"))
    return said.get("level", LEVELS[unit.kind]), unit


def _said(source: str, line: int) -> dict[str, Any]:
    try:
        value = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise _refused(line, "ce qui suit la barre n’est pas du JSON", "what follows the bar is not JSON") from error
    for name, given in value.items():
        fits = name in _FIELDS and isinstance(given, _FIELDS[name]) and not isinstance(given, bool)
        if fits and name == "level":
            fits = 0 <= given <= _DEPTH
        if fits and name == "kind":
            fits = given in CONTAINERS
        if not fits:
            raise _refused(line, f"valeur inattendue pour «\u202f{name}\u202f»", f"unexpected value of {name!r}")
    return value


def _refused(line: int, fr: str, en: str) -> FormatError:
    return FormatError(f"Ligne {line}\u202f: {fr}.", f"Line {line}: {en}.", line)


def write(text: Text) -> str:
    """*text* as plain lines, so that `read(write(text)) == text`. Raises FormatError when it nests too deep."""
    lines: list[str] = []
    if text.language != "fr":
        lines.append(_sign({"language": text.language}))
    if _is_line(text.title) and text.title[0] != "\\":
        lines += [text.title, "=" * max(3, min(len(text.title), 72))]
    elif text.title:
        lines.append(_sign({"title": text.title}))
    depths: dict[str, int] = {}
    inside = 0
    level_said = not _stands_by_names(text)
    for (unit, parent), usual in zip(text.walk(), usual_keys(text), strict=True):
        depth = depths[parent.key] + 1 if parent else 0
        said: dict[str, Any] = {} if unit.key == usual else {"key": unit.key}
        if unit.kind == LEAF:
            if depth != inside:
                said["level"] = 0 if parent is None else depth if level_said else LEVELS[parent.kind]
            inside = depth
            line = _alinea(unit.text)
            said |= {} if line else {"text": unit.text}
        else:
            if depth >= _DEPTH:
                raise FormatError(f"Plus de {_DEPTH} niveaux.", f"More than {_DEPTH} levels.")
            depths[unit.key] = depth
            inside = depth + 1
            if level_said:
                said["level"] = depth + 1
            line = written_heading(unit)
            if not _is_line(line) or read_heading(line) != (unit.kind, unit.number, unit.heading):
                line, own = "", {"kind": unit.kind, "number": unit.number, "heading": unit.heading}
                said |= {name: given for name, given in own.items() if given}
            if lines:
                lines.append("")
        lines += [_sign(said)] * bool(said) + [line] * bool(line)
    return "".join(f"{line}\n" for line in lines)


def _alinea(words: str) -> str:
    """The line that says *words*, empty when none does."""
    if not _is_line(words):
        return ""
    return f"\\{words}" if words[0] == "\\" or read_heading(words) or _RULE.fullmatch(words) else words


def _is_line(words: str) -> bool:
    return bool(words) and words == words.strip(" \t") and not re.search("[\n\r\ufeff]", words)


def _sign(said: dict[str, Any]) -> str:
    return "\\" + json.dumps(said, ensure_ascii=False)


def _stands_by_names(text: Text) -> bool:
    """Whether the kinds of the containers are enough to tell which one holds which."""
    found = [(LEVELS[unit.kind], unit) for unit, _ in text.walk() if unit.kind != LEAF]

    def shape(units: tuple[Unit, ...]) -> tuple:
        return tuple((unit.key, shape(unit.children)) for unit in units if unit.kind != LEAF)

    bare = [(level, Unit(unit.key, unit.kind)) for level, unit in found]
    return shape(nested(bare)) == shape(text.units)
