"""Pages of the commission and its sub-commissions."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portevoix.commissions.models import Commission
from portevoix.commissions.queries import seats as queries


@require_safe
def home(request, slug=None):
    """A commission: the one called *slug*, or the first that has no parent."""
    commissions = Commission.objects.select_related("parent").prefetch_related("associations")
    commission = (
        get_object_or_404(commissions, slug=slug) if slug else commissions.filter(parent=None).order_by("pk").first()
    )
    if commission is None:
        raise Http404(_("Aucune commission n’est encore créée."))
    return render(request, "commissions/commission.html", queries.commission_page(commission))
