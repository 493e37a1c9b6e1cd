"""The first of a month is « 1er » in French, wherever a day is written in words."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from portevoix.ui.dates import WITH_WEEKDAY, written_day

HOUSE = Path(__file__).resolve().parents[2]
IN_WORDS = re.compile(r"[bEFMN]|DATE|^$")  # what puts a month in words in a format of Django's, or names one of its own
FILTERED = re.compile(r"\|\s*date\b(?::\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.]+)))?")
BY_ITSELF = re.compile(r"\{%\s*now\b|\|\s*(?:naturalday|timesince|timeuntil)\b")
WRITTEN_BY_PYTHON = re.compile(r"\bdate_format\(|\bdateformat\b|strftime\([^)]*%[aAbB]")


@pytest.mark.parametrize(
    ("day", "form", "french", "english"),
    [
        (date(2026, 12, 1), WITH_WEEKDAY, "mardi 1er décembre 2026", "Tuesday 1 December 2026"),
        (date(2026, 12, 1), "j F Y", "1er décembre 2026", "1 December 2026"),
        (date(2026, 12, 1), "j N Y", "1er déc. 2026", "1 Dec. 2026"),
        (date(2026, 12, 2), "j F Y", "2 décembre 2026", "2 December 2026"),
        (date(2026, 12, 11), "j F", "11 décembre", "11 December"),
        (
            datetime(2026, 12, 1, 10, 5),
            "l j F Y, H:i",
            "mardi 1er décembre 2026, 10:05",
            "Tuesday 1 December 2026, 10:05",
        ),
        (None, "j F Y", "", ""),
    ],
)
def test_a_day_in_words(day, form, french, english):
    assert written_day(day, form) == french
    with translation.override("en"):
        assert written_day(day, form) == english


def test_the_first_is_told_by_the_clock_of_the_place():
    shown = Template('{{ at|day:"j F, H:i" }}')
    assert shown.render(Context({"at": datetime(2026, 11, 30, 23, 30, tzinfo=UTC)})) == "1er décembre, 00:30"
    assert shown.render(Context({"at": datetime(2026, 12, 1, 23, 30, tzinfo=UTC)})) == "2 décembre, 00:30"


def raw_in(template: str) -> list[str]:
    """Where *template* writes a month in words by another way than `day`."""
    raw = [found[0] for found in FILTERED.finditer(template) if IN_WORDS.search(found[1] or found[2] or found[3] or "")]
    return raw + BY_ITSELF.findall(template)


def test_no_template_writes_a_month_by_itself():
    assert raw_in('{{ a|date:"l j F Y" }}{{ a|date }}{{ a|date:"SHORT_DATE_FORMAT" }}{% now "j F" %}') != []
    assert raw_in('{{ a|date:"Y-m-d" }}{{ a|date:"H:i" }}{{ a|date:"c" }}{{ a|day:"l j F" }}') == []
    templates = [one for one in HOUSE.glob("*/templates/**/*") if one.suffix in (".html", ".txt", ".xml", ".md")]
    assert len(templates) > 100
    assert {one.relative_to(HOUSE): raw for one in templates if (raw := raw_in(one.read_text()))} == {}


def test_no_module_writes_a_month_by_itself():
    modules = [one for one in HOUSE.rglob("*.py") if "tests" not in one.parts and one != HOUSE / "ui" / "dates.py"]
    assert {one.relative_to(HOUSE) for one in modules if WRITTEN_BY_PYTHON.search(one.read_text())} == set()
