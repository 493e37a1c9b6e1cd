"""Pages of hearings."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from portevoix.commissions.rules import runs_it
from portevoix.hearings import queries


def find_hearing(slug):
    """The hearing at *slug*, or 404."""
    hearing = queries.hearing_called(slug)
    if hearing is None:
        raise Http404(_("Aucune audition n’est à cette adresse."))
    return hearing


def run_only(request, hearing):
    """403 to others than those who run *hearing*."""
    if not runs_it(request.person, hearing):
        raise PermissionDenied(_("Le secrétariat ou la présidence de la commission tient cette page."))


def report(form, refused):
    """Say on *form* why an act was refused, beside the field it is about when the form has it."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
