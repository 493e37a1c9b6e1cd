"""The record of a hearing: imported, who speaks in it, read."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portevoix.commissions.rules import is_member
from portevoix.evidence.queries import passages_page, speakers_of, version_of
from portevoix.evidence.records.lines import doubtful
from portevoix.evidence.uploads import read_upload
from portevoix.hearings import actions, queries
from portevoix.hearings.actions.recording import READING_LASTS, record_of
from portevoix.hearings.forms import RecordForm, SpeakersForm
from portevoix.hearings.models import Consent, Reading
from portevoix.hearings.views import find_hearing, report, run_only
from portevoix.journal.acts import Refused

FIRST_TURNS, DOUBTS = 6, 12


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, slug):
    """Choose the file; it is read, and kept aside until someone says who speaks."""
    hearing = find_hearing(slug)
    run_only(request, hearing)
    form = RecordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = read_upload(form.cleaned_data["file"])
            actions.keep_reading(hearing, file_name=sent.name, data=sent.data, by=request.person, at=timezone.now())
        except Refused as refused:
            report(form, refused)
        else:
            return redirect("hearings:speakers", slug=slug)
    page = {"hearing": hearing, "form": form, "transcript": queries.transcript_of(hearing)}
    return render(request, "hearings/upload.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speakers(request, slug):
    """Say who each name is, then record; or discard what was read."""
    hearing = find_hearing(slug)
    run_only(request, hearing)
    reading = Reading.objects.filter(hearing=hearing, read_at__gte=timezone.now() - READING_LASTS).first()
    if reading is None:
        messages.info(request, _("Choisissez d’abord le fichier du compte rendu."))
        return redirect("hearings:upload", slug=slug)
    reading.hearing = hearing
    if request.method == "POST" and request.POST.get("discard"):
        actions.discard_reading(reading, by=request.person)
        messages.success(request, _("Le fichier lu est oublié : rien n’en est gardé."))
        return redirect("hearings:upload", slug=slug)
    record = record_of(reading)
    labels = record.labels()
    witnesses = list(hearing.witnesses.select_related("person").prefetch_related("consents"))
    form = SpeakersForm(request.POST or None, labels=labels, witnesses=witnesses)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_reading(
                reading, speakers=form.speakers(), corrections_until=form.cleaned_data["corrections_until"],
                by=request.person, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            report(form, refused)
        else:
            messages.success(request, _("Le compte rendu est enregistré. Les membres peuvent en citer des extraits."))
            return redirect("hearings:record", slug=slug)
    doubts = doubtful(record.turns) if record.kind in ("text", "docx") else []
    page = {
        "hearing": hearing, "reading": reading, "form": form, "witnesses": witnesses,
        "rows": list(zip(form.rows(), labels.values(), strict=True)), "turns": len(record.turns),
        "first": record.turns[:FIRST_TURNS], "warnings": _warnings(record, witnesses),
        "doubtful": doubts[:DOUBTS], "more": max(len(doubts) - DOUBTS, 0),
    }  # fmt: skip
    return render(request, "hearings/speakers.html", page, status=422 if form.errors else 200)


def _warnings(record, witnesses) -> list[tuple[str, str, int]]:
    """What to know of each witness before recording: (name, what, how many times her name is said)."""
    found = []
    for witness in witnesses:
        name = witness.person.name
        if not witness.allows(Consent.Use.TRANSCRIBE):
            found.append((name, "transcribe", 0))
        elif not witness.allows(Consent.Use.PUBLISH):
            found.append((name, "publish", 0))
        if not witness.allows(Consent.Use.NAME):
            family = re.compile(rf"\b{re.escape(name.split()[-1])}\b", re.I)
            found.append((name, "name", sum(bool(family.search(turn.words)) for turn in record.turns)))
    return found


@require_safe
def record(request, slug):
    """The record by speaker, a page at a time, filtered by speaker and by words."""
    hearing = find_hearing(slug)
    transcript = queries.transcript_of(hearing)
    if transcript is None:
        raise Http404(_("Le compte rendu de cette audition n’est pas encore enregistré."))
    source = transcript.source
    source.commission = hearing.commission
    asked = {"speaker": request.GET.get("personne", "")[:160], "search": request.GET.get("q", "").strip()[:100]}
    page = {
        "hearing": hearing, "transcript": transcript, "source": source, "speakers": speakers_of(source),
        "may_quote": is_member(request.person, source), "version": version_of(source),
        "correctable": transcript.is_correctable(timezone.localdate()),
        **passages_page(source, request.person, page=request.GET.get("page", 1), **asked),
    }  # fmt: skip
    return render(request, "hearings/record.html", page)
