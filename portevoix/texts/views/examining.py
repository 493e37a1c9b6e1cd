"""Pages of the examination, on a phone in the room."""

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.ballots.actions import decision_of, reason
from portevoix.commissions.queries.room import room_of
from portevoix.journal.acts import Forbidden, Refused
from portevoix.texts.actions import examining as acts
from portevoix.texts.actions.versions import waits_for_coordination
from portevoix.texts.engine_bridge import subject_of
from portevoix.texts.forms.amending import HandsForm, MeetingChoiceForm
from portevoix.texts.models import Version
from portevoix.texts.queries import amending
from portevoix.texts.queries import examining as queries
from portevoix.texts.views.amending import attempted
from portevoix.texts.views.reading import find_text, find_version, takes_amendments
from portevoix.texts.views.reading import under_way as is_under_way


def latest_numbered(request, slug) -> Version:
    """The last version of the text at *slug*, that this person may see; Http404 for a draft, PermissionDenied."""
    text = find_text(slug)
    numbered = [one for one in text.versions.all() if one.number]
    if not numbered:
        raise Http404(_("Ce texte est encore un avant-texte : il se fige avant d’être examiné."))
    version = max(numbered, key=lambda one: one.number)
    return find_version(request, slug, version.number, text)


@require_safe
def examination(request, slug):
    """The amendments in order, what was decided, what comes next; then the vote on the whole."""
    version = latest_numbered(request, slug)
    examined = queries.examined_for(version)
    first = queries.first_examined(version)
    under_way = getattr(examined, "examination", None)
    again = examined.deliberated_again
    runs = rules.test_rule("texts.examine", request.person, version)
    waiting = (
        version.status == Version.Status.EXAMINED and version.pk == examined.pk and waits_for_coordination(version)
    )
    page = queries.examination_page(examined, request.GET.get("page"))
    page |= {
        "version": version,
        "examined": examined,
        "text": version.text,
        "examination": under_way,
        "runs": runs,
        "meetings": list(queries.open_meetings(version)) if runs else [],
        "to_vote": version.status == Version.Status.EXAMINED
        or (version.status == Version.Status.OPEN and not page["total"]),
        "at_odds": queries.left_at_odds(first, version) if version.status == Version.Status.EXAMINED else [],
        "conflicts": queries.conflicts(version) if waiting else [],
        "coordinations": queries.coordinations(first, version) if version.base_id else [],
        "again": again,
        "amends": again
        and takes_amendments(version)
        and rules.test_rule("texts.file_amendment", request.person, version),
        "before": queries.examined_before(examined),
        "deliberates": version.status == Version.Status.EXAMINED
        and not waiting
        and rules.test_rule("texts.deliberate_again", request.person, version),
        "coordinates": version.status == Version.Status.EXAMINED
        and rules.test_rule("texts.coordinate", request.person, version),
        "why": reason(decision_of(version.ballot)) if version.ballot else "",
    }
    return render(request, "texts/examination.html", page)


def _require_run(request, version):
    if not rules.test_rule("texts.examine", request.person, version):
        raise PermissionDenied(_("La présidence ou le secrétariat conduit l’examen."))


@login_required
@require_POST
def open_examination(request, slug):
    """Begin the examination in an open meeting."""
    version = latest_numbered(request, slug)
    _require_run(request, version)
    form = MeetingChoiceForm(request.POST, meetings=queries.open_meetings(version))
    if form.is_valid() and attempted(
        form, acts.open_examination, version, by=request.person, at=timezone.now(), **form.cleaned_data
    ):
        messages.success(request, _("L’examen est ouvert : le dépôt d’amendements est clos."))
    else:
        for errors in form.errors.values():
            messages.error(request, errors[0])
    return redirect("texts:examination", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def examine_one(request, slug, number, amendment):
    """One amendment in the room: its change, its reasons, what would fall with it, the count of hands."""
    version = find_version(request, slug, number)
    _require_run(request, version)
    under_way = getattr(version, "examination", None)
    page = amending.amendment_page(version, amendment, request.person, with_excerpts=False)
    if page is None:
        raise Http404(_("Aucun amendement ne porte ce numéro."))
    one = page["amendment"]
    form = HandsForm(
        request.POST or None,
        majority=version.text.majority,
        initial={"present": under_way.meeting.present if under_way else None},
    )
    if request.method == "POST":
        now, done = timezone.now(), False
        if "not_defended" in request.POST:
            done = attempted(form, acts.call_not_defended, one, by=request.person, at=now)
        elif form.is_valid():
            same = "all_the_same" in request.POST
            done = attempted(form, acts.decide_amendment, one, form.hands, all_the_same=same, by=request.person, at=now)
        if done:
            _announce(request, version, one)
            return redirect("texts:examination", slug=slug)
    context = {
        **page,
        "version": version,
        "text": version.text,
        "form": form,
        "examination": under_way,
        "room": room_of(under_way.meeting, subject_of(one)) if under_way else None,
        "waiting_subs": [sub for sub in page["subs"] if not sub.outcome],
        "would_fall": [other for other in page["against"] if not other.outcome],
        "voted_with": [other for other in page["same"] if other.outcome == one.outcome],
        "all_the_same": is_under_way(version) and acts.may_be_voted_all_the_same(one),
    }
    return render(request, "texts/examine_one.html", context, status=422 if form.errors else 200)


def _announce(request, version, amendment):
    """What was decided, said once: of whom, by which vote, what has no object any more."""
    one = version.amendments.select_related("ballot").get(pk=amendment.pk)
    together = list(version.amendments.filter(ballot=one.ballot).order_by("number")) if one.ballot else [one]
    numbers = ", ".join(map(str, together))
    if not one.ballot:
        said = _("Amendement %(number)s : %(outcome)s.") % {"number": one, "outcome": one.get_outcome_display()}
    elif len(together) > 1:
        said = _("Amendements identiques %(numbers)s, décidés par un seul vote.") % {"numbers": numbers}
    else:
        said = _("Amendement %(number)s.") % {"number": numbers}
    if one.ballot:
        said += " " + reason(decision_of(one.ballot))
    fell = [str(other) for other in version.amendments.filter(because__in=together).order_by("number")]
    if fell:
        without = ngettext(
            "En conséquence, le %(numbers)s n’a plus d’objet.",
            "En conséquence, n’ont plus d’objet : %(numbers)s.",
            len(fell),
        )
        said += " " + without % {"numbers": ", ".join(fell)}
    messages.success(request, said)


@login_required
@require_POST
def consolidate(request, slug):
    """Close the examination and make the next version."""
    version = latest_numbered(request, slug)
    _require_run(request, version)
    under_way = getattr(version, "examination", None)
    if under_way is None:
        raise Http404(_("Aucun examen n’est ouvert."))
    try:
        made = acts.close_examination(under_way, by=request.person, at=timezone.now())
    except Forbidden as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        if waits_for_coordination(made):
            said = _("L’examen est clos. Le texte attend une modification de coordination.")
        else:
            said = _("L’examen est clos. La version %(number)d attend le vote sur l’ensemble.") % {
                "number": made.number
            }
        messages.success(request, said)
    return redirect("texts:examination", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def whole_vote(request, slug):
    """The vote on the whole text."""
    version = latest_numbered(request, slug)
    _require_run(request, version)
    meetings = queries.open_meetings(version)
    first = meetings.first()
    choice = MeetingChoiceForm(request.POST or None, meetings=meetings, initial={"meeting": first})
    form = HandsForm(
        request.POST or None, majority=version.text.majority, initial={"present": first.present if first else None}
    )
    if (
        request.method == "POST"
        and choice.is_valid()
        and form.is_valid()
        and attempted(
            form,
            acts.vote_on_the_whole,
            version,
            form.hands,
            by=request.person,
            at=timezone.now(),
            **choice.cleaned_data,
        )
    ):
        done = Version.objects.select_related("ballot").get(pk=version.pk)
        messages.success(request, reason(decision_of(done.ballot)))
        return redirect("texts:examination", slug=slug)
    context = {"version": version, "text": version.text, "form": form, "choice": choice, "meeting": first}
    status = 422 if request.method == "POST" else 200
    return render(request, "texts/whole_vote.html", context, status=status)
