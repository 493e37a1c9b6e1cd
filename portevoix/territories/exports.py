"""Territories as open data: the same rows in CSV and in JSON, under the Licence Ouverte 2.0 (R103)."""

import csv
import io
import json

from django.http import Http404, HttpResponse

COLUMNS = ("category", "nature", "code", "name", "siren", "population", "department", "region", "until", "successor")


def as_row(one) -> dict:
    """*one* as exports hold it; what the register does not say is null in JSON and empty in CSV."""
    return {
        "category": one.kind,
        "nature": one.nature or None,
        "code": one.code,
        "name": one.name,
        "siren": one.siren or None,
        "population": one.population,
        "department": one.department.code if one.department else None,
        "region": one.region.code if one.region else None,
        "until": one.until.on.isoformat() if one.until else None,
        "successor": one.successor.code if one.successor else None,
    }


def exported(territories, form: str, file_name: str) -> HttpResponse:
    """*territories* as a file to download, `csv` or `json`; Http404 for any other *form*."""
    rows = [as_row(one) for one in territories]
    if form == "json":
        response = HttpResponse(
            json.dumps(rows, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
        )
    elif form == "csv":
        written = io.StringIO()
        table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
        table.writeheader()
        table.writerows(rows)
        response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{file_name}.{form}"'
    return response
