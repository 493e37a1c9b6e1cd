"""What a territory gives to commissions: the members whose territory it is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.commissions.models import Membership
from portevoix.people.places import comes_from
from portevoix.territories.contributions import Contribution, register


@register
def members(territory, written):
    """Who sits, or sat, in a commission for *territory*; 1 SQL query."""
    seats = Membership.objects.filter(comes_from(territory, written, "person__"), cancelled_at=None).select_related(
        "person", "commission"
    )
    for seat in seats.order_by("-start", "pk"):
        yield Contribution(
            what=_("siège dans une commission"),
            title=f"{seat.person}, {seat.commission}",
            address=reverse("commissions:person", args=[seat.person_id]),
            on=seat.start,
        )
