"""Data printed as a PDF (PDF/UA-1 and PDF/A-2a), by Typst, with the fonts it embeds."""

import json
import re
from datetime import datetime
from pathlib import Path

import typst

# Controls and private-use code points, which PDF/A refuses; no text of ours needs them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
UNDRAWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)


def compiled(template: Path, data: dict, at: datetime) -> bytes:
    """The PDF that *template* makes of *data*: the same bytes for the same arguments.

    What people wrote stays text, whatever it holds; a character that no embedded font draws is printed as its code
    point, `[U+1F5F3]`.
    """
    data = _replaced(data, UNPRINTABLE, " ")
    for _attempt in range(500):
        try:
            return typst.compile(
                template.read_bytes(),
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1", "a-2a"],
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as error:
            undrawn = UNDRAWN.search(error.message)
            if not undrawn:
                raise
            for character in set(undrawn["text"]):
                data = _replaced(data, re.compile(re.escape(character)), f"[U+{ord(character):04X}]")
    raise RuntimeError("too many characters that no embedded font draws")


def _replaced(value, pattern: re.Pattern, by: str):
    if isinstance(value, str):
        return pattern.sub(by, value)
    if isinstance(value, dict):
        return {name: _replaced(held, pattern, by) for name, held in value.items()}
    return [_replaced(held, pattern, by) for held in value] if isinstance(value, list) else value
