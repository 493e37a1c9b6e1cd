"""The pages of administration, for the secretariats and for who administers the platform (R102)."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portevoix.commissions.actions import administer
from portevoix.commissions.queries import commission_called
from portevoix.commissions.rules import is_administrator
from portevoix.commissions.seat import seat_of
from portevoix.journal.acts import Forbidden, Refused

WRITES = require_http_methods(["GET", "HEAD", "POST"])


def keepers(view):
    """The page is for the secretariat of some commission and for the administration."""

    @login_required
    @WRITES
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_administrator(request.person, None) and not seat_of(request.person).secretariat_ids:
            raise PermissionDenied(
                _(
                    "L’administration est tenue par le secrétariat des commissions et par l’administration de la plateforme."
                )
            )
        return view(request, *args, **kwargs)

    return guarded


def allowed(check, *about) -> None:
    """403, with its sentence, where *check* raises Forbidden."""
    try:
        check(*about)
    except Forbidden as refused:
        raise PermissionDenied(refused.sentence) from refused


def kept_commission(request, slug):
    """The commission at *slug*; 404 when there is none, 403 when the person does not keep it."""
    commission = commission_called(slug)
    allowed(administer, request.person, commission)
    return commission


def attempt(form, act, *about, **given):
    """What *act* returns; None when it is refused: *form* then holds the sentence beside what was typed. What is not
    the person's to do is a page of its own (403)."""
    try:
        return act(*about, **given)
    except Forbidden as refused:
        raise PermissionDenied(refused.sentence) from refused
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None
