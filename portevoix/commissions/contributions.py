"""What a territory gives to commissions: the members whose territory it is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.commissions.models import Membership
from portevoix.territories.contributions import Contribution, register


@register
def members(territory, written):
    """Who sits, or sat, in a commission for *territory*; 1 SQL query."""
    seats = Membership.objects.filter(person__territory__in=written, cancelled_at=None).select_related(
        "person", "commission"
    )
    for seat in seats.order_by("-start", "pk"):
        yield Contribution(
            what=_("siège dans une commission"),
            title=f"{seat.person}, {seat.commission}",
            address=reverse("site:commission", args=[seat.commission.slug]),
            on=seat.start,
        )
