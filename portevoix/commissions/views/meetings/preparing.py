"""Preparing a meeting: the agenda, its documents; and what changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.forms.meetings import (
    CancelForm,
    ChangeForm,
    DocumentForm,
    ItemForm,
    MeetingForm,
)
from portevoix.commissions.models import Document
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.queries.convening import told
from portevoix.commissions.queries.room import rules_of
from portevoix.commissions.views.meetings.acting import WRITES, attempted, item_of, run_meeting
from portevoix.engine.clear_days import earliest_day, latest_sending
from portevoix.journal.acts import Refused


@login_required
@WRITES
def new(request):
    """Prepare a meeting: its agenda comes next, then it is convened."""
    commissions = queries.commissions_run_by(request.person)
    if not commissions.exists():
        raise PermissionDenied(_("Le secrétariat ou la présidence convoque une séance."))
    form = MeetingForm(request.POST or None, commissions=commissions)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = acts.draft_meeting(by=request.person, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            return redirect("commissions:prepare", pk=meeting.pk)
    return render(request, "commissions/convene.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@WRITES
def prepare(request, pk):
    """The agenda of a meeting, item by item; its convening is read again first (`recap`).

    An item half typed is kept while another is drawn, moved or removed.
    """
    meeting, now = run_meeting(request, pk), timezone.now()
    agenda = queries.agenda_to_prepare(meeting)
    form = ItemForm(request.POST if "add" in request.POST or "convene" in request.POST else None)
    drawn = queries.drawable(meeting, agenda)
    if request.method == "POST":
        if "convene" in request.POST:
            if not any(form.data.get(name, "").strip() for name in form.fields):
                return redirect("commissions:recap", pk=pk)
            form.add_error(None, _("Ce point est écrit, mais pas inscrit : ajoutez-le, ou videz-le, puis convoquez."))
            return render(request, "commissions/prepare.html", _prepared(meeting, agenda, drawn, form), status=422)
        elif "send" in request.POST:
            if attempted(request, acts.send_update, meeting, at=now):
                messages.success(request, _("L’ordre du jour est envoyé : %(told)s.") % {"told": told(meeting)})
        elif "draw" in request.POST:
            work = next((one for one in drawn if one.about == request.POST["draw"]), None)
            if work:
                attempted(request, acts.add_item, meeting, title=work.title, kind=work.kind, about=work.about,
                          address=work.address, at=now)  # fmt: skip
        elif "up" in request.POST or "down" in request.POST:
            up = "up" in request.POST
            item = item_of(meeting, request.POST["up" if up else "down"])
            attempted(request, acts.shift_item, item, up=up, at=now)
        elif "remove" in request.POST:
            item = item_of(meeting, request.POST["remove"])
            attempted(request, acts.remove_item, item, at=now, said=_("Le point est retiré de l’ordre du jour."))
        elif not (
            form.is_valid() and attempted(request, acts.add_item, meeting, at=now, form=form, **form.cleaned_data)
        ):
            return render(request, "commissions/prepare.html", _prepared(meeting, agenda, drawn, form), status=422)
        typed = {name: request.POST.get(name, "") for name in form.fields}
        if "add" in request.POST or not any(words.strip() for words in typed.values()):
            return redirect("commissions:prepare", pk=pk)
        meeting = run_meeting(request, pk)
        agenda, form = queries.agenda_to_prepare(meeting), ItemForm(initial=typed)
        drawn = queries.drawable(meeting, agenda)
    return render(request, "commissions/prepare.html", _prepared(meeting, agenda, drawn, form))


def _prepared(meeting, agenda, drawn, form):
    rules, held = rules_of(meeting.commission), timezone.localtime(meeting.starts_at).date()
    last = latest_sending(held, rules.clear_days)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "drawn": drawn,
        "form": form,
        "rules": rules,
        "earliest": earliest_day(timezone.localdate(), rules.clear_days),
        "last": last,
        "in_time": timezone.localdate() <= last,
        "changes": meeting.state == "draft"
        or (meeting.state == "convened" and timezone.localdate() <= last and not meeting.second_of_id),
    }


@login_required
@WRITES
def change(request, pk):
    """Another title, hour, place; a meeting already convened is moved, and its members are written to."""
    meeting = run_meeting(request, pk)
    names = ("title", "duration", "place", "public")
    known = {name: getattr(meeting, name) for name in names}
    form = ChangeForm(request.POST or None, initial={**known, "starts_at": meeting.starts_at})
    if request.method == "POST" and form.is_valid():
        said = "" if meeting.convened_at else _("La séance est modifiée.")
        if attempted(
            request, acts.change_meeting, meeting, at=timezone.now(), said=said, form=form, **form.cleaned_data
        ):
            if not meeting.convened_at:
                return redirect("commissions:prepare", pk=pk)
            messages.success(request, _("La séance est modifiée : %(told)s.") % {"told": told(meeting)})
            return redirect("commissions:meeting", pk=pk)
    page = {"meeting": meeting, "form": form}
    return render(request, "commissions/change.html", page, status=422 if form.errors else 200)


@login_required
@WRITES
def cancel(request, pk):
    """Cancel a meeting, with the reason."""
    meeting, form = run_meeting(request, pk), CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = "" if meeting.convened_at else _("La séance est annulée.")
        if attempted(
            request, acts.cancel_meeting, meeting, at=timezone.now(), said=said, form=form, **form.cleaned_data
        ):
            if meeting.convened_at:
                messages.success(request, _("La séance est annulée : %(told)s.") % {"told": told(meeting)})
            return redirect("commissions:meeting", pk=pk)
    page = {"meeting": meeting, "form": form}
    return render(request, "commissions/cancel.html", page, status=422 if form.errors else 200)


@login_required
@WRITES
def item(request, pk, item):
    """One item in preparation: its wording, its documents."""
    meeting, now = run_meeting(request, pk), timezone.now()
    found = item_of(meeting, item)
    form = ItemForm(
        request.POST if "title" in request.POST else None, initial={"title": found.title, "note": found.note}
    )
    upload = DocumentForm(request.POST, request.FILES) if "attach" in request.POST else DocumentForm()
    if request.method == "POST":
        done = False
        if "attach" in request.POST:
            done = upload.is_valid() and attempted(
                request, acts.attach_document, found, file=upload.cleaned_data["file"], at=now, form=upload,
                said=_("Le document est joint."),
            )  # fmt: skip
        elif "detach" in request.POST:
            key = request.POST["detach"]
            held = get_object_or_404(Document, pk=key if key.isdecimal() else 0, item=found)
            done = attempted(request, acts.detach_document, held, at=now, said=_("Le document est retiré."))
        elif form.is_valid() and attempted(request, acts.change_item, found, at=now, form=form, **form.cleaned_data):
            return redirect("commissions:prepare", pk=pk)
        if done:
            return redirect("commissions:edit_item", pk=pk, item=item)
    page = {
        "meeting": meeting,
        "item": found,
        "documents": found.documents.defer("data"),
        "form": form,
        "upload": upload,
    }
    return render(request, "commissions/edit_item.html", page, status=422 if form.errors or upload.errors else 200)
