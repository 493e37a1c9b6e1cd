"""Pages where one invites, and where one accepts."""

from smtplib import SMTPException

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portevoix.commissions.actions import take_seat
from portevoix.commissions.models import Commission, Mandate
from portevoix.commissions.seat import seat_of
from portevoix.journal.acts import Refused
from portevoix.people.actions import enter_person
from portevoix.people.invitations import actions, queries
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person
from portevoix.people.rules import is_administrator
from portevoix.site.accounts import links, mails
from portevoix.site.accounts.forms import InviteForm


def _commissions(person):
    """The commissions for which *person* invites."""
    if is_administrator(person):
        return Commission.objects.all()
    held = [one.commission_id for one in seat_of(person).mandates if one.role == Mandate.Role.SECRETARIAT]
    return Commission.objects.filter(Q(pk__in=held) | Q(parent_id__in=held))


def _people(person):
    """The persons whom *person* may invite or has invited: those of her commissions; everyone for an administrator."""
    if is_administrator(person):
        return Person.objects.all()
    commissions = _commissions(person).values("pk")
    return Person.objects.filter(
        Q(pk__in=Person.objects.filter(memberships__commission__in=commissions).values("pk"))
        | Q(pk__in=Person.objects.filter(mandates__commission__in=commissions).values("pk"))
    )


def may_invite(person) -> bool:
    """Whether *person* is a secretary somewhere, or an administrator; 1 SQL query when not known yet."""
    return is_administrator(person) or any(
        mandate.role == Mandate.Role.SECRETARIAT for mandate in seat_of(person).mandates
    )


def _inviters_only(request):
    if not may_invite(request.person):
        raise PermissionDenied(_("Le secrétariat d’une commission, ou l’administration, invite des personnes."))


@login_required
@require_safe
def listing(request):
    """Invitations with their states; persons without an account; 4 SQL queries."""
    _inviters_only(request)
    now = timezone.now()
    held = list(
        Invitation.objects.filter(person__in=_people(request.person).values("pk")).select_related(
            "person", "invited_by"
        )
    )
    shown = [{"invitation": one, "state": one.state(now)} for one in held]
    waiting = [one["invitation"].person_id for one in shown if one["state"] in ("waiting", "expired")]
    without = _people(request.person).filter(account=None, memberships__end=None).exclude(memberships=None)
    page = {
        "rows": shown,
        "without": without.exclude(pk__in=waiting).distinct().order_by("sorted_as", "pk"),
        "restores": is_administrator(request.person),
    }
    return render(request, "accounts/invitations.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Invite a person by mail."""
    _inviters_only(request)
    people = (
        _people(request.person)
        .filter(account=None)
        .exclude(pk__in=Invitation.objects.filter(accepted_at=None, revoked_at=None).values("person"))
    )
    known = {"people": people.distinct().order_by("sorted_as", "pk"), "commissions": _commissions(request.person)}
    form = InviteForm(request.POST or None, initial={"person": request.GET.get("personne")}, **known)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = _invite(request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            _send(request, invitation, secret)
            return redirect("accounts:invitations")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _invite(by, *, email, person, name, function, territory, area, commission, capacity):
    """Enter the person first when she is new, with her seat: all of it, or nothing."""
    now = timezone.now()
    if person is None:
        person = enter_person(name=name, function=function, territory=territory, area=area, by=by, at=now)
        take_seat(person, commission, capacity=capacity, by=by, at=now, start=timezone.localdate())
    return actions.invite_person(person, email=email, by=by, at=now)


def _send(request, invitation, secret):
    """The mail leaves after the act is written: a mail server that is down loses no invitation."""
    try:
        mails.send_invitation(invitation, secret)
    except (SMTPException, OSError):
        messages.error(
            request,
            _("L’invitation est notée, mais le courriel n’est pas parti à %(email)s. Renvoyez-le un peu plus tard.")
            % {"email": invitation.email},
        )
    else:
        messages.success(request, _("L’invitation est partie à %(email)s.") % {"email": invitation.email})


@login_required
@require_POST
def change(request, pk):
    """Send again, or revoke."""
    _inviters_only(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    if not rules.test_rule(actions.RULE, request.person, invitation.person):
        raise Http404
    try:
        if "revoke" in request.POST:
            actions.revoke_invitation(invitation, by=request.person, at=timezone.now())
            messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
        else:
            _send(request, *actions.send_again(invitation, by=request.person, at=timezone.now()))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("accounts:invitations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, secret):
    """The link of an invitation; a button opens the account, not the mere opening."""
    invitation = queries.invitation_of(secret)
    now = timezone.now()
    if invitation is None:
        return render(request, "accounts/invitation_over.html", {"state": "unknown"}, status=404)
    if invitation.state(now) != Invitation.State.WAITING:
        return render(request, "accounts/invitation_over.html", {"state": invitation.state(now).value}, status=410)
    refusal = ""
    if request.method == "POST":
        try:
            user = actions.accept_invitation(invitation, at=now)
        except Refused as refused:
            refusal = refused.sentence
        else:
            return links.enter(request, user, following=reverse("accounts:welcome"))
    page = {"invitation": invitation, "refusal": refusal}
    return render(request, "accounts/invitation.html", page, status=422 if refusal else 200)
