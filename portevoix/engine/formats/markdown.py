"""Markdown: `# title`, `## Priorité 1`, `### Proposition 3. Former`, a paragraph an alinéa.

What Markdown has no sign for (a key that is not the usual one, a heading that would read otherwise) is written after
the heading as `{#key .kind number="…"}`, as pandoc does; an alinéa carries `{#key}` at its end. A text written and
read back is the same text, to the byte.
"""

from __future__ import annotations

import html
import re

from portevoix.engine.formats.errors import FormatError, decoded
from portevoix.engine.formats.headings import nested, read_heading, written_heading
from portevoix.engine.text import CONTAINERS, LEAF, Text, Unit, keyed, usual_keys

_ESCAPED = re.compile(r"[\\`*_\[\]<>{}]")
_OPENING = re.compile(r"^(#|[-+>~=|:]|\d+[.)]|\[\^|\^)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_EXACT = re.compile(r"&#0(\d{1,6});")
_SIGN = r"(?:#[^\s{}]+|\.[\w-]+|number=\"[^\"{}]*\")"
_ATTRIBUTES = re.compile(rf"\{{[ \t]*({_SIGN}(?:[ \t]+{_SIGN})*)[ \t]*\}}")
_LEVELS = 12
_SIGNS = 200_000
_BACK = re.compile(r"^\{\^(\d+)\}$")
_LANGUAGE = re.compile(r"^<!-- language: ([\w-]+) -->$")
_INLINE = re.compile(
    r"\\(?P<hard>\n)|\\(?P<char>[!-/:-@\[-`{-~])|(?P<entity>&#?\w+;)|!?\[(?P<link>(?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.)*\)"
    r"|\[(?P<span>(?:[^\[\]\\]|\\.)*)\]\{[^{}]*\}|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+|</?[A-Za-z][^<>]*>)"
)


# -- writing ----------------------------------------------------------------------------------------------------------


def _escape(words: str) -> str:
    found = _ENTITY.sub(r"\\&", _ESCAPED.sub(r"\\\g<0>", words))
    found = _CONTROL.sub(lambda sign: f"&#0{ord(sign.group())};", found)
    lines = [_escape_line(line) for line in found.split("\n")]
    # A paragraph holds no empty line: there, the end of a line is written as a character.
    return ("\\\n" if all(lines) else "&#10;").join(lines) or "\\"


def _escape_line(line: str) -> str:
    if found := _OPENING.match(line):
        sign = found.end() - 1
        line = f"{line[:sign]}\\{line[sign:]}"
    body = line.strip(" ")
    lead = len(line) - len(line.lstrip(" "))
    return "&#32;" * lead + body + "&#32;" * (len(line) - lead - len(body))


def _braced(key: str = "", kind: str = "", number: str | None = None) -> str:
    parts = [f"#{key}"] if key else []
    if kind:
        parts.append(f".{kind}")
    if number is not None:
        parts.append('number="' + html.escape(number).replace("{", "&#123;").replace("}", "&#125;") + '"')
    return "{" + " ".join(parts) + "}"


def write(text: Text) -> str:
    """*text* as Markdown, so that `read(write(text)) == text`. Raises FormatError when it has no such form.

    That is a key with a space, or a title on several lines.
    """
    if "\n" in text.title:
        raise FormatError("Un titre tient sur une ligne.", "A title is one line.")
    parts = [] if text.language == "fr" else [f"<!-- language: {text.language} -->"]
    if text.title:
        parts.append(f"# {_escape(text.title)}")
    usual = iter(usual_keys(text))
    inside: list[int] = []

    def add(units: tuple[Unit, ...], depth: int) -> None:
        for unit in units:
            key = "" if unit.key == next(usual) else _checked(unit.key)
            if unit.kind == LEAF:
                if inside and inside[-1] != depth:
                    parts.append(f"{{^{depth}}}")
                inside.append(depth)
                parts.append(_escape(unit.text) + (f" {_braced(key)}" if key else ""))
            else:
                inside.append(depth + 1)
                parts.append(_written(unit, depth, key))
                add(unit.children, depth + 1)

    add(text.units, 0)
    written = "\n\n".join(parts) + "\n" if parts else ""
    # What reads a file takes off the mark that it begins with: words that begin with one need another before it.
    return f"\ufeff{written}" if written.startswith("\ufeff") else written


def _checked(key: str) -> str:
    if not key or re.search(r"[\s{}]", key):
        raise FormatError(
            f"La clé «\u202f{key}\u202f» contient une espace ou une accolade.", f"Key {key!r} holds a space or a brace."
        )
    return key


def _written(unit: Unit, depth: int, key: str) -> str:
    if depth + 2 > _LEVELS:
        raise FormatError(f"Plus de {_LEVELS} niveaux de titres.", f"More than {_LEVELS} levels of headings.")
    if "\n" in unit.heading or "\n" in unit.number:
        raise FormatError("Un intitulé tient sur une ligne.", "A heading is one line.")
    line = f"{'#' * (depth + 2)} {_escape(written_heading(unit))}"
    simple = f"{line} {_braced(key)}" if key else line
    if _heading(simple)[1] == Unit(key, unit.kind, unit.number, unit.heading):
        return simple
    return f"{'#' * (depth + 2)} {_escape(unit.heading)} {_braced(key, unit.kind, unit.number)}"


# -- reading ----------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    if words == "\\":
        return ""

    def shown(found: re.Match[str]) -> str:
        if found["hard"]:
            return "\n"
        if found["char"]:
            return found["char"]
        if found["entity"]:
            return _entity(found["entity"])
        inner = found["link"] if found["link"] is not None else found["span"]
        return _plain(inner) if inner is not None else ""

    return _INLINE.sub(shown, words)


def _entity(written: str) -> str:
    """The sign that an entity stands for; one that we wrote, with a leading zero, is exactly the one it numbers."""
    exact = _EXACT.fullmatch(written)
    return chr(int(exact[1])) if exact else html.unescape(written)


def _attributes(line: str) -> tuple[str, dict[str, str]]:
    """*line* without the braces at its end, and what they say."""
    start = line.rfind("{") if line.endswith("}") else -1
    found = _ATTRIBUTES.fullmatch(line, start) if start >= 0 else None
    if found is None or (start and line[start - 1] not in " \t"):
        return line, {}
    said: dict[str, str] = {}
    for sign in re.finditer(r"#(\S+)|\.([\w-]+)|number=\"([^\"]*)\"", found[1]):
        if sign[1]:
            said["key"] = sign[1]
        elif sign[2]:
            said["kind"] = sign[2]
        else:
            said["number"] = html.unescape(sign[3])
    return line[:start].rstrip(" \t"), said


def _heading(line: str) -> tuple[int, Unit]:
    """The level and the container that a heading line announces."""
    level = len(line) - len(line.lstrip("#"))
    body, said = _attributes(line[level:].strip(" \t"))
    words = _plain(body.strip(" \t"))
    if "kind" in said and said["kind"] in CONTAINERS:
        return level, Unit(said.get("key", ""), said["kind"], said.get("number", ""), words)
    found = read_heading(words)
    if found:
        return level, Unit(said.get("key", ""), found.kind, found.number, found.heading)
    return level, Unit(said.get("key", ""), "section", "", words)


def read(data: bytes | str) -> Text:
    """The text that Markdown *data* holds. Raises FormatError on what is not UTF-8, or a key given twice.

    A level-one heading that comes first is the title; the others are containers, by their level. Emphasis, links and
    HTML tags leave their words; each paragraph or list item is an alinéa.
    """
    source = decoded(data).replace("\r\n", "\n")
    signs = sum(map(source.count, "\\[*_`<&"))
    if signs > _SIGNS:
        raise FormatError(
            f"Le document compte {signs} signes de Markdown\u202f: la limite est de {_SIGNS}.",
            f"The document holds {signs} signs of Markdown: the limit is {_SIGNS}.",
        )
    blocks = _blocks(source)
    title, language = "", "fr"
    found: list[tuple[int, Unit]] = []
    back = -1
    for line, block in blocks:
        if said := _LANGUAGE.match(block):
            language = said[1]
        elif re.match(r"#{1,}[ \t]", block) or re.fullmatch(r"#+", block):
            level, unit = _heading(block)
            if level > _LEVELS:
                raise FormatError(
                    f"Ligne {line}\u202f: un titre de niveau {level}\u202f; la limite est {_LEVELS}.",
                    f"Line {line}: a heading of level {level}; the limit is {_LEVELS}.",
                    line,
                )
            if level == 1 and not title and not found and unit.kind == "section" and not unit.key:
                title = unit.heading
            elif level == 1 and not title and not found:
                title = _plain(block[1:].strip(" \t"))
            else:
                found.append((max(level - 1, 1), unit))
            back = -1
        elif said := _BACK.match(block):
            back = int(said[1])
        else:
            body, said_ = _attributes(block)
            if set(said_) - {"key"}:
                body, said_ = block, {}
            found.append((back, Unit(said_.get("key", ""), LEAF, text=_plain(body))))
            if not found[-1][1].text and body.strip() not in ("\\",):
                found.pop()  # a tag or an image alone: no words
    keys = [unit.key for _, unit in found if unit.key]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FormatError(
            f"La clé «\u202f{twice}\u202f» est donnée à deux éléments.", f"Key {twice!r} is given to two units."
        )
    return Text(title, keyed(nested(found)), language)


def _blocks(source: str) -> list[tuple[int, str]]:
    """Headings and paragraphs, with the number of their first line."""
    found: list[tuple[int, str]] = []
    current: list[str] = []
    start = 0

    def close() -> None:
        if current:
            joined = ""
            for line in current:
                joined += line + ("\n" if _hard(line) else " ")
            found.append((start, joined[:-1]))
            current.clear()

    for number, raw in enumerate(source.split("\n"), 1):
        line = raw.strip(" \t")
        if not line:
            close()
        elif re.match(r"#+([ \t]|$)", line):
            close()
            found.append((number, line))
        elif re.fullmatch(r"=+|-{3,}", line) and len(current) == 1:
            heading = current.pop()
            found.append((start, ("# " if line[0] == "=" else "## ") + heading))
        else:
            if current and not _hard(current[-1]) and re.match(r"(?:[-+*]|\d+[.)])[ \t]", line):
                close()
            if not current:
                start = number
            current.append(line)
    close()
    return found


def _hard(line: str) -> bool:
    """Whether *line* ends with a backslash that escapes the end of the line."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
