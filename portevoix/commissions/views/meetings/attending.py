"""In the room: answers and arrivals of each, the roll, the item under way."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.forms.meetings import CodeForm, DecisionForm, ProxyForm
from portevoix.commissions.links import convocation_at
from portevoix.commissions.models import Convocation, Minutes, Proxy
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.queries.convening import newcomers
from portevoix.commissions.queries.proxies import register_of
from portevoix.commissions.queries.room import counted, proxies_of, room_of
from portevoix.commissions.rules import runs_it
from portevoix.commissions.views.meetings.acting import (
    WRITES,
    attempted,
    attended_meeting,
    found_meeting,
    run_meeting,
)
from portevoix.people.address import address_of


class _As:
    """Who acts by a personal link: the person it was sent to, whoever is signed in."""

    def __init__(self, request, person):
        self.person, self._messages = person, request._messages


def _answer(request, convocation, address):
    """The page of one convocation, by its link or by an account; GET changes nothing (mail programs open links)."""
    meeting, now = convocation.meeting, timezone.now()
    asked = request.GET.get("reponse", "")
    acting = _As(request, convocation.person)
    register = register_of(meeting)
    proxy = ProxyForm(request.POST if "holder" in request.POST else None, register=register, giver=convocation)
    code = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        done = False
        if "answer" in request.POST:
            said = _("Votre réponse est enregistrée. Elle se change jusqu’à l’ouverture de la séance.")
            attempted(acting, acts.answer, convocation, answer=request.POST["answer"], at=now, said=said)
            done = True
        elif "withdraw" in request.POST or "decline" in request.POST:
            name = "withdraw" if "withdraw" in request.POST else "decline"
            key = request.POST[name]
            held = get_object_or_404(Proxy, pk=key if key.isdecimal() else 0, giver__meeting=meeting)
            act = acts.withdraw_proxy if name == "withdraw" else acts.decline_proxy
            said = _("La procuration est retirée.") if name == "withdraw" else _("La procuration est déclinée.")
            attempted(acting, act, held, at=now, said=said)
            done = True
        elif "leave" in request.POST:
            attempted(acting, acts.mark_departure, convocation, at=now, said=_("Votre départ est noté."))
            done = True
        elif proxy.is_bound and proxy.is_valid():
            said = _("La procuration est donnée ; son détenteur en est prévenu.")
            if not address_of(proxy.cleaned_data["holder"].person):
                said = _("La procuration est donnée. Son détenteur n’a pas d’adresse électronique : dites-le-lui.")
            done = attempted(acting, acts.give_proxy, convocation, at=now, form=proxy, said=said, **proxy.cleaned_data)
        elif code.is_bound and code.is_valid():
            said = _("Votre arrivée est notée. Bonne séance.")
            done = attempted(
                acting, acts.check_in, convocation, code=code.cleaned_data["code"], at=now, form=code, said=said
            )
        if done:
            return redirect(address)
    wrong = bool(proxy.errors or code.errors)
    page = {
        **queries.answer_page(convocation, register),
        "asked": asked if asked in ("present", "absent", "proxy") else "",
        "proxy": proxy,
        "code": code,
        "today": timezone.localdate() >= timezone.localtime(meeting.starts_at).date(),
        "address": address,
    }
    response = render(request, "commissions/answer.html", page, status=422 if wrong else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # none at all would take the Origin that guards the forms
    return response


@never_cache
@WRITES
def reply(request, link):
    """The page of one convocation, by the link of its letter, without an account."""
    convocation = convocation_at(link)
    if convocation is None:
        raise Http404(_("Ce lien n’ouvre rien : recopiez-le en entier depuis le courriel de convocation."))
    return _answer(request, convocation, request.path)


@login_required
@never_cache
@WRITES
def mine(request, pk):
    """The same page, for someone who has signed in."""
    meeting = found_meeting(request, pk)
    convocation = queries.convocation_of(meeting, request.person)
    if convocation is None:
        raise PermissionDenied(_("Vous n’êtes pas convoqué, convoquée à cette séance."))
    return _answer(request, convocation, request.path)


@login_required
@WRITES
def roll(request, pk):
    """The roll: one tap an arrival, one a departure; the figures follow."""
    meeting, now = run_meeting(request, pk), timezone.now()
    if request.method == "POST":
        name = "arrive" if "arrive" in request.POST else "leave"
        key = request.POST.get(name, "")
        who = get_object_or_404(Convocation, pk=key if key.isdecimal() else 0, meeting=meeting)
        attempted(request, acts.mark_arrival if name == "arrive" else acts.mark_departure, who, at=now)
        if not request.htmx:
            return redirect(f"{request.path}#c{who.pk}")
        meeting.refresh_from_db(fields=["present"])
    people, proxies, held = queries.roll_of(meeting), list(proxies_of(meeting)), {}
    for one in proxies:
        if not one.ended_at:
            held.setdefault(one.giver_id, []).append(one)
    for one in people:
        one.given = held.get(one.pk, ())
    page = {
        "meeting": meeting,
        "roll": people,
        "room": counted(meeting, proxies),
        "attends": meeting.state in ("convened", "open"),
        "newcomers": newcomers(meeting),
    }
    return render(request, "commissions/roll.html", page)


@login_required
@WRITES
def code(request, pk):
    """The code of the room, to show on its screen."""
    meeting = run_meeting(request, pk)
    if request.method == "POST":
        attempted(request, acts.show_code, meeting, at=timezone.now(), renew="renew" in request.POST)
        return redirect("commissions:code", pk=pk)
    page = {"meeting": meeting, "room": room_of(meeting)}
    return render(request, "commissions/code.html", page)


@login_required
@require_safe
def room(request, pk):
    """The item under way, on every phone in the room: it follows the chair, and is there again when one reloads."""
    meeting = attended_meeting(request, pk)
    agenda = queries.agenda_of(meeting)
    if not agenda:
        raise Http404(_("Cette séance n’a pas encore d’ordre du jour."))
    found = next((one for one in agenda if one.pk == meeting.current_item_id), agenda[0])
    page = {**queries.item_page(meeting, agenda, found, request.person), "follows": True}
    page["runs"] = runs_it(request.person, meeting)
    return render(request, "commissions/item_body.html" if request.htmx else "commissions/item.html", page)


def _acted(request, meeting, found, decision) -> bool:
    """Whether what was asked about an item was done, or refused with a sentence on the page it goes back to."""
    now = timezone.now()
    if "call" in request.POST:
        attempted(request, acts.call_item, found, at=now)
    elif "open_vote" in request.POST:
        said = _("Le vote est ouvert : les procurations ne changent plus.")
        attempted(request, acts.open_vote, found, at=now, said=said)
    elif "close_vote" in request.POST:
        attempted(request, acts.close_vote, found, at=now, said=_("Le vote est clos."))
    elif "approve" in request.POST:
        minutes = get_object_or_404(
            Minutes, meeting=request.POST["approve"] if request.POST["approve"].isdecimal() else 0
        )
        attempted(request, acts.approve_minutes, minutes, meeting=meeting, at=now, said=_("Le relevé est approuvé."))
    else:
        said = _("La décision est notée.")
        return decision.is_valid() and attempted(
            request, acts.note_decision, found, at=now, form=decision, said=said, **decision.cleaned_data
        )
    return True


@login_required
@WRITES
def item(request, pk, item):
    """One item: read by the members; called, voted, decided by those who run the meeting."""
    meeting = attended_meeting(request, pk)
    agenda = queries.agenda_of(meeting)
    found = next((one for one in agenda if one.pk == item), None)
    if found is None:
        raise Http404(_("Ce point n’est pas à l’ordre du jour."))
    decision = DecisionForm(request.POST if "decision" in request.POST else None, initial={"decision": found.decision})
    if request.method == "POST" and _acted(request, meeting, found, decision):
        return redirect("commissions:item", pk=pk, item=item)
    page = {**queries.item_page(meeting, agenda, found, request.person), "decision": decision, "follows": False}
    page["runs"] = runs_it(request.person, meeting)
    return render(request, "commissions/item.html", page, status=422 if decision.errors else 200)
