"""Members from a file: what it says is shown row by row before anything is written."""

from datetime import date

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.administration import members_file, queries
from portevoix.administration.forms import MembersFileForm
from portevoix.administration.members_file import matching, tables
from portevoix.administration.views import attempt, keepers, kept_commission
from portevoix.commissions import actions
from portevoix.evidence.uploads import read_upload
from portevoix.journal.acts import Refused

DAY = 24 * 3600
SHOWN = 50  # lines to correct shown at once


@keepers
def members(request, slug):
    """A list is sent; it is read and shown; once confirmed, everyone sits.

    Nothing is kept between the two: what was read goes through the form, signed for this person and this commission.
    """
    commission = kept_commission(request, slug)
    if "list" in request.POST:
        return _confirm(request, commission)
    form = MembersFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = attempt(form, _read, **form.cleaned_data)
        if sent:
            return _page(request, commission, form, _preview(request, commission, sent, {}))
    return _page(request, commission, form)


def _read(file, capacity, start) -> dict:
    """What the file says, as it is carried from the preview to the import. Raises Refused when it cannot be read."""
    upload = read_upload(file, tables.LIMIT)
    rows = members_file.read_rows(upload)
    members_file.read_sheet(rows, capacity=capacity, start=start)
    return {"name": upload.name, "rows": rows, "capacity": capacity, "start": start.isoformat()}


def _preview(request, commission, sent: dict, answers) -> dict:
    """What would be done with the list, row by row, and what is wrong in it."""
    sheet = members_file.read_sheet(sent["rows"], capacity=sent["capacity"], start=date.fromisoformat(sent["start"]))
    placed, problems = members_file.place(sheet, commission, queries.known_people(request.person), answers)
    lines = members_file.line_by_line(sheet, placed, [*sheet.problems, *problems])
    wrong = [one for one in lines if one.problems]
    holding = [one.placed for one in lines if one.placed and not one.problems]
    return {
        "file": sent["name"],
        "list": signing.dumps(sent, salt=_salt(request, commission), compress=True),
        "lines": lines,
        "placed": placed,
        "coming": [one.as_member() for one in holding if one.state in (matching.NEW, matching.KNOWN)],
        "counts": {state: sum(one.state == state for one in holding) for state in matching.STATES},
        "ignored": sheet.ignored,
        "places": sum(bool(one.entry.territory) for one in placed),
        "areas": sum(bool(one.area) for one in placed),
        "wrong": wrong,
        "shown": wrong[:SHOWN],
        "more": max(len(wrong) - SHOWN, 0),
    }


def _salt(request, commission) -> str:
    return f"members:{request.person.pk}:{commission.pk}"


def _confirm(request, commission):
    """Import what was previewed, with the answers given; shown again when something is still wrong or to tell."""
    form = MembersFileForm()
    try:
        sent = signing.loads(request.POST["list"], salt=_salt(request, commission), max_age=DAY)
    except signing.BadSignature:
        late = _("Cette liste a été lue il y a trop longtemps, ou par quelqu’un d’autre : envoyez-la à nouveau.")
        return _page(request, commission, form, {"refused": late}, status=422)
    preview = _preview(request, commission, sent, request.POST)
    if not preview["wrong"] and not preview["counts"][matching.ASK]:
        try:
            done = actions.import_members(
                commission, preview["coming"], file_name=sent["name"], by=request.person, at=timezone.now()
            )
        except Refused as refused:
            preview["refused"] = refused.sentence
        else:
            messages.success(request, _said(done))
            return redirect("administration:seats", slug=commission.slug)
    return _page(request, commission, form, {**preview, "confirmed": True}, status=422)


def _page(request, commission, form, preview=None, *, status=200):
    page = {"commission": commission, "form": form, "explained": members_file.explained(), **(preview or {})}
    return render(request, "administration/import.html", page, status=422 if form.errors else status)


def _said(done) -> str:
    return (
        ngettext(
            "%(seats)d personne siège désormais, dont %(persons)d nouvelle dans l’annuaire.",
            "%(seats)d personnes siègent désormais, dont %(persons)d nouvelles dans l’annuaire.",
            done["seats"],
        )
        % done
    )


@keepers
def model(request, kind):
    """The file to start from."""
    make, content_type = {
        "csv": (members_file.model_csv, "text/csv; charset=utf-8"),
        "xlsx": (members_file.model_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }[kind]
    response = HttpResponse(make(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="membres.{kind}"'
    return response
