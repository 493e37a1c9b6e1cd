"""Convening: read again before it leaves, sent; then who was written to, what each answered, proxies received in writing."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.forms.meetings import AgainForm, WrittenProxyForm
from portevoix.commissions.models import Convocation, Meeting, Proxy
from portevoix.commissions.queries import letters as queries
from portevoix.commissions.queries.convening import newcomers, recap_of, told
from portevoix.commissions.queries.meetings import agenda_of
from portevoix.commissions.queries.proxies import register_of
from portevoix.commissions.queries.room import proxies_of, rules_of
from portevoix.commissions.views.meetings.acting import WRITES, attempted, run_meeting
from portevoix.engine.clear_days import earliest_second
from portevoix.journal.acts import Refused


def _recapped(meeting, agenda, now) -> dict:
    """What is read again before the letters leave, and what keeps them from leaving, if anything does."""
    found, refusal = recap_of(meeting, agenda, now), ""
    try:
        acts.check_convening(meeting, agenda, found.voters, now)
    except Refused as refused:
        refusal = refused.sentence
    rules = rules_of(meeting.commission)
    return {"meeting": meeting, "agenda": agenda, "recap": found, "refusal": refusal, "rules": rules}


@login_required
@WRITES
def recap(request, pk):
    """What convening will do, read again; then one button does it."""
    meeting, now = run_meeting(request, pk), timezone.now()
    if request.method == "POST" and attempted(request, acts.convene_meeting, meeting, at=now):
        return _sent(request, meeting)
    if meeting.state != Meeting.State.DRAFT:
        return redirect("commissions:letters", pk=pk)
    page = _recapped(meeting, agenda_of(meeting), now)
    return render(request, "commissions/recap.html", page, status=422 if request.method == "POST" else 200)


def _sent(request, meeting):
    messages.success(request, _("La séance est convoquée : %(told)s.") % {"told": told(meeting)})
    return redirect("commissions:letters", pk=meeting.pk)


@login_required
@WRITES
def again(request, pk):
    """Convene a second time, on the same agenda, after a meeting without quorum (R42): typed, read again, sent."""
    meeting, now = run_meeting(request, pk), timezone.now()
    rules, held = rules_of(meeting.commission), timezone.localtime(meeting.starts_at)
    earliest = earliest_second(held.date(), timezone.localdate(now), rules.second_after_days)
    first = held + timedelta(days=(earliest - held.date()).days)
    form = AgainForm(request.POST or None, initial={"place": meeting.place, "starts_at": first})
    agenda = agenda_of(meeting)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        if "send" in request.POST:
            if attempted(request, acts.convene_again, meeting, at=now, form=form, **form.cleaned_data):
                return _sent(request, Meeting.objects.get(second_of=meeting))
        else:
            try:
                acts.check_second(meeting, form.cleaned_data["starts_at"], now)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
            else:
                page = _recapped(acts.second_of(meeting, **form.cleaned_data), agenda, now)
                return render(request, "commissions/recap.html", {**page, "first": meeting, "form": form})
    page = {"meeting": meeting, "form": form, "earliest": earliest, "rules": rules, "agenda": agenda}
    wrong = request.method == "POST" and bool(form.errors)
    return render(request, "commissions/again.html", page, status=422 if wrong else 200)


@login_required
@WRITES
def letters(request, pk):
    """Who was convened, what each was sent, what each answered: narrowed by answer and by name."""
    meeting, now = run_meeting(request, pk), timezone.now()
    asked = {"reponse": request.GET.get("reponse", ""), "q": request.GET.get("q", "").strip()[:100]}
    noted = None
    if request.method == "POST":
        if "newcomers" in request.POST:
            back = request.POST["newcomers"]
            if attempted(request, acts.convene_newcomers, meeting, at=now):
                messages.success(request, _("La convocation est envoyée : %(told)s.") % {"told": told(meeting)})
            return redirect(f"commissions:{back if back in ('meeting', 'roll') else 'letters'}", pk=pk)
        if "again" in request.POST:
            attempted(request, acts.send_again, meeting, at=now, said=_("Les courriels en attente sont renvoyés."))
        else:
            given = "present" if "present" in request.POST else "absent"
            key = request.POST.get(given, "")
            noted = get_object_or_404(Convocation, pk=key if key.isdecimal() else 0, meeting=meeting)
            said = _("La réponse est notée : %(name)s.") % {"name": noted.person}
            attempted(request, acts.answer, noted, answer=given, at=now, said=said)
        if not request.htmx:
            rest = urlencode({key: value for key, value in asked.items() if value})
            return redirect(f"{request.path}{'?' if rest else ''}{rest}{f'#c{noted.pk}' if noted else ''}")
    page = {
        "meeting": meeting,
        "noted": noted,
        "newcomers": newcomers(meeting),
        **queries.letters_page(meeting, asked["reponse"], asked["q"]),
    }
    return render(request, "commissions/letters.html", page)


@login_required
@require_safe
def letter(request, pk, letter):
    """One letter, as it was sent."""
    meeting = run_meeting(request, pk)
    found = queries.letter_of(meeting, letter)
    if found is None:
        raise Http404(_("Cette lettre n’existe pas."))
    return render(request, "commissions/letter.html", {"meeting": meeting, "letter": found})


@login_required
@WRITES
def proxies(request, pk):
    """The proxies of a meeting; the secretariat enters those received in writing."""
    meeting = run_meeting(request, pk)
    if "withdraw" in request.POST:
        key = request.POST["withdraw"]
        held = get_object_or_404(Proxy, pk=key if key.isdecimal() else 0, giver__meeting=meeting)
        attempted(request, acts.withdraw_proxy, held, received=request.POST.get("received", "")[:200],
                  at=timezone.now(), said=_("Le retrait de la procuration est noté."))  # fmt: skip
        return redirect("commissions:proxies", pk=pk)
    form = WrittenProxyForm(request.POST or None, register=register_of(meeting))
    if request.method == "POST" and form.is_valid():
        named = dict(form.cleaned_data)
        if attempted(request, acts.give_proxy, named.pop("giver"), at=timezone.now(), form=form, **named,
                     said=_("La procuration est enregistrée.")):  # fmt: skip
            return redirect("commissions:proxies", pk=pk)
    page = {"meeting": meeting, "form": form, "proxies": list(proxies_of(meeting))}
    return render(request, "commissions/proxies.html", page, status=422 if form.errors else 200)
