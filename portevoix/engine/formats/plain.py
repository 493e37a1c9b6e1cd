"""Plain lines: a title, numbered headings, one line an alinéa."""

from __future__ import annotations

from portevoix.engine.formats.errors import FormatError, decoded
from portevoix.engine.formats.headings import LEVELS, nested, read_heading, written_heading
from portevoix.engine.text import LEAF, Text, Unit, keyed


def read(data: bytes | str, title: str = "") -> Text:
    """The text that plain lines *data* hold, called *title*. Raises FormatError on what is not UTF-8.

    A line that is a numbered heading (`Article 1er`, `Proposition n° 3 – Former`) opens a container; any other line
    that is not empty is an alinéa. A backslash before a line makes an alinéa of it, whatever it says.
    """
    found: list[tuple[int, Unit]] = []
    for raw in decoded(data).replace("\r\n", "\n").split("\n"):
        line = raw.strip(" \t")
        heading = read_heading(line)
        if heading:
            found.append((LEVELS[heading.kind], Unit("", *heading)))
        elif line:
            found.append((-1, Unit("", LEAF, text=line.removeprefix("\\"))))
    return Text(title, keyed(nested(found)))


def write(text: Text) -> str:
    """The units of *text* as plain lines, so that `read` gives back what they say, keys aside.

    Raises FormatError when lines cannot say it: a container without number, out of its usual level, or an alinéa
    that is empty, on several lines, or begins or ends with a space.
    """
    lines: list[str] = []
    for unit, _ in text.walk():
        if unit.kind != LEAF:
            lines.append(written_heading(unit))
        elif read_heading(unit.text) or unit.text.startswith("\\"):
            lines.append(f"\\{unit.text}")
        else:
            lines.append(unit.text)
    written = "".join(f"{line}\n" for line in lines)
    if _content(read(written).units) != _content(text.units):
        raise FormatError(
            "Ce texte ne peut pas s’écrire en lignes simples sans perte\u202f: préférez le Markdown.",
            "This text cannot be written as plain lines without loss: use Markdown.",
        )
    return written


def _content(units: tuple[Unit, ...]) -> tuple:
    return tuple((unit.kind, unit.number, unit.heading, unit.text, _content(unit.children)) for unit in units)
