"""All that is held about a person, as she takes it away: a page to read and JSON, in a ZIP."""

import io
import json
import zipfile
from datetime import date, datetime

from django.template.loader import render_to_string

from portevoix.people.models import Person, User
from portevoix.people.places import plain
from portevoix.people.rights.held import holdings
from portevoix.people.rights.queries import kept_how_long, recorded_of, rows_of


def _plain(value):
    """*value* as JSON holds it: dates in ISO form, lists as they are, the rest as words."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def gathered(person: Person, at: datetime) -> dict:
    """All that is held about *person*, JSON-able; 1 SQL query a kind, and 3."""
    account = User.objects.filter(person=person).first()
    kinds = [
        {
            "name": name,
            "title": str(holding.title),
            "purpose": str(holding.purpose),
            "kept": kept_how_long(holding),
            "rows": [{str(k): _plain(v) for k, v in row.items()} for row, _link in rows_of(holding, person)],
        }
        for name, holding in holdings().items()
    ]
    return {
        "made_at": at.isoformat(),
        "person": {
            "name": person.name,
            "function": person.function,
            "territory": person.territory,
            "area": plain(person.area),
            "email": person.email,
        },
        "account": {
            "email": account.email,
            "created_at": _plain(account.created_at),
            "last_login": _plain(account.last_login),
            "is_active": account.is_active,
        }
        if account
        else None,
        "kinds": [kind for kind in kinds if kind["rows"]],
        "journal": [{name: _plain(value) for name, value in one.items()} for one in recorded_of(person)],
    }


def exported(person: Person, at: datetime) -> bytes:
    """The ZIP: `donnees.json`, and `index.html` that says the same to a reader."""
    data = gathered(person, at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("donnees.json", json.dumps(data, ensure_ascii=False, indent=1))
        made.writestr("index.html", render_to_string("people/rights/export.html", {"data": data, "at": at}))
    return out.getvalue()
