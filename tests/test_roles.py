"""Who may open what: the pages as they are, against the table of docs/roles.md (R102)."""

import difflib

import pytest

from tests.roles import ROLES, TABLE, every_address, readable, rows, written

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(demo):
    return rows()


def test_the_table_says_what_the_pages_do(found, pytestconfig):
    now = written(found)
    if pytestconfig.getoption("--write-roles"):
        TABLE.write_text(now, encoding="utf-8")
    said = TABLE.read_text(encoding="utf-8")
    changed = [
        line
        for line in difflib.unified_diff(
            said.splitlines(), now.splitlines(), "docs/roles.md", "the pages", n=0, lineterm=""
        )
        if not line.startswith("@@")
    ]
    assert not changed, "\n".join(["Read each line that differs; when the pages are right: make roles", *changed])


def test_no_address_is_missing_from_the_table():
    said = TABLE.read_text(encoding="utf-8")
    assert [readable(route) for route, *_ in every_address() if f" {readable(route)}`" not in said] == []


def test_no_role_meets_an_error(found):
    assert [(label, statuses) for label, statuses in found if any(one.startswith("5") for one in statuses)] == []


def test_a_visitor_acts_nowhere_but_where_one_signs_in_or_answers(found):
    """An empty form may be asked for more (200, 422), or lead to the sign-in page; nothing is done for nobody."""
    visitor = list(ROLES).index("visitor")
    done = [label for label, statuses in found if label.startswith("POST") and statuses[visitor] == "302"]
    assert all(label.split(" ")[1].startswith(("/compte/", "/langue/", "/essayer/")) for label in done), done
