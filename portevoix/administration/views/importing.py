"""Members from a file: what it says is shown row by row before anything is written."""

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
SHOWN = 50  # problems shown at once


@keepers
def members(request, slug):
    """A list is sent; it is read and shown; once confirmed, everyone sits.

    Nothing is kept between the two: what was read goes through the form, signed for this person and this commission.
    """
    commission = kept_commission(request, slug)
    if request.method != "POST":
        return _page(request, commission, MembersFileForm())
    if "list" in request.POST:
        return _confirm(request, commission)
    form = MembersFileForm(request.POST, request.FILES)
    if form.is_valid():
        sent = attempt(form, _read, **form.cleaned_data)
        if sent:
            return _page(request, commission, form, sent, {})
    return _page(request, commission, form, status=422)


def _read(file, capacity, start) -> dict:
    upload = read_upload(file, tables.LIMIT)
    return {
        "name": upload.name,
        "rows": members_file.read_rows(upload),
        "capacity": capacity,
        "start": start.isoformat(),
    }


def _salt(request, commission) -> str:
    return f"members:{request.person.pk}:{commission.pk}"


def _confirm(request, commission):
    form = MembersFileForm(initial={"start": timezone.localdate()})
    try:
        sent = signing.loads(request.POST["list"], salt=_salt(request, commission), max_age=DAY)
    except signing.BadSignature:
        form = MembersFileForm(request.POST)
        form.full_clean()
        form.errors.clear()
        form.add_error(
            None, _("Cette liste a été lue il y a trop longtemps, ou par quelqu’un d’autre : envoyez-la à nouveau.")
        )
        return _page(request, commission, form, status=422)
    return _page(request, commission, form, sent, request.POST, confirmed=True)


def _page(request, commission, form, sent=None, answers=None, *, confirmed=False, status=200):
    page = {"commission": commission, "form": form, "explained": members_file.explained()}
    if sent:
        page |= {"file": sent["name"], "list": signing.dumps(sent, salt=_salt(request, commission), compress=True)}
        try:
            sheet = members_file.read_sheet(
                [(line, cells) for line, cells in sent["rows"]], capacity=sent["capacity"], start=_day(sent["start"])
            )
        except Refused as refused:
            if not form.is_bound:
                raise
            form.add_error("file", refused.sentence)
            return _page(request, commission, form, status=422)
        placed, problems = members_file.place(sheet.entries, commission, queries.known_people(request.person), answers)
        problems = sorted([*sheet.problems, *problems], key=lambda one: one.line)
        counts = {state: sum(one.state == state for one in placed) for state in
                  (matching.NEW, matching.KNOWN, matching.ASK, matching.SEATED)}  # fmt: skip
        coming = [one.as_member() for one in placed if one.state in (matching.NEW, matching.KNOWN)]
        if confirmed and not problems and not counts[matching.ASK]:
            try:
                done = actions.import_members(
                    commission, coming, file_name=sent["name"], by=request.person, at=timezone.now()
                )
            except Refused as refused:
                page["refused"] = refused.sentence
            else:
                messages.success(request, _said(done))
                return redirect("administration:seats", slug=commission.slug)
        if confirmed:
            status = 422
        page |= {
            "placed": placed, "problems": problems[:SHOWN], "more": max(len(problems) - SHOWN, 0), "counts": counts,
            "wrong": len(problems), "ignored": sheet.ignored, "coming": len(coming), "confirmed": confirmed,
        }  # fmt: skip
    return render(request, "administration/import.html", page, status=status)


def _day(typed):
    return members_file.columns.read_day(typed)


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
